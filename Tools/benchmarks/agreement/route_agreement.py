"""`jol network route --batch` beside an own Dijkstra over the raw extract, OSRM and Valhalla."""
import collections
import csv
import math
import pathlib
import random
import statistics
import subprocess
import sys

from scipy.sparse.csgraph import breadth_first_order

from extract import Extract
from line_cells import LineCells
from report import Report, run, run_json
from road_graph import RoadGraph
from roads import Roads, earth_centred
from route_legality import Legality
from route_peers import RoutePeers
from route_planting import Seconds, limit, restrict

JOL, SHARED, SCRATCH = sys.argv[1:4]
PEER = sys.argv[4] if len(sys.argv) > 4 else None
PAIRS = 500
report = Report("Ways: jol network route --batch")


def asked(image, places, by="distance"):
    """Jol's metres and seconds for pairs of (lon, lat); `None` where no way leads."""
    table, out = (pathlib.Path(SCRATCH, name) for name in ("pairs.csv", "routes.csv"))
    write(table, places)
    run(JOL, "network", "route", "--batch", table, "--out", out, "--network", image, "--by", by)
    rows = list(csv.DictReader(open(out)))
    return [(float(r["distance_m"]), float(r["seconds"])) if r["distance_m"] else None for r in rows]


def write(path, places):
    with open(path, "w") as file:
        file.write("from,to\n")
        file.writelines('"{:.7f},{:.7f}","{:.7f},{:.7f}"\n'.format(*a, *b) for a, b in places)


def count(pairs, test):
    return sum(1 for mine, other in pairs if mine and other and test(mine, other))


def inner_nodes(roads):
    """Vertices inside a piece with no other piece as near within a metre, so that a place names one piece."""
    lines = LineCells(roads)
    return [(n, i) for i, p in enumerate(roads.pieces) for n in p.nodes[1:-1] if len(lines.near(roads.place[n], 1.1)) == 1]


def drawn(roads, chance):
    choice = inner_nodes(roads)
    return [(chance.choice(choice), chance.choice(choice)) for _ in range(PAIRS)]


def places_of(roads, pairs):
    return [(roads.place[a[0]], roads.place[b[0]]) for a, b in pairs]


def references(graph, pairs):
    return [(graph.place(*a), graph.place(*b)) for a, b in pairs]


def compare_own(name, graph, image, pairs, by_place):
    """Shortest ways from and to places inside pieces."""
    own = graph.routes(references(graph, pairs))
    both = list(zip(by_place, own))
    unreached = [sum(x is None for x in side) for side in (by_place, own)]
    report.row(f"{name}: pairs without a way of {PAIRS}", unreached[0], unreached[1], "own edge-based Dijkstra",
               all((a is None) == (b is None) for a, b in both))
    near = lambda a, b: abs(a[0] - b[1]) < 0.01  # noqa: E731
    open_pairs = [(a, b) for a, b in both if a and b and not b[3]]
    longer = count(open_pairs, lambda a, b: a[0] - b[1] >= 0.01)
    report.row(f"{name}: metres of the shortest way within 1 cm", f"{count(open_pairs, near)} of {len(open_pairs)}",
               f"{len(open_pairs)}, longer than own {longer}", "own edge-based Dijkstra",
               not longer and all(near(a, b) or b[1] - a[0] > 0.01 for a, b in open_pairs),
               "pairs that need no shut road; shorter ones are the next row")
    shorter = count(open_pairs, lambda a, b: b[1] - a[0] >= 0.01)
    report.row(f"{name}: driven through a shut road although an open way leads there", shorter, 0,
               "own edge-based Dijkstra", shorter == 0, "'only where nothing else leads'")
    shut = [(a, b) for a, b in both if a and b and b[3]]
    if shut:
        report.row(f"{name}: pairs that no way reaches without a shut road, within 1 cm",
                   f"{count(shut, near)} of {len(shut)}", len(shut), "own, fewest metres of shut road first",
                   all(near(a, b) for a, b in shut))
    return own


