"""`match tracks` told the accuracy of each fix: drives with elongated errors beside the truth, places beside an own estimate."""
import json, math, sys
import numpy as np
from raw_map import local, read_csv, write_csv
from report import Report, run, run_json

MEMORY, SEED = 10, 7    # seconds over which errors keep 1/e of themselves
COVARIANCE, AXES = ("cov_ee", "cov_en", "cov_nn"), ("semi_major", "semi_minor", "orientation")


class Drives:
    """The shared drives with errors of known ellipses, whose azimuth differs by drive and turns slowly."""

    def __init__(self, folder, step, shapes):
        random = np.random.default_rng(SEED)
        self.rows, self.true, self.shape = [], [], []
        tracks = {}
        for r in read_csv(f"{folder}/truth_1s.csv"):
            tracks.setdefault(r["track"], []).append((int(r["t"]), float(r["lon"]), float(r["lat"])))
        keep = math.exp(-step / MEMORY)
        for name, fixes in tracks.items():
            azimuth, error = random.uniform(0, math.pi), random.normal(size=2)
            for k, (t, lon, lat) in enumerate(fixes[::step]):
                major, minor = shapes[k % len(shapes)]
                azimuth += .03 * math.sqrt(step) * random.normal()
                error = keep * error + math.sqrt(1 - keep ** 2) * random.normal(size=2)
                a, b = error[0] * major, error[1] * minor
                east = a * math.sin(azimuth) + b * math.cos(azimuth)
                north = a * math.cos(azimuth) - b * math.sin(azimuth)
                per_east, per_north = local(lon + .01, lat + .01, lon, lat)
                self.rows.append([name, t, f"{lon + east / per_east * .01:.7f}", f"{lat + north / per_north * .01:.7f}"])
                self.true.append((lon, lat))
                self.shape.append((major, minor, azimuth))

    def table(self, path, columns, values):
        return write_csv(path, ["track", "t", "lon", "lat", *columns],
                         [r + [f"{v:.17g}" for v in values(*s)] for r, s in zip(self.rows, self.shape)])


def covariance(major, minor, azimuth):
    s, c = math.sin(azimuth), math.cos(azimuth)
    a, b = major ** 2, minor ** 2
    return a * s * s + b * c * c, (a - b) * s * c, a * c * c + b * s * s


def axes(major, minor, azimuth):
    return major, minor, math.degrees(azimuth)


def area(major, minor, _):
    return (math.sqrt(major * minor),)


def match(jol, network, table, *options):
    out = table.replace(".csv", ".jsonl")
    run(jol, "match", "tracks", table, "--network", network, "--out", out, "--quiet", *options)
    return [{k: v for k, v in json.loads(line).items() if k != "cpu"} for line in open(out)]


def alike_lines(a, b):
    """One route and, to a millimetre, one place of each fix: azimuths are written to nine digits."""
    return a["segs"] == b["segs"] and all(
        (p is None) == (q is None) and (p is None or max(abs(p[0] - q[0]), abs(p[1] - q[1])) < 1e-8) for p, q in zip(a["pts"], b["pts"]))


def metres_off(drives, found):
    """How far each fix's place lies from where the vehicle was."""
    places = [p for line in found for p in line["pts"]]
    return np.array([math.hypot(*local(*p, *t)) for p, t in zip(places, drives.true) if p])


