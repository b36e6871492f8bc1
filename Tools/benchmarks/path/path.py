"""The whole path on simulated oblasts of several sizes: records per second and peak memory.

Every step runs as its own process, so its peak memory is its own. The peer for the intake is
Python's csv module with datetime parsing and sqlite3, storing the same rows of the same files in
the same run, without validation, receipts or pseudonyms.
"""

import csv
import datetime
import glob
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time


def run(arguments, environment):
    """Runs a command; returns CPU seconds, wall seconds, peak MB and its JSON."""
    reader, writer = os.pipe()
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.close(reader)
        os.execve(arguments[0], arguments, environment)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(arguments)}")
    answer = json.loads(text) if text.lstrip().startswith("{") else {}
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, answer


def python_import(files, folder):
    """The peer: the same rows into one SQLite table."""
    start = time.perf_counter()
    database = sqlite3.connect(os.path.join(folder, "peer.db"))
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    rows = 0
    for path in files:
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.reader(file)
            header = next(reader)
            when = header.index("event_time")
            if rows == 0:
                database.execute(f"CREATE TABLE passages ({', '.join(header)}, utc)")
            marks = ", ".join("?" * (len(header) + 1))
            batch = [
                row + [datetime.datetime.fromisoformat(row[when]).timestamp()] for row in reader
            ]
            database.executemany(f"INSERT INTO passages VALUES ({marks})", batch)
            database.commit()
            rows += len(batch)
    database.close()
    return rows, time.perf_counter() - start


def measure(jol, scale):
    folder = tempfile.mkdtemp(prefix="jol-bench-")
    try:
        world, workspace = f"{folder}/world", f"{folder}/workspace"
        environment = {**os.environ, "JOL_WORKSPACE": workspace, "JOL_LANG": "en"}
        crashes = str(900 * scale)
        steps = [
            ("simulate", ["simulate", "--seed", "3", "--scale", str(scale), "--crashes", crashes,
                          "--out", world, "--json", "--quiet"]),
            ("init", ["init", workspace]),
            ("network import", ["network", "import", f"{world}/network.osm", "--json"]),
            ("flights add", ["flights", "add", f"{world}/flights", "--json", "--quiet"]),
            ("complexes add", ["complexes", "add", f"{world}/complexes", "--json", "--quiet"]),
            ("crashes add", ["crashes", "add", f"{world}/crashes", "--zone", "Asia/Almaty",
                             "--json", "--quiet"]),
            ("match run", ["match", "run", "--json", "--quiet"]),
            ("hotspots run", ["hotspots", "run", "--json"]),
            ("report build", ["report", "build", "--out", f"{folder}/report", "--json"]),
        ]
        print(f"\nscale {scale}")
        print(f"{'step':16}{'records':>12}{'wall s':>9}{'CPU s':>9}{'records/s':>12}{'peak MB':>9}")
        total, records, peak, rates = 0.0, 0, 0.0, {}
        for name, arguments in steps:
            cpu, wall, memory, answer = run([jol] + arguments, environment)
            count = answer.get("recordsIn", 0)
            if name == "match run":
                count = sum(kind["total"] for kind in answer["summary"]["kinds"])
            elif count:
                records += count
            rate = count / wall if count else 0
            rates[name] = rate
            print(f"{name:16}{count or '':>12}{wall:9.2f}{cpu:9.2f}"
                  f"{round(rate) or '':>12}{memory:9.1f}")
            if name != "simulate":
                total += wall
                peak = max(peak, memory)
        print(f"{'whole path':16}{records:>12}{total:9.2f}{'':9}{round(records / total):>12}{peak:9.1f}")
        rows, seconds = python_import(sorted(glob.glob(f"{world}/complexes/*.csv")), folder)
        print(f"peer: Python csv + sqlite3, same rows: {rows / seconds:,.0f} records/s; "
              f"complexes add is {rates['complexes add'] / (rows / seconds):.1f} times as fast")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    binary = os.path.abspath(sys.argv[1])
    for text in " ".join(sys.argv[2:]).split():
        measure(binary, int(text))
