"""`match explain` and `match points`: every term, every probability and every place computed again from the raw map."""
import collections, json, math, os, sys
import numpy as np
from peers_beside import places as peer_places, prepared
from point_law import Differences, directed, evidence, round_law, search_radius, starts
from raw_map import RawMap, local, read_csv
from report import Report, run

TRAFFIC = 0.7


def explain(report, jol, raw, network, points, scratch):
    """Terms, sums and probabilities of every candidate of 200 points."""
    constants = f"{scratch}/all_candidates.json"
    with open(constants, "w") as file:
        json.dump({"schema": "jol.match.parameters/1", "parameters": {"reportedCandidates": 1000}}, file)
    told = json.loads(run(jol, "match", "explain", points, "--network", network, "--limit", 200, "--parameters",
                          constants, "--json"))["points"]
    run(jol, "match", "points", points, "--network", network, "--out", f"{scratch}/points.csv", "--quiet")
    answers = {r["id"]: r for r in read_csv(f"{scratch}/points.csv")}
    source = {r["id"]: r for r in read_csv(points)}
    first = starts(jol, network, {c["segment"] for p in told for c in p["candidates"]}, scratch)
    ahead = directed(raw)
    d, counted, missing = Differences(), 0, 0
    names = collections.Counter()
    for point in told:
        row = source[point["id"]]
        lon, lat, heading = float(row["lon"]), float(row["lat"]), float(row["heading"])
        law = round_law(float(row["sigma"]))
        radius = search_radius(law)
        rows = raw.near(lon, lat, radius + 5)
        distances = raw.feet(rows, lon, lat)[0] if len(rows) else np.array([])
        pieces = {int(k) for k in raw.line_piece[rows[distances <= radius]]}
        counted += sum(raw.pieces[k][2] + raw.pieces[k][3] for k in pieces) == point["segmentsConsidered"]
        shares = collections.Counter()
        scores = np.array([c["score"] for c in point["candidates"]])
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        for c, share in zip(point["candidates"], odds):
            case = f"point {point['id']}, segment {c['segment']}"
            d.add("score", c["score"], math.fsum(c["terms"].values()), case)
            d.add("probability", c["probability"], share, case)
            shares[c["way"], c["direction"]] += share
            nodes = ahead.get(first[c["segment"]])
            if nodes is None:
                missing += 1
                continue
            integrals = evidence(raw, nodes, lon, lat, law, radius, heading)
            d.add_evidence(c["terms"], integrals, case)
            tags = raw.tags[c["way"]]
            rank = raw.prior(c["way"])
            closed = -1.5 if rank < -2 or rank % .1 > .05 else 0
            d.add("class term", c["terms"]["roadClass"], (1 - TRAFFIC) * (rank - closed) + closed, case)
            if row["name"] and row["name"] == tags.get("name") and not row["ref"]:
                names["same name"] += 1
                names["same name, 0"] += c["terms"]["name"] == 0
            if row["name"] and not row["ref"] and not any("name" in k or "ref" in k for k in tags):
                names["nameless road"] += 1
                names["nameless road, -3"] += abs(c["terms"]["name"] + 3) < 1e-9
        best = shares[max(point["candidates"], key=lambda c: shares[c["way"], c["direction"]])["way"],
                      max(point["candidates"], key=lambda c: shares[c["way"], c["direction"]])["direction"]]
        answer = answers[point["id"]]
        d.add("confidence", float(answer["confidence"]), best, f"point {point['id']}")
        rivals = [s for (way, _), s in shares.items() if way != int(answer["way"])]
        if answer["runner_up_confidence"] or max(rivals, default=0) > 1e-5:
            d.add("runner-up", float(answer["runner_up_confidence"] or 0), max(rivals, default=0), f"point {point['id']}")
    report.row("directed segments within the radius", f"{counted} of {len(told)} points", len(told),
               "raw ways cut at shared nodes", counted == len(told))
    report.row("segments found in the raw map", f"{len(first)}", f"{missing} candidates missing", "raw ways", missing == 0)
    for term, by, most in (
            ("score", "sum of terms", 1e-9), ("probability", "softmax of the scores", 1e-9),
            ("confidence", "softmax summed by way and direction", 6e-6),
            ("runner-up", "greatest sum of another way", 6e-6),
            ("distance term", "Simpson integral along the raw piece, metres of the grid", 2e-3),
            ("queue term", "19 m at the end of pieces with more than two ways out", 2e-3),
            ("heading term", "von Mises law of raw lines, true north", 2e-2),
            ("class term", "tags", 1e-9)):
        worst, case = d.worst[term]
        report.row(f"{term}, {d.count[term]} cases", f"worst difference {worst:.2g}", f"at most {most:g}", by,
                   worst <= most, "" if worst <= most or case is None else f"{case[0]}: {case[1]:.6g} against {case[2]:.6g}")
    for kind, value in (("same name", "0"), ("nameless road", "-3")):
        report.row(f"name term of a {kind}", f"{names[kind + ', ' + value]} times {value}", names[kind], "tags",
                   names[kind] == names[kind + ", " + value])
    return answers, source


