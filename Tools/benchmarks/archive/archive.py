"""Records per CPU-second of the whole intake, beside the sqlite3 program on the same rows.

The peer is measured twice: as it comes (no key, no journal to speak of), and with what durable intake
needs of a database: write-ahead log, synchronous=FULL and a unique key over the record.
"""
import argparse
import os
import resource
import shutil
import subprocess
import tempfile

JOL = os.path.abspath(".build/release/jol")


def cpu(*command, **options):
    """Runs a command; its CPU seconds, wall seconds and peak memory in MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    watch = subprocess.run(["/usr/bin/env", "bash", "-c", 'TIMEFORMAT=%R; time "$@" >/dev/null 2>&1',
                            "_", *command], capture_output=True, text=True, check=True, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, float(watch.stderr.split()[-1].replace(",", "."))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--scale", type=float, default=10)
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="jol-bench-archive-")
    try:
        subprocess.run([JOL, "simulate", "--scale", str(options.scale), "--flights", "1", "--out",
                        f"{folder}/world", "--quiet"], check=True, stdout=subprocess.DEVNULL)
        names = sorted(os.listdir(f"{folder}/world/complexes"))
        merged, records = f"{folder}/all.csv", 0
        with open(merged, "w", encoding="utf-8") as out:
            for number, name in enumerate(names):
                with open(f"{folder}/world/complexes/{name}", encoding="utf-8") as file:
                    lines = file.readlines()
                out.writelines(lines[number > 0:])
                records += len(lines) - 1
        header = open(merged, encoding="utf-8").readline().strip()
        size = os.path.getsize(merged) / 1e6
        print(f"{records:,} records, {size:.0f} MB, one file")
        subprocess.run([JOL, "init", f"{folder}/ws"], check=True, capture_output=True)
        rows = [("jol complexes add (parse, check, store, ledger, receipt)",
                 cpu(JOL, "complexes", "add", merged, "--workspace", f"{folder}/ws", "--quiet"))]
        rows.append(("sqlite3 .import as it comes",
                     cpu("sqlite3", f"{folder}/plain.db", ".mode csv", f".import {merged} t")))
        columns = ", ".join(f'"{name}" TEXT' for name in header.split(","))
        rows.append((
            "sqlite3 .import, WAL, synchronous=FULL, unique record",
            cpu("sqlite3", f"{folder}/keyed.db", "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                f"CREATE TABLE t ({columns}, UNIQUE (event_time, device_serial, event_type, plate, "
                "direction, lane, speed_measured))", ".mode csv", f".import --skip 1 {merged} t")))
        jol = records / rows[0][1][0]
        for name, (spent, wall) in rows:
            print(f"{name:58} {records / spent:10,.0f} records/CPU-s  {wall:6.2f} s wall  "
                  f"jol is {jol * spent / records * 100:.0f} %")
        subprocess.run([JOL, "init", f"{folder}/many"], check=True, capture_output=True)
        files = [f"{folder}/world/complexes/{name}" for name in names]
        spent, wall = cpu(JOL, "complexes", "add", *files, "--workspace", f"{folder}/many", "--quiet")
        each = f'for f in "$@"; do sqlite3 {folder}/many.db ".mode csv" ".import --skip 1 $f t"; done'
        subprocess.run(["sqlite3", f"{folder}/many.db", f"CREATE TABLE t ({columns})"], check=True)
        plain, plain_wall = cpu("bash", "-c", each, "_", *files)
        for name, cost, passed in [("jol complexes add", spent, wall),
                                   ("sqlite3 .import, one call a file", plain, plain_wall)]:
            print(f"{len(files)} files, {name}: {records / cost:,.0f} records/CPU-s, "
                  f"{len(files) / cost:.1f} files/CPU-s, {len(files) / passed:.1f} files/s; "
                  f"jol is {plain / spent * 100:.0f} % by CPU, {plain_wall / wall * 100:.0f} % by time")
        spent, wall = cpu(JOL, "archive", "verify", "--workspace", f"{folder}/many", "--quiet")
        print(f"archive verify: {records / spent:,.0f} records/CPU-s, {wall:.2f} s wall")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
