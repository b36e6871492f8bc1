"""Error ellipses of `match points` and `match explain`: terms by own integrals, their worth beside an own classifier, refusals."""
import json, math, re, sys
import numpy as np
from own_classifier import Classifier, beside, best_place, calibration, chance, covariance
from point_law import MAP_SIGMA, Differences, directed, evidence, search_radius, starts
from raw_map import RawMap, local, place, read_csv, write_csv
from report import Report, run, run_json

SHAPES = ((30, 3), (50, 5), (60, 2), (40, 10), (20, 1), (100, 12), (15, 14))
MAJOR, MINOR = 40.0, 4.0
COVARIANCE, AXES = ["cov_ee", "cov_en", "cov_nn"], ["semi_major", "semi_minor", "orientation"]
# What Jol knows beyond the map's lines is left out, so that both sides have one and the same prior.
BARE = {"classWeight": 0, "stopLineMetres": 0, "mapSigmaMetres": 0, "strayShare": 1e-9, "restrictedAccess": 0}


def notation(columns, major, minor, azimuth):
    """The ellipse as a table states it."""
    c = covariance(major, minor, azimuth)
    return [c[0, 0], c[0, 1], c[1, 1]] if columns == COVARIANCE else [major, minor, azimuth]


def constants(scratch, **values):
    path = f"{scratch}/constants-{'-'.join(map(str, values.values()))[:60]}.json"
    with open(path, "w") as file:
        json.dump({"schema": "jol.match.parameters/1", "parameters": values}, file)
    return path


def ask(jol, network, scratch, header, rows, *options):
    """Rows of the answer and the summary."""
    table, out = write_csv(f"{scratch}/asked.csv", header, rows), f"{scratch}/answered.csv"
    told = run_json(jol, "match", "points", table, "--network", network, "--out", out, *options)
    return read_csv(out), told["summary"]


def terms(report, jol, raw, network, source, scratch):
    """Every candidate of 200 points with ellipses of many shapes: distance, queue, heading, sums, probabilities, places."""
    rng = np.random.default_rng(181)
    shapes = [(*SHAPES[k % len(SHAPES)], rng.uniform(0, 360)) for k in range(200)]
    header = ["id", "lon", "lat", "heading", "sigma"]
    rows = [[r["id"], r["lon"], r["lat"], r["heading"], 7] for r in source[:200]]
    tables = {"-".join(c): write_csv(f"{scratch}/{c[0]}.csv", header + c, [r + notation(c, *s) for r, s in zip(rows, shapes)])
              for c in (COVARIANCE, AXES)}
    every = constants(scratch, reportedCandidates=1000)

    def explained(table, *options):
        return run_json(jol, "match", "explain", table, "--network", network, "--limit", 200, "--parameters", every,
                        "--lang", "en", *options)["points"]

    told, other = (explained(t) for t in tables.values())
    first = starts(jol, network, {c["segment"] for p in told for c in p["candidates"]}, scratch)
    ahead, d, counted, missing = directed(raw), Differences(), 0, 0
    for point, twin, row, shape in zip(told, other, rows, shapes):
        lon, lat, heading = map(float, row[1:4])
        law = covariance(*shape) + MAP_SIGMA ** 2 * np.eye(2)
        radius = search_radius(law)
        lines = raw.near(lon, lat, radius + 5)
        pieces = {int(k) for k in raw.line_piece[lines[raw.feet(lines, lon, lat)[0] <= radius]]}
        counted += sum(raw.pieces[k][2] + raw.pieces[k][3] for k in pieces) == point["segmentsConsidered"]
        found, own = point["candidates"], []
        twins = {c["segment"]: c for c in twin["candidates"]}
        for c in found:
            case = f"point {point['id']}, {shape[0]} × {shape[1]} m at {shape[2]:.0f}°, segment {c['segment']}"
            nodes = ahead.get(first[c["segment"]])
            if nodes is None or c["segment"] not in twins:
                missing += 1
                continue
            integrals = evidence(raw, nodes, lon, lat, law, radius, heading)
            d.add_evidence(c["terms"], integrals, case)
            rest = sum(v for k, v in c["terms"].items() if k not in ("distance", "junction", "heading"))
            own.append(math.log(integrals[2]) + rest)
            d.add("cov_ee … and semi_major …", c["score"], twins[c["segment"]]["score"], case)
        odds = np.exp(np.array(own) - max(own))
        for c, share in zip(found, odds / odds.sum()):
            d.add("probability", c["probability"], share, f"point {point['id']}, segment {c['segment']}")
    report.row("segments within four sigmas of the longer axis", f"{counted} of {len(told)} points, {missing} unknown",
               len(told), "raw ways cut at shared nodes", counted == len(told) and not missing)
    for term, by, most in (
            ("distance term", "Simpson integral of the two-dimensional law, true axes, along the raw piece", 2e-3),
            ("queue term", "the two-dimensional law at the stop line", 2e-3),
            ("heading term", "von Mises law of raw lines", 2e-2),
            ("probability", "softmax of own integrals and Jol's class, traffic", 5e-3),
            ("cov_ee … and semi_major …", "scores of the other notation", 1e-6)):
        worst, case = d.worst[term]
        report.row(f"{term}, {d.count[term]} cases", f"worst difference {worst:.2g}", f"at most {most:g}", by, worst <= most,
                   "" if worst <= most else f"{case[0]}: {case[1]:.6g} against {case[2]:.6g}")
    likeliest(report, raw, explained(tables["-".join(COVARIANCE)], "--no-heading"), rows, shapes, first, ahead)


