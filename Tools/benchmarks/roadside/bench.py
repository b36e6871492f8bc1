"""Runs the benchmark of roadside records: bench.py JOL FOLDER [--records N] [--reads N] [--keep DIR]"""
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

JOL, HERE = sys.argv[1], sys.argv[2]


def option(name, default):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


RECORDS = int(option("--records", "2000000"))
READS = int(option("--reads", "2000000"))
WORK = option("--keep", "") or tempfile.mkdtemp(prefix="jol-roadside-")
os.makedirs(WORK, exist_ok=True)
failures = []


def run(*command, stdout=subprocess.DEVNULL):
    """Output, CPU seconds and peak memory in MB of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)
    peak = 0
    out, err = process.communicate() if stdout == subprocess.PIPE else (b"", process.communicate()[1])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed: {err.decode()[-2000:]}")
    return out, cpu


def peak_megabytes(*command):
    """Peak memory of a command through /usr/bin/time, `None` where that is not installed."""
    if not os.path.exists("/usr/bin/time"):
        return None
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *command], capture_output=True, text=True)
    return int(done.stderr.strip().splitlines()[-1]) / 1024


def check(name, holds, text):
    print(f"  {'met   ' if holds else 'MISSED'}  {name}: {text}")
    if not holds:
        failures.append(name)


def year():
    path, truth = f"{WORK}/year.csv", f"{WORK}/year-truth.csv"
    if not os.path.exists(truth):
        subprocess.run([sys.executable, f"{HERE}/year.py", path, truth, str(RECORDS)], check=True)
    with open(truth) as file:
        damages = list(csv.DictReader(file))
    return path, damages


print(f"A year of {RECORDS:,} records, a tenth damaged in known ways")
path, damages = year()
expected = Counter()
for row in damages:
    expected[row["code"]] += int(row["count"])
broken = sum(expected.values())
print(f"  {os.path.getsize(path) / 1e6:,.0f} MB, {len(damages)} kinds of damage, {broken:,} records")

reading = ("--zone", "Asia/Almaty", "--extent", "kz")
small = f"{WORK}/part.csv"
with open(path, "rb") as source, open(small, "wb") as target:
    for _ in range(min(RECORDS, 500_000) + 1):
        target.write(source.readline())
part = min(RECORDS, 500_000)
rates = []
for _ in range(3):
    _, cpu = run(JOL, "complexes", "decode", path, "--limit", "0", *reading)
    rates.append(RECORDS / cpu)
peers = {}
for peer in ("dates", "checks"):
    out, cpu = run(sys.executable, f"{HERE}/peer.py", peer, small, stdout=subprocess.PIPE)
    peers[peer] = int(json.loads(out)["records"]) / cpu
rate = sorted(rates)[1]
print(f"  jol: {rate:,.0f} records/s of CPU (three runs: {', '.join(f'{r:,.0f}' for r in rates)})")
print(f"  Python csv + datetime: {peers['dates']:,.0f} records/s ({rate / peers['dates']:.1f} times)")
print(f"  Python, the same checks: {peers['checks']:,.0f} records/s ({rate / peers['checks']:.1f} times)")
check("parsed and validated on one core", rate >= 250_000, f"{rate:,.0f}/s, wanted 250,000")
check("against csv + datetime", rate >= 20 * peers["dates"],
      f"{rate / peers['dates']:.1f} times, wanted 20")

print("Into the store")
space = f"{WORK}/space"
shutil.rmtree(space, ignore_errors=True)
run(JOL, "init", space)
out, cpu = run(JOL, "complexes", "add", path, "--workspace", space, "--json", "--quiet", *reading,
               stdout=subprocess.PIPE)
receipt = json.loads(out)["receipts"][0]
found = Counter(receipt["quarantinedByReason"])
check("stored", RECORDS / cpu >= 100_000, f"{RECORDS / cpu:,.0f}/s of CPU, wanted 100,000")
check("totals add up",
      receipt["recordsIn"] == receipt["accepted"] + receipt["duplicate"] + receipt["quarantined"]
      == RECORDS,
      f"{receipt['recordsIn']:,} = {receipt['accepted']:,} + {receipt['duplicate']:,} + "
      f"{receipt['quarantined']:,}")
check("every damage with the right code", found == expected,
      f"{sum((found & expected).values()):,} of {broken:,}"
      + ("" if found == expected else f"; {dict(found - expected)} for {dict(expected - found)}"))
check("no sound record rejected", receipt["accepted"] + receipt["duplicate"] == RECORDS - broken,
      f"{receipt['accepted'] + receipt['duplicate']:,} of {RECORDS - broken:,}")
shutil.rmtree(space, ignore_errors=True)
peaks = []
for name in (small, path):
    run(JOL, "init", space)
    peaks.append(peak_megabytes(JOL, "complexes", "add", name, "--workspace", space, "--quiet",
                                *reading))
    shutil.rmtree(space, ignore_errors=True)
if None not in peaks:
    check("memory is flat", peaks[1] < 1.5 * peaks[0] + 64,
          f"{peaks[0]:.0f} MB for {part:,} records, {peaks[1]:.0f} MB for {RECORDS:,}")

print(f"Section control on {READS:,} passages")
folder = f"{WORK}/sections"
if not os.path.exists(f"{folder}/truth.csv"):
    os.makedirs(folder, exist_ok=True)
    subprocess.run([sys.executable, f"{HERE}/passages.py", "make", folder, str(READS), "7"], check=True)
ways = f"{folder}/ways.csv"
_, cpu = run(JOL, "complexes", "sections", f"{folder}/passages.csv", "--sections",
             f"{folder}/sections.csv", "--clock-error", "0.1", "--out", ways)
scored = subprocess.run([sys.executable, f"{HERE}/passages.py", "score", folder, ways],
                        capture_output=True, text=True)
print(scored.stdout, end="")
check("precision 99.9 %, recall 98 %", scored.returncode == 0, "see above")
check("time on one core", cpu < 10, f"{cpu:.2f} s of CPU, wanted under 10")

if not option("--keep", ""):
    shutil.rmtree(WORK, ignore_errors=True)
sys.exit(f"missed: {', '.join(failures)}" if failures else 0)
