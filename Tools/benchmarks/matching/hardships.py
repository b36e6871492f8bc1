"""Jol under hardship: ways cut out of the map, a parked car, long silences; see run."""

import collections
import csv
import json
import math
import os
import random
import subprocess

from peers import distance


class Setting:
    """A city with drives whose truth is known."""

    def __init__(self, jol, work, extract, drives, graph, truth):
        self.jol, self.work, self.extract, self.drives = jol, work, extract, drives
        self.graph, (self.routes, self.places) = graph, truth
        self.ways = collections.defaultdict(dict)
        for row in csv.DictReader(open(drives + "/truth_1s.csv")):
            self.ways[row["track"]][int(row["t"])] = int(row["way"])

    def network(self, source, name):
        path = f"{self.work}/{name}.jolnet"
        subprocess.run([self.jol, "network", "import", source, "--out", path, "--json",
                        "--overwrite"], check=True, stdout=subprocess.DEVNULL)
        return path

    def match(self, observations, network):
        out = f"{self.work}/hardship.jsonl"
        subprocess.run([self.jol, "match", "tracks", observations, "--network", network,
                        "--out", out, "--no-heading"], check=True, capture_output=True)
        return [json.loads(line) for line in open(out)]

    def flat(self, place):
        return ((place[0] - self.graph.lon0) * self.graph.kx,
                (place[1] - self.graph.lat0) * self.graph.ky)