def likeliest(report, raw, told, rows, shapes, first, ahead):
    """Candidates' places without heading: the likeliest place of each piece, not its nearest, and how many sigmas off."""
    gaps, words = [], []
    for point, row, shape in zip(told, rows, shapes):
        lon, lat = map(float, row[1:3])
        law = covariance(*shape) + MAP_SIGMA ** 2 * np.eye(2)
        said = [float(s.replace(",", "")) for s in re.findall(r"distance .* m = (.*) σ", point["text"])]
        for k, c in enumerate(point["candidates"]):
            nodes = ahead.get(first.get(c["segment"]))
            if nodes:
                xy = np.column_stack(local(*np.array([raw.at[n] for n in nodes]).T, lon, lat))
                least, at = best_place(np.linalg.inv(law), xy, search_radius(law))
                gaps.append(abs(c["distanceMetres"] - math.hypot(*at)))
                words.append(abs(said[k] - math.sqrt(least)) if k < len(said) else math.inf)
    gaps, words = np.array(gaps), np.array(words)
    report.row(f"distance to the likeliest place, {len(gaps)} candidates", f"{(gaps <= .05).mean():.4f} within 0.05 m",
               f"median {np.median(gaps):.2f} m, worst {gaps.max():.1f} m apart", "least squared distance in sigmas along the raw piece",
               (gaps <= .05).mean() > .995)
    report.row("sigmas off in the words of `match explain`", f"{(words <= .1).mean():.4f} within 0.1 σ",
               f"median {np.median(words):.1f} σ, worst {words.max():.1f} σ apart", "least distance in sigmas",
               (words <= .1).mean() > .995)


def round_rows(report, jol, network, source, scratch):
    """A round covariance and equal axes answer as the sigma they are, word by word."""
    header = ["id", "lon", "lat", "heading", "sigma"]
    for name, values in (("5, 10, 20 m", None), ("0.4 m", .4)):
        rows = [[r["id"], r["lon"], r["lat"], r["heading"], values or float(r["sigma"])] for r in source]
        plain, _ = ask(jol, network, scratch, header, rows)
        for columns in (COVARIANCE, AXES):
            told, _ = ask(jol, network, scratch, header + columns, [
                [*r[:4], 99, *notation(columns, r[4], r[4], 37 * k % 360)] for k, r in enumerate(rows)])
            same = sum(a == b for a, b in zip(plain, told))
            report.row(f"round {columns[0]} … of σ {name}", f"{same} rows the same", len(plain), "the answer to σ alone",
                       same == len(plain))