def compare_parts(name, graph, pairs, answers):
    """Reachability by the strongly connected parts alone, where restrictions close nothing."""
    names, part, lines = graph.strong_parts()
    reach = {}

    def leads(a, b):
        begins = {graph.ends(s)[1] for s, _ in graph.place(*a)}
        ends = {graph.ends(s)[0] for s, _ in graph.place(*b)}
        if a[1] == b[1] or any(part[names[x]] == part[names[y]] for x in begins for y in ends):
            return True
        for node in begins - reach.keys():
            reach[node] = set(breadth_first_order(lines, names[node], return_predecessors=False).tolist())
        return any(names[y] in reach[x] for x in begins for y in ends)

    other = [leads(a, b) for a, b in pairs]
    same = sum((x is not None) == y for x, y in zip(answers, other))
    report.row(f"{name}: reached or not, of {PAIRS}", f"{sum(x is not None for x in answers)} reached",
               f"{sum(other)} reached, {same} the same", "SciPy's strongly connected parts", same == PAIRS)


def compare_junctions(name, graph, image, chance):
    """From junction to junction a vehicle may leave and arrive by any road that meets there."""
    roads = graph.roads
    nodes = [n for n, pieces in roads.at.items() if len(set(pieces)) > 2]
    pairs = [(chance.choice(nodes), chance.choice(nodes)) for _ in range(PAIRS // 2)]
    around = lambda n: [x for p in set(roads.at[n]) for x in graph.place(n, p)]  # noqa: E731
    own = graph.routes([(around(a), around(b)) for a, b in pairs])
    answers = asked(image, [(roads.place[a], roads.place[b]) for a, b in pairs])
    both = list(zip(answers, own))
    missed = sum(a is None and b is not None for a, b in both)
    far = [a[0] - b[1] for a, b in both if a and b and abs(a[0] - b[1]) > 0.01 + 1e-4 * b[1]]
    report.row(f"{name}: junction to junction, of {len(pairs)}",
               f"{len(far)} otherwise, up to {max(far, default=0):.0f} m longer, {missed} not answered",
               f"{sum(b is not None for b in own)} answered", "own edge-based Dijkstra from all roads of the junction",
               not far and not missed)


def with_shut(graph, pairs, classes):
    """Own ways when roads of some classes are shut, too: tells whether that is why a peer drives farther."""
    roads = without(graph.roads)
    roads.restrictions = graph.roads.restrictions
    roads.pieces = [p._replace(shut=p.shut or p.highway in classes) for p in roads.pieces]
    other = RoadGraph(roads)
    return other.routes(references(other, pairs))


def compare_peer(name, peer, answers, jol, places, legality, narrower):
    """A peer that keeps the distance small, too: never shorter where the same roads are open."""
    why, ratios, near, longer, shorter = collections.Counter(), [], 0, [], []
    for answer, mine, (start, end), narrow in zip(answers, jol, places, narrower):
        if mine is None or "error" in answer:
            why["one of both without a way"] += (mine is None) != ("error" in answer)
            continue
        verdict = legality.verdict(answer["line"], start, end)
        if verdict != "legal":
            why[verdict] += 1
            continue
        line = [earth_centred(place) for place in answer["line"]]
        metres = math.fsum(map(math.dist, line, line[1:]))
        ratios.append(mine[0] / metres if metres else 1)
        near += abs(mine[0] - metres) <= 1
        if mine[0] > metres + 1:
            longer.append((start, end, mine[0], metres))
        if mine[0] < metres - 1 - 1e-3 * metres:
            shorter.append(narrow is not None and abs(narrow[1] - metres) <= 1 + 1e-3 * metres)
    size = len(ratios)
    report.row(f"{name}: beside {peer}, {size} comparable pairs",
               f"{near / size:.1%} within 1 m, {sum(abs(r - 1) <= 0.01 for r in ratios) / size:.1%} within 1 %, "
               f"median ratio {statistics.median(ratios):.5f}, longer {len(longer)}", "0 longer", peer, not longer,
               f"{len(shorter)} over 0.1 % shorter, of which {sum(shorter)} get the peer's length when tracks and unclassed "
               f"roads are shut and {len(shorter) - sum(shorter)} stay unexplained; not comparable: "
               + ", ".join(f"{k} {v}" for k, v in sorted(why.items()))
               + "".join(f"; {x}" for x in longer[:3]))


def compare_peers(name, path, extract, graph, image, pairs, places, jol):
    table = pathlib.Path(SCRATCH, f"{name}-pairs.csv")
    write(table, places)
    peers, legality = RoutePeers(PEER, SCRATCH, path), Legality(graph)
    narrower = with_shut(graph, pairs, ("track", "road"))
    for peer in ("osrm", "valhalla"):
        try:
            compare_peer(name, peer, peers.routes(peer, table), jol, places, legality, narrower)
        except (OSError, subprocess.CalledProcessError) as error:
            report.skip(f"{name}: beside {peer}", error)
    if name == "Almaty":
        quick = asked(image, places, "time")
        answers = peers.routes("osrm", table, "duration")
        pairs = [(a, b) for a, b, place in zip(quick, answers, places)
                 if a and "error" not in b and legality.verdict(b["line"], *place) == "legal"]
        ratio = [a[1] / b["seconds"] for a, b in pairs if b["seconds"]]
        report.row(f"{name}: --by time, seconds, {len(ratio)} pairs",
                   f"median ratio {statistics.median(ratio):.3f}, nine tenths from "
                   f"{sorted(ratio)[len(ratio) // 20]:.2f} to {sorted(ratio)[-len(ratio) // 20]:.2f}", "1", "OSRM",
                   None, "OSRM drives at the speeds of its profile, Jol at the limits")


def compare_planted(extract, graph, own, chance):
    """Almaty with restrictions on driven turns and a limit on every way, by distance and by time."""
    driven = [x[2] for x in own if x]
    relations = dict(extract.relations)
    limit(extract, chance)
    for title, which in (("restrictions on ways apart", "apart"), ("restrictions that share ways", "sharing"),
                         ("restrictions over long ways and rings", "long")):
        extract.relations = dict(relations)
        planted = restrict(extract, graph, driven, chance, which)
        path = extract.save(pathlib.Path(SCRATCH, "planted.osm.pbf"))
        image = pathlib.Path(SCRATCH, "planted.jolnet")
        told = run_json(JOL, "network", "import", path, "--out", image, "--overwrite")["restrictions"]
        roads = Roads(Extract(path))
        report.row(f"Almaty with {title}: restrictions read", told, len(roads.restrictions), "own reading",
                   told == len(roads.restrictions), f"planted {planted}")
        pairs = drawn(roads, chance)[:PAIRS // 2]
        for by, seconds in (("distance", None), ("time", Seconds(roads)))[:2 if which == "apart" else 1]:
            compare_ways(f"Almaty with {title}, --by {by}", roads, image, pairs, by, seconds)


def compare_ways(line, roads, image, pairs, by, seconds):
    graph, field, value = RoadGraph(roads, seconds), *((0, 1) if by == "distance" else (1, 0))
    answers, own = asked(image, places_of(roads, pairs), by), graph.routes(references(graph, pairs))
    # Seconds are those of lengths in Jol's plane system, whose scale is 0.9996 to 1.0004.
    share = 4e-4 if by == "time" else 0
    far = [f"from node {pairs[i][0][0]} to {pairs[i][1][0]} {a and a[field]} and {b and round(float(b[value]), 3)}"
           for i, (a, b) in enumerate(zip(answers, own))
           if (a is None) != (b is None) or a and abs(a[field] - b[value]) > 0.01 + share * b[value]]
    free = RoadGraph(without(roads), seconds).routes(references(graph, pairs))
    changed = sum(b is None or f is not None and abs(b[1] - f[1]) > 1 for b, f in zip(own, free) if f)
    report.row(f"{line}, {len(pairs)} pairs", f"{len(pairs) - len(far)} the same", len(pairs), "own edge-based Dijkstra", not far,
               f"restrictions change {changed} of the ways" + "".join(f"; {x}" for x in far[:2]))


def without(roads):
    free = Roads.__new__(Roads)
    free.__dict__.update(roads.__dict__, restrictions=[])
    return free


def main():
    for name, file in (("Almaty", "almaty_2013"), ("Monaco", "monaco"), ("Liechtenstein", "liechtenstein")):
        chance = random.Random(name)
        path, image = pathlib.Path(SHARED, "osm", file + ".osm.pbf"), pathlib.Path(SCRATCH, file + ".jolnet")
        run(JOL, "network", "import", path, "--out", image)
        extract = Extract(path)
        graph = RoadGraph(Roads(extract))
        pairs = drawn(graph.roads, chance)
        places = places_of(graph.roads, pairs)
        answers = asked(image, places)
        own = compare_own(name, graph, image, pairs, answers)
        compare_parts(name, graph, pairs, answers)
        compare_junctions(name, graph, image, chance)
        if PEER:
            compare_peers(name, path, extract, graph, image, pairs, places, answers)
        else:
            report.skip(f"{name}: beside OSRM and Valhalla", "no peers' interpreter was given")
        if name == "Almaty":
            compare_planted(extract, graph, own, chance)
    report.close()


main()
