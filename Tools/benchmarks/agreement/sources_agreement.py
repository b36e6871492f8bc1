"""Roads without topology in GIS formats and systems, beside the same roads from OpenStreetMap and beside own noding."""
import collections, csv, json, pathlib, random, shutil, sqlite3, struct, subprocess, sys
import numpy
from gis_layers import convert, features, inner_meetings, metric, snapped, touches, write_csv, write_geojson
from network_truth import Truth
from osm_truth import CLASS_OF, Pack, geodesic
from report import Report, run
from scipy.spatial import cKDTree

JOL, SHARED, SCRATCH = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
ROOT = pathlib.Path(__file__).resolve().parents[3]
EXTRACT = SHARED / "osm/almaty_2013.osm.pbf"
UTF8 = ("-lco", "ENCODING=UTF-8")
LAYERS = {  # file: driver, options, metres that its coordinates may be off
    "roads.gpkg": ("GPKG", (), 1e-3), "roads.shp": ("ESRI Shapefile", UTF8, 1e-3), "roads.fgb": ("FlatGeobuf", (), 1e-3),
    "roads.mif": ("MapInfo File", UTF8, 1e-3), "roads.tab": ("MapInfo File", UTF8, 0.1),
    "utm.gpkg": ("GPKG", ("-t_srs", "EPSG:32643"), 1e-3), "utm.shp": ("ESRI Shapefile", (*UTF8, "-t_srs", "EPSG:32643"), 1e-3),
    "pulkovo.gpkg": ("GPKG", ("-t_srs", "EPSG:4284"), 0.01), "pulkovo_zone13.gpkg": ("GPKG", ("-t_srs", "EPSG:28413"), 0.01)}


def table(source):
    """The segments table of a workspace that the source was imported into, with lines as (lon, lat)."""
    workspace = SCRATCH / (source.name + ".ws")
    run(JOL, "init", workspace)
    result = json.loads(run(JOL, "network", "import", source, "--workspace", workspace, "--json"))
    with sqlite3.connect(workspace / "jol.gpkg") as db:
        db.row_factory = sqlite3.Row
        rows = [dict(r) for r in db.execute("select * from segments")]
    for row in rows:
        start = 8 + (0, 32, 48, 48, 64)[row["geom"][3] >> 1 & 7] + 5
        count = struct.unpack_from("<I", row["geom"], start)[0]
        row["line"] = numpy.frombuffer(row["geom"], "<f8", 2 * count, start + 4).reshape(count, 2)
    return result, rows


def figures(rows):
    km, classes = sum(r["length_m"] for r in rows) / 1000, collections.Counter()
    for r in rows:
        classes[r["class"]] += r["length_m"] / 1000
    return km, classes, sum(r["length_m"] for r in rows if r["oneway"]) / 1000


def expected(truth, frame):
    """Pieces, segments, nodes and parts by noding the raw lines without their node ids."""
    inside, near = touches(truth, 0.5, frame)
    joined, apart = inner_meetings(truth)
    cut, nodes, parts = collections.Counter(n for n, _ in near), set(), []
    uses = collections.Counter(n for _, line in truth.lines for n in (*line, line[0], line[-1]))
    where = collections.defaultdict(list)
    for end, line in near:
        where[line].append(end)
    for number, (way, line) in enumerate(truth.lines):
        stops = [line[0], *(n for n in line[1:-1] if uses[n] > 1 and n not in apart), line[-1], *where[number]]
        parts.append((way, stops))
        nodes |= set(stops)
    pieces = sum(len(stops) - 1 for _, stops in parts)
    segments = sum((len(stops) - 1) * (1 if way.oneway else 2) for way, stops in parts)
    root = {n: n for n in nodes}

    def find(n):
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for _, stops in parts:
        for a in stops[1:]:
            root[find(a)] = find(stops[0])
    return {"pieces": pieces, "segments": segments, "nodes": len(nodes), "components": len({find(n) for n in nodes}),
            "compile.lines_split": len(inside) + len(near), "compile.vertices_joined": joined}, apart, near


