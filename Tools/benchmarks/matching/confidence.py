"""How well a confidence tells right from wrong: AUC, calibration error, share of error found."""

import collections
import math

from peers import distance

# Wrong length within this distance of the first and last true position is not counted, as in
# score.py: routers trim the two ends of a track differently.
END = 75.0


def tracks(truth, times, predictions, graph):
    """For every track its wrong length, true length, and what was said of it."""
    routes, places = truth
    found = {str(p["track"]): p for p in predictions}
    rows = []
    for name, route in routes.items():
        if name not in times or name not in found:
            continue
        p = found[name]
        ends = [flat(graph, places[name][t]) for t in (times[name][0], times[name][-1])] \
            if isinstance(places[name], dict) else [flat(graph, c) for c in places[name]]
        own = collections.Counter((u, v) for u, v, _ in route)
        said = collections.Counter(
            tuple(s) for s in p.get("segs", []) if s[0] in graph.xy and s[1] in graph.xy
        )
        wrong = sum(
            math.dist(graph.xy[u], graph.xy[v]) * n
            for (u, v), n in list((own - said).items()) + list((said - own).items())
            if all(distance(e, graph.xy[u], graph.xy[v]) >= END for e in ends)
        )
        length = sum(math.dist(graph.xy[u], graph.xy[v]) * n for (u, v), n in own.items())
        conf = [c for c in p.get("conf", []) if c is not None]
        mean = sum(conf) / len(conf) if conf else 0.0
        rows.append((wrong, length, mean, p.get("confidence", mean)))
    return rows


def fixes(truth, times, predictions, graph):
    """For every placed fix its confidence and whether it lies on the true route."""
    routes, places = truth
    found = {str(p["track"]): p for p in predictions}
    rows = []
    for name, route in routes.items():
        if name not in times or name not in found or not isinstance(places[name], dict):
            continue
        p = found[name]
        grid = collections.defaultdict(list)
        for u, v, _ in route:
            a, b = graph.xy[u], graph.xy[v]
            for i in range(int(min(a[0], b[0]) // 50), int(max(a[0], b[0]) // 50) + 1):
                for j in range(int(min(a[1], b[1]) // 50), int(max(a[1], b[1]) // 50) + 1):
                    grid[i, j].append((a, b))
        if len(p.get("conf") or []) != len(p["pts"]):
            continue
        for place, conf in zip(p["pts"], p["conf"]):
            if place is None or conf is None:
                continue
            x, y = flat(graph, place)
            cell = (int(x // 50), int(y // 50))
            near = (
                line for i in (-1, 0, 1) for j in (-1, 0, 1)
                for line in grid.get((cell[0] + i, cell[1] + j), ())
            )
            rows.append((conf, any(distance((x, y), a, b) < 2 for a, b in near)))
    return rows


def flat(graph, place):
    return ((place[0] - graph.lon0) * graph.kx, (place[1] - graph.lat0) * graph.ky)


def auc(rows, column):
    """The chance that a track of less than 2 % error is said to be surer than another one."""
    good = [r[column] for r in rows if r[0] / r[1] < 0.02]
    bad = [r[column] for r in rows if r[0] / r[1] >= 0.02]
    if not good or not bad:
        return float("nan")
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return wins / (len(good) * len(bad))


def found_by_worst(rows, column):
    """The share of all wrong length on the tenth of the tracks with the least confidence."""
    order = sorted(rows, key=lambda r: r[column])
    total = sum(r[0] for r in rows)
    return sum(r[0] for r in order[:max(1, len(order) // 10)]) / total if total else float("nan")


def bins(rows, count=10):
    """Of fixes by what is said of them: number, mean said, share right."""
    groups = collections.defaultdict(list)
    for conf, right in rows:
        groups[min(count - 1, int(conf * count))].append((conf, right))
    return [
        (len(g), sum(c for c, _ in g) / len(g), sum(r for _, r in g) / len(g))
        for _, g in sorted(groups.items())
    ]


def calibration_error(rows):
    """Mean difference between what is said and what is right, weighted by number."""
    return sum(n * abs(said - right) for n, said, right in bins(rows)) / len(rows) \
        if rows else float("nan")
