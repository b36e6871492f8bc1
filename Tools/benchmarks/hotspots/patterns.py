"""Local statistics, densities and K beside peers in the same run, and growth to large networks.

Peers: PySAL (esda, libpysal) in a temporary venv; R's spdep and spatstat where they are installed.
CPU seconds are user + system of the whole process, reading and writing included.
"""

import csv
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

JOL = os.path.abspath(sys.argv[1])
SHARED = os.environ.get("JOL_SHARED") or os.path.join(
    os.path.dirname(__file__), "..", "..", "..", "..", "shared")
MONTREAL = os.path.join(SHARED, "reference", "hotspots", "montreal")
SPNETWORK = {"simple": 17.3, "esd": 7.8, "esc": 17.5}


def run(command, quiet=True):
    """Runs a command; returns CPU seconds, peak MB and its output."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        os.close(reader)
        if quiet:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execvp(command[0], command)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    _, status, usage = os.wait4(child, 0)
    if status:
        print("failed:", " ".join(command), text[-500:])
        return math.nan, math.nan, ""
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def timings(command):
    """CPU milliseconds of each phase, as the command tells them."""
    text = subprocess.run([*command, "--timings"], capture_output=True, text=True).stderr
    parts = text.split("timings (CPU ms): ")[1].split("\n")[0].split(", ")
    return {part.rsplit(" ", 1)[0]: float(part.rsplit(" ", 1)[1]) for part in parts}


def show(name, cpu, memory, remark=""):
    print(f"{name:52}{cpu:10.3f} s CPU{memory:9.0f} MB  {remark}", flush=True)


def montreal(folder):
    print("Montreal: 318.7 km, 347 crashes, 3,163 samples")
    graph = ["--network", f"{MONTREAL}/graph_edges.csv",
             "--events", f"{MONTREAL}/events_on_graph.csv", "--threads", "1"]
    out = ["--overwrite", "--out", f"{folder}/out.csv"]
    for method, peer in SPNETWORK.items():
        command = [JOL, "hotspots", "density", *graph, "--samples",
                   f"{MONTREAL}/samples_on_graph.csv", "--method", method, *out]
        cpu, memory, _ = min(run(command) for _ in range(5))
        phases = min((timings(command) for _ in range(5)), key=lambda p: p["compute"])
        show(f"  density {method} 300 m", cpu, memory,
             f"computing {phases['compute']:.1f} ms (start {phases['start']:.0f}, read "
             f"{phases['read']:.0f}, write {phases['write']:.0f}); spNetwork published {peer} s: "
             f"{1000 * peer / phases['compute']:,.0f} times, as a process {peer / cpu:,.0f}")
    cpu, memory, _ = run([JOL, "hotspots", "density", *graph, "--samples",
                          f"{MONTREAL}/samples_on_graph.csv", "--method", "heat",
                          "--bandwidth", "150", *out])
    show("  density heat σ 150 m", cpu, memory)
    cpu, memory, _ = run([JOL, "hotspots", "kfunction", *graph, "--max", "1500", "--step", "10",
                          "--simulations", "999", *out])
    show("  K to 1,500 m, 999 simulations, one thread", cpu, memory)
    cpu, memory, _ = run([JOL, "hotspots", "gistar", "--network", f"{MONTREAL}/segments.csv", *out])
    show("  gistar exact, 2,945 segments", cpu, memory)
    cpu, memory, _ = run([JOL, "hotspots", "scan", *graph, *out])
    show("  scan, 999 simulations", cpu, memory)


PYSAL = """
import csv, sys, time, warnings
warnings.filterwarnings("ignore")
import numpy, libpysal, esda
folder = sys.argv[1]
segments = list(csv.DictReader(open(folder + "/segments.csv")))
links = {int(s["id"]): [] for s in segments}
for row in csv.DictReader(open(folder + "/segment_contiguity.csv")):
    links[int(row["i"])].append(int(row["j"]))
