"""The hard cases of matching, each drawn as a map: rules, routes and stretches beside the truth, a likelihood and the peers."""
import collections, json, os, sys
import numpy as np
from hardcase_drives import STATED, draw
from hardcase_map import write
from hardcase_points import points
from hardcase_scenes import SCENES
from hardcase_score import PeerRoutes, beyond_chance, inside, wrong
from raw_map import earth, write_csv
from report import Report, run, run_json

COUNT, SEED = 240, int(os.environ.get("JOL_DRAW", 17))     # JOL_DRAW: other drives over the same maps
SURE = .999    # the fixes alone speak a thousandfold for the way driven
MISSED = .01   # of those drives may be missed: the likelihood takes errors of 3 to 8 m for 6


class Case:
    """A scene with its map, its image and its drives, and what Jol says of them."""

    def __init__(self, jol, scratch, scene, seed_as):
        self.jol, self.scene, self.place = jol, scene, f"{scratch}/{scene.name.replace(' ', '-')}"
        self.extract = write(f"{self.place}.osm", [scene])
        self.network = self.image(self.extract, "")
        self.drives = draw(scene, seed_as, COUNT, SEED, 300 if scene.name.startswith("gap") else 0)
        self.plain = self.match(self.drives)
        self.told = self.match(self.drives, "--sigma", STATED)
        self.headed = self.match(self.drives, "--sigma", STATED, heading=True)

    def image(self, extract, name, *options):
        network = f"{self.place}{name}.jolnet"
        self.imported = run_json(self.jol, "network", "import", extract, "--out", network, "--overwrite", *options)
        return network

    def match(self, drives, *options, network=None, heading=False):
        table = write_csv(f"{self.place}.csv", "track t lon lat".split() + ["heading"] * heading,
                          [r for d in drives for r in d.rows(heading)])
        out = f"{self.place}.jsonl"
        run(self.jol, "match", "tracks", table, "--network", network or self.network, "--out", out, "--quiet", *options)
        with open(out) as file:
            return {r["track"]: r for r in map(json.loads, file)}

    def metres(self, routes):
        return [wrong(d, pairs(routes[d.name])) for d in self.drives]

    def share(self, metres):
        """RMF in per cent: wrong metres of all drives over the true ones."""
        return 100 * sum(metres) / sum(self.scene.length(p) for d in self.drives for p in d.pairs)


def pairs(route):
    return [tuple(p) for p in route.get("segs", [])] if isinstance(route, dict) else route


def rules(report, case):
    """One-ways, forbidden turns, turning round and chains of shared nodes, by the drawing's own rules."""
    total = collections.Counter()
    for found in (case.plain, case.told, case.headed):
        for d in case.drives:
            faults = case.scene.faults(pairs(found[d.name]))
            faults["jump"] -= len(found[d.name].get("breaks", []))
            total.update({k: max(0, n) for k, n in faults.items()})
    broken = {k: n for k, n in total.items() if n}
    lines = sum(len(pairs(f[d.name])) for f in (case.plain, case.told, case.headed) for d in case.drives)
    report.row(f"{case.scene.name}: rules broken on {lines} driven lines", broken or 0, 0, "the drawing's one-ways, turns, nodes",
               not broken)


def tempted(report, case, routes):
    """Fixes of drives that break the rule: Jol does not follow them, unless the map has no such rule."""
    drives = draw(case.scene, 98, 60, SEED, name="breaks rules", routes=routes.split())
    broken, parted = {}, 0
    for free in (False, True):
        network = case.image(write(f"{case.place}-free.osm", [case.scene], free), "-free")
        found = case.match(drives, "--sigma", STATED, network=network)
        faults = [(case.scene.faults(pairs(r)), len(r["breaks"])) for r in map(found.get, (d.name for d in drives))]
        # Where the route is told as broken at the junction its two parts meet there without a turn.
        broken[free] = sum(f["oneway"] + max(0, f["turn"] - breaks) > 0 for f, breaks in faults)
        parted += sum(f["turn"] > 0 and not free for f, _ in faults) - (0 if free else broken[free])
    report.row(f"{case.scene.name}: {len(drives)} drives that break the rule, followed", broken[False], 0, "the drawing's rules",
               not broken[False] and broken[True] >= .9 * len(drives), f"{broken[True]} on the same map without rules"
               + (f"; {parted} are broken at the turn, told off the network" if parted else ""))


