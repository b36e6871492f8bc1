"""What `jol network import` makes of five maps and of their formats, beside the raw files read with osmium."""
import collections, csv, json, os, pathlib, random, sqlite3, sys
import numpy
from import_formats import formats, memory
from import_peer import valhalla
from jolnet import Image
from network_truth import Truth
from osm_truth import Pack, geodesic
from report import Report, run, run_json
from scipy.spatial import cKDTree

JOL, SHARED, SCRATCH = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
PEERS = sys.argv[4] if len(sys.argv) > 4 and os.path.exists(sys.argv[4]) else None
ROOT = pathlib.Path(__file__).resolve().parents[3]
MAPS = ("almaty_2013.osm.pbf", "monaco.osm.pbf", "liechtenstein.osm.pbf", "sao_paulo.osm.pbf", "moscow.osm.gz")
FACTS = ("oneway", "roundabout", "link", "bridge", "tunnel", "level", "lanes", "shut", "settlement",
         "limit", "limit_against", "implied", "kind", "name", "names", "road_refs")


def counts(report, truth, info, image):
    """Pieces by their nodes, then what follows from them."""
    mine = collections.Counter((w.id, p) for w, p in truth.pieces)
    theirs = collections.Counter(k for k, _ in image)
    common = sum((mine & theirs).values())
    report.row("pieces with the same way and nodes", f"{common} of {len(image)}", "osmium", len(truth.pieces),
               common == len(image) == len(truth.pieces))
    parts, nodes = truth.components()
    turns, forbidden = truth.turns()
    own = {"segments": sum(1 for _ in truth.segments()), "vertices": sum(len(p) for _, p in truth.pieces),
           "nodes": nodes, "components": len(parts), "turns": turns, "forbiddenTurns": forbidden,
           "features": len(truth.features), "posts": len(truth.posts)}
    report.row(" / ".join(own), "/".join(str(info[k]) for k in own), "osmium", "/".join(map(str, own.values())),
               all(info[k] == v for k, v in own.items()))
    flat = numpy.array([truth.places[n] for _, p in truth.pieces for n in p])
    box, said = [*flat.min(axis=0), *flat.max(axis=0)], [info["extent"][k] for k in ("west", "south", "east", "north")]
    report.row("extent", "/".join(f"{x:.7f}" for x in said), "osmium", "/".join(f"{x:.7f}" for x in box),
               numpy.abs(numpy.subtract(box, said)).max() < 1e-9)
    kept, left = truth.restrictions()
    notes = {k: v for k, v in (truth.notes + left).items() if v}
    report.row("left out or mended", json.dumps(info["notes"], sort_keys=True), "osmium",
               json.dumps(notes, sort_keys=True), notes == info["notes"])
    report.row("share of the longest part", f"{info['mainComponentShare']:.5f}", "union of pieces",
               f"{parts[0] / parts.sum():.5f}", abs(info["mainComponentShare"] - parts[0] / parts.sum()) < 5e-6)


