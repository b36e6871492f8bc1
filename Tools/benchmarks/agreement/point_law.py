"""The documented law of a point's error, integrated along raw pieces; what points and ellipses share."""
import collections, math
import numpy as np
from raw_map import grid_scale, local, read_csv
from report import run

MAP_SIGMA, STRAYS, HEADING_SIGMA, MAP_HEADING, QUEUE = 1.5, 0.001, 7.5, 2.0, 19.0


def starts(jol, network, segments, scratch):
    """Way and first line of segments by their number: names only, no figure is taken from here."""
    with open(f"{scratch}/segments.csv", "w") as file:
        file.write("id,segment,measure_m\n" + "".join(f"{s},{s},0\n" for s in segments))
    run(jol, "network", "locate", "--batch", f"{scratch}/segments.csv", "--out", f"{scratch}/starts.csv",
        "--network", network)
    return {int(r["id"]): (int(r["way"]), int(r["u"]), int(r["v"])) for r in read_csv(f"{scratch}/starts.csv")}


def directed(raw):
    """Nodes of every piece in each direction that is open, by way and first line."""
    ahead = {}
    for way, nodes, along, against in raw.pieces:
        if along:
            ahead[way, nodes[0], nodes[1]] = nodes
        if against:
            ahead[way, nodes[-1], nodes[-2]] = nodes[::-1]
    return ahead


def round_law(sigma):
    """Covariance of an accuracy, the map's own error added."""
    return np.eye(2) * (sigma ** 2 + MAP_SIGMA ** 2)


def search_radius(law):
    """Four sigmas of the longer axis, 40 m at least and 500 m at most."""
    return min(500, max(40, 4 * math.sqrt(np.linalg.eigvalsh(law)[-1])))


def squared(inverse, xy):
    """Squared distances in sigmas of places `xy` from the law's centre."""
    return np.einsum("i...,ij,j...->...", xy, inverse, xy)


def evidence(raw, nodes, lon, lat, law, radius, heading):
    """Integrals of the error's law (its covariance along true east and north) along a piece in its direction of travel:
    plain, with queue, with heading; in units of the peak of the round law of the same area."""
    spread = np.linalg.det(law) ** .25
    inverse, thin = np.linalg.inv(law), math.sqrt(np.linalg.eigvalsh(law)[0])
    turn = math.radians(1) ** 2 * (HEADING_SIGMA ** 2 + MAP_HEADING ** 2)
    # Far out in the law's tail the 0.01 % between metres of the ground and of the grid show.
    xy = grid_scale(lon, lat) * np.column_stack(local(*np.array([raw.at[n] for n in nodes]).T, lon, lat))
    plain = queued = headed = 0.0
    for k, ((ax, ay), (bx, by)) in enumerate(zip(xy, xy[1:])):
        length = math.hypot(bx - ax, by - ay)
        foot = min(1, max(0, -(ax * (bx - ax) + ay * (by - ay)) / max(1e-12, length ** 2)))
        away = math.hypot(ax + foot * (bx - ax), ay + foot * (by - ay))
        # Lines beyond the radius of the search say nothing.
        if length == 0 or away > radius:
            continue
        # Simpson's rule over the two-dimensional density; the chord of the circle by the same abscissae's closed form.
        count = 2 * max(8, int(length / thin * 8))
        s = np.linspace(0, 1, count + 1)
        weights = np.full(count + 1, 2.0)
        weights[1::2], weights[0], weights[-1] = 4, 1, 1
        density = np.exp(-squared(inverse, np.array((ax + s * (bx - ax), ay + s * (by - ay)))) / 2)
        core = (weights * density).sum() * length / count / 3 / (math.sqrt(2 * math.pi) * spread)
        b = ((bx - ax) * ax + (by - ay) * ay) / length
        inside = max(0, b * b + radius ** 2 - ax * ax - ay * ay) ** .5
        chord = max(0, min(length, inside - b) - max(0, -inside - b))
        mass = (1 - STRAYS) * core + STRAYS * chord * math.sqrt(2 * math.pi) * spread / (math.pi * radius ** 2)
        difference = math.radians(heading) - math.atan2(bx - ax, by - ay)
        said = (1 - .001) * math.exp((math.cos(difference) - 1) / turn) + .001 * math.sqrt(turn / 2 / math.pi)
        plain, queued, headed = plain + mass, queued + mass, headed + mass * said
        last, k_last = said, k
    if raw.out[nodes[-1]] > 2:
        stop = (1 - STRAYS) * QUEUE * math.exp(-squared(inverse, xy[-1]) / 2) / (math.sqrt(2 * math.pi) * spread)
        if k_last == len(xy) - 2:
            queued, headed = queued + stop, headed + stop * last
    return plain, queued, headed


class Differences:
    """Greatest difference by term, with the case where it stands."""

    def __init__(self):
        self.worst, self.count = collections.defaultdict(lambda: (0.0, None)), collections.Counter()

    def add(self, term, jol, own, case):
        self.count[term] += 1
        self.worst[term] = max(self.worst[term], (abs(jol - own), (case, jol, own)), key=lambda x: x[0])

    def add_evidence(self, terms, integrals, case):
        """The terms of distance, queue and heading beside the integrals that `evidence` gave."""
        plain, queued, headed = integrals
        self.add("distance term", terms["distance"], math.log(plain), case)
        self.add("queue term", terms["junction"], math.log(queued / plain), case)
        self.add("heading term", terms["heading"], math.log(headed / queued), case)
