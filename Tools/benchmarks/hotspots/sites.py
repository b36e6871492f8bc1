"""Rules, safety performance function, empirical Bayes and ranks on simulated networks.

115,000 edges of 97,000 km with 15,000 crashes must take at most 10 s on one core and 1 GB together
with the spatial statistics; ten times as many show that growth is linear. The peer is the same
Newton fit in NumPy, when that can be installed.
"""
import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time


def world(folder, edges, crashes, kilometres):
    """A network with traffic, true multipliers and crashes along it."""
    rng = random.Random(8)
    mean = kilometres / edges
    rows, weights = [], []
    for edge in range(edges):
        length = max(0.02, rng.expovariate(1 / mean))
        aadt = math.exp(rng.gauss(7.5, 1))
        multiplier = rng.gammavariate(2, 0.5)
        rows.append([f"E{edge}", round(aadt), round(length, 3)])
        weights.append(aadt ** 0.8 * length ** 0.9 * multiplier)
    chosen = rng.choices(range(edges), weights, k=crashes)
    counts = [0] * edges
    for edge in chosen:
        counts[edge] += 1
    sites = f"{folder}/sites.csv"
    with open(sites, "w") as file:
        file.write("id,aadt,length_km,crashes\n")
        for row, count in zip(rows, counts):
            file.write(f"{row[0]},{row[1]},{row[2]},{count}\n")
    events = f"{folder}/events.csv"
    with open(events, "w") as file:
        file.write("id,road,chainage_m,day,type,casualties\n")
        for number, edge in enumerate(chosen):
            place = rng.random() * rows[edge][2] * 1000
            file.write(f"{number},{rows[edge][0]},{place:.1f},{rng.randrange(1, 1096)},"
                       f"{'ABCDEFG'[rng.randrange(7)]},1\n")
    return sites, events


def run(arguments):
    """CPU seconds and peak memory of a command."""
    started = time.time()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    messages = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{arguments[1:4]} failed: {messages}")
    return usage.ru_utime + usage.ru_stime, time.time() - started, usage.ru_maxrss / 1024


def peer(folder, sites):
    """The same fit in NumPy, in a throwaway environment; None when it cannot be installed."""
    try:
        subprocess.run([sys.executable, "-m", "venv", f"{folder}/venv"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run([f"{folder}/venv/bin/pip", "install", "-q", "statsmodels"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (subprocess.CalledProcessError, OSError):
        return None
    code = f"""
import time, numpy as np, statsmodels.api as sm
t = np.genfromtxt({sites!r}, delimiter=',', skip_header=1, usecols=(1, 2, 3))
s = time.process_time()
x = sm.add_constant(np.log(t[:, :2]))
m = sm.NegativeBinomial(t[:, 2], x)
f = m.fit(method='bfgs', maxiter=500, disp=0)
f = m.fit(method='newton', start_params=f.params, maxiter=50, tol=1e-12, disp=0)
print(time.process_time() - s, *f.params)
"""
    answer = subprocess.run([f"{folder}/venv/bin/python", "-c", code], capture_output=True, text=True)
    return answer.stdout.split() if answer.returncode == 0 else None


def measure(jol, edges, crashes, kilometres, has_peer):
    folder = tempfile.mkdtemp(prefix="jol-bench-")
    try:
        sites, events = world(folder, edges, crashes, kilometres)
        formula = ["--y", "crashes", "--formula", "log(aadt)+log(length)"]
        steps = [
            ("rules", ["legal", "--rule", "ru-concentration", "--events", events,
                       "--out", f"{folder}/legal.csv"]),
            ("spf", ["spf", sites, *formula, "--json"]),
            ("eb", ["eb", sites, *formula, "--out", f"{folder}/eb.csv"]),
            ("rank 2000", ["rank", sites, *formula, "--draws", "2000", "--seed", "1",
                           "--out", f"{folder}/rank.csv"]),
        ]
        print(f"{edges:,} edges, {kilometres:,} km, {crashes:,} crashes")
        total = 0.0
        for name, arguments in steps:
            cpu, wall, memory = run([jol, "hotspots", *arguments])
            total += cpu
            print(f"  {name:12} {cpu:8.2f} CPU-s {wall:8.2f} s {memory:8.0f} MB", flush=True)
        print(f"  {'all':12} {total:8.2f} CPU-s")
        if has_peer:
            fit = peer(folder, sites)
            if fit:
                own = json.loads(subprocess.run([jol, "hotspots", "spf", sites, *formula, "--json"],
                                                capture_output=True, text=True).stdout)
                beta = [term["estimate"] for term in own["coefficients"]]
                print(f"  peer statsmodels fit alone {float(fit[0]):.2f} CPU-s; largest difference of "
                      f"coefficients {max(abs(a - float(b)) for a, b in zip(beta, fit[1:])):.1e}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def coverage(jol):
    """How many of the true ranks 90 % intervals hold, on 200 simulated truths of Washington."""
    shared = os.environ.get("JOL_SHARED") or os.path.join(
        os.path.dirname(__file__), "..", "..", "..", "..", "shared")
    roads = os.path.join(shared, "reference", "hotspots", "washington", "washington_roads.csv")
    if not os.path.exists(roads):
        return print("Washington: skipped, ../shared is absent (set JOL_SHARED)")
    answer = json.loads(subprocess.run(
        [jol, "hotspots", "validate", roads, "--y", "Total_crashes", "--formula",
         "log(AADT)+log(Length)", "--train", "2016-2017", "--test", "2018", "--top", "25",
         "--compare", "log(AADT)+log(Length)+speed50+ShouldWidth04", "--simulations", "200",
         "--seed", "1", "--json"], capture_output=True, text=True).stdout)
    truth = answer["truth"]
    print(f"Washington: {answer['sentence']}")
    print(f"  90 % rank intervals hold {100 * truth['rankIntervalCoverage']:.1f} % of true ranks in "
          f"{truth['trials']} simulated truths")


if __name__ == "__main__":
    binary = os.path.abspath(sys.argv[1])
    coverage(binary)
    measure(binary, 115_000, 15_000, 97_000, True)
    measure(binary, 1_000_000, 1_000_000, 843_000, False)
    if os.environ.get("JOL_BENCH_LARGE"):
        measure(binary, 1_000_000, 10_000_000, 843_000, False)