def cut_ways(setting, seed, profiles=("p1_clean", "p5_std", "p15_std")):
    """Takes 5 % of the driven ways off the map: are the drives along them told as off it?

    A true run is a stretch of more than 100 m on removed ways with a fix or more on it; a told run
    is one of fixes without a place whose neighbours lie more than 100 m apart along the fixes.
    Half of the fixes of a run must agree; `touched` asks for one. `stretch` asks of times instead:
    whether a removed way was driven between the fixes where the network is told as left, and
    whether it is told as left while one was driven, be there a fix on it or not. `wrong elsewhere`
    is the share of the lines 150 m and more from every removed way that was missed or added, on
    the whole map and on the cut one.
    """
    import osmium

    every = sorted({way for route in setting.routes.values() for _, _, way in route})
    gone = set(random.Random(seed).sample(every, max(1, len(every) // 20)))
    source = f"{setting.work}/cut-{os.path.basename(setting.extract).split('.')[0]}-{seed}.osm.pbf"
    if not os.path.exists(source):
        writer = osmium.SimpleWriter(source)
        for item in osmium.FileProcessor(setting.extract):
            if not (item.is_way() and item.id in gone):
                writer.add(item)
        writer.close()
    network = setting.network(source, "cut")
    whole = setting.network(setting.extract, "whole")
    near = Neighbourhood(setting, gone, 150)
    print(f"\n{len(gone)} of {len(every)} driven ways removed: runs off the network over 100 m")
    print(f"{'set':11}{'true':>6}{'told':>6}{'recall':>8}{'precision':>11}"
          f"{'touched: recall':>17}{'precision':>11}{'stretch: recall':>17}{'precision':>11}"
          f"{'wrong elsewhere, %: whole':>27}{'cut':>7}")
    for profile in profiles:
        observations = f"{setting.drives}/obs_{profile}.csv"
        fixes = collections.defaultdict(list)
        for row in csv.DictReader(open(observations)):
            place = setting.flat((float(row["lon"]), float(row["lat"])))
            fixes[row["track"]].append((int(float(row["t"])), *place))
        true, told, driven, left = [], [], [], []
        cut = setting.match(observations, network)
        for p in cut:
            own = fixes[str(p["track"])]
            off = [setting.ways[str(p["track"])][t] in gone for t, _, _ in own]
            lost = [place is None for place in p["pts"]]
            true += [share(lost, rows) for rows in true_runs(setting, str(p["track"]), own, gone)]
            for first, end in runs(lost):
                a, b = max(0, first - 1), min(len(lost) - 1, end)
                if sum(math.dist(own[k][1:], own[k + 1][1:]) for k in range(a, b)) > 100:
                    told.append(share(off, range(first, end)))
            removed = stretches(setting, str(p["track"]), gone)
            steps = [told_step(own, lost, *row) for row in p["off"]]
            driven += [any(meet(s, t) for t in steps) for s in removed if s[2] > 100]
            left += [any(meet(t, s) for s in removed) for t in steps if t[2] > 100]
        print(f"{profile:11}{len(true):6}{len(told):6}{least(true, .5):8.3f}{least(told, .5):11.3f}"
              f"{least(true, 1e-9):17.3f}{least(told, 1e-9):11.3f}"
              f"{least(driven, 1):17.3f}{least(left, 1):11.3f}"
              f"{100 * elsewhere(setting, near, setting.match(observations, whole)):27.3f}"
              f"{100 * elsewhere(setting, near, cut):7.3f}", flush=True)


class Neighbourhood:
    """The nodes within some metres of removed ways."""

    def __init__(self, setting, gone, metres):
        self.metres, self.cells, self.known = metres, collections.defaultdict(list), {}
        self.xy = setting.graph.xy
        for way in gone & setting.graph.ways.keys():
            nodes = [n for n in setting.graph.ways[way].nodes if n in self.xy]
            for (ax, ay), (bx, by) in zip([self.xy[n] for n in nodes],
                                          [self.xy[n] for n in nodes[1:]]):
                steps = max(1, round(math.hypot(bx - ax, by - ay) / 50))
                for i in range(steps + 1):
                    place = (ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps)
                    self.cells[self.cell(place)].append(place)

    def cell(self, place):
        return int(place[0] // self.metres), int(place[1] // self.metres)

    def __contains__(self, node):
        if node not in self.known:
            x, y = self.cell(self.xy[node])
            self.known[node] = any(
                math.dist(place, self.xy[node]) < self.metres
                for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1)
                for place in self.cells.get((i, j), ()))
        return self.known[node]


def elsewhere(setting, near, predictions):
    """Missed and added metres away from some nodes and from the ends of drives, of all driven there."""
    xy = setting.graph.xy
    wrong = driven = 0
    for p in predictions:
        track = str(p["track"])
        places = setting.places[track]
        ends = [setting.flat(places[t]) for t in (min(places), max(places))]
        true = collections.Counter((u, v) for u, v, _ in setting.routes[track])
        found = collections.Counter(s for s in map(tuple, p["segs"]) if s[0] in xy and s[1] in xy)
        missed_or_added = (true - found) + (found - true)
        wrong += metres_away(setting, near, ends, missed_or_added)
        driven += metres_away(setting, near, ends, true)
    return wrong / driven if driven else float("nan")


def metres_away(setting, near, ends, lines):
    """Their length as often as they count, without those near nodes and ends."""
    xy = setting.graph.xy
    return sum(math.dist(xy[u], xy[v]) * times for (u, v), times in lines.items()
               if u not in near and v not in near
               and min(distance(end, xy[u], xy[v]) for end in ends) >= 75)


def true_runs(setting, track, fixes, gone):
    for start, end, metres in stretches(setting, track, gone):
        rows = [k for k, (t, _, _) in enumerate(fixes) if start <= t <= end]
        if rows and metres > 100:
            yield rows


def stretches(setting, track, gone):
    """First and last second and length of every drive on removed ways."""
    ways, places = setting.ways[track], setting.places[track]
    seconds = sorted(ways)
    found = []
    for first, end in runs([ways[t] in gone for t in seconds]):
        path = [setting.flat(places[t]) for t in seconds[first:end]]
        metres = sum(math.dist(a, b) for a, b in zip(path, path[1:]))
        found.append((seconds[first], seconds[end - 1], metres))
    return found


def told_step(fixes, lost, first, last, metres):
    """The same of a drive told as off the network: between the fixes on roads around it."""
    if any(lost[first:last + 1]):
        first, last = max(0, first - 1), min(len(fixes) - 1, last + 1)
    return fixes[first][0], fixes[last][0], metres


def meet(a, b):
    return a[0] <= b[1] and b[0] <= a[1]


def runs(flags):
    """The ranges in which flags are set."""
    k = 0
    while k < len(flags):
        first = k
        while k < len(flags) and flags[k]:
            k += 1
        if k > first:
            yield first, k
        k += 1


def share(flags, rows):
    return sum(flags[k] for k in rows) / len(rows)


def least(shares, bound):
    return sum(s >= bound for s in shares) / len(shares) if shares else float("nan")


def parked(setting, count=60):
    """A car that stands for ten minutes at 1 Hz, for itself and in the middle of a drive."""
    rnd = random.Random(5)
    observations = f"{setting.work}/parked.csv"
    with open(observations, "w") as file:
        writer = csv.writer(file)
        writer.writerow("track t lon lat speed_mps heading".split())
        for number in range(count):
            track = rnd.choice(list(setting.places))
            seconds = sorted(setting.places[track])
            stop = seconds[len(seconds) // 2]
            stand = [setting.places[track][stop]] * 600
            drive = [setting.places[track][t] for t in seconds]
            half = seconds.index(stop)
            write(writer, f"stand{number}", stand, setting, rnd)
            write(writer, f"drive{number}/{half}", drive[:half] + stand + drive[half + 1:],
                  setting, rnd)
    lengths = collections.defaultdict(list)
    breaks = 0
    for p in setting.match(observations, setting.network(setting.extract, "whole")):
        kind, _, half = p["track"].partition("/")
        places = p["pts"][int(half) + 30:int(half) + 570] if half else p["pts"]
        path = [setting.flat(q) for q in places if q is not None]
        lengths[kind[:5]].append(sum(math.dist(a, b) for a, b in zip(path, path[1:])))
        breaks += len(p["breaks"])
    print("\nten minutes at 1 Hz (AR(1), sigma 5 m): metres driven, most of", count)
    print(f"standing alone {max(lengths['stand']):.1f}, in the middle of a drive "
          f"{max(lengths['drive']):.1f}; breaks {breaks}")


def write(writer, name, places, setting, rnd):
    x, y = rnd.gauss(0, 5), rnd.gauss(0, 5)
    step = 5 * math.sqrt(1 - .92 ** 2)
    for second, (lon, lat) in enumerate(places):
        writer.writerow([name, second, f"{lon + x / setting.graph.kx:.7f}",
                         f"{lat + y / setting.graph.ky:.7f}", "", ""])
        x, y = .92 * x + rnd.gauss(0, step), .92 * y + rnd.gauss(0, step)


def silences(setting, lengths=(120, 300, 540, 900)):
    """Drives with a fix in 5 s that fall silent once."""
    print("\none silence in a drive with a fix in 5 s")
    network = setting.network(setting.extract, "whole")
    rnd = random.Random(3)
    drives = collections.defaultdict(list)
    for row in csv.reader(open(setting.drives + "/obs_p5_std.csv")):
        if row[0] != "track":
            drives[row[0]].append(row)
    for silence in lengths:
        observations = f"{setting.work}/silent.csv"
        with open(observations, "w") as file:
            writer = csv.writer(file)
            writer.writerow("track t lon lat speed_mps heading".split())
            for rows in drives.values():
                end = int(rows[-1][1])
                if end < silence + 120:
                    continue
                first = rnd.randint(60, end - silence - 60)
                writer.writerows(r for r in rows if not first <= int(r[1]) < first + silence)
        predictions = setting.match(observations, network)
        reasons = collections.Counter(reason for p in predictions for _, reason in p["breaks"])
        print(f"{silence:4} s: {len(predictions)} drives, {sum('segs' in p for p in predictions)} "
              f"with a route, fixes without a place "
              f"{sum(q is None for p in predictions for q in p['pts'])}, breaks {dict(reasons)}")