def likeliest(drives, found, at, routes):
    """Places on the right line of the true route: how many are the likeliest one on the whole route, by own algebra."""
    same = count = row = 0
    for line in found:
        xy0 = drives.true[row]
        lines = np.array([[local(*at[u], *xy0), local(*at[v], *xy0)] for u, v in routes[line["track"]] if u in at and v in at])
        a, u = lines[:, 0], lines[:, 1] - lines[:, 0]
        for place in line["pts"]:
            inverse = np.linalg.inv(np.array(covariance(*drives.shape[row]))[[0, 1, 1, 2]].reshape(2, 2))
            fix = np.array(local(*map(float, drives.rows[row][2:4]), *xy0))
            row += 1
            if place is None:
                continue
            d = a - fix
            f = np.clip(-np.einsum("ki,ij,kj->k", d, inverse, u) / np.maximum(1e-9, np.einsum("ki,ij,kj->k", u, inverse, u)), 0, 1)
            feet = a + f[:, None] * u
            cost = np.einsum("ki,ij,kj->k", feet - fix, inverse, feet - fix)
            said = np.array(local(*place, *xy0))
            # The route may pass a place more than once: any of its likely ones will do.
            near = np.hypot(*(feet[cost <= cost.min() + 9] - said).T).min()
            same, count = same + (near < .3), count + 1
    return same, count


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    sys.path.insert(0, shared + "/tools")
    import osmgraph, score
    report = Report("Accuracy of each fix: the shared drives with elongated errors, no heading")
    folder, extract = f"{shared}/synth/almaty", f"{shared}/osm/almaty_2013.osm.pbf"
    graph, network = osmgraph.read(extract), f"{scratch}/almaty.jolnet"
    run(jol, "network", "import", extract, "--out", network)
    routes = {k: [(u, v) for u, v, _ in r] for k, r in score.load_truth(folder)[0].items()}

    def mismatch(found, table):
        return 100 * score.score(folder, [dict(f, cpu=0) for f in found], graph, table)["rmf"]

    for step, shapes in ((1, [(40, 5)]), (5, [(20, 5)]), (5, [(40, 5)]), (15, [(40, 5)]), (30, [(60, 10)]), (5, [(3, 3), (40, 40), (40, 40)])):
        drives = Drives(folder, step, shapes)
        name = f"{step} s, " + ", ".join(f"{a} × {b} m" for a, b in shapes)
        plain = drives.table(f"{scratch}/plain.csv", (), lambda *s: ())
        sigma = math.sqrt(math.prod(math.sqrt(a * b) for a, b in shapes) ** (2 / len(shapes)))
        untold = match(jol, network, plain, "--sigma", repr(sigma))
        told = match(jol, network, drives.table(f"{scratch}/told.csv", COVARIANCE, covariance))
        before, after = mismatch(untold, plain), mismatch(told, plain)
        report.row(f"{name}: wrong length, told each covariance", f"{after:.2f} %", f"{before:.2f} %", f"told σ {sigma:.1f} m alone",
                   after < .8 * before)
        off, alone = np.median(metres_off(drives, told)), np.median(metres_off(drives, untold))
        report.row(f"{name}: places, told each covariance", f"median {off:.1f} m off the truth", f"{alone:.1f} m", f"told σ {sigma:.1f} m alone",
                   off < .8 * alone)
        if step >= 15:
            same, count = likeliest(drives, told, graph.ll, routes)
            report.row(f"{name}: places that are the likeliest on the true route", same, count, "own algebra", same > .9 * count,
                       "the others lie on another road, or the vehicle cannot have been there")
        if step == 5 and shapes == [(40, 5)]:
            turned = match(jol, network, drives.table(f"{scratch}/axes.csv", AXES, axes))
            alike = sum(alike_lines(a, b) for a, b in zip(told, turned))
            report.row("told axes and azimuth: lines", alike, len(told), "lines told covariances", alike == len(told))
            one, two = (match(jol, network, f"{scratch}/told.csv", "--threads", n) for n in "12")
            report.row("on two threads: lines", sum(a == b for a, b in zip(one, two)), len(one), "lines on one", one == two)
            half = match(jol, network, drives.table(f"{scratch}/half.csv", COVARIANCE, lambda *s: [v / 4 for v in covariance(*s)]))
            report.row("covariances of half the size", f"{mismatch(half, plain):.2f} % wrong", f"{after:.2f} %", "those of the simulation",
                       mismatch(half, plain) < .5 * before, "each track finds the common factor")
            round_lines = match(jol, network, drives.table(f"{scratch}/round.csv", COVARIANCE, lambda a, b, _: (a * b, 0, a * b)))
            sigmas = match(jol, network, drives.table(f"{scratch}/sigma.csv", ("sigma",), area))
            for what, lines in (("round covariances", round_lines), ("the column sigma", sigmas)):
                report.row(f"{what}: lines", sum(a == b for a, b in zip(lines, untold)), len(untold), f"lines of --sigma {sigma:.3f}",
                           lines == untold)
    report.close()
