"""Single observations at hard places: a road beside with heading, a bridge and a tunnel with the column `level`."""
import math
import numpy as np
from hardcase_map import write
from hardcase_scenes import SCENES, service_road
from raw_map import RANK, read_csv, write_csv
from report import run

COUNT, SIGMA = 1000, 6.0


def line_at(scene, key, share):
    """A place on a line between two letters, and the direction there."""
    p, q = scene.mark[key[0]], scene.mark[key[1]]
    return p + (q - p) * share, math.degrees(math.atan2(*(q - p))) % 360


def apart(scene, way, at):
    """Metres from a place to the nearest line of a way."""
    ends = np.array([scene.xy[n] for n in scene.way_nodes[way]])
    a, d = ends[:-1], np.diff(ends, axis=0)
    f = np.clip(((at - a) * d).sum(1) / (d * d).sum(1), 0, 1)
    return float(np.hypot(*(a + f[:, None] * d - at).T).min())


def answers(jol, scratch, scene, rows, columns):
    """Way and direction that Jol tells for a table of points with these columns."""
    network = f"{scratch}/points.jolnet"
    run(jol, "network", "import", write(f"{scratch}/points.osm", [scene]), "--out", network, "--overwrite", "--quiet")
    table = write_csv(f"{scratch}/points.csv", ["id", "lon", "lat", *columns], rows)
    run(jol, "match", "points", table, "--network", network, "--out", f"{scratch}/told.csv", "--quiet")
    return [(int(r["way"] or 0), r["u"], r["v"]) for r in read_csv(f"{scratch}/told.csv")]


def observed(scene, rng, key, shares):
    """A point seen on a line with σ: its true way, direction, where it seems to be and the heading."""
    backward = scene.line[key[::-1]][1] and rng.random() < .5
    at, heading = line_at(scene, key, rng.uniform(*shares))
    return scene.line[key][2], backward, at + rng.normal(0, SIGMA, 2), (heading + 180 * backward + rng.normal(0, 8)) % 360


def doubt(scene, key, point):
    """Minus the log likelihood of place and heading on a line, driven either way."""
    along = line_at(scene, key, 0)[1]
    off = abs(math.remainder(point[3] - along, 180))
    return apart(scene, scene.line[key][2], point[2]) ** 2 / (2 * SIGMA ** 2) + (off / 8) ** 2 / 2


def row(scene, k, point, *more):
    (lon, lat), = scene.degrees([point[2]])
    return [k, f"{lon:.7f}", f"{lat:.7f}", f"{point[3]:.1f}", SIGMA, *more]


def points(report, jol, scratch):
    for gap in (15, 18, 30):
        beside(report, jol, scratch, gap)
    by_name = {s.name: s for s in SCENES}
    levels(report, jol, scratch, by_name["bridge over road"], "bridge over road", ("ef", 1, (.25, .55)), ("ab", 0, (.25, .55)))
    levels(report, jol, scratch, by_name["tunnel"], "tunnel under a street", ("BC", -1, (.6, .76)), ("kS", 0, (.5, .75)))


def beside(report, jol, scratch, gap):
    """Main road and service road, half of the points each: the way by distance and documented class, the direction by heading."""
    scene, rng = service_road(gap), np.random.default_rng(gap)
    scene.number(1)
    seen = [observed(scene, rng, ("BC", "bc")[k % 2], (.1, .9)) for k in range(COUNT)]
    told = answers(jol, scratch, scene, [row(scene, k, p) for k, p in enumerate(seen)], ["heading", "sigma"])
    ways = {scene.line[key][2]: RANK[kind] for key, kind in (("BC", "secondary"), ("bc", "service"))}
    own = [max(ways, key=lambda w: ways[w] - apart(scene, w, p[2]) ** 2 / (2 * SIGMA ** 2)) for p in seen]
    nearest = [min(ways, key=lambda w: apart(scene, w, p[2])) for p in seen]
    right, mine, by_nearest = (sum(w == p[0] for w, p in zip(some, seen)) for some in ([t[0] for t in told], own, nearest))
    report.row(f"points, service road at {gap} m: right way of {COUNT}", right, f"{mine} ({by_nearest} nearest)",
               "distance and class", right >= mine - 2.6 * math.sqrt(sum(a[0] != b for a, b in zip(told, own))))
    forth = [scene.line[key][0] for key in ("BC", "bc")]
    directed = [(t, p) for t, p in zip(told, seen) if t[0] == p[0]]
    good = sum(any((int(t[1]), int(t[2]))[::-1 if p[1] else 1] in run for run in forth) for t, p in directed)
    report.row(f"points, service road at {gap} m: direction by heading", good, len(directed), "direction driven", good == len(directed))


def levels(report, jol, scratch, scene, name, upper, lower):
    """Points near a crossing of two levels: a stated level decides, without one distance and heading do."""
    rng = np.random.default_rng(5)
    sides = (upper, lower)
    seen = [observed(scene, rng, sides[k % 2][0], sides[k % 2][2]) for k in range(COUNT)]
    for stated in (True, False):
        rows = [row(scene, k, p, *([sides[k % 2][1]] if stated else [])) for k, p in enumerate(seen)]
        told = answers(jol, scratch, scene, rows, ["heading", "sigma"] + ["level"] * stated)
        right = sum(t[0] == p[0] for t, p in zip(told, seen))
        if stated:
            report.row(f"points, {name}: right way with `level`", right, COUNT, "level of the way seen", right >= .99 * COUNT)
        else:
            own = [min(sides, key=lambda s: doubt(scene, s[0], p)) for p in seen]
            mine = [scene.line[s[0]][2] for s in own]
            report.row(f"points, {name}: right way without", right, sum(w == p[0] for w, p in zip(mine, seen)), "distance and heading",
                       right >= sum(w == p[0] for w, p in zip(mine, seen)) - 2.6 * math.sqrt(sum(t[0] != w for t, w in zip(told, mine))))
