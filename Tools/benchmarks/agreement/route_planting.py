"""What a map needs that the extracts lack: restrictions over ways on roads that are driven, limits known for certain."""
import math

from roads import degree


def limit(extract, chance):
    """A limit on every way; every tenth has another one backward."""
    for number, (way, (_, tags)) in enumerate(sorted(extract.ways.items())):
        if "highway" in tags:
            for key in [k for k in tags if k.startswith(("maxspeed", "source:maxspeed", "zone:"))]:
                del tags[key]
            tags["maxspeed"] = str(chance.choice((30, 40, 60, 80)))
            if number % 10 == 0:
                tags["maxspeed:backward"] = "20"


def restrict(extract, graph, routes, chance, which):
    """Restrictions on turns of the routes: on ways `apart`, `sharing` ways, or apart over `long` via ways and rings."""
    planted, taken = {"no": 0, "only": 0}, set()
    for driven in routes:
        place = chance.randrange(max(1, len(driven) - 5))
        chain = distinct_ways(graph, driven[place:])
        kind = chance.choice(("no", "no", "only"))
        via = chance.choice((0, 1, 1, 2))
        if len(chain) < via + 2 or len(set(chain[:via + 2])) < via + 2:
            continue
        node = next(graph.ends(s)[1] for s, t in zip(driven[place:], driven[place + 1:])
                    if graph.way(s) == chain[0] != graph.way(t))
        if kind == "no":
            end = chain[via + 1]
        else:  # demands another turn than the one that was driven
            last = next(s for s, t in zip(driven[place:], driven[place + 1:])
                        if graph.way(s) == chain[via] and graph.way(t) == chain[via + 1])
            others = {graph.way(s) for s in graph.out[graph.ends(last)[1]]} - set(chain[:via + 2])
            if not others:
                continue
            end = min(others)
        ways = {*chain[:via + 2], end}
        long = any(is_long(graph.roads, way) for way in chain[1:via + 1])
        if ways & taken and which != "sharing" or long != (which == "long"):
            continue
        taken |= ways
        middle = [("w", way, "via") for way in chain[1:via + 1]] or [("n", node, "via")]
        members = [("w", chain[0], "from"), *middle, ("w", end, "to")]
        tags = {"type": "restriction", "restriction": "no_left_turn" if kind == "no" else "only_straight_on"}
        extract.relations[extract.new_id("way")] = [members, tags]
        planted[kind] += 1
    return planted


def is_long(roads, way):
    """Whether a via way is a ring or has many pieces."""
    nodes = [p.nodes for p in roads.pieces if p.way == way]
    return len(nodes) > 9 or len({n for pair in nodes for n in (pair[0], pair[-1])}) <= len(nodes)


def distinct_ways(graph, driven):
    chain = []
    for segment in driven:
        if not chain or chain[-1] != graph.way(segment):
            chain.append(graph.way(segment))
    return chain


class Seconds:
    """The time of a road at its limit, and of a turn as `TurnClass` states it, for roads that all have a limit."""

    def __init__(self, roads):
        self.roads = roads

    def speed(self, segment):
        piece = self.roads.pieces[segment >> 1]
        tags = self.roads.lines[piece.way][1]
        backward = segment % 2 == 1 and tags.get("maxspeed:backward")
        return float(backward or tags["maxspeed"]) / 3.6

    def _bearing(self, segment, last):
        nodes = self.roads.pieces[segment >> 1].nodes
        nodes = nodes if segment % 2 == 0 else nodes[::-1]
        a, b = (self.roads.place[n] for n in (nodes[-2:] if last else nodes[:2]))
        east, north = degree((a[1] + b[1]) / 2)
        return math.atan2((b[1] - a[1]) * north, (b[0] - a[0]) * east)

    def turn(self, segment, onto):
        if onto == segment ^ 1:
            return 20
        aside = math.degrees(self._bearing(onto, False) - self._bearing(segment, True))
        aside = (aside + 180) % 360 - 180
        if abs(aside) < 30:
            return 0
        if abs(aside) < 60:
            return 1
        if abs(aside) > 135:
            return 8
        return 6 if aside > 0 else 3