def lengths(report, truth, info, rows):
    """Kilometres by class and metres of each piece on the ellipsoid."""
    own = collections.Counter()
    for (way, _), ground in zip(truth.pieces, truth.lengths):
        own[way.kind] += ground / 1000
    said = {c["roadClass"]: c["kilometres"] for c in info["classes"]}
    worst = max(abs(said.get(k, 0) / own[k] - 1) for k in own)
    report.row(f"km by class ({len(own)}), greatest difference", f"{worst:.1e}", "Vincenty", 0,
               said.keys() == own.keys() and worst < 5e-6)
    ground = truth.lengths.sum() / 1000
    report.row("km in all", f"{info['kilometres']:.4f}", "Vincenty", f"{ground:.4f}",
               abs(info["kilometres"] / ground - 1) < 2e-6)
    by_nodes = collections.defaultdict(list)
    for (way, _), ground in zip(truth.pieces, truth.lengths):
        by_nodes[way.id].append(ground)
    table = collections.defaultdict(list)
    for row in rows:
        table[row["way"]].append(row["length_m"])
    off = max(abs(a - b) for w in by_nodes for a, b in zip(sorted(by_nodes[w]), sorted(table[w])))
    oneway = sum(r["length_m"] for r in rows if r["oneway"]) / 1000
    mine = sum(g for (w, _), g in zip(truth.pieces, truth.lengths) if w.oneway) / 1000
    report.row("metres of each piece of the table, worst", f"{off * 1000:.1f} mm", "Vincenty", "0",
               off < 0.01, "vertices stand on a grid of 15 um, measures on one of 0.24 mm")
    report.row("one-way km", f"{oneway:.3f}", "Vincenty", f"{mine:.3f}", abs(oneway - mine) < 1e-5 * mine + 1e-3)
    named = sum(g for (w, _), g in zip(truth.pieces, truth.lengths) if w.name or w.names or w.road_refs) / truth.lengths.sum()
    report.row("share with name or index", f"{info['labelledShare']:.5f}", "osmium", f"{named:.5f}",
               abs(named - info["labelledShare"]) < 5e-6, "a name of any kind")


def attributes(report, truth, image, rows):
    """Each attribute of each piece, from the image; and those that the table of a workspace repeats."""
    wrong, used = collections.Counter(), collections.Counter()
    for (way, _), said in image:
        own = truth.ways[way]
        for fact in FACTS:
            wrong[fact] += said[fact] != getattr(own, fact)
            used[fact] += bool(getattr(own, fact))
    report.row(f"attributes of {len(image)} pieces that differ", dict(+wrong) or 0, "osmium", 0, not +wrong,
               ", ".join(f"{f} {used[f]}" for f in FACTS if f != "kind"))
    signed = sum(not s["implied"] for _, s in image)
    apart = sum(s["limit"] != s["limit_against"] for _, s in image)
    own = [truth.ways[w] for (w, _), _ in image]
    report.row("pieces with a signed limit / with two limits", f"{signed}/{apart}", "osmium",
               f"{sum(not w.implied for w in own)}/{sum(w.limit != w.limit_against for w in own)}",
               signed == sum(not w.implied for w in own) and apart == sum(w.limit != w.limit_against for w in own))
    kept = {w for (w, _), _ in image}
    said = {w: {s["name"], *s["names"]} for (w, _), s in image}
    keys = ("name", "name:kk", "name:ru", "alt_name", "old_name", "int_name")
    own = {k: [w for w in kept if k in truth.ways[w].tags] for k in keys}
    have = {k: sum(truth.ways[w].tags[k] in said[w] or {n.strip() for n in truth.ways[w].tags[k].split(";")} <= said[w]
                   for w in ways) for k, ways in own.items()}
    report.row("ways with " + " / ".join(keys), "/".join(map(str, have.values())), "osmium",
               "/".join(str(len(v)) for v in own.values()), all(have[k] == len(own[k]) for k in keys))
    wrong = sum(r[a] != getattr(truth.ways[r["way"]], b) for r in rows for a, b in (
        ("class", "kind"), ("name", "name"), ("oneway", "oneway"), ("limit_kmh", "limit"),
        ("level", "level"), ("bridge", "bridge"), ("tunnel", "tunnel")))
    report.row(f"values of the workspace's table that differ ({len(rows)} rows x 7)", wrong, "osmium", 0, wrong == 0)


def relations(report, truth, image):
    """Turn restrictions, routes, level crossings and cameras one by one."""
    kept, _ = truth.restrictions()
    routes = [(i, t.get("ref", ""), tuple(m for k, m, _ in ms if k == "w")) for i, t, ms in truth.relations
              if t["type"] == "route" and t.get("route") == "road"]
    routes = [r for r in routes if r[2]]
    for name, said, own in (("turn restrictions", image.restrictions(), kept), ("route relations with ways", image.routes(), routes),
                            ("level crossings and cameras", image.features(), [f[:2] for f in truth.features])):
        same = collections.Counter(said) == collections.Counter(own)
        report.row(name, len(said), "osmium", len(own), same, "each compared member by member" if own else "none in this map")