def value(report, jol, raw, network, scratch, name, truth, options, seed, why):
    """Right ways told the ellipse, told the round law of its area, and by the classifier; no heading, truth known.

    `why` tells what Jol knows of such places and the classifier does not; blank when both know the same."""
    rng, questions, laws = np.random.default_rng(seed), [], []
    for k, (lon, lat, *_) in enumerate(truth):
        azimuth = rng.uniform(0, 180)
        laws.append(covariance(MAJOR, MINOR, azimuth))
        questions.append([k, *place(*rng.multivariate_normal((0, 0), laws[-1]), lon, lat), *notation(COVARIANCE, MAJOR, MINOR, azimuth)])
    header, sigma = ["id", "lon", "lat"], math.sqrt(MAJOR * MINOR)
    told, _ = ask(jol, network, scratch, header + COVARIANCE, questions, *options)
    circle, _ = ask(jol, network, scratch, header + ["sigma"], [q[:3] + [sigma] for q in questions], *options)
    classifier = Classifier(raw)
    own = [classifier.answer(q[1], q[2], law) for q, law in zip(questions, laws)]
    right = [np.array([str(w) == str(t[2]) for w, t in zip(ways, truth)])
             for ways in ([a["way"] for a in told], [a["way"] for a in circle], [way for way, _ in own])]
    share = [f"{100 * v.mean():.2f} %" for v in right]
    gain, error = beside(right[0], right[1])
    line = f"{name}: right ways told the ellipse"
    report.row(f"{line} ({len(truth)} points, {MAJOR:g} × {MINOR:g} m)", share[0], share[1], f"Jol told σ {sigma:.2f} m, the same area,",
               gain > max(3, 3 * error), f"{gain:.1f} ± {error:.1f} points more")
    gain, error = beside(right[0], right[2])
    report.row(line, share[0], share[2], "own classifier told the ellipse, prior by length", gain >= -2.33 * error,
               f"{gain:+.1f} ± {error:.1f} points{'; ' + why if why else ''}")
    said = np.array([float(a["confidence"] or 0) for a in told])
    exact = np.array([a["way"] == str(t[2]) and directions(raw, a) == t[3] for a, t in zip(told, truth)])
    found, (mean, most) = calibration(said, exact), chance(said, rng)
    report.row(f"{name}: calibration error of way and direction", f"{found:.4f}", f"{mean:.4f}, one in a hundred above {most:.4f}",
               "own formula; forecasters who are right", found <= most)
    if options:
        same_posterior(report, name, told, own)
        scale(report, jol, network, scratch, name, questions)
    else:
        places(report, raw, [(a, q, law, t) for a, q, law, t, ok in zip(told, questions, laws, truth, right[0]) if ok], name)


def places(report, raw, cases, name):
    """How far from the truth the answered place on a right way lies, beside the way's likeliest place."""
    jol, own = [], []
    for answer, (_, lon, lat, *_), law, (tlon, tlat, way, _) in cases:
        xy = np.column_stack(local(*np.array([raw.at[n] for n in raw.nodes[way]]).T, lon, lat))
        true = local(tlon, tlat, lon, lat)
        own.append(math.dist(best_place(np.linalg.inv(law), xy)[1], true))
        jol.append(math.hypot(*local(float(answer["lon"]), float(answer["lat"]), tlon, tlat)))
    report.row(f"{name}: place on {len(cases)} right ways", f"median {np.median(jol):.1f} m off the truth", f"{np.median(own):.1f} m",
               "likeliest place of the raw way", np.median(jol) <= 1.1 * np.median(own))


def directions(raw, answer):
    """Whether the answer runs along its way's nodes."""
    refs = raw.nodes[int(answer["way"])]
    return (int(answer["u"]), int(answer["v"])) in set(zip(refs, refs[1:]))


def same_posterior(report, name, told, own):
    """Jol without traffic, class, queue, strays and the map's error against the classifier, row by row."""
    same = sum(a["way"] == str(way) for a, (way, _) in zip(told, own))
    gap = max(abs(float(a["confidence"]) - share) for a, (way, share) in zip(told, own) if a["way"] == str(way))
    report.row(f"{name}: the same way, the same probability", f"{same} rows, worst difference {gap:.2g}",
               f"{len(told)}, at most 0.003", "own classifier", same >= .998 * len(told) and gap <= 3e-3, "Jol ends at 4 sigmas, and prefers the best way of a road that is likely enough")


def scale(report, jol, network, scratch, name, questions):
    """`match calibrate` told ellipses of half the size finds that they are twice as great."""
    table = write_csv(f"{scratch}/half.csv", ["id", "lon", "lat", *COVARIANCE], [q[:3] + [v / 4 for v in q[3:]] for q in questions])
    told = run_json(jol, "match", "calibrate", table, "--network", network, "--no-traffic", "--no-names")["calibration"]
    e = next(e for e in told["estimates"] if e["name"] == "sigmaScale")
    report.row(f"{name}: match calibrate on ellipses of half the size", f"{e['value']:.3f} ({e['low']:.3f} … {e['high']:.3f})", 2,
               "the law of the simulation", e["low"] <= 2 <= e["high"])


def by_length(raw, count, seed):
    """Places drawn evenly over the length of all open directions."""
    lines = []
    for k, (u, v) in zip(raw.line_piece, raw.line_nodes):
        way, _, *open_ = raw.pieces[k]
        length = math.hypot(*local(*raw.at[v], *raw.at[u]))
        lines += [(length, u, v, way, forward) for forward, is_open in zip((True, False), open_) if is_open]
    rng, weights = np.random.default_rng(seed), np.array([line[0] for line in lines])
    drawn = []
    for k in rng.choice(len(lines), count, p=weights / weights.sum()):
        _, u, v, way, forward = lines[k]
        f = rng.random()
        drawn.append((*((1 - f) * p + f * q for p, q in zip(raw.at[u], raw.at[v])), way, forward))
    return drawn