def formats(report, truth, frame):
    """Each layer: counts by own noding, kilometres of the OpenStreetMap import, coordinates and values of each line."""
    layer = features(truth)
    write_geojson(SCRATCH / "roads.geojson", layer)
    own, apart, near = expected(truth, frame)
    base, rows = table(EXTRACT)
    km, classes, oneway = figures(rows)
    report.row("of the map's own: pieces / nodes / components", f"{base['pieces']}/{base['nodes']}/{base['components']}",
               "noded without ids", f"{own['pieces']}/{own['nodes']}/{own['components']}", None,
               f"{len(apart)} junctions lie between inner vertices of unlike levels and are not joined; "
               f"{len(near)} ends lie within 0.5 m of a road that their map does not join")
    for name in ("roads.geojson", *LAYERS):
        driver, options, precision = LAYERS.get(name, ("GeoJSON", (), 1e-3))
        if name in LAYERS:
            convert(SCRATCH / "roads.geojson", SCRATCH / name, driver, *options)
        result, rows = table(SCRATCH / name)
        said = {k: result.get(k, result["notes"].get(k)) for k in own}
        kms, by_class, one = figures(rows)
        worst = max(abs(by_class[k] - classes[k]) for k in classes | by_class)
        exact = precision < 0.05
        report.row(f"{name}: " + " / ".join(own), "/".join(map(str, said.values())), "own noding", "/".join(map(str, own.values())),
                   said == own if exact else None, "" if exact else "coordinates of this format are kept to some centimetres")
        report.row(f"{name}: km / one-way km / class furthest off", f"{kms:.3f}/{one:.3f}/{1000 * worst:.1f} m", "import of the PBF",
                   f"{km:.3f}/{oneway:.3f}", max(abs(kms - km), abs(one - oneway), worst) < (0.003 if exact else 0.05))
        places = cKDTree(metric(numpy.array([truth.places[n] for _, line in truth.lines for n in line]), frame))
        off = places.query(metric(numpy.vstack([r["line"] for r in rows]), frame))[0]
        report.row(f"{name}: vertices, furthest from one of the raw file", f"{off.max():.4f} m", "osmium", 0, off.max() <= precision)
        wrong, unseen = values_apart(rows, layer, [truth.places[n] for n, _ in near])
        report.row(f"{name}: values of {len(rows) - unseen} pieces x {len(wrong)} that differ", dict(+wrong) or 0, "raw tags", 0,
                   not +wrong and unseen < 100, f"{unseen} pieces end where an end split a road")


