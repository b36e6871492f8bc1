"""`match calibrate` and `match calibrate-tracks` on observations whose laws are known, and their figures computed again."""
import collections, csv, json, math, subprocess, sys
import numpy as np
from scipy.stats import binom
from raw_map import RawMap, local, place, read_csv, write_csv
from report import Report, run, run_json

POINTS, STATED, QUEUE = 2000, 8.0, 19.0


def simulate(raw, rng, sigma, heading, stray):
    """Points by the very law that is documented: class of road, queue at junctions, Gaussian and von Mises errors."""
    segments, weights = [], []
    for way, nodes, along, against in raw.pieces:
        for refs, is_open in ((nodes, along), (nodes[::-1], against)):
            if not is_open:
                continue
            origin = raw.at[refs[0]]
            xy = np.column_stack(local(*np.array([raw.at[n] for n in refs]).T, *origin))
            lengths = np.hypot(*np.diff(xy, axis=0).T)
            queue = QUEUE * (raw.out[refs[-1]] > 2)
            segments.append((way, refs, origin, xy, lengths, queue))
            weights.append((lengths.sum() + queue) * math.exp(raw.prior(way)))
    weights = np.array(weights) / sum(weights)
    spread, turn = math.hypot(sigma, 1.5), math.radians(math.hypot(heading, 2))
    rows = []
    for key, k in enumerate(rng.choice(len(segments), POINTS, p=weights)):
        way, refs, origin, xy, lengths, queue = segments[k]
        s = min(rng.uniform(0, lengths.sum() + queue), lengths.sum() - 1e-6)
        ends = np.cumsum(lengths)
        line = int(np.searchsorted(ends, s, side="right"))
        f = 1 - (ends[line] - s) / lengths[line]
        dx, dy = xy[line + 1] - xy[line]
        if rng.random() < stray:
            # A stray lies anywhere in the circle of the search.
            angle, r = rng.uniform(0, 2 * math.pi), max(40, 4 * spread) * math.sqrt(rng.random())
            error = r * math.cos(angle), r * math.sin(angle)
        else:
            error = rng.normal(0, spread, 2)
        said = math.atan2(dx, dy) + rng.vonmises(0, 1 / turn ** 2)
        lon, lat = place(*(xy[line] + f * np.array((dx, dy)) + error), *origin)
        rows.append([key, f"{lon:.8f}", f"{lat:.8f}", f"{math.degrees(said) % 360:.3f}", STATED, way, refs[line], refs[line + 1]])
    return rows


HEADER = "id lon lat heading sigma way u v".split()
KNOBS = ["--no-traffic", "--no-names"]


def coverage(report, jol, raw, network, scratch):
    """How many 95 % intervals hold the law that the points were made by: from the points alone, and from true ways."""
    kinds = {"points alone": HEADER[:5], "true ways": HEADER}
    held = collections.defaultdict(lambda: collections.defaultdict(list))
    for seed in range(4):
        for sigma, heading, stray in ((4, 5, .01), (8, 12, .03), (15, 25, .02)):
            rows = simulate(raw, np.random.default_rng(100 * seed + sigma), sigma, heading, stray)
            for kind, header in kinds.items():
                if kind == "true ways" and seed > 1:
                    continue
                table = write_csv(f"{scratch}/known.csv", header, [r[:len(header)] for r in rows])
                found = run_json(jol, "match", "calibrate", table, "--network", network, *KNOBS)["calibration"]
                named = {e["name"]: e for e in found["estimates"]}
                for name, known in (("sigmaScale", sigma / STATED), ("headingSigmaDegrees", heading), ("strayShare", stray)):
                    e = named[name]
                    if "low" in e:
                        held[kind, name][sigma, heading, stray].append((e["low"] <= known <= e["high"], e["value"] / known))
    for (kind, name), laws in held.items():
        cases = [c for law in laws.values() for c, _ in law]
        means = ", ".join(f"{np.mean([r for _, r in law]):.3f} at {'/'.join(map(str, k))}" for k, law in laws.items())
        # 95 % of them should; so many misses have a chance below 1 %.
        most = int(binom.ppf(.99, len(cases), .05))
        report.row(f"{kind}: {name}", f"{sum(cases)} of {len(cases)} intervals hold the law", f"at least {len(cases) - most}",
                   "laws of the simulation", sum(cases) >= len(cases) - most,
                   f"estimate over law {means} (σ m/heading °/strays); {POINTS} points a set, {STATED:g} m stated")


