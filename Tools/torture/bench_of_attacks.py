"""What the attacks share: a workspace to attack, files to take in, and ways to ask how it is."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

JOL = os.path.abspath(".build/release/jol")
ENVIRONMENT = dict(os.environ, JOL_LANG="en", SWIFT_BACKTRACE="enable=no")
IS_LONG = "--long" in sys.argv


def jol(*words, check=False, **options):
    """Runs jol and returns the finished process."""
    return subprocess.run(
        [JOL, *map(str, words)], capture_output=True, text=True, env=ENVIRONMENT, check=check,
        timeout=options.pop("timeout", 120), **options)


def verify(workspace, *words):
    """What 'jol archive verify' says: exit code and report."""
    done = jol("archive", "verify", "--workspace", workspace, "--json", "--quiet", *words)
    try:
        return done.returncode, json.loads(done.stdout)["report"]
    except (ValueError, KeyError):
        return done.returncode, {"findings": [], "text": done.stdout + done.stderr}


def complex_files(folder, count, rows, seed=1):
    """Exports of one complex each, every record its own."""
    os.makedirs(folder, exist_ok=True)
    header = ("device_serial,device_name,device_mode,event_time,event_type,direction,plate,"
              "vehicle_kind,speed_measured,speed_limit,site_lat,site_lon,place_text,cert_no,"
              "cert_valid_until\n")
    names = []
    for number in range(count):
        name = os.path.join(folder, f"export-{number:04d}.csv")
        with open(name, "w", encoding="utf-8") as file:
            file.write(header)
            for row in range(rows):
                minute, second = divmod(row, 60)
                kind = "SPEED_INSTANT" if row % 5 == 0 else "PASSAGE"
                file.write(
                    f"T-{seed}-{number},Torture,production,2025-03-{1 + number % 28:02d}T"
                    f"{minute // 60 % 24:02d}:{minute % 60:02d}:{second:02d}+05:00,{kind},"
                    f"receding,{number % 1000:03d}ABC{row % 17 + 1:02d},passenger,{60 + row % 60},"
                    f"60,48.70{row % 10},66.90{row % 10},Torture street,C-1,2030-01-01\n")
        names.append(name)
    return names


def track_files(folder, count, points, long_points):
    """Tracks of one flight each, one of them longer than the window in which logs are read."""
    os.makedirs(folder, exist_ok=True)
    names = []
    for number in range(count):
        name = os.path.join(folder, f"track-{number:04d}.gpx")
        with open(name, "w", encoding="utf-8") as file:
            file.write('<gpx version="1.1"><trk><trkseg>\n')
            for row in range(long_points if number == count // 2 else points):
                minute, second = divmod(row, 60)
                hour, minute = divmod(minute, 60)
                file.write(
                    f'<trkpt lat="{48.7 + row * 1e-6:.6f}" lon="{66.9 + number * 1e-3:.6f}">'
                    f"<ele>{300 + row % 40}.0</ele><time>2025-03-{1 + number % 28:02d}T"
                    f"{hour % 24:02d}:{minute:02d}:{second:02d}Z</time></trkpt>\n")
            file.write("</trkseg></trk></gpx>\n")
        names.append(name)
    return names


def new_workspace(folder):
    shutil.rmtree(folder, ignore_errors=True)
    jol("init", folder, check=True)
    return folder


def rows(workspace, sql):
    """Rows of the database, read without jol."""
    with sqlite3.connect(f"file:{workspace}/jol.gpkg?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()


class Scratch:
    """A folder that is gone afterwards."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="jol-torture-")
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Tally:
    """Counts of what was tried and what went wrong; ends the program accordingly."""

    def __init__(self, name):
        self.name, self.checked, self.faults = name, 0, []
        self.is_quiet = False

    def check(self, holds, text):
        self.checked += 1
        if not holds:
            self.faults.append(text)
            if not self.is_quiet:
                print(f"{self.name}: {text}", file=sys.stderr)

    def finish(self, summary):
        print(f"{self.name}: {summary}; {self.checked} checks, {len(self.faults)} faults")
        if self.faults or self.checked == 0:
            sys.exit(1)
