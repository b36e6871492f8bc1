"""Roads of a raw map as layers without topology, and how lines without topology ought to meet."""
import csv, json, subprocess
import numpy
from scipy.spatial import cKDTree

COLUMNS = ("highway", "name", "name_ru", "ref", "oneway", "maxspeed", "layer", "bridge", "tunnel", "lanes")


def features(truth, move=None):
    """One line a way, un-noded, in the way's drawn direction; `move` shifts coordinates by line number."""
    made = []
    for number, (way, nodes) in enumerate(truth.lines):
        nodes = nodes[::-1] if way.direction < 0 else nodes
        line = [list(truth.places[n]) for n in nodes]
        values = {c: way.tags.get(c.replace("name_ru", "name:ru"), "") for c in COLUMNS}
        # A layer has no junction column: what the class and the roundabout imply is written out.
        values["oneway"] = {1: "yes", -1: "-1", 0: "no"}[way.direction]
        made.append((values, move(number, line) if move else line))
    return made


def write_geojson(path, layer):
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {k: v for k, v in values.items() if v} | {c: None for c in COLUMNS if not values[c]},
             "geometry": {"type": "LineString", "coordinates": line}} for values, line in layer]}, file, ensure_ascii=False)


def write_csv(path, layer):
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow([*COLUMNS, "WKT"])
        for values, line in layer:
            table.writerow([*values.values(), "LINESTRING (" + ", ".join(f"{x:.7f} {y:.7f}" for x, y in line) + ")"])


def convert(source, target, driver, *options):
    """Another format of a layer by GDAL."""
    subprocess.run(["ogr2ogr", "-f", driver, str(target), str(source), *options], check=True, capture_output=True)


def ends(layer):
    return numpy.array([line[k] for _, line in layer for k in (0, -1)])


def metric(places, frame):
    """Metres about a frame, good to a part in a thousand within a city."""
    return (places - frame) * numpy.array([111412.84 * numpy.cos(numpy.radians(frame[1])) - 93.5 * numpy.cos(3 * numpy.radians(frame[1])),
                                          111132.92 - 559.82 * numpy.cos(2 * numpy.radians(frame[1]))])


def snapped(layer, tolerance, frame):
    """Ends that come to lie at the place of an earlier end, closeness being transitive."""
    places = metric(ends(layer), frame)
    root = list(range(len(places)))

    def find(i):
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b in sorted(cKDTree(places).query_pairs(tolerance)):
        a, b = sorted((find(a), find(b)))
        root[b] = a
    return sum(tuple(places[i]) != tuple(places[find(i)]) for i in range(len(places)))


def touches(truth, tolerance, frame):
    """(end node, line) where a line passes an end within the tolerance, without having its node nearby."""
    where, starts, steps, line_of = {}, [], [], []
    for number, (_, nodes) in enumerate(truth.lines):
        place = metric(numpy.array([truth.places[n] for n in nodes]), frame)
        where.update(zip(nodes, place))
        starts += list(place[:-1])
        steps += list(numpy.diff(place, axis=0))
        line_of += [number] * (len(nodes) - 1)
    starts, steps, line_of = numpy.array(starts), numpy.array(steps), numpy.array(line_of)
    metres = numpy.hypot(*steps.T)
    count = numpy.ceil(metres / 10).astype(int)
    owner = numpy.repeat(numpy.arange(len(steps)), count)
    share = (numpy.arange(len(owner)) - numpy.repeat(numpy.cumsum(count) - count, count) + 0.5) / count[owner]
    tree = cKDTree(starts[owner] + share[:, None] * steps[owner])
    inside, near = set(), set()
    for end in {n for _, nodes in truth.lines for n in (nodes[0], nodes[-1])}:
        for step in {owner[i] for i in tree.query_ball_point(where[end], 5.1 + tolerance)}:
            gap = where[end] - starts[step]
            along = numpy.clip(gap @ steps[step] / metres[step] ** 2, 0, 1)
            nodes = truth.lines[line_of[step]][1]
            if end in nodes[1:-1]:
                inside.add((end, line_of[step]))
            elif end not in nodes and numpy.hypot(*(gap - along * steps[step])) <= tolerance:
                near.add((end, line_of[step]))
    return inside, near


def inner_meetings(truth):
    """Junctions of inner vertices alone: those that one level has, and those that levels keep apart."""
    at = {}
    for number, (way, nodes) in enumerate(truth.lines):
        for i, node in enumerate(nodes):
            at.setdefault(node, []).append((number, i, (way.level, way.bridge or way.tunnel), 0 < i < len(nodes) - 1))
    joined, apart = 0, set()
    for node, uses in at.items():
        if len(uses) < 2 or not all(inner for *_, inner in uses):
            continue
        if len({level for _, _, level, _ in uses}) > 1:
            apart.add(node)
        for level in {u[2] for u in uses}:
            group = [truth.lines[n][1][i - 1:i + 2] for n, i, own, _ in uses if own == level]
            if any(g != group[0] and g[::-1] != group[0] for g in group):
                joined += len(group) - 1
    return joined, apart
