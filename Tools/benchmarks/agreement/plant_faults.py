"""Plants known faults in an extract, each on roads of its own: kind -> [(ways that a finding must name)]."""
import math

from roads import Roads, degree

KINDS = 20


def moved(place, east_metres, north_metres):
    east, north = degree(place[1])
    return round(place[0] + east_metres / east, 7), round(place[1] + north_metres / north, 7)


class Planter:
    """Each method plants one fault and returns the ways it concerns, or nothing where the place does not suit."""

    def __init__(self, extract, chance):
        self.extract, self.chance = extract, chance
        self.roads = Roads(extract)
        self.taken, self.used = set(), {}
        for number, piece in enumerate(self.roads.pieces):
            for node in piece.nodes:
                self.used.setdefault(node, set()).add(piece.way)
        self.planted = {}

    def plant(self):
        # Those that few roads suit come first.
        scarce = ("fault_source", "fault_sink", "fault_short_piece")
        kinds = sorted((name for name in dir(self) if name.startswith("fault_")), key=lambda name: name not in scarce)
        ways = sorted(self.roads.lines)
        self.chance.shuffle(ways)
        for kind in kinds:
            done = self.planted.setdefault(kind.removeprefix("fault_"), [])
            for way in ways:
                nodes, tags = self.extract.ways[way]
                if len(done) == KINDS:
                    break
                if not self._is_free(nodes) or len(nodes) < 2:
                    continue
                concerned = getattr(self, kind)(way, nodes, tags)
                if concerned:
                    self.taken |= {w for n in nodes for w in self.used.get(n, ())} | set(concerned)
                    done.append(frozenset(concerned))
        return self.planted

    def _is_free(self, nodes):
        """Whether every node is there, no road at them was changed, and the place is inside the map."""
        return all(n in self.extract.nodes for n in nodes) and not any(self.used.get(n, set()) & self.taken for n in nodes) \
            and 43.16 < self.extract.nodes[nodes[0]][1] < 43.45 and 76.7 < self.extract.nodes[nodes[0]][0] < 77.15

    def _others(self, node, way):
        return self.used[node] - {way}

    def _meets(self, node, way):
        """The only other road at a node that is not that road's end."""
        others = self._others(node, way)
        if len(others) == 1:
            other = next(iter(others))
            if node in self.extract.ways[other][0][1:-1]:
                return other
        return None

    def _two_way(self, tags):
        return tags["highway"] in ("residential", "tertiary", "unclassified", "secondary") and "oneway" not in tags \
            and "junction" not in tags

    def _dead_end(self, way, nodes):
        """Whether the way ends where no other road is, and none is within 60 m of that end."""
        here = self.extract.nodes[nodes[-1]]
        return not self._others(nodes[-1], way) and nodes[-1] not in nodes[:-1] and self._others(nodes[0], way) and not any(
            abs(p[0] - here[0]) < 1e-3 and abs(p[1] - here[1]) < 6e-4
            for n, p in self.roads.place.items() if n in self.used and self.used[n] != {way})

    def fault_cut_before_junction(self, way, nodes, tags):
        other, a, b = self._meets(nodes[-1], way), *(self.extract.nodes[n] for n in nodes[-2:])
        if not other or not self._two_way(tags) or not self._others(nodes[0], way):
            return None
        east, north = degree(b[1])
        dx, dy = (a[0] - b[0]) * east, (a[1] - b[1]) * north
        if math.hypot(dx, dy) < 20:
            return None
        share = 3 / math.hypot(dx, dy)
        nodes[-1] = self.extract.add_node(moved(b, dx * share, dy * share))
        return way, other

    def fault_duplicate_of_same_nodes(self, way, nodes, tags):
        return (way, self.extract.add_way(nodes, tags)) if self._two_way(tags) else None

    def fault_duplicate_of_own_nodes(self, way, nodes, tags):
        if not self._two_way(tags):
            return None
        return way, self.extract.add_way([self.extract.add_node(self.extract.nodes[n]) for n in nodes], tags)

    def fault_crossing_of_split_node(self, way, nodes, tags):
        for place, node in enumerate(nodes[1:-1], 1):
            other = self._meets(node, way)
            if other:
                nodes[place] = self.extract.add_node(self.extract.nodes[node])
                return way, other
        return None

    def fault_crossing_without_node(self, way, nodes, tags):
        a, b = (self.extract.nodes[n] for n in nodes[:2])
        east, north = degree(a[1])
        dx, dy = (b[0] - a[0]) * east, (b[1] - a[1]) * north
        size = math.hypot(dx, dy)
        if size < 60 or not self._two_way(tags) or any(k in tags for k in ("layer", "bridge", "tunnel")):
            return None
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        ends = [self.extract.add_node(moved(middle, -dy / size * side, dx / size * side)) for side in (-12, 12)]
        return way, self.extract.add_way(ends, {"highway": "residential"})

    def _join(self, way, nodes, tags, value):
        """Two two-way roads that meet end to end, made one-way towards the node or away from it."""
        others = self._others(nodes[-1], way)
        other = next(iter(others)) if len(others) == 1 else None
        line = self.extract.ways[other][0] if other else []
        if not other or nodes[-1] not in (line[0], line[-1]) or line[0] == line[-1] or nodes[0] == nodes[-1] \
                or not self._two_way(tags) or not self._two_way(self.extract.ways[other][1]) or not self._is_free(line):
            return None
        tags["oneway"] = value
        against = {"yes": "-1", "-1": "yes"}[value]
        self.extract.ways[other][1]["oneway"] = value if line[-1] == nodes[-1] else against
        return way, other

    def fault_sink(self, way, nodes, tags):
        return self._join(way, nodes, tags, "yes")

    def fault_source(self, way, nodes, tags):
        return self._join(way, nodes, tags, "-1")

    def fault_dead_end_in(self, way, nodes, tags):
        if not self._two_way(tags) or not self._dead_end(way, nodes):
            return None
        tags["oneway"] = "yes"
        return (way,)

    def fault_dead_end_out(self, way, nodes, tags):
        if not self._two_way(tags) or not self._dead_end(way, nodes):
            return None
        tags["oneway"] = "-1"
        return (way,)

    def fault_ring_reversed(self, way, nodes, tags):
        if not self._two_way(tags) or not self._dead_end(way, nodes):
            return None
        here = self.extract.nodes[nodes[-1]]
        turns = [(10 * math.sin(i * math.pi / 4), 10 - 10 * math.cos(i * math.pi / 4)) for i in range(1, 8)]
        ring = [self.extract.add_node(moved(here, -x, y)) for x, y in turns]
        return (self.extract.add_way([nodes[-1], *ring, nodes[-1]], {"highway": "residential", "junction": "roundabout"}),)

    def fault_island(self, way, nodes, tags):
        if not self._two_way(tags) or not self._dead_end(way, nodes) or len(nodes) > 2 or len(self.used[nodes[0]]) < 2:
            return None
        nodes[0] = self.extract.add_node(moved(self.extract.nodes[nodes[-1]], 2.5, 6))
        return (way,)

    def fault_class_removed(self, way, nodes, tags):
        if not self._two_way(tags):
            return None
        tags["highway"] = "road"
        return (way,)

    def fault_short_piece(self, way, nodes, tags):
        if not self._two_way(tags) or not self._dead_end(way, nodes):
            return None
        end = self.extract.add_node(moved(self.extract.nodes[nodes[-1]], 0.05, 0.05))
        return (self.extract.add_way([nodes[-1], end], tags),)

    def fault_self_crossing(self, way, nodes, tags):
        if not self._two_way(tags) or not self._dead_end(way, nodes):
            return None
        here = self.extract.nodes[nodes[-1]]
        loop = [self.extract.add_node(moved(here, *step)) for step in ((0, 30), (20, 30), (-10, 10))]
        return (self.extract.add_way([nodes[-1], *loop], tags),)

    def fault_restriction_apart(self, way, nodes, tags):
        near = {w for n in nodes for w in self.used.get(n, ())}
        far = next(w for w in self.roads.lines if not near & {v for n in self.extract.ways[w][0] for v in self.used.get(n, ())})
        self.extract.relations[self.extract.new_id("way")] = [
            [("w", way, "from"), ("n", nodes[-1], "via"), ("w", far, "to")],
            {"type": "restriction", "restriction": "no_left_turn"}]
        return way, far