def accuracy(report, case, peers):
    """Drives that the fixes resolve are right; no more metres wrong than by the likelihood and by the better peer."""
    name, mine = case.scene.name, case.metres(case.told)
    headed, plain = case.metres(case.headed), case.metres(case.plain)
    judged = [d.judge() for d in case.drives]
    sure = [k for k, (_, p) in enumerate(judged) if p >= SURE]
    for what, metres in (("", mine), (" with heading", headed)):
        right = sum(metres[k] < 1 for k in sure)
        report.row(f"{name}: whole route right{what}", f"{right} of {len(sure)} resolvable, {sum(m < 1 for m in metres)} of {COUNT}",
                   f"{len(sure)} resolvable", "likelihood over all legal ways", enough(right, len(sure)),
                   "" if enough(right, len(sure)) else "wrong: " + " ".join(
                       f"{case.drives[k].route}@{case.drives[k].interval}s" for k in sure if metres[k] >= 1)[:150])
    best = [wrong(d, seen_of(d, r)) for d, (r, _) in zip(case.drives, judged)]
    report.row(f"{name}: RMF %", f"{case.share(mine):.3f} (heading {case.share(headed):.3f})",
               f"{case.share(best):.3f}", "likeliest legal way", not beyond_chance(mine, best))
    report.row(f"{name}: RMF %, told no σ", f"{case.share(plain):.3f}", f"{case.share(best):.3f}", f"the same, told σ {STATED:g} m",
               not beyond_chance(plain, best))
    beside(report, case, peers, mine)


def enough(right, of):
    """Whether all are right but one, or one in a hundred."""
    return right >= of - max(1, round(MISSED * of + .49))


def seen_of(drive, route):
    """The pairs of a way without what of its first and last line lies before the first fix or behind the last one."""
    ends = set(drive.scene.line[route[:2]][0]) | set(drive.scene.line[route[-2:]][0])
    return [p for p in drive.scene.pairs(route) if p not in ends or p in set(drive.pairs)]


def beside(report, case, peers, mine):
    theirs = {p: case.metres(r) for p, r in peers.items() if all(d.name in r for d in case.drives)}
    if not theirs:
        return report.skip(f"{case.scene.name}: RMF % beside peers", "none can match it")
    better = min(theirs, key=lambda p: sum(theirs[p]))
    broken = {p: sum(case.scene.faults(peers[p][d.name])[k] for d in case.drives for k in ("oneway", "turn")) for p in theirs}
    report.row(f"{case.scene.name}: RMF % beside peers", f"{case.share(mine):.3f}",
               ", ".join(f"{p} {case.share(m):.3f}" for p, m in theirs.items()), "routes on the same fixes",
               not beyond_chance(mine, theirs[better]), "one-ways and turns broken by peers " + str(broken) if any(broken.values()) else "")


def kept(report, case, line, wanted, drives):
    """How many of some drives do what their case is about; at most one of them may be unlucky."""
    drives = [d for d in case.drives if drives(d)]
    count = sum(wanted(d, case.told[d.name]) for d in drives)
    report.row(f"{case.scene.name}: {line}", count, len(drives), "drives that did", enough(count, len(drives)))


def ways_of(case, letters):
    return lambda route: sum(case.scene.pair_way.get(p, (0,))[0] == case.scene.way_id[letters] for p in pairs(route))


def turns_round(case, drive_pairs):
    return sorted(a[1] for a, b in zip(drive_pairs, drive_pairs[1:]) if a == b[::-1])


def dual(report, case):
    for link in ("ca", "db"):
        on = ways_of(case, link)
        kept(report, case, f"U-turns by the opening {link}", lambda d, r: on(r) > 0, lambda d: inside(d, case.scene.way_id[link]))
    kept(report, case, "straight drives without a U-turn", lambda d, r: not ways_of(case, "ca")(r) and not ways_of(case, "db")(r),
         lambda d: d.route in ("CcdD", "BbaA"))