def starts(report, jol, raw, network, scratch):
    """The same table from the default constants and from the true ones: one likelihood, one answer."""
    for seed, (sigma, heading) in enumerate(((4, 5), (8, 12), (15, 25))):
        rows = simulate(raw, np.random.default_rng(seed), sigma, heading, 1e-4)
        table = write_csv(f"{scratch}/known.csv", HEADER, rows)
        true = f"{scratch}/true.json"
        with open(true, "w") as file:
            json.dump({"schema": "jol.match.parameters/1", "parameters": {
                "sigmaScale": sigma / STATED, "headingSigmaDegrees": heading, "strayShare": 1e-4, "strayHeadingShare": 1e-4}}, file)
        found = []
        for options in ([], ["--parameters", true]):
            told = run_json(jol, "match", "calibrate", table, "--network", network, *KNOBS, *options)["calibration"]
            e = next(e for e in told["estimates"] if e["name"] == "sigmaScale")
            found.append((e.get("low", 0), e["value"], e.get("high", math.inf), told["used"]))
        a, b = found
        meet = a[0] <= b[1] <= a[2] and b[0] <= a[1] <= b[2]
        words = ["{1:.3f} ({0:.3f} … {2:.3f}), {3} used".format(*f) for f in found]
        report.row(f"true ways: sigmaScale {sigma / STATED:g} from default constants", words[0], words[1],
                   "the same from the true constants", meet, "each within the other's interval")


def answers(jol, network, rows, scratch, *options):
    """Confidence and rightness of `match points` by row."""
    table = write_csv(f"{scratch}/asked.csv", HEADER[:5], [r[:5] for r in rows])
    out = f"{scratch}/answered.csv"
    run(jol, "match", "points", table, "--network", network, "--out", out, "--quiet", *KNOBS, *options)
    return read_csv(out)


def direction(raw, way, u, v):
    refs = raw.nodes[way]
    return (u, v) in set(zip(refs, refs[1:]))