w = libpysal.weights.W(links, silence_warnings=True)
x = numpy.array([float(s["count"]) for s in segments])
start = time.process_time()
g = esda.G_Local(x, w, star=True, transform="B", permutations=999, seed=1, n_jobs=1)
print(time.process_time() - start, int((g.p_sim <= .05).sum()), int(((g.p_sim <= .05) & (g.Gs == 0)).sum()))
"""

SPATSTAT = """
suppressMessages({library(spatstat.geom); library(spatstat.linnet)})
folder <- commandArgs(TRUE)[1]
e <- read.csv(file.path(folder, "graph_edges.csv")); n <- read.csv(file.path(folder, "graph_nodes.csv"))
p <- read.csv(file.path(folder, "events_on_graph.csv"))
W <- owin(range(n$x), range(n$y))
L <- linnet(ppp(n$x, n$y, window = W), edges = cbind(match(e$u, n$node), match(e$v, n$node)))
X <- suppressWarnings(lpp(ppp(p$x, p$y, window = W), L))
t <- system.time(K <- linearK(X, r = seq(0, 1500, 10), correction = "none"))
cat(sum(t[1:2]), "\\n")
"""

SPDEP = """
suppressMessages(library(spdep))
folder <- commandArgs(TRUE)[1]
s <- read.csv(file.path(folder, "segments.csv")); l <- read.csv(file.path(folder, "segment_contiguity.csv"))
nb <- lapply(seq_len(nrow(s)), function(i) { j <- l$j[l$i == i]; if (length(j)) as.integer(sort(j)) else 0L })
class(nb) <- "nb"
t <- system.time(g <- localG(s$count, nb2listw(include.self(nb), style = "B")))
cat(sum(t[1:2]), "\\n")
"""


def peers(folder):
    print("Peers, computing alone")
    venv = os.path.join(folder, "venv")
    made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True)
    got = made.returncode == 0 and subprocess.run(
        [f"{venv}/bin/pip", "install", "-q", "esda", "libpysal"], capture_output=True).returncode == 0
    if got:
        _, memory, text = run([f"{venv}/bin/python", "-c", PYSAL, MONTREAL])
        if text:
            cpu, below, empty = text.split()
            show("  PySAL G_Local, 999 shuffles", float(cpu), memory,
                 f"{below} segments ≤ .05, {empty} of them with no crash around")
    else:
        print("  PySAL: not available here")
    for name, library, code in [("R spatstat linearK, no simulation", "spatstat.linnet", SPATSTAT),
                                ("R spdep localG, analytic", "spdep", SPDEP)]:
        script = os.path.join(folder, "peer.R")
        with open(script, "w") as file:
            file.write(code)
        has = shutil.which("Rscript") and subprocess.run(
            ["Rscript", "-e", f"library({library})"], capture_output=True).returncode == 0
        if not has:
            print(f"  {name}: not installed (Debian: apt install r-cran-{library.lower()})")
            continue
        cpu, memory, text = run(["Rscript", script, MONTREAL])
        show(f"  {name}", float(text.split()[0]) if text else cpu, memory, f"process {cpu:.1f} s")


def shapes():
    """Networks and ways to draw counts on them without any cluster."""
    rows = list(csv.DictReader(open(f"{MONTREAL}/segments.csv")))
    edges = [(row["node_u"], row["node_v"], row["length"]) for row in rows]
    montreal_counts = [int(float(row["count"])) for row in rows]

    def shuffled(generator):
        generator.shuffle(montreal_counts)
        return montreal_counts

    def poisson(generator, mean):
        count, product = 0, generator.random()
        while product > math.exp(-mean):
            count, product = count + 1, product * generator.random()
        return count

    side = 20
    streets = [(row * side + column, row * side + column + step, 100)
               for row in range(side) for column in range(side) for step in (1, side)
               if (column + 1 < side if step == 1 else row + 1 < side)]
    chooser = random.Random(4)
    tree = [(chooser.randrange(max(0, node - 30), node), node, 100) for node in range(1, 600)]
    road = [(node, node + 1, 100) for node in range(500)]
    lengths = [chooser.uniform(20, 300) for _ in streets]
    uneven = [(u, v, metres) for (u, v, _), metres in zip(streets, lengths)]

    def by_length(generator):
        counts = [0] * len(uneven)
        for place in generator.choices(range(len(uneven)), lengths, k=250):
            counts[place] += 1
        return counts

    return [
        ("Montreal's counts shuffled", edges, shuffled, []),
        ("street grid, Poisson 0.3", streets,
         lambda g: [poisson(g, 0.3) for _ in streets], []),
        ("tree, negative binomial", tree,
         lambda g: [poisson(g, g.gammavariate(0.7, 0.6 / 0.7)) for _ in tree], []),
        ("one road, Poisson 0.6", road, lambda g: [poisson(g, 0.6) for _ in road], []),
        ("grid of uneven edges, events by length", uneven, by_length, ["--null", "length"]),
    ]


def discoveries(folder, networks=int(os.environ.get("JOL_BENCH_NULLS", "400"))):
    """The realised false discovery rate: with no cluster anywhere every discovery is false."""
    error = [100 * math.sqrt(rate * (1 - rate) / networks) for rate in (0.05, 0.1)]
    print(f"False discoveries on {networks} null networks each (one standard error: "
          f"{error[0]:.1f} points at 5 %, {error[1]:.1f} at 10 %)")
    pooled = {0.05: [], 0.1: []}
    columns = {"calibrated (default)": "q_calibrated", "discrete": "q_discrete",
               "Benjamini-Hochberg": "q", "normal law": "q_analytic"}
    for title, edges, draw, options in shapes():
        generator = random.Random(3)
        found = {(name, rate): 0 for name in columns for rate in (0.05, 0.1)}
        hot, done = 0, 0
        while done < networks:
            counts = draw(generator)
            if min(counts) == max(counts):
                continue
            done += 1
            with open(f"{folder}/null.csv", "w") as file:
                file.write("id,u,v,length,count\n")
                for number, ((u, v, metres), count) in enumerate(zip(edges, counts)):
                    file.write(f"{number},n{u},n{v},{metres},{count}\n")
            _, _, text = run([JOL, "hotspots", "gistar", "--network", f"{folder}/null.csv",
                              "--csv", *options])
            answer = list(csv.DictReader(text.splitlines()))
            hot += any(a["hot"] == "1" for a in answer)
            for name, column in columns.items():
                if column not in answer[0]:
                    continue
                least = min(float(a[column]) for a in answer if a[column])
                for rate in (0.05, 0.1):
                    found[name, rate] += least <= rate
        print(f"  {title} ({len(edges):,} edges): a hot edge by default in "
              f"{100 * hot / networks:.2f} %", flush=True)
        for rate in pooled:
            pooled[rate].append(found["calibrated (default)", rate] / networks)
        for name in columns:
            five, ten = (100 * found[name, rate] / networks for rate in (0.05, 0.1))
            print(f"    {name:22} nominal 5 %: {five:6.2f} %   nominal 10 %: {ten:6.2f} %")
    for rate, shares in pooled.items():
        print(f"  all together, calibrated, nominal {100 * rate:.0f} %: "
              f"{100 * sum(shares) / len(shares):.2f} %")


def planted(folder, networks=int(os.environ.get("JOL_BENCH_NULLS", "400")) // 2):
    """The false discovery proportion where true clusters exist, on Montreal's streets."""
    rows = list(csv.DictReader(open(f"{MONTREAL}/segments.csv")))
    touching = {}
    for number, row in enumerate(rows):
        for end in (row["node_u"], row["node_v"]):
            touching.setdefault(end, []).append(number)
    around = [sorted({other for end in (row["node_u"], row["node_v"]) for other in touching[end]})
              for row in rows]
    generator = random.Random(11)
    columns = {"calibrated": "q_calibrated", "discrete": "q_discrete",
               "Benjamini-Hochberg": "q"}
    shares = {(name, rate): [] for name in columns for rate in (0.05, 0.1)}
    hits = {key: [] for key in shares}
    for _ in range(networks):
        hot = {edge for centre in generator.sample(range(len(rows)), 10)
               for edge in around[centre]}
        # 347 crashes, those of a cluster's edges twelve times as frequent as elsewhere.
        counts = [0] * len(rows)
        for edge in generator.choices(
                range(len(rows)), [12 if edge in hot else 1 for edge in range(len(rows))], k=347):
            counts[edge] += 1
        near = [any(edge in hot for edge in around[place]) for place in range(len(rows))]
        with open(f"{folder}/planted.csv", "w") as file:
            file.write("id,u,v,length,count\n")
            for number, row in enumerate(rows):
                file.write(f"{number},{row['node_u']},{row['node_v']},{row['length']},"
                           f"{counts[number]}\n")
        _, _, text = run([JOL, "hotspots", "gistar", "--network", f"{folder}/planted.csv", "--csv"])
        answer = list(csv.DictReader(text.splitlines()))
        for name, column in columns.items():
            for rate in (0.05, 0.1):
                found = [int(a["id"]) for a in answer if a[column] and float(a[column]) <= rate]
                wrong = sum(not near[edge] for edge in found)
                shares[name, rate].append(wrong / max(1, len(found)))
                hits[name, rate].append(len(set(found) & hot) / len(hot))
    print(f"Ten planted clusters, {networks} draws: share of false edges among those found, "
          "and of the planted edges that were found")
    for (name, rate), values in shares.items():
        print(f"    {name:22} nominal {100 * rate:2.0f} %: false {100 * sum(values) / networks:5.2f} %"
              f"   found {100 * sum(hits[name, rate]) / networks:5.1f} %")