def values_apart(rows, layer, touched):
    """Pieces without the tags of any line that runs through all their vertices, but for those at an end that split a road."""
    at = collections.defaultdict(set)
    for number, (_, line) in enumerate(layer):
        for lon, lat in line:
            at[round(lon * 1e5), round(lat * 1e5)].add(number)
    for lon, lat in touched:
        at.pop((round(lon * 1e5), round(lat * 1e5)), None)
    wrong, unseen = collections.Counter(), 0
    for row in rows:
        owners = [set().union(*(at.get((round(lon * 1e5) + i, round(lat * 1e5) + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1)))
                  for lon, lat in row["line"]]
        common = set.intersection(*owners)
        unseen += not common
        say = {"name": lambda v: v["name"] == row["name"], "ref": lambda v: v["ref"] == row["ref"],
               "oneway": lambda v: (v["oneway"] in ("yes", "-1")) == bool(row["oneway"]),
               "class": lambda v: CLASS_OF[v["highway"]] == row["class"],
               "bridge": lambda v: (v["bridge"] not in ("", "no")) == bool(row["bridge"]),
               "tunnel": lambda v: (v["tunnel"] not in ("", "no")) == bool(row["tunnel"]),
               "level": lambda v: not v["layer"].lstrip("-").isdigit() or int(v["layer"]) == 0 or int(v["layer"]) == row["level"],
               "limit": lambda v: not v["maxspeed"].isdigit() or int(v["maxspeed"]) == row["limit_kmh"]}
        for key, holds in say.items():
            wrong[key] += bool(common) and not any(holds(layer[n][0]) for n in common)
    return wrong, unseen


def tolerance(report, truth, frame):
    """300 ends shifted by 0.3 m and 0.8 m: how many come together again at 0.5 m and at 1 m."""
    centre = numpy.array([111412.84 * numpy.cos(numpy.radians(frame[1])), 111132.92])
    for shift in (0.3, 0.8):
        rng = random.Random(int(10 * shift))
        moved = {(i, k): rng.uniform(0, 2 * numpy.pi) for i, k in rng.sample(
            [(i, k) for i in range(len(truth.lines)) for k in (0, -1)], 300)}

        def move(number, line):
            for k in (0, -1):
                if (number, k) in moved:
                    angle = moved[number, k]
                    line[k] = list(numpy.array(line[k]) + shift * numpy.array([numpy.cos(angle), numpy.sin(angle)]) / centre)
            return line

        layer, path = features(truth, move), SCRATCH / f"moved{shift}.geojson"
        write_geojson(path, layer)
        for within in (0.5, 1.0):
            said = json.loads(run(JOL, "network", "import", path, "--out", SCRATCH / "moved.jolnet", "--overwrite", "--json",
                                  "--tolerance", within))
            own = snapped(layer, within, frame)
            report.row(f"300 ends moved {shift} m, tolerance {within} m: ends_snapped / noded_within_mm",
                       f"{said['notes'].get('compile.ends_snapped', 0)}/{said['notes']['compile.noded_within_mm']}", "own count",
                       f"{own}/{int(1000 * within)}", (said["notes"].get("compile.ends_snapped", 0), said["notes"]["compile.noded_within_mm"])
                       == (own, int(1000 * within)), f"{said['pieces']} pieces, {said['components']} parts, "
                       f"{said['notes'].get('compile.lines_split')} splits")


def drives(report):
    """Fixes of 40 simulated drives on both networks: places of fixes beside each other and beside the truth."""
    observed, names = SCRATCH / "drives.csv", set()
    with open(observed, "w") as out:
        for row in open(SHARED / "synth/almaty/obs_p15_std.csv"):
            names.add(row.split(",")[0])
            if len(names) > 41:
                break
            out.write(row)
    fixes = collections.defaultdict(list)
    for row in csv.DictReader(open(observed)):
        fixes[row["track"]].append(row["t"])
    truth = {(r["track"], float(r["t"])): (float(r["lon"]), float(r["lat"]))
             for r in csv.DictReader(open(SHARED / "synth/almaty/truth_1s.csv"))}
    placed = {}
    for name, source in (("osm", EXTRACT), ("gis", SCRATCH / "roads.gpkg")):
        image, out = SCRATCH / f"{name}.jolnet", SCRATCH / f"{name}.jsonl"
        run(JOL, "network", "import", source, "--out", image)
        run(JOL, "match", "tracks", observed, "--network", image, "--out", out)
        placed[name] = [json.loads(line) for line in open(out)]
    pairs = [(a, b, truth[x["track"], float(t)]) for x, y in zip(placed["osm"], placed["gis"])
             for a, b, t in zip(x["pts"], y["pts"], fixes[x["track"]]) if a and b]
    total = sum(map(len, fixes.values()))
    osm, gis, real = (numpy.array([p[i] for p in pairs]) for i in range(3))
    apart, true_osm, true_gis = geodesic(osm, gis), geodesic(osm, real), geodesic(gis, real)
    report.row(f"{total} fixes of 40 drives: places of GeoPackage and PBF within 1 m", f"{(apart < 1).sum()} of {len(pairs)}",
               "fixes in the file", total, len(pairs) == total and (apart < 1).mean() > 0.99, f"worst {apart.max():.1f} m")
    said, own = (f"{numpy.median(x):.2f} and {numpy.quantile(x, 0.95):.2f} m" for x in (true_gis, true_osm))
    report.row("the same: median and 95th percentile off the true place, GeoPackage", said, "PBF", own,
               abs(numpy.median(true_gis) - numpy.median(true_osm)) < 0.1)
    routes = {name: sum(len(x.get("segs") or ()) > 0 for x in answers) for name, answers in placed.items()}
    report.row("the same: drives with a route (node pairs)", routes["gis"], "on the PBF", routes["osm"], routes["gis"] == routes["osm"])
    steps = {name: numpy.array([len(x.get("segs") or ()) for x in answers]) for name, answers in placed.items()}
    report.row("the same: drives with as many node pairs", int((steps["gis"] == steps["osm"]).sum()), "on the PBF", len(steps["osm"]),
               (steps["gis"] == steps["osm"]).mean() >= 0.9, "where both routes differ by the order of equal candidates, they differ here")


if __name__ == "__main__":
    map_read = Truth(EXTRACT, Pack(ROOT / "GeoData/rules/speed-limits-kz.csv"))
    middle = numpy.array(list(map_read.places.values())).mean(axis=0)
    sheet = Report("Layers without topology: Almaty in GIS formats")
    if not shutil.which("ogr2ogr"):
        sheet.skip("GIS formats", "ogr2ogr is not installed")
        sheet.close()
    formats(sheet, map_read, middle)
    write_csv(SCRATCH / "roads.csv", features(map_read))
    refused = subprocess.run([JOL, "network", "import", SCRATCH / "roads.csv", "--out", SCRATCH / "no.jolnet"], capture_output=True, text=True)
    sheet.row("roads.csv with a column WKT: exit status", refused.returncode, "documented formats", "not among them: 65",
              refused.returncode == 65 and not (SCRATCH / "no.jolnet").exists())
    tolerance(sheet, map_read, middle)
    drives(sheet)
    sheet.close()
