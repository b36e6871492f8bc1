"""What the best possible matcher would score on points of gen_tracks.py: ceiling.py SHARED CITY ORIGINS CSV...

It knows what no matcher can: the law by which the points were made. From ORIGINS origins all ways
to all destinations are followed as the generator follows them, which gives the expected drives over
each edge; seconds on an edge follow from its class, seconds at stop lines from the share of stops.
The posterior of each point under that law, its error and its heading's error then decides.
Prints the share right and the share expected to be right by the posterior's own probabilities.
"""
import csv, math, sys
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.special import erf

shared, city, origins, files = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
sys.path.insert(0, shared + "/tools")
from osmgraph import HW, read, turn_ok  # noqa: E402

EXTRACTS = {
    "almaty": ("almaty_2013.osm.pbf", (2, 12)), "moscow": ("moscow.osm.gz", (0.8, 6)),
    "sao_paulo": ("sao_paulo.osm.pbf", (0.8, 8)), "liechtenstein": ("liechtenstein.osm.pbf", (1, 12)),
}
# Mean of the factors of speed that the generator draws; share of stops times their mean seconds.
PACE, STOP = 0.95 * 0.925, 0.12 * 19.0
graph = read(f"{shared}/osm/{EXTRACTS[city][0]}")
edges = graph.edges


def expected_drives():
    """Drives over each edge, every pair of origin and destination within range being as likely."""
    low, high = EXTRACTS[city][1]
    count = len(edges)
    strict = np.array([e.id for e in edges if e.strict])
    turns = [(e.id, j) for e in edges if e.strict for j in graph.out[e.nodes[-1]]
             if edges[j].strict and turn_ok(graph, e, edges[j])]
    source, target = np.array(turns).T
    start = np.array([graph.xy[e.nodes[0]] for e in edges])
    end = np.array([graph.xy[e.nodes[-1]] for e in edges])
    base = np.array([e.length / (HW[e.cls] / 3.6) for e in edges])
    ways, way = np.unique([e.way for e in edges], return_inverse=True)
    random = np.random.default_rng(1)
    flow = np.zeros(count)
    for origin in random.permutation(strict)[:origins]:
        cost = base * np.exp(random.normal(0, 0.35, len(ways)))[way] + 1.5
        matrix = csr_matrix((cost[target], (source, target)), shape=(count, count))
        reach, parent = dijkstra(matrix, indices=origin, return_predecessors=True)
        crow = np.hypot(*(end - start[origin]).T) / 1000
        ends = strict[(crow[strict] >= low) & (crow[strict] <= high) & np.isfinite(reach[strict])]
        share = np.zeros(count)
        share[ends] = 1
        for edge in np.argsort(-np.where(np.isfinite(reach), reach, -1)):
            if not np.isfinite(reach[edge]) or edge == origin:
                break
            share[parent[edge]] += share[edge]
        flow += share
    # A road that no followed way took is rare, not impossible.
    return flow / flow.max() + 1e-7


def lines():
    """Base lines: ends, length, edge, whether the last of an edge that ends in a junction."""
    rows = []
    for e in edges:
        pairs = list(zip(e.nodes, e.nodes[1:]))
        for i, (u, v) in enumerate(pairs):
            length = math.dist(graph.xy[u], graph.xy[v])
            stops = i == len(pairs) - 1 and len(graph.out[v]) > 2
            if length > 0:
                rows.append((*graph.xy[u], *graph.xy[v], length, e.id, stops))
    return np.array(rows, dtype=float)


def sense(way, u, v):
    nodes = graph.ways[way].nodes
    return (u, v) in set(zip(nodes, nodes[1:]))


def main():
    flow, table = expected_drives(), lines()
    edge = table[:, 5].astype(int)
    ways = np.array([e.way for e in edges])[edge]
    forward = np.array([sense(e.way, e.nodes[0], e.nodes[1]) for e in edges])[edge]
    speed = np.array([HW[e.cls] / 3.6 * PACE for e in edges])[edge]
    names = {w: (x.name or "", x.ref or "") for w, x in graph.ways.items()}
    said = np.array(["\t".join(names[w]) for w in ways])
    unit = (table[:, 2:4] - table[:, 0:2]) / table[:, 4:5]
    for path in files:
        rows = list(csv.DictReader(open(path)))
        right, hoped = {"heading": 0, "heading + name": 0}, {"heading": 0.0, "heading + name": 0.0}
        for r in rows:
            sigma = float(r["sigma"])
            x = (float(r["lon"]) - graph.lon0) * graph.kx - table[:, 0]
            y = (float(r["lat"]) - graph.lat0) * graph.ky - table[:, 1]
            along, across = x * unit[:, 0] + y * unit[:, 1], x * unit[:, 1] - y * unit[:, 0]
            near = (np.abs(across) < 6 * sigma) & (along > -6 * sigma)
            near = np.nonzero(near & (along < table[:, 4] + 6 * sigma))[0]
            a, c, length = along[near], across[near], table[near, 4]
            scale = sigma * math.sqrt(2)
            moving = np.exp(-c ** 2 / scale ** 2) * (erf((length - a) / scale) + erf(a / scale)) / 2
            waiting = STOP * table[near, 6] * np.exp(-(c ** 2 + (length - a) ** 2) / scale ** 2)
            weight = flow[edge[near]] * (moving / speed[near] + waiting / (scale * math.sqrt(math.pi)))
            heading = math.radians(float(r["heading"]))
            cosine = unit[near, 0] * math.sin(heading) + unit[near, 1] * math.cos(heading)
            weight = weight * np.exp((cosine - 1) / math.radians(8) ** 2) + 1e-300
            named = np.where(said[near] == r["name"] + "\t" + r["ref"], weight, weight * 1e-9)
            truth = (int(r["way"]), sense(int(r["way"]), int(r["u"]), int(r["v"])))
            for what, w in (("heading", weight), ("heading + name", named)):
                keys, group = np.unique(np.stack([ways[near], forward[near]]), axis=1, return_inverse=True)
                total = np.bincount(group.ravel(), w)
                best = int(np.argmax(total))
                right[what] += (int(keys[0, best]), bool(keys[1, best])) == truth
                hoped[what] += total[best] / total.sum()
        for what in right:
            print(f"{city:14} {path.split('/')[-1]:16} ceiling, {what:15} right "
                  f"{100 * right[what] / len(rows):.2f} %, expected {100 * hoped[what] / len(rows):.2f} %", flush=True)


main()
