"""Added and missed metres of a route as the shared scorer counts them, and what OSRM and Valhalla drive on the same fixes."""
import collections, json, math, os, subprocess, sys
from hardcase_drives import STATED

END = 75.0     # metres about the first and last place that are not counted, as in the shared scorer


def wrong(drive, pairs):
    """Metres that a route has too much and too little, directed, each as often as driven."""
    xy = drive.scene.xy
    near = lambda s: near_end(drive, s)
    true, told = collections.Counter(drive.pairs), collections.Counter(p for p in pairs if p[0] in xy and p[1] in xy)
    count = lambda c: sum(drive.scene.length(s) * n for s, n in c.items() if not near(s))
    return count(told - true) + count(true - told)


def near_end(drive, pair):
    xy = drive.scene.xy
    return any(_apart(e, xy[pair[0]], xy[pair[1]]) < END for e in drive.seen)


def inside(drive, way):
    """Whether the drive took a way that lies clear of both its ends."""
    return any(drive.scene.pair_way[p][0] == way and not near_end(drive, p) for p in drive.pairs)


def _apart(p, a, b):
    d = b - a
    return math.hypot(*(p - a - max(0, min(1, (p - a) @ d / (d @ d))) * d))


def beyond_chance(mine, theirs):
    """Whether one side errs more on the same drives than exchanging the two at random would ever do (2.6 σ)."""
    apart = [a - b for a, b in zip(mine, theirs)]
    return sum(apart) > 2.6 * math.sqrt(sum(d * d for d in apart)) + 1e-6


class PeerRoutes:
    """The peers on maps with several scenes; `routes[peer][track]` are directed node pairs."""

    def __init__(self, python, shared, scratch):
        self.python, self.tools, self.scratch, self.routes = python, f"{shared}/tools", scratch, {}
        sys.path.append(self.tools)

    def drive(self, name, scenes, extract, tables):
        """Prepares the map and matches a table of fixes each 1 s (where OSRM must thin them out) and one of rarer ones."""
        from peers_beside import prepared
        place = f"{self.scratch}/{name}"
        os.makedirs(place, exist_ok=True)
        for peer, base in prepared(self.python, f"{self.tools}/..", place, extract).items():
            for table, dense in tables:
                out = f"{place}/{peer}{dense}.jsonl"
                options = [STATED, "MLD", *(["tidy"] if dense else [])] if peer == "osrm" else [STATED, 60]
                done = subprocess.run([self.python, f"{self.tools}/w_{peer}.py", base, table, out, *map(str, options)],
                                      capture_output=True, text=True)
                if done.returncode:
                    print(f"skipped  {peer} on {name}: {done.stderr.strip().splitlines()[-1:]}")
                    continue
                with open(out) as file:
                    for line in map(json.loads, file):
                        self.routes.setdefault(peer, {})[line["track"]] = self.pairs(line, scenes)

    def pairs(self, line, scenes):
        if "segs" in line:
            return [tuple(p) for p in line["segs"]]
        from score import valhalla_segs
        if not hasattr(self, "graph") or self.graph.of is not scenes:
            self.graph = _Graph(scenes)
        return valhalla_segs(self.graph, line["edges"])


class _Graph:
    """Ways and places of nodes as the shared scorer wants them."""

    def __init__(self, scenes):
        way = collections.namedtuple("Way", "nodes")
        self.of = scenes
        self.ways = {k: way(nodes) for s in scenes for k, nodes in s.way_nodes.items()}
        self.ll = {n: tuple(p) for s in scenes for n, p in zip(s.xy, s.degrees(list(s.xy.values())))}