def carriageways(report, truth, info):
    """Dual carriageways by walking: every 10 m of a one-way road asks for an opposite one within 60 m."""
    places, courses, owners = [], [], []
    frame = numpy.array(list(truth.places.values())).mean(axis=0)
    scale = numpy.array([111320 * numpy.cos(numpy.radians(frame[1])), 111200])
    for number, (way, nodes) in enumerate(truth.pieces):
        if not way.oneway or way.link or way.roundabout:
            continue
        line = (numpy.array([truth.places[n] for n in nodes]) - frame) * scale
        steps = numpy.hypot(*numpy.diff(line, axis=0).T)
        along = numpy.concatenate([[0], numpy.cumsum(steps)])
        at = numpy.arange(5, along[-1], 10.0) if along[-1] > 10 else numpy.array([along[-1] / 2])
        which = numpy.clip(numpy.searchsorted(along, at) - 1, 0, len(steps) - 1)
        places += list(numpy.column_stack([numpy.interp(at, along, line[:, k]) for k in (0, 1)]))
        courses += list(numpy.diff(line, axis=0)[which] / steps[which, None])
        owners += [(number, truth.lengths[number] / len(at))] * len(at)
    places, courses = numpy.array(places), numpy.array(courses)
    tree, metres = cKDTree(places), 0.0
    for i, (number, part) in enumerate(owners):
        way = truth.pieces[number][0]
        for j in tree.query_ball_point(places[i], 60):
            other = truth.pieces[owners[j][0]][0]
            gap = places[j] - places[i]
            same = (way.name and way.name == other.name) or (way.tags.get("ref") and way.tags.get("ref") == other.tags.get("ref"))
            alike = not (way.name or way.tags.get("ref") or other.name or other.tags.get("ref")) and way.kind == other.kind
            if courses[i] @ courses[j] < -0.966 and abs(gap @ courses[i]) < 6 and numpy.hypot(*gap) > 3 and (
                    same or alike and way.kind in ("motorway", "trunk", "primary", "secondary", "tertiary")):
                metres += part
                break
    ratio = info["dualKilometres"] / (metres / 1000) if metres else None
    report.row("km with another carriageway", f"{info['dualKilometres']:.1f}", "walking every 10 m", f"{metres / 1000:.1f}",
               None if not ratio else 0.85 < ratio < 1.15 or metres < 2000,
               "jol counts a whole piece by its middle and a quarter, the walk counts what lies beside")


