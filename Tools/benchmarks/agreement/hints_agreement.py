"""Kilometre hints of ±100 m on a road with a parallel service road: what they resolve, beside the nearest road."""
import math, sys
import numpy as np
from raw_map import local, place, read_csv, write_csv
from report import Report, run

LON, LAT, LENGTH, REF = 70.0, 50.0, 40_000, "KAZ-77"


def road(s, right):
    """A winding road by arc length (nearly), and a place beside it."""
    x, y = s, 300 * math.sin(s / 900)
    slope = 300 / 900 * math.cos(s / 900)
    n = math.hypot(1, slope)
    return x + slope / n * right, y - right / n


def write_map(path, gap):
    """A trunk road with a post every kilometre, a service road `gap` metres to its right, joined every 5 km."""
    nodes, ways, number = [], [], iter(range(1, 10 ** 6))

    def node(s, right, tags=""):
        k = next(number)
        lon, lat = place(*road(s, right), LON, LAT)
        nodes.append(f"<node id='{k}' lat='{lat:.9f}' lon='{lon:.9f}'>{tags}</node>")
        return k

    stations = range(0, LENGTH + 1, 50)
    main, beside = [node(s, 0) for s in stations], [node(s, gap) for s in stations]
    for k in range(0, LENGTH + 1, 1000):
        node(k, -6, f"<tag k='highway' v='milestone'/><tag k='distance' v='{100 + k // 1000}'/><tag k='road_ref' v='{REF}'/>")
    for first, refs, tags in ((1000, main, {"highway": "trunk", "ref": REF}), (2000, beside, {"highway": "service"})):
        for k in range(0, len(refs) - 1, 100):
            ways.append((first + k // 100, refs[k:k + 101], tags))
    ways += [(3000 + k, [main[k], beside[k]], {"highway": "service"}) for k in range(0, len(main), 100)]
    with open(path, "w") as file:
        file.write("<?xml version='1.0'?>\n<osm version='0.6'>\n" + "\n".join(nodes))
        for way, refs, tags in ways:
            file.write(f"<way id='{way}'>{''.join(f'<nd ref=%r/>' % str(r) for r in refs)}"
                       + "".join(f"<tag k='{k}' v='{v}'/>" for k, v in tags.items()) + "</way>\n")
        file.write("</osm>\n")
    return path


def points(rng, gap, count=2000):
    """Places on the trunk road seen with σ 15 m, the kilometre known within ±100 m; which road is nearest."""
    rows, nearest = [], []
    lines = {r: np.array([road(s, r) for s in range(0, LENGTH + 1, 50)]) for r in (0, gap)}
    for k in range(count):
        s = rng.uniform(200, LENGTH - 200)
        at = np.array(road(s, 0)) + rng.normal(0, 15, 2)
        said = s + rng.uniform(-100, 100)
        lon, lat = place(*at, LON, LAT)
        heading = math.degrees(math.atan2(*np.subtract(road(s + 1, 0), road(s - 1, 0)))) + rng.normal(0, 8) + 180 * rng.integers(2)
        rows.append([k, f"{lon:.8f}", f"{lat:.8f}", f"{heading % 360:.1f}", 15, REF, 100 + int(said // 1000), f"{said % 1000:.0f}"])
        nearest.append(min(lines, key=lambda r: to_line(lines[r], at)))
    return rows, np.array(nearest) == 0


def to_line(line, at):
    a, d = line[:-1], np.diff(line, axis=0)
    f = np.clip(((at - a) * d).sum(1) / (d * d).sum(1), 0, 1)
    return np.hypot(*(a + f[:, None] * d - at).T).min()


def ask(jol, network, scratch, rows, columns):
    header = "id lon lat heading sigma route km metres".split()
    table = write_csv(f"{scratch}/hints.csv", header[:columns], [r[:columns] for r in rows])
    out = f"{scratch}/hinted.csv"
    run(jol, "match", "points", table, "--network", network, "--out", out, "--quiet")
    told = read_csv(out)
    return (np.array([r["way"].startswith("1") for r in told]), np.array([r["reason"] == "locate.ambiguous" for r in told]))


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    report = Report("Kilometre hints on parallel roads")
    for gap in (12, 15, 20):
        network = f"{scratch}/road.jolnet"
        run(jol, "network", "import", write_map(f"{scratch}/road.osm", gap), "--out", network, "--overwrite", "--quiet")
        rows, nearest = points(np.random.default_rng(gap), gap)
        plain, doubtful = ask(jol, network, scratch, rows, 5)
        hinted, still = ask(jol, network, scratch, rows, 8)
        open_ = doubtful | ~plain
        good = (hinted & ~still)[open_].mean() if open_.any() else 1
        report.row(f"road beside at {gap} m: {open_.sum()} of {len(rows)} points ambiguous or wrong without a hint",
                   f"{100 * good:.2f} % of them resolved, {100 * (hinted & ~still).mean():.2f} % of all",
                   f"{100 * nearest[open_].mean():.2f} % of them, {100 * nearest.mean():.2f} % of all", "nearest road", good >= .99)
    report.close()
