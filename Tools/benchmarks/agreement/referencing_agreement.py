"""Kilometres of a simulated highway and of real routes, beside posts and lines reckoned from the raw files."""
import collections, csv, pathlib, random, re, subprocess, sys
import numpy
from kilometres import Kilometres, Line, folded
from limit_cases import limits
from network_truth import Truth
from osm_truth import Pack, geodesic
from report import Report, run, run_json

JOL, SHARED, SCRATCH = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
ROOT = pathlib.Path(__file__).resolve().parents[3]
RULES = ROOT / "GeoData/rules/speed-limits-kz.csv"
# Past the last post of a carriageway kilometres are less sure, as the documentation says.
COUNT, NEAR, LIMIT = 300, 1.5, 10


def ask(verb, image, header, rows):
    """The answers of a batch by id."""
    asked, told = SCRATCH / "asked.csv", SCRATCH / "told.csv"
    with open(asked, "w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    run(JOL, "network", verb, "--batch", asked, "--out", told, "--network", image)
    return {int(r["id"]): r for r in csv.DictReader(open(told))}


def ways(report, seed, image, road, ref, backward):
    """Places at random on one carriageway: from kilometres to coordinates, and back."""
    direction = "backward" if backward else "forward"
    rng, line = random.Random(seed), road.line
    spots = [rng.uniform(50, line.along[-1] - 50) for _ in range(COUNT)]
    named = [road.reading(s) for s in spots]
    placed = ask("place", image, ("id", "ref", "km", "m", "direction", "lon", "lat"),
                 [(i, ref, km, f"{m:.3f}", direction, *line.at(s)) for i, (s, (km, m)) in enumerate(zip(spots, named))])
    gaps = [(float(geodesic(line.at(min(road.metres(*named[i]), key=lambda x: abs(x - spots[i]), default=-1)),
                            [float(r["lon"]), float(r["lat"])])) if r["lon"] else numpy.inf, i) for i, r in placed.items()]
    far = [g for g in gaps if g[0] > NEAR]
    worst, case = max(gaps)
    raw = "posts and measure of the raw file"
    report.row(f"seed {seed}, {ref} {direction}: places of {COUNT} kilometres within {NEAR} m", COUNT - len(far), raw, COUNT, worst < LIMIT,
               f"worst {worst:.2f} m" + (f" at {named[case][0]} + {named[case][1]:.0f}" if far else "")
               + f", {sum(r['direction'] != direction for r in placed.values())} in another direction")
    steps = [(line.at(s + 5) - line.at(s - 5)) * [numpy.cos(numpy.radians(line.at(s)[1])), 1] for s in spots]
    bearing = [(numpy.degrees(numpy.arctan2(*step)) + 180 * backward) % 360 for step in steps]
    named_back = ask("locate", image, ("id", "lon", "lat", "heading", "ref"),
                     [(i, *(f"{x:.9f}" for x in line.at(s)), f"{b:.1f}", ref) for i, (s, b) in enumerate(zip(spots, bearing))])
    off = [(abs(1000 * (int(r["km"]) - named[i][0]) + float(r["m"]) - named[i][1]) if r["km"] else numpy.inf, i)
           for i, r in named_back.items()]
    wrong = [o for o in off if o[0] > NEAR]
    worst, case = max(off)
    report.row(f"seed {seed}, {ref} {direction}: kilometres of {COUNT} places within {NEAR} m", COUNT - len(wrong), raw, COUNT, worst < LIMIT,
               f"worst {worst:.2f} m" + (f": {named_back[case]['km']} + {named_back[case]['m']} for "
               f"{named[case][0]} + {named[case][1]:.0f}" if wrong else ""))


def highway(report, seed):
    """The simulated highway: two directions, two indices of one road, equations, lines."""
    folder = SCRATCH / f"highway{seed}"
    folder.mkdir()
    subprocess.run([sys.executable, ROOT / "Tools/benchmarks/network/highway.py", "make", folder, "--seed", str(seed)], check=True)
    image = folder / "n.jolnet"
    run(JOL, "network", "import", folder / "highway.osm", "--out", image)
    truth = Truth(folder / "highway.osm", Pack(RULES))
    routes = run_json(JOL, "network", "routes", "--network", image)
    posts = list(truth.posts.values())
    said = [run_json(JOL, "network", "info", image)["summary"]["posts"], routes["loosePosts"], routes["contradictingPosts"]]
    report.row(f"seed {seed}: posts / loose / contradicting", "/".join(map(str, said)), "osmium", f"{len(posts)}/0/0", said == [len(posts), 0, 0])
    for ref in ("KAZ-03", "М-36"):
        sections = [r for r in routes["routes"] if r["ref"] == ref]
        lines = {r["line"] for r in sections}
        report.row(f"seed {seed}, {ref}: lines (two carriageways)", len(lines), "chains of the raw ways", 2, len(lines) == 2)
        own = sum(g for (w, _), g in zip(truth.pieces, truth.lengths) if ref in w.road_refs) / 1000
        report.row(f"seed {seed}, {ref}: km of the route", f"{sections[0]['routeKilometres']:.3f}", "Vincenty", f"{own:.3f}",
                   abs(own - sections[0]["routeKilometres"]) < 0.002)
        roads = {}
        for backward in (False, True):
            line = Line(truth, ref, backward)
            if backward:
                line.places, line.along = line.places[::-1], line.along[-1] - line.along[::-1]
            roads[backward] = Kilometres(line, posts, ref)
        first = [r for r in sections if r["line"] == 1]
        falls = not first[0]["growsAlong"]
        said = [tuple(map(int, re.findall(r"\d+", r["equation"]))) for r in first if "equation" in r]
        said = [(*e[2:], *e[:2]) for e in said[::-1]] if falls else said
        mine = [(*a, *b) for a, b in roads[falls].equations()]
        same = len(said) == len(mine) and all(abs(1000 * (a[0] - b[0]) + a[1] - b[1]) < NEAR + 0.5 and abs(
            1000 * (a[2] - b[2]) + a[3] - b[3]) < NEAR + 0.5 for a, b in zip(said, mine))
        report.row(f"seed {seed}, {ref}: equations", "; ".join("{}+{:03} = {}+{:03}".format(*e) for e in said), "posts of the raw file",
                   "; ".join("{}+{:03.0f} = {}+{:03.0f}".format(*e) for e in mine), same)
        for backward in (False, True):
            ways(report, seed, image, roads[backward], ref, backward)


def routes_of(report, name):
    """Indices of a real map and their kilometres."""
    path, image = SHARED / "osm" / name, SCRATCH / f"{name}.jolnet"
    run(JOL, "network", "import", path, "--out", image)
    truth, said = Truth(path, Pack(RULES)), {}
    for row in run_json(JOL, "network", "routes", "--network", image)["routes"]:
        said[folded(row["ref"])] = row["routeKilometres"]
    members = collections.defaultdict(set)
    for _, tags, parts in truth.relations:
        if tags.get("route") == "road" and (tags.get("ref") or tags.get("name")):
            members[folded(tags.get("ref") or tags["name"])] |= {i for kind, i, _ in parts if kind == "w"}
    own = collections.Counter()
    for (way, _), metres in zip(truth.pieces, truth.lengths):
        # "дорога" is no index but the word for road.
        keys = {folded(r) for text in way.road_refs for r in re.split("[;,/]", text)} - {"", folded("дорога")}
        for key in keys | {k for k, ids in members.items() if way.id in ids}:
            own[key] += metres / 1000
    apart = sorted(k for k in said.keys() | own.keys() if abs(said.get(k, 0) - own.get(k, 0)) > 0.002)
    report.row(f"{name}: roads with an index / km of all", f"{len(said)}/{sum(said.values()):.2f}", "tags and relations of the raw file",
               f"{len(own)}/{sum(own.values()):.2f}", not apart, "; ".join(f"{k}: jol {said.get(k)}, own {own.get(k)}" for k in apart[:5]))


def wide(report):
    """A network as wide as Kazakhstan: a road of a degree at either edge, its kilometres on the ground."""
    edges, source, image = (50.0, 86.0), SCRATCH / "wide.osm", SCRATCH / "wide.jolnet"
    nodes, ways = [], []
    for number, lon in enumerate(edges, 1):
        refs = [1000 * number + k for k in range(101)]
        nodes += [f"<node id='{r}' lat='{48 + k / 100:.2f}' lon='{lon}'/>" for k, r in enumerate(refs)]
        nodes.append(f"<node id='{number}' lat='48.0' lon='{lon}'><tag k='highway' v='milestone'/><tag k='distance' v='0'/></node>")
        ways.append(f"<way id='{number}'>" + "".join(f"<nd ref='{r}'/>" for r in refs)
                    + f"<tag k='highway' v='trunk'/><tag k='ref' v='A-{number}'/></way>")
    source.write_text("<osm version='0.6'>" + "\n".join(nodes + ways) + "</osm>")
    run(JOL, "network", "import", source, "--out", image)
    ground = float(geodesic([50.0, 48], [50.0, 49])) / 1000
    for row in run_json(JOL, "network", "routes", "--network", image)["routes"]:
        report.row(f"2,600 km wide network: km of {row['ref']}", f"{row['kilometres']:.3f}", "Vincenty", f"{ground:.3f}",
                   abs(row["kilometres"] / ground - 1) < 1e-3)
        place = run_json(JOL, "network", "place", "--ref", row["ref"], "--km", 100, "--network", image)["candidates"][0]
        gone = float(geodesic([place["lon"], 48], [place["lon"], place["lat"]])) / 1000
        report.row(f"2,600 km wide network: km from the post 0 of {row['ref']} to its kilometre 100", f"{gone:.3f}", "Vincenty", "100.000",
                   abs(gone - 100) < 0.1)


if __name__ == "__main__":
    sheet = Report("Kilometres of a simulated highway")
    for number in (1, 2, 3, 5):
        highway(sheet, number)
    real = Report("Routes of real maps")
    for map_name in ("almaty_2013.osm.pbf", "monaco.osm.pbf", "liechtenstein.osm.pbf", "sao_paulo.osm.pbf"):
        routes_of(real, map_name)
    wide(real)
    signs = Report("Speed limits by sign, zone and rule pack")
    limits(signs, JOL, SCRATCH, RULES)
    sys.exit(1 if sheet.failed or real.failed or signs.failed else 0)