def places(report, truth, image):
    """300 segments asked of `locate --batch` and `route --batch`: way, nodes, place, metres and limit."""
    steps = {}
    for number, (way, nodes) in enumerate(truth.pieces):
        for line, ahead in ((nodes, True), (nodes[::-1], False))[:1 if way.oneway else 2]:
            steps.update({(way.id, *pair): (number, line, ahead) for pair in zip(line, line[1:])})
    sample = random.Random(7).sample(range(sum(1 for _ in truth.segments())), 300)
    asked, told = SCRATCH / "asked.csv", SCRATCH / "told.csv"
    asked.write_text("id,segment,measure_m\n" + "".join(f"{s},{s},1\n" for s in sample))
    run(JOL, "network", "locate", "--batch", asked, "--out", told, "--network", image)
    found, away = {}, []
    for row in csv.DictReader(open(told)):
        number, line, ahead = steps.get((int(row["way"]), int(row["u"]), int(row["v"])), (None, None, None))
        if number is None:
            continue
        found[row["id"]] = (number, ahead)
        place = numpy.array([truth.places[n] for n in line])
        along = numpy.concatenate([[0], numpy.cumsum(geodesic(place[:-1], place[1:]))])
        own = [numpy.interp(1, along * truth.lengths[number] / along[-1], place[:, k]) for k in (0, 1)]
        away.append(float(geodesic(own, [float(row["lon"]), float(row["lat"])])))
    report.row("300 segments by locate: a metre behind the start, worst", f"{len(found)} found, {max(away) * 1000:.2f} mm off",
               "walked on the raw line", 0, len(found) == 300 and max(away) < 0.002)
    asked.write_text("id,from,to\n" + "".join(
        f"{s},segment:{s}+0,segment:{s}+{truth.lengths[n] - 0.001:.3f}\n" for s, (n, _) in found.items()))
    run(JOL, "network", "route", "--batch", asked, "--out", told, "--network", image)
    wrong, off, signed, shorter = 0, 0.0, 0, []
    for row in csv.DictReader(open(told)):
        number, ahead = found[row["id"]]
        way = truth.pieces[number][0]
        limit = way.limit if ahead else way.limit_against
        metres, seconds = float(row["distance_m"]), float(row["seconds"])
        # A piece that comes back to its node, or another one between the same nodes.
        if row["segments"] != "1" or metres < truth.lengths[number] - 0.01:
            shorter.append(metres < truth.lengths[number] or way.shut)
            continue
        off = max(off, abs(metres - truth.lengths[number]))
        # Seconds are printed to a thousandth: short segments tell no limit.
        if seconds > 0.5 and limit:
            signed += not way.implied
            wrong += abs(metres / seconds * 3.6 / limit - 1) > 0.002
    report.row("the same by route: metres on the ground, worst", f"{off * 1000:.1f} mm off", "Vincenty", 0, off < 0.01 and all(shorter),
               f"{len(shorter)} have a shorter way round, or are shut to traffic")
    report.row("the same by route: limits in the direction driven that differ", wrong, "osmium", 0, wrong == 0, f"{signed} signed")


def one_map(report_title, path, pack):
    report = Report(report_title)
    name = path.name.split(".")[0]
    image_path, workspace = SCRATCH / f"{name}.jolnet", SCRATCH / f"{name}.ws"
    run(JOL, "network", "import", path, "--out", image_path)
    run(JOL, "init", workspace)
    run(JOL, "network", "import", path, "--workspace", workspace)
    info = run_json(JOL, "network", "info", image_path)["summary"]
    with sqlite3.connect(workspace / "jol.gpkg") as db:
        db.row_factory = sqlite3.Row
        rows = [dict(r) for r in db.execute("select * from segments")]
    truth, image = Truth(path, pack), Image(image_path)
    pieces = image.pieces()
    counts(report, truth, info, pieces)
    lengths(report, truth, info, rows)
    attributes(report, truth, pieces, rows)
    relations(report, truth, image)
    carriageways(report, truth, info)
    places(report, truth, image_path)
    if PEERS and name == "monaco":
        valhalla(report, truth, path, PEERS, SCRATCH, image_path)
    elif name == "monaco":
        report.skip("attributes beside Valhalla", "its interpreter was not handed over")
    return report, truth


if __name__ == "__main__":
    rules = Pack(ROOT / "GeoData/rules/speed-limits-kz.csv")
    done = {name: one_map(f"Import of {name}", SHARED / "osm" / name, rules) for name in MAPS}
    last = Report("Formats and memory")
    for name in ("monaco.osm.pbf", "moscow.osm.gz"):
        formats(last, JOL, SHARED / "osm" / name, SCRATCH)
    memory(last, JOL, SHARED / "osm", {n: t for n, (_, t) in done.items() if n.endswith(".pbf")}, SCRATCH,
           ROOT / "Tools/benchmarks/network/tile.py")
    sys.exit(1 if last.failed or any(r.failed for r, _ in done.values()) else 0)