def dead_end(report, case):
    kept(report, case, "turned round at the end of the dead end, where the fixes resolve it",
         lambda d, r: turns_round(case, pairs(r)) == turns_round(case, d.pairs),
         lambda d: turns_round(case, d.pairs) and d.judge()[1] >= SURE)
    kept(report, case, "driven past dead ends", lambda d, r: not turns_round(case, pairs(r)), lambda d: not turns_round(case, d.pairs))


def tunnel(report, case):
    on = ways_of(case, "BC")
    kept(report, case, "through the tunnel without a fix in it", lambda d, r: on(r) == len(case.scene.line["BC"][0]),
         lambda d: "BC" in d.route or "CB" in d.route)
    kept(report, case, "over the hill, not the tunnel", lambda d, r: not on(r), lambda d: "hk" in d.route or "kh" in d.route)


def gap(report, case):
    """Up to ten minutes without a fix the route is whole, beyond it is split there with `track.gap`."""
    whole = sum(not case.told[d.name].get("breaks") and not wrong(d, pairs(case.told[d.name])) for d in case.drives)
    report.row(f"{case.scene.name}: bridged by the shorter road without a break", whole, COUNT, "drives with 300 s of silence", whole == COUNT)
    long = draw(case.scene, 99, 40, SEED, 660, "silence of 11 minutes")
    found = case.match(long, "--sigma", STATED)
    split = sum([[b[0], b[1]] for b in found[d.name]["breaks"]] in
                [[[k + e, "track.gap"]] for k in range(len(d.t) - 1) if d.t[k + 1] - d.t[k] > 600 for e in (0, 1)] for d in long)
    report.row("silence of 11 minutes: split there with track.gap", split, len(long), "drives with 660 s of silence", split == len(long))


def yard(report, case):
    """Stretches without a road: which drives, which fixes, how many metres."""
    off = {d.name: case.told[d.name].get("off", []) for d in case.drives}
    through = [d for d in case.drives if d.on(d.s, "yard").any()]
    others = [d for d in case.drives if not d.on(d.s, "yard").any()]
    report.row("off-road yard: drives told off the network once", sum(len(off[d.name]) == 1 for d in through), len(through),
               "drives through the yard", all(len(off[d.name]) == 1 for d in through))
    report.row("off-road yard: other drives told off the network", sum(bool(off[d.name]) for d in others), 0,
               f"{len(others)} drives on roads", not any(off[d.name] for d in others))
    true = told = both = 0
    for d in through:
        inside = d.on(d.s, "yard")
        said = [p is None for p in case.told[d.name]["pts"]]
        true, told, both = true + inside.sum(), told + sum(said), both + sum(a and b for a, b in zip(inside, said))
    report.row("off-road yard: fixes off the network, recall and precision", f"{both / true:.3f} {both / told:.3f}", "1 1",
               "simulated places", both / true > .85 and both / told > .95)
    length = {d.name: sum(float(b - a) for k, (a, b) in enumerate(zip(d.s_mark, d.s_mark[1:]))
                          if d.route[k].isdigit() or d.route[k + 1].isdigit()) for d in through}
    step = {d.name: d.interval * case.scene.speed[1] for d in through}
    apart = [sum(o[2] for o in off[d.name]) - length[d.name] for d in through]
    near = sum(abs(a) <= 2 * (4 * STATED + step[d.name]) for a, d in zip(apart, through))
    few = .98    # a fix 4 σ off at an end
    report.row("off-road yard: metres off the network", f"{sum(sum(o[2] for o in off[d.name]) for d in through):.0f}",
               f"{sum(length.values()):.0f}", "simulated", near >= few * len(through),
               f"{near} of {len(through)} within a step and 4 σ at either end, mean {sum(apart) / len(apart):+.0f} m each")
    metres = case.metres(case.told)
    most = [2 * (4 * STATED + step.get(d.name, 0)) for d in case.drives]
    beyond = sum(m > b for m, b in zip(metres, most))
    report.row("off-road yard: drives wrong on roads beyond a step and 4 σ at either end of it", beyond, 0, "directed pairs",
               beyond <= (1 - few) * COUNT, f"RMF {case.share(metres):.3f} %")