def places(report, raw, answers, source):
    """Every snapped place against the foot of the point on the raw line that the answer names."""
    worst = collections.Counter()
    signs = beside = 0
    for key, answer in answers.items():
        row = source[key]
        lon, lat = float(row["lon"]), float(row["lat"])
        u, v = int(answer["u"]), int(answer["v"])
        (ax, bx), (ay, by) = local(*np.array([raw.at[u], raw.at[v]]).T, lon, lat)
        dx, dy = bx - ax, by - ay
        f = min(1, max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
        x, y = ax + f * dx, ay + f * dy
        sx, sy = local(float(answer["lon"]), float(answer["lat"]), lon, lat)
        worst["foot"] = max(worst["foot"], math.hypot(sx - x, sy - y))
        offset = float(answer["offset_m"])
        worst["offset"] = max(worst["offset"], abs(abs(offset) - math.hypot(x, y)))
        right = dy * -ax - dx * -ay  # positive when the point lies to the right of u, v
        if 0 < f < 1 and abs(offset) >= .02:
            beside, signs = beside + 1, signs + ((offset > 0) == (right > 0))
        g = ((sx - ax) * dx + (sy - ay) * dy) / math.hypot(dx, dy)
        worst["off the line"] = max(worst["off the line"], abs((sx - ax) * dy - (sy - ay) * dx) / math.hypot(dx, dy),
                                    -g, g - math.hypot(dx, dy))
    for what, most in (("foot", .01), ("offset", .02), ("off the line", .003)):
        report.row(f"{what}, {len(answers)} points", f"worst {worst[what]:.4f} m", f"at most {most} m",
                   "raw line u,v on WGS 84", worst[what] <= most)
    report.row("side of the road", f"{signs} right", beside, "cross product on the raw line", signs == beside,
               "points whose foot is no vertex")


def nearest(report, jol, raw, network, points):
    """Distances of all candidates without heading: the nearest place of each piece."""
    constants = f"{os.path.dirname(network)}/all_candidates.json"
    told = json.loads(run(jol, "match", "explain", points, "--network", network, "--limit", 200, "--no-heading",
                          "--parameters", constants, "--json"))["points"]
    source, worst, count = {r["id"]: r for r in read_csv(points)}, 0.0, 0
    by_way = {}
    for point in told:
        row = source[point["id"]]
        lon, lat = float(row["lon"]), float(row["lat"])
        for c in point["candidates"]:
            key = point["id"], c["way"]
            by_way[key] = min(by_way.get(key, math.inf), c["distanceMetres"])
        rows = raw.near(lon, lat, point["radiusMetres"] + 5)
        least = collections.defaultdict(lambda: math.inf)
        for k, distance in zip(raw.line_piece[rows], raw.feet(rows, lon, lat)[0]):
            least[k] = min(least[k], distance)
        own = sorted(d for k, d in least.items() for _ in range(raw.pieces[k][2] + raw.pieces[k][3]) if d <= point["radiusMetres"])
        got = sorted(c["distanceMetres"] for c in point["candidates"])
        count += len(got)
        worst = max([worst] + [abs(a - b) for a, b in zip(got, own)], default=0) if len(own) == len(got) else math.inf
    report.row(f"distances without heading, {count} candidates", f"worst difference {worst:.4f} m", "at most 0.02 m",
               "nearest place of raw pieces on WGS 84", worst <= .02, "Jol measures on the grid: up to 0.04 %")
    return by_way


def beside_peers(report, python, shared, scratch, extract, points, answers, by_way):
    """Jol's place against OSRM's on the same line; Jol's distance to every way around against Valhalla's."""
    bases = prepared(python, shared, scratch, extract)
    if "osrm" in bases:
        apart = []
        for key, nodes, place, _ in peer_places(python, "osrm", bases["osrm"], points, f"{scratch}/osrm.json"):
            answer = answers[key]
            if set(nodes) == {int(answer["u"]), int(answer["v"])}:
                apart.append(math.hypot(*local(float(answer["lon"]), float(answer["lat"]), *place)))
        near = (np.array(apart) <= .5).mean()
        report.row(f"places on the same line, {len(apart)} of {len(answers)} points", f"{near:.4f} within 0.5 m",
                   f"median {np.median(apart):.3f} m, worst {max(apart):.3f} m", "OSRM nearest", near == 1)
    if "valhalla" in bases:
        least = {}
        for key, way, _, distance in peer_places(python, "valhalla", bases["valhalla"], points, f"{scratch}/valhalla.json"):
            least[key, way] = min(least.get((key, way), math.inf), distance)
        both = [(by_way[k], least[k]) for k in by_way.keys() & least.keys()]
        apart = np.array([abs(a - b) for a, b in both])
        near = (apart <= .5).mean()
        report.row(f"distances of {len(both)} ways around 200 points", f"{near:.4f} within 0.5 m",
                   f"median {np.median(apart):.3f} m, worst {apart.max():.3f} m", "Valhalla locate", near == 1)


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    report = Report("match explain, match points: Almaty")
    extract, points = f"{shared}/osm/almaty_2013.osm.pbf", f"{shared}/synth/almaty/single.csv"
    network = f"{scratch}/almaty.jolnet"
    run(jol, "network", "import", extract, "--out", network, "--overwrite", "--quiet")
    raw = RawMap(extract)
    answers, source = explain(report, jol, raw, network, points, scratch)
    places(report, raw, answers, source)
    by_way = nearest(report, jol, raw, network, points)
    if len(sys.argv) > 4 and os.path.exists(sys.argv[4]):
        beside_peers(report, sys.argv[4], shared, scratch, extract, points, answers, by_way)
    else:
        report.skip("OSRM, Valhalla", "no peers")
    report.close()