def grid(folder, edges, crashes, metres, seed=1):
    """A street grid of about so many edges, with crashes drawn unevenly over it."""
    generator = random.Random(seed)
    side = int(math.sqrt(edges / 2)) + 1
    network, events = f"{folder}/network.csv", f"{folder}/events.csv"
    count = 0
    with open(network, "w") as file:
        file.write("edge,u,v,length,x1,y1,x2,y2\n")
        for row in range(side):
            for column in range(side):
                here = row * side + column
                for dx, dy in ((1, 0), (0, 1)):
                    if column + dx >= side or row + dy >= side or count >= edges:
                        continue
                    count += 1
                    length = metres * generator.uniform(1, 1.2)
                    file.write(f"{count},{here},{here + dx + dy * side},{length:.3f},"
                               f"{column * metres},{row * metres},"
                               f"{(column + dx) * metres},{(row + dy) * metres}\n")
    with open(events, "w") as file:
        file.write("edge,offset\n")
        for _ in range(crashes):
            edge = int(count * generator.random() ** 1.5) + 1
            file.write(f"{min(edge, count)},{generator.random() * metres:.2f}\n")
    return network, events


def growth(folder, sizes):
    for edges, crashes, metres in sizes:
        network, events = grid(folder, edges, crashes, metres)
        print(f"{edges:,} edges, {edges * metres * 1.1 / 1000:,.0f} km, {crashes:,} crashes, one thread")
        common = ["--network", network, "--events", events, "--threads", "1", "--overwrite"]
        cpu, memory, _ = run([JOL, "hotspots", "gistar", *common, "--out", f"{folder}/gi.csv"])
        show("  gistar exact with FDR", cpu, memory)
        cpu, memory, _ = run([JOL, "hotspots", "density", *common, "--bandwidth", "500",
                              "--lixel", "500", "--out", f"{folder}/density.csv"])
        show("  density esd 500 m, lixels of 500 m", cpu, memory)


if __name__ == "__main__":
    scratch = tempfile.mkdtemp(prefix="jol-bench-")
    try:
        if os.path.isdir(MONTREAL):
            montreal(scratch)
            peers(scratch)
            discoveries(scratch)
            planted(scratch)
        else:
            print("Montreal: skipped, ../shared is absent (set JOL_SHARED)")
        sizes = [(115_000, 15_000, 767)]
        if os.environ.get("JOL_BENCH_LARGE"):
            sizes += [(250_000, 2_500_000, 100), (500_000, 5_000_000, 100),
                      (1_000_000, 10_000_000, 100)]
        growth(scratch, sizes)
        print(f"peak of this script's children: "
              f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