def refusals(report, jol, network, source, scratch):
    """What is no ellipse: the answer must be that to σ alone, and be counted; what is one must be heeded."""
    base = [[r["id"], r["lon"], r["lat"], r["heading"]] for r in source[:20]]
    header = ["id", "lon", "lat", "heading", "sigma"]

    def heard(sigma, columns=(), values=()):
        rows = [b + [sigma, *values] for b in base]
        told = run_json(jol, "match", "explain", write_csv(f"{scratch}/odd.csv", header + list(columns), rows), "--network", network,
                        "--limit", len(rows))["points"]
        summary = ask(jol, network, scratch, header + list(columns), rows)[1]
        heeded = [(p["radiusMetres"], [(c["segment"], c["score"]) for c in p["candidates"]]) for p in told]
        return heeded, sum(summary["unused"]["values"].values())

    def same(a, b):
        return all(abs(p[0] - q[0]) < 1e-3 and [s for s, _ in p[1]] == [s for s, _ in q[1]]
                   and np.allclose([x for _, x in p[1]], [x for _, x in q[1]], atol=1e-4) for p, q in zip(a, b))

    c, x = COVARIANCE, AXES
    none, wide = ("σ 10 m", (10,)), ("σ 200 km", (2e5,))
    for kind, sigma, columns, values, (words, meant), counts in (
            ("covariance greater than both variances", 10, c, (100, 200, 100), none, True),
            ("variances 100, covariance 100", 10, c, (100, 100, 100), none, True),
            ("negative variance", 10, c, (-100, 0, 100), none, True), ("negative variances", 10, c, (-100, 0, -100), none, True),
            ("no variance", 10, c, (0, 0, 0), none, True), ("variance nan", 10, c, ("nan", 0, 100), none, True),
            ("variance inf", 10, c, ("inf", 0, "inf"), none, True), ("variance in words", 10, c, ("wide", 0, 100), none, True),
            ("covariance nan", 10, c, (1600, "nan", 16), none, True), ("one variance alone", 10, c, (1600, 0, ""), none, False),
            ("negative axis", 10, x, (-40, 4, 127), none, True), ("axis nan", 10, x, ("nan", 4, 127), none, True),
            ("one axis alone", 10, x, (40, "", 127), none, False),
            ("no azimuth", 10, x, (40, 4, ""), none, False), ("azimuth in words", 10, x, (40, 4, "north"), none, True),
            ("azimuth turned by −180°", 10, x, (40, 4, -53), ("127°", (10, x, (40, 4, 127))), None),
            ("axes exchanged, azimuth 37°", 10, x, (4, 40, 37), ("40 × 4 m, 127°", (10, x, (40, 4, 127))), None),
            ("axis of a nanometre", 10, x, (40, 1e-9, 127), ("axis of a millimetre", (10, x, (40, 1e-3, 127))), None),
            ("axes of 90 km", "", x, (9e4, 9e4, 0), ("σ 90 km", (9e4,)), None),
            ("variances of (316 km)²", "", c, (1e11, 0, 1e11), wide, None), ("axes of 200 km", "", x, (2e5, 2e5, 0), wide, None)):
        told, counted = heard(sigma, columns, values)
        is_same, is_told = same(told, heard(*meant)[0]), not counts or counted >= len(base)
        report.row(kind, f"{'as' if is_same else 'not as'} {words}" + f", {counted} values told" * (counts is not None),
                   f"as {words}" + f", {len(base)} told" * bool(counts), "answer to that", is_same and is_told)


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    report = Report("Error ellipses of points: Almaty")
    extract, network = f"{shared}/osm/almaty_2013.osm.pbf", f"{scratch}/almaty.jolnet"
    source = read_csv(f"{shared}/synth/almaty/single.csv")
    run(jol, "network", "import", extract, "--out", network, "--overwrite", "--quiet")
    raw = RawMap(extract)
    terms(report, jol, raw, network, source, scratch)
    round_rows(report, jol, network, source, scratch)
    refusals(report, jol, network, source, scratch)
    bare = ["--no-traffic", "--parameters", constants(scratch, **BARE)]
    value(report, jol, raw, network, scratch, "places by length", by_length(raw, 2000, 183), bare, 184, "")
    drives = [(float(r["tlon"]), float(r["tlat"]), int(r["way"]), directions(raw, r)) for r in source] * 3
    value(report, jol, raw, network, scratch, "drives", drives, [], 182, "Jol knows traffic and class besides")
    value(report, jol, raw, network, scratch, "drives, without traffic and class", drives, bare, 182, "the same prior on drives")
    report.close()