def elsewhere(report, case, home, systems):
    """The grid's own drives where meridians or zones end: the same routes, also in either zone's system."""
    def letters(of, found):
        return [[(p - of.scene.first_id, q - of.scene.first_id) for p, q in pairs(found[d.name])] for d in of.drives]
    alike = sum(a == b for a, b in zip(letters(home, home.told), letters(case, case.told)))
    report.row(f"{case.scene.name}: routes as amid a zone", alike, COUNT, f"the same fixes at {home.scene.at[0]}° E", alike >= COUNT - 1,
               f"in {case.imported['crs']}")
    at = {n: np.array(earth(*p)) for n, p in zip(case.scene.xy, case.scene.degrees(list(case.scene.xy.values())).round(7))}
    true = sum(np.linalg.norm(at[u] - at[v]) for u, v in map(tuple, {frozenset(p) for p in case.scene.pair_way})) / 1000
    report.row(f"{case.scene.name}: kilometres", f"{case.imported['kilometres']:.6f}", f"{true:.6f}", "straight lines on the ellipsoid",
               abs(case.imported["kilometres"] / true - 1) < 2e-6)
    for crs in systems:
        found = case.match(case.drives, "--sigma", STATED, network=case.image(case.extract, crs[-2:], "--crs", crs))
        same = sum(pairs(found[d.name]) == pairs(case.told[d.name]) for d in case.drives)
        report.row(f"{case.scene.name}: routes in {crs}", same, COUNT, "routes in the system chosen", same >= COUNT - 1)


def matched_by_peers(python, shared, scratch, cases):
    """All cases but the antimeridian on one map, that one on its own."""
    found = PeerRoutes(python, shared, scratch)
    for name, some in (("places", [c for c in cases if abs(c.scene.at[0]) < 179]), ("antimeridian", [c for c in cases if abs(c.scene.at[0]) > 179])):
        scenes = [c.scene for c in some]
        tables = [(write_csv(f"{scratch}/{name}{dense}.csv", "track t lon lat".split(), [
            r for c in some for d in c.drives if (d.interval == 1) == bool(dense) for r in d.rows(False)]), dense) for dense in (1, 0)]
        found.drive(name, scenes, write(f"{scratch}/{name}.osm", scenes), tables)
    return found.routes


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    python = sys.argv[4] if len(sys.argv) > 4 and os.path.exists(sys.argv[4]) else None
    report = Report(f"Hard cases: {COUNT} drives each, a fix in 1, 5 or 15 s, σ 3 to 8 m with a memory of 12 s")
    first, cases, grid = 1, [], [s.name for s in SCENES].index("one-way grid")
    for number, scene in enumerate(SCENES):
        first = scene.number(first) + 1000
        cases.append(Case(jol, scratch, scene, grid if scene.drawing == SCENES[grid].drawing else number))
    peers = matched_by_peers(python, shared, scratch, cases) if python else {}
    by_name = {c.scene.name: c for c in cases}
    special = {"dual carriageway with U-turn": dual, "dead end": dead_end, "tunnel": tunnel, "gap of 5 minutes": gap, "off-road yard": yard}
    breaking = {"one-way grid": "BdcbaA DeaA FlkjiE HmnopG", "roundabout": "WwqnN EetsS NnpeE",
                "dual carriageway with U-turn": "DdcC AabB", "restriction by via node": "AuvnN BwvsS BwvnN",
                "restriction by via way": "CebA"}
    for case in cases:
        name = case.scene.name
        rules(report, case)
        if name in breaking:
            tempted(report, case, breaking[name])
        if name in ("gap of 5 minutes", "off-road yard"):
            beside(report, case, peers, case.metres(case.told))
        else:
            accuracy(report, case, peers)
        if name in special:
            special[name](report, case)
    elsewhere(report, by_name["antimeridian"], by_name["one-way grid"], [])
    elsewhere(report, by_name["UTM zone border"], by_name["one-way grid"], ["EPSG:32643", "EPSG:32644"])
    points(report, jol, scratch)
    report.close()
