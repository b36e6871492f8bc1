"""Whether the line that a peer drove is open by our rules, looked at node by node."""
import collections
import math

from roads import degree


class Legality:
    """Follows lines over the states of a road graph."""

    def __init__(self, graph):
        self.graph, roads = graph, graph.roads
        self.cells, self.lines = collections.defaultdict(list), collections.defaultdict(list)
        for node in roads.centred:
            self.cells[self._cell(roads.place[node])].append(node)
        for number, piece in enumerate(roads.pieces):
            for place, (a, b) in enumerate(zip(piece.nodes, piece.nodes[1:])):
                self.lines[a, b].append((2 * number, place))
                if piece.both:
                    self.lines[b, a].append((2 * number + 1, len(piece.nodes) - 2 - place))

    @staticmethod
    def _cell(place):
        return round(place[0] * 1e6), round(place[1] * 1e6)

    def nodes(self, place):
        x, y = self._cell(place)
        return [n for i in (-1, 0, 1) for j in (-1, 0, 1) for n in self.cells.get((x + i, y + j), ())]

    def verdict(self, line, start, end):
        """`legal`, or why the line is not comparable: where it snapped to, or what is closed by our rules on it."""
        for place, wanted in ((line[0], start), (line[-1], end)):
            east, north = degree(wanted[1])
            if math.hypot((place[0] - wanted[0]) * east, (place[1] - wanted[1]) * north) > 1:
                return "starts or ends elsewhere"
        states = None
        for a, b in zip(line, line[1:]):
            if self._cell(a) == self._cell(b):
                continue
            onto = [s for n in self.nodes(a) for m in self.nodes(b) for s in self.lines.get((n, m), ())]
            if not onto:
                back = any((m, n) in self.lines for n in self.nodes(a) for m in self.nodes(b))
                return "against a one-way" if back else "over a road that is not in the network"
            if all(self.graph.roads.pieces[s >> 1].shut for s, _ in onto):
                return "over a road shut to general traffic"
            if states is None:
                states = {(self.graph.number[s, frozenset()], place) for s, place in onto}
                continue
            states = {following for state, place in states for following in self._next(state, place, onto)}
            if not states:
                return "through a turn that is forbidden, or turning round"
        return "legal"

    def _next(self, state, place, onto):
        segment = self.graph.states[state][0]
        if (segment, place + 1) in onto:
            yield state, place + 1
        if place == len(self.graph.roads.pieces[segment >> 1].nodes) - 2:
            for exit in self.graph.exits[state]:
                if (self.graph.states[exit][0], 0) in onto:
                    yield exit, 0