def judge(raw, rows, told):
    """Own log loss of the answer's confidence, calibration error over ten ranges, share of right answers."""
    said, right = [], []
    for row, answer in zip(rows, told):
        if answer["way"]:
            said.append(float(answer["confidence"]))
            right.append(int(answer["way"]) == row[5] and direction(raw, row[5], int(answer["u"]), int(answer["v"]))
                         == direction(raw, row[5], row[6], row[7]))
    said, right = np.clip(said, 1e-6, 1 - 1e-6), np.array(right)
    loss = -np.mean(np.where(right, np.log(said), np.log(1 - said)))
    bins = np.minimum(9, (said * 10).astype(int))
    error = sum(abs(said[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(said)
    return loss, error, right.mean()


def use(report, jol, raw, network, scratch):
    """Constants found on one half are used on the other; printed figures are computed again from answers."""
    for sigma, heading, stray in ((4, 5, .01), (8, 12, .03), (15, 25, .02)):
        losses = []
        for seed in range(2):
            rows = simulate(raw, np.random.default_rng(900 + 10 * seed + sigma), sigma, heading, stray)
            constants = f"{scratch}/found.json"
            table = write_csv(f"{scratch}/learnt.csv", HEADER, rows[:POINTS // 2])
            told = run_json(jol, "match", "calibrate", table, "--network", network, "--out", constants, *KNOBS)["calibration"]
            rest = rows[POINTS // 2:]
            losses.append([judge(raw, rest, answers(jol, network, rest, scratch, *o))[0] for o in ([], ["--parameters", constants])])
        before, after = np.mean(losses, axis=0)
        report.row(f"held-out log loss (σ {sigma} m, heading {heading}°)", f"{after:.4f} with constants found", f"{before:.4f} without",
                   "own sum over `match points`", after <= before + .002)
        learnt = rows[:POINTS // 2]
        for when, options in (("before", []), ("after", ["--parameters", constants])):
            loss, error, right = judge(raw, learnt, answers(jol, network, learnt, scratch, *options))
            # Points that no road is near to at the constants before are left out by the command.
            same = abs(told[when]["calibrationError"] - error) < .002 and abs(told[when]["accuracy"] - right) < .003
            report.row(f"calibration error and accuracy {when} (σ {sigma} m)",
                       f"{told[when]['calibrationError']:.4f}, {told[when]['accuracy']:.4f}", f"{error:.4f}, {right:.4f}",
                       "own bins over `match points`", same, f"{told['used']} of {told['points']} used")


def fixes(drives, rng, sigma, memory, heading, step):
    """True places every `step` seconds with an error that is forgotten with `memory` seconds."""
    rows, now = [], None
    keep = math.exp(-1 / memory)
    for r in read_csv(f"{drives}/truth_1s.csv"):
        if now is None or r["track"] != now:
            now, error = r["track"], rng.normal(0, sigma, 2)
        else:
            error = keep * error + math.sqrt(1 - keep * keep) * rng.normal(0, sigma, 2)
        if int(r["t"]) % step:
            continue
        lon, lat = place(*error, float(r["lon"]), float(r["lat"]))
        turn = rng.vonmises(0, 1 / math.radians(heading) ** 2) if float(r["speed_mps"]) > 3 else rng.uniform(-3, 3)
        rows.append([r["track"], r["t"], f"{lon:.8f}", f"{lat:.8f}", r["speed_mps"],
                     f"{(float(r['heading']) + math.degrees(turn)) % 360:.2f}"])
    return rows


def wrong_share(raw, truth, found):
    """Length that a route has too much or too little, over the true length (Newson and Krumm's RMF), own count."""
    wrong = whole = 0.0
    for key, lines in truth.items():
        true, got = collections.Counter(lines), collections.Counter(tuple(s) for s in found[key].get("segs", []))
        size = {s: math.hypot(*local(*raw.at[s[1]], *raw.at[s[0]])) for s in true | got}
        wrong += sum(n * size[s] for c in (true - got, got - true) for s, n in c.items())
        whole += sum(n * size[s] for s, n in true.items())
    return wrong / whole


def tracks(report, jol, shared, raw, network, scratch):
    drives = f"{scratch}/drives"
    subprocess.run([sys.executable, f"{shared}/tools/gen_tracks.py", f"{shared}/osm/almaty_2013.osm.pbf", drives, "60", "21"],
                   check=True, capture_output=True)
    truth = collections.defaultdict(list)
    for r in read_csv(f"{drives}/truth_routes.csv"):
        truth[r["track"]].append((int(r["u"]), int(r["v"])))
    routes = write_csv(f"{scratch}/routes.csv", ["track", "u", "v"], [[k, *s] for k, lines in truth.items() for s in lines])
    covered = collections.defaultdict(list)
    for sigma, memory, heading in ((3, 12, 6), (6, 25, 12), (12, 6, 20)):
        held = collections.defaultdict(list)
        gain = []
        for seed in range(3):
            rows = fixes(drives, np.random.default_rng(seed + 7 * sigma), sigma, memory, heading, 5)
            table = write_csv(f"{scratch}/fixes.csv", "track t lon lat speed_mps heading".split(), rows)
            constants = f"{scratch}/tracks.json"
            told = run_json(jol, "match", "calibrate-tracks", table, "--network", network, "--truth", routes, "--out", constants)["calibration"]
            for name, known in (("sigma", sigma), ("memory", memory), ("heading", heading)):
                e = told[name]
                held[name, known].append((e["low"] <= known <= e["high"], e["estimate"], e["low"], e["high"]))
            shares = []
            for options in ([], ["--parameters", constants]):
                out = f"{scratch}/tracks.jsonl"
                run(jol, "match", "tracks", table, "--network", network, "--out", out, "--quiet", *options)
                with open(out) as file:
                    shares.append(wrong_share(raw, truth, {str(r["track"]): r for r in map(json.loads, file)}))
            gain.append(shares)
        for (name, known), cases in held.items():
            value = np.mean([c[1] for c in cases])
            covered[name] += [c[0] for c in cases]
            report.row(f"tracks: {name} {known}", f"mean {value:.2f}, last {cases[-1][2]:.2f} … {cases[-1][3]:.2f}", known,
                       "the law of the simulation", abs(value / known - 1) < .1)
        before, after = np.mean(gain, axis=0)
        report.row(f"tracks: wrong length (σ {sigma} m)", f"{100 * after:.3f} % with constants found", f"{100 * before:.3f} % without",
                   "own RMF, ends counted", after <= before * 1.05 + 1e-4)
    for name, cases in covered.items():
        most = int(binom.ppf(.99, len(cases), .05))
        report.row(f"tracks: {name}", f"{sum(cases)} of {len(cases)} intervals hold the law", f"at least {len(cases) - most}",
                   "laws of the simulation", sum(cases) >= len(cases) - most)


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    report = Report("match calibrate, match calibrate-tracks: laws that are known")
    extract = f"{shared}/osm/almaty_2013.osm.pbf"
    network = f"{scratch}/almaty.jolnet"
    run(jol, "network", "import", extract, "--out", network, "--overwrite", "--quiet")
    raw = RawMap(extract)
    coverage(report, jol, raw, network, scratch)
    starts(report, jol, raw, network, scratch)
    use(report, jol, raw, network, scratch)
    tracks(report, jol, shared, raw, network, scratch)
    report.close()
