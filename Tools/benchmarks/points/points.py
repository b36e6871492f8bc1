"""Right way, right direction, unanswered, calibration error and queries per CPU second.

`chance` is the calibration error that as many points would show by chance alone.
"""

import argparse
import collections
import csv
import json
import math
import os
import random
import resource
import subprocess
import sys

jol, shared, work = sys.argv[1:4]
sys.path.insert(0, shared + "/tools")
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../matching"))
from osmgraph import read  # noqa: E402
from peers import Peers, distance  # noqa: E402

EXTRACTS = {
    "almaty": ("almaty_2013.osm.pbf", (2, 12)),
    "moscow": ("moscow.osm.gz", (0.8, 6)),
    "sao_paulo": ("sao_paulo.osm.pbf", (0.8, 8)),
    "liechtenstein": ("liechtenstein.osm.pbf", (1, 12)),
}


def read_rows(path):
    with open(path) as file:
        return list(csv.DictReader(file))


def write_rows(path, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("id lon lat heading name ref sigma".split())
        for r in rows:
            writer.writerow([r[k] for k in "id lon lat heading name ref sigma".split()])


def write_truth(sets):
    for what, rows in sets.items():
        with open(f"{work}/{what}.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)


def misspelt(rows, seed):
    """The same rows with a typing error in every second word of five letters or more."""
    rnd = random.Random(seed)
    out = []
    for row in rows:
        words = row["name"].split(" ")
        for i, word in enumerate(words):
            if len(word) < 6 or rnd.random() < 0.5:
                continue
            k = rnd.randrange(1, len(word) - 2)
            kind = rnd.randrange(3)
            if kind == 0:
                words[i] = word[:k] + word[k + 1:]
            elif kind == 1:
                words[i] = word[:k] + word[k + 1] + word[k] + word[k + 2:]
            else:
                words[i] = word[:k] + word[k] + word[k:]
        out.append(dict(row, name=" ".join(words)))
    return out


class City:
    """An extract with what scoring needs."""

    def __init__(self, name):
        self.name = name
        self.extract = f"{shared}/osm/{EXTRACTS[name][0]}"
        self.graph = read(self.extract)
        self.pairs = {}
        self.network = f"{work}/{name}.jolnet"
        if os.path.exists(self.network):
            os.remove(self.network)
        subprocess.run(
            [jol, "network", "import", self.extract, "--out", self.network], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def sense(self, way, u, v):
        """1 when u, v follow each other on the way, -1 against it, 0 when they do not."""
        if way not in self.pairs:
            nodes = self.graph.ways[way].nodes if way in self.graph.ways else ()
            self.pairs[way] = set(zip(nodes, nodes[1:]))
        pairs = self.pairs[way]
        return 1 if (u, v) in pairs else -1 if (v, u) in pairs else 0

    def is_on(self, way, lon, lat):
        """Whether a place lies within 1.5 m of a way: the measure of peers without way ids."""
        g = self.graph
        point = ((lon - g.lon0) * g.kx, (lat - g.lat0) * g.ky)
        nodes = g.ways[way].nodes
        return any(distance(point, g.xy[a], g.xy[b]) <= 1.5 for a, b in zip(nodes, nodes[1:]))


def judge(city, truth, answers):
    """answers: id -> (way or None, u, v, lon, lat, confidence or None)."""
    tally = collections.Counter()
    said, held = [0.0] * 10, [0] * 10
    confidences = []
    for row in truth:
        way, u, v = int(row["way"]), int(row["u"]), int(row["v"])
        answer = answers.get(row["id"])
        tally["all"] += 1
        if answer is None or answer[3] is None:
            tally["none"] += 1
            continue
        on = city.is_on(way, answer[3], answer[4])
        tally["on"] += on
        if answer[0] is None:
            continue
        right = answer[0] == way
        exact = right and city.sense(way, answer[1], answer[2]) == city.sense(way, u, v)
        tally["way"] += right
        tally["exact"] += exact
        if answer[5] is not None:
            bin_ = min(9, int(answer[5] * 10))
            said[bin_] += answer[5]
            held[bin_] += exact
            confidences.append(answer[5])
    error = sum(abs(a - b) for a, b in zip(said, held)) / max(1, tally["all"])
    return tally, (error, by_chance(confidences, said)) if any(said) else None


def by_chance(confidences, said, draws=100):
    """The mean calibration error of a forecaster who is right about every probability."""
    rnd = random.Random(1)
    total = 0.0
    for _ in range(draws):
        held = [0] * 10
        for confidence in confidences:
            held[min(9, int(confidence * 10))] += rnd.random() < confidence
        total += sum(abs(a - b) for a, b in zip(said, held))
    return total / draws / max(1, len(confidences))


def run_jol(city, rows, *options):
    source, out = f"{work}/points_in.csv", f"{work}/points_out.csv"
    write_rows(source, rows)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [jol, "match", "points", source, "--network", city.network, "--out", out, *options],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    answers = {}
    for r in read_rows(out):
        answers[r["id"]] = (
            (int(r["way"]), int(r["u"]), int(r["v"]), float(r["lon"]), float(r["lat"]),
             float(r["confidence"])) if r["way"] else None
        )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return answers, len(rows) / cpu


def nearest(city, rows):
    """The nearest base segment, in the direction of the way."""
    g, cell, grid = city.graph, 60, collections.defaultdict(list)
    for way, w in g.ways.items():
        for a, b in zip(w.nodes, w.nodes[1:]):
            (ax, ay), (bx, by) = g.xy[a], g.xy[b]
            for i in range(int(min(ax, bx) // cell), int(max(ax, bx) // cell) + 1):
                for j in range(int(min(ay, by) // cell), int(max(ay, by) // cell) + 1):
                    grid[i, j].append((way, a, b))
    answers = {}
    for row in rows:
        x = (float(row["lon"]) - g.lon0) * g.kx
        y = (float(row["lat"]) - g.lat0) * g.ky
        best = None
        for i in range(int(x // cell) - 1, int(x // cell) + 2):
            for j in range(int(y // cell) - 1, int(y // cell) + 2):
                for way, a, b in grid.get((i, j), ()):
                    d = distance((x, y), g.xy[a], g.xy[b])
                    if best is None or d < best[0]:
                        best = (d, way, a, b)
        if best:
            _, way, a, b = best
            (ax, ay), (bx, by) = g.xy[a], g.xy[b]
            s = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / max(
                1e-9, (bx - ax) ** 2 + (by - ay) ** 2
            )
            s = max(0, min(1, s))
            lon = g.lon0 + (ax + s * (bx - ax)) / g.kx
            lat = g.lat0 + (ay + s * (by - ay)) / g.ky
            answers[row["id"]] = (way, a, b, lon, lat, None)
    return answers


def run_peer(peers, name, rows):
    source, out = f"{work}/points_in.csv", f"{work}/peer_out.jsonl"
    write_rows(source, rows)
    base = "valhalla.json" if name == "valhalla" else "network.osrm"
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer_nearest.py")
    done = subprocess.run(
        [peers.python, script, name, f"{peers.place}/{base}", source, out],
        check=True, capture_output=True, text=True,
    )
    rate = json.loads(done.stdout.strip().splitlines()[-1])["rate"]
    answers = {}
    with open(out) as file:
        for line in file:
            r = json.loads(line)
            if r["lon"] is not None:
                answers[r["id"]] = (None, 0, 0, r["lon"], r["lat"], None)
    return answers, rate


def percent(part, whole):
    return f"{100 * part / max(1, whole):6.2f}"


def show(city, what, method, truth, answers, rate):
    tally, error = judge(city, truth, answers)
    n = tally["all"]
    known = tally["way"] > 0
    print(
        f"{city.name:14}{what:12}{method:26}"
        f"{percent(tally['exact'], n) if known else '     –'} "
        f"{percent(tally['way'], n) if known else '     –'} {percent(tally['on'], n)} "
        f"{tally['none']:5} {'–' if error is None else f'{error[0]:.4f}':>7} "
        f"{'–' if error is None else f'{error[1]:.4f}':>7} "
        f"{'–' if rate is None else f'{rate:,.0f}':>10}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fresh", default="11,12")
    parser.add_argument("--drives", type=int, default=100)
    parser.add_argument("--cities", default="almaty,moscow,sao_paulo")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--keep")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--ceiling", type=int, default=0, metavar="ORIGINS")
    args = parser.parse_args(sys.argv[4:])
    print(
        f"{'city':14}{'set':12}{'method':26}{'way+dir':>6} {'   way':>6} {'on way':>6} "
        f"{'none':>5} {'ECE':>7} {'chance':>7} {'rows/CPU-s':>10}"
    )
    for name in args.cities.split(","):
        city = City(name)
        sets = {}
        if name == "almaty":
            sets["reference"] = read_rows(f"{shared}/synth/almaty/single.csv")
        for seed in [s for s in args.fresh.split(",") if s]:
            folder = f"{work}/drives/{name}_{args.drives}_{seed}"
            if not os.path.exists(folder + "/single.csv"):
                low, high = EXTRACTS[name][1]
                subprocess.run(
                    [sys.executable, f"{shared}/tools/gen_tracks.py", city.extract, folder,
                     str(args.drives), seed, str(low), str(high)],
                    check=True, stdout=subprocess.DEVNULL,
                )
            sets["seed " + seed] = read_rows(folder + "/single.csv")
        peers = None if args.no_peers else Peers(shared + "/tools", work, city.extract, city.graph)
        for what, rows in sets.items():
            for method, options, own in (
                ("Jol, heading", ["--no-names"], rows),
                ("Jol, heading + name", [], rows),
                ("Jol, heading + misspelt", [], misspelt(rows, 5)),
                ("Jol, no heading", ["--no-heading", "--no-names"], rows),
            ):
                answers, _ = run_jol(city, own, *options)
                show(city, what, method, rows, answers, None)
            show(city, what, "nearest segment", rows, nearest(city, rows), None)
            for peer in ("osrm", "valhalla"):
                if peers and peer in peers.names:
                    try:
                        answers, rate = run_peer(peers, peer, rows)
                    except subprocess.CalledProcessError as error:
                        print(f"{peer} is left out: {error.stderr[-200:]}", file=sys.stderr)
                        continue
                    show(city, what, peer + ", heading ±40°", rows, answers, rate)
        if args.ceiling:
            write_truth(sets)
            subprocess.run(
                [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "ceiling.py"),
                 shared, name, str(args.ceiling)] + [f"{work}/{what}.csv" for what in sets],
                check=True,
            )
        rows = next(iter(sets.values()))
        many = [dict(rows[i % len(rows)], id=str(i)) for i in range(args.rows)]
        for repeat in range(3):
            answers, rate = run_jol(city, many)
            print(f"{name:14}{'speed':12}Jol, {args.rows:,} rows, whole command {rate:,.0f} rows/CPU-s")


main()
