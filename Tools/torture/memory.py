"""Takes in files of 77 MB, 308 MB and, in the long form, more than 2 GB: memory does not grow with them.

The peak is the system's own count of the process (VmHWM): code, database pages, parser and every page of
the file that was mapped at the same time.
"""
import os
import subprocess
import sys
import time

from bench_of_attacks import (ENVIRONMENT, IS_LONG, JOL, Scratch, Tally, jol, new_workspace)

sys.path.insert(0, "Tools/benchmarks/flights")
import samples  # noqa: E402

MEGABYTES = [77, 308, 2100] if IS_LONG else [77]
# MiB: what G10 allows, and what the reader of a long log holds beside it: a window of 8 MiB, mapped, its
# rows, and the rows of the one before, which are being stored meanwhile.
ALLOWED, WINDOW = 64, 56
HEADER = ("device_serial,device_name,device_mode,event_time,event_type,direction,plate,vehicle_kind,"
          "speed_measured,speed_limit,site_lat,site_lon,place_text,cert_no,cert_valid_until\n")


def records(path, size):
    """Records of complexes, a day of one second each after the other, every record its own."""
    written = number = 0
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER)
        while written < size:
            lines = []
            for _ in range(20_000):
                day, second = divmod(number, 86_400)
                number += 1
                lines.append(
                    f"M-{day % 40:02d},Memory of a complex,production,{2015 + day // 336}-"
                    f"{1 + day // 28 % 12:02d}-{1 + day % 28:02d}T{second // 3600:02d}:"
                    f"{second // 60 % 60:02d}:{second % 60:02d}+05:00,"
                    f"{'SPEED_INSTANT' if number % 5 == 0 else 'PASSAGE'},receding,"
                    f"{number % 1000:03d}ABC{number // 1000 % 17 + 1:02d},passenger,"
                    f"{60 + number % 60},60,48.70{day % 10},66.90{day % 10},\"Street of a town, 12\","
                    f"KD-98-004177,2035-12-31\n")
            text = "".join(lines)
            file.write(text)
            written += len(text)
    return path


def cards(path, size, encoding):
    """Crash cards, one every five seconds, with names in Kazakh letters."""
    written = number = 0
    with open(path, "wb") as file:
        file.write("id,time,lat,lon,severity,killed,injured,road,place\n".encode(encoding))
        while written < size:
            lines = []
            for _ in range(20_000):
                day, step = divmod(number, 17_280)
                number += 1
                lines.append(
                    f"C{number},{1990 + day // 336}-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}"
                    f"T{step // 720:02d}:{step // 12 % 60:02d}:{step % 12 * 5:02d}+05:00,48.70{day % 10},66.90{day % 10},"
                    f"slight,0,{1 + number % 3},A-{number % 17},\"Жезқазған көшесі, {number % 400}\"\n")
            text = "".join(lines).encode(encoding)
            file.write(text)
            written += len(text)
    return path


def features(path, size):
    """The same as GeoJSON, a feature a card."""
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        number = 0
        while file.tell() < size:
            day, step = divmod(number, 17_280)
            number += 1
            file.write(("" if number == 1 else ",\n") + (
                f'{{"type": "Feature", "geometry": {{"type": "Point", "coordinates": [66.90{day % 10}, '
                f'48.70{day % 10}]}}, "properties": {{"id": {number}, "datetime": "'
                f'{1990 + day // 336}-{1 + day // 28 % 12:02d}-{1 + day % 28:02d} '
                f'{step // 720:02d}:{step // 12 % 60:02d}:{step % 12 * 5:02d}", "severity": "Легкий", "dead_count": 0, '
                f'"injured_count": {1 + number % 3}, "category": "Столкновение", "vehicles": [], '
                f'"participants": []}}}}'))
        file.write("\n]}\n")
    return path


def peak(*words):
    """The highest VmHWM of jol while it runs, in MiB, with its parts, and the exit code."""
    process = subprocess.Popen([JOL, *words], stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    highest = {}
    while process.poll() is None:
        try:
            for line in open(f"/proc/{process.pid}/status", encoding="ascii", errors="replace"):
                name, _, value = line.partition(":")
                if name in ("VmHWM", "RssAnon", "RssFile"):
                    highest[name] = max(highest.get(name, 0), int(value.split()[0]) / 1024)
        except (FileNotFoundError, ProcessLookupError):
            pass
        time.sleep(0.01)
    return highest, process.returncode


def main():
    tally, peaks = Tally("memory"), []
    with Scratch() as scratch:
        jol("simulate", "--small", "--flights", "1", "--out", f"{scratch}/world", "--quiet", check=True)
        flights = f"{scratch}/world/flights"
        log = f"{flights}/{sorted(os.listdir(flights))[0]}"
        for megabytes in MEGABYTES:
            size = megabytes * 1_000_000
            files = [
                ("complexes", lambda path: records(path, size), ALLOWED, []),
                ("flights", lambda path: samples.ulog(log, path, size), ALLOWED + WINDOW, []),
                ("crashes", lambda path: cards(path, size, "utf-8"), ALLOWED, []),
                ("crashes", lambda path: cards(path, size, "utf-16"), ALLOWED, []),
                ("crashes", lambda path: features(path, size), ALLOWED, ["--zone", "+05:00"]),
            ]
            # Two encodings and JSON take a quarter of an hour each at the largest size and show no more.
            for kind, write, allowed, options in files if megabytes < 2000 else files[:3]:
                path = f"{scratch}/big"
                write(path)
                workspace = new_workspace(f"{scratch}/ws")
                highest, code = peak(kind, "add", path, "--workspace", workspace, "--quiet", *options)
                received = os.path.getsize(path) / 1e6
                os.unlink(path)
                tally.check(code == 0, f"{kind}, {received:.0f} MB: exit {code}")
                tally.check(highest["VmHWM"] <= allowed,
                            f"{kind}, {received:.0f} MB: {highest['VmHWM']:.1f} MiB")
                peaks.append(highest["VmHWM"])
                print(f"  {kind}, {received:.0f} MB: peak {highest['VmHWM']:.1f} MiB (own "
                      f"{highest['RssAnon']:.1f}, of files {highest['RssFile']:.1f}), allowed {allowed}")
    tally.finish(f"{len(peaks)} files, highest peak {max(peaks):.1f} MiB")


main()
