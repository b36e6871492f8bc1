"""Shortest ways over directed segments with restrictions over nodes and ways, by SciPy's Dijkstra."""
import collections
import math

import numpy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra


class RoadGraph:
    """States are (segment, restrictions over ways under way); segment 2p runs along piece p, 2p + 1 against it.

    Turning round is allowed only where no other way leads on, as Docs/Methods/network.md says.
    """

    def __init__(self, roads, seconds=None):
        self.roads, self.seconds = roads, seconds
        self.out = collections.defaultdict(list)
        for number, piece in enumerate(roads.pieces):
            self.out[piece.nodes[0]].append(2 * number)
            if piece.both:
                self.out[piece.nodes[-1]].append(2 * number + 1)
        self.at_node, self.along = collections.defaultdict(list), collections.defaultdict(list)
        for restriction in roads.restrictions:
            if restriction.via_ways:
                self.along[restriction.start].append(restriction)
            else:
                self.at_node[restriction.start, restriction.via_node].append(restriction)
        self.stretch = self._stretches()
        self.states, self.number, self.copies = [], {}, collections.defaultdict(list)
        for number, piece in enumerate(roads.pieces):
            for segment in (2 * number, 2 * number + 1)[:2 if piece.both else 1]:
                self._state(segment, frozenset())
        self.exits = []
        while len(self.exits) < len(self.states):
            self.exits.append([self._state(*onto) for onto in self._onward(*self.states[len(self.exits)])])

    def _state(self, segment, underway):
        key = (segment, underway)
        if key not in self.number:
            self.number[key] = len(self.states)
            self.copies[segment].append(len(self.states))
            self.states.append(key)
        return self.number[key]

    def way(self, segment):
        return self.roads.pieces[segment >> 1].way

    def ends(self, segment):
        nodes = self.roads.pieces[segment >> 1].nodes
        return (nodes[0], nodes[-1]) if segment % 2 == 0 else (nodes[-1], nodes[0])

    def _onward(self, segment, underway):
        node, way = self.ends(segment)[1], self.way(segment)
        onto = list(self.out[node])
        only = {r.end for r in self.at_node[way, node] if r.only}
        if any(self.way(s) in only for s in onto):
            onto = [s for s in onto if self.way(s) in only]
        banned = {r.end for r in self.at_node[way, node] if not r.only}
        # From a way onto itself means turning round, not going straight on.
        onto = [s for s in onto if self.way(s) not in banned or (self.way(s) == way and s != segment ^ 1)]
        last = [r for r, place in underway if place == len(r.via_ways) - 1]
        # What is demanded counts before what is forbidden.
        wanted = [s for s in onto if self.way(s) in {r.end for r in last if r.only}]
        onto = [s for s in wanted or onto if self.way(s) not in {r.end for r in last if not r.only}]
        ahead = [s for s in onto if s != segment ^ 1]
        return [(s, self._underway(segment, underway, s)) for s in ahead or onto]

    def _underway(self, segment, underway, onto):
        if onto == segment ^ 1:
            return frozenset()
        found = {(r, 0) for r in self.along[self.way(segment)] if self.way(onto) == r.via_ways[0]}
        for restriction, place in underway:
            for following in (place, place + 1):
                if restriction.via_ways[following:following + 1] == (self.way(onto),):
                    found.add((restriction, following))
                    break
        return frozenset(found)

    def weight(self, segment, metres, shut_factor):
        cost = metres if self.seconds is None else metres / self.seconds.speed(segment)
        return cost * (shut_factor if self.stretch[segment >> 1] is not None else 1)

    def _stretches(self):
        """The connected stretch of shut roads that each piece belongs to; `None` for open roads."""
        shut = [n for n, p in enumerate(self.roads.pieces) if p.shut]
        names = {node: i for i, node in enumerate(self.roads.at)}
        rows, columns = ([names[self.roads.pieces[n].nodes[end]] for n in shut] for end in (0, -1))
        graph = csr_array((numpy.ones(len(shut)), (rows, columns)), shape=(len(names), len(names)))
        part = connected_components(graph, directed=False)[1]
        found = [None] * len(self.roads.pieces)
        for number in shut:
            found[number] = int(part[names[self.roads.pieces[number].nodes[0]]])
        return found

    def own_stretches(self, pair):
        """The stretches of shut roads in which all starts, or all ends, of a pair lie."""
        sides = [{self.stretch[s >> 1] for s, _ in side} for side in pair]
        return frozenset(stretch for side in sides if None not in side for stretch in side)

    def turn(self, segment, onto):
        return 0 if self.seconds is None else self.seconds.turn(segment, onto)

    def onto(self, state, lead, shut_factor):
        """The exits of a state with their costs, `lead` being what is spent before."""
        segment = self.states[state][0]
        for exit in self.exits[state]:
            following = self.states[exit][0]
            cost = self.weight(following, self.roads.length[following >> 1], shut_factor)
            yield exit, lead + self.turn(segment, following) + cost

    def routes(self, pairs):
        """For each (starts, ends) of [(segment, metres from its start)]: cost and the segments driven, or `None`.

        Fewest metres of shut roads first; those of the stretch of them in which a pair starts or ends do not count.
        """
        groups = collections.defaultdict(list)
        for number, pair in enumerate(pairs):
            groups[self.own_stretches(pair)].append(number)
        found, stretch = [None] * len(pairs), self.stretch
        for own, numbers in groups.items():
            self.stretch = [None if s in own else s for s in stretch]
            for number, answer in zip(numbers, self._routes([pairs[n] for n in numbers], 1e5)):
                found[number] = answer
        self.stretch = stretch
        return found

    def _routes(self, pairs, shut_factor):
        size, rows = len(self.states), [self.onto(s, 0, shut_factor) for s in range(len(self.states))]
        for starts, _ in pairs:
            lead = [(s, self.weight(s, self.roads.length[s >> 1] - m, shut_factor)) for s, m in starts]
            best = {}
            for segment, cost in lead:
                for exit, value in self.onto(self.number[segment, frozenset()], cost, shut_factor):
                    best[exit] = min(value, best.get(exit, math.inf))
            rows.append(best.items())
        triples = [(row, to, cost) for row, exits in enumerate(rows) for to, cost in exits]
        row, column, cost = map(numpy.array, zip(*triples))
        # SciPy takes an explicit zero for no edge.
        matrix = csr_array((numpy.maximum(cost, 1e-9), (row, column)), shape=(len(rows), len(rows)))
        found = []
        for low in range(0, len(pairs), 64):
            chunk = pairs[low:low + 64]
            reach, before = dijkstra(matrix, indices=range(size + low, size + low + len(chunk)),
                                     return_predecessors=True)
            found += [self._answer(pair, reach[i], before[i], shut_factor) for i, pair in enumerate(chunk)]
        return found

    def _answer(self, pair, reach, before, shut_factor):
        starts, ends = pair
        best = (math.inf, None)
        for segment, metres in ends:
            rest = self.weight(segment, self.roads.length[segment >> 1] - metres, shut_factor)
            best = min([best] + [(reach[s] - rest, s) for s in self.copies[segment]], key=lambda x: x[0])
            for start, begin in starts:
                if start == segment and metres >= begin:
                    direct = self.weight(segment, metres - begin, shut_factor)
                    best = min(best, (direct, ("direct", metres - begin, segment)), key=lambda x: x[0])
        if not math.isfinite(best[0]):
            return None
        if isinstance(best[1], tuple):
            return best[0], best[1][1], [best[1][2]], self.stretch[best[1][2] >> 1] is not None
        chain, state = [], best[1]
        while state < len(self.states):
            chain.append(state)
            state = before[state]
        driven = [self.states[s][0] for s in reversed(chain)]
        end = dict(ends)[driven[-1]]
        begin = self._begin(starts, chain[-1], shut_factor)
        metres = begin[1] + sum(self.roads.length[s >> 1] for s in driven[:-1]) + end
        driven.insert(0, begin[2])
        return best[0], metres, driven, any(self.stretch[s >> 1] is not None for s in driven)

    def _begin(self, starts, exit, shut_factor):
        """What is driven of the piece that the way starts on, when its first exit is known: (cost, metres, segment)."""
        options = []
        for segment, metres in starts:
            rest = self.roads.length[segment >> 1] - metres
            cost = dict(self.onto(self.number[segment, frozenset()], self.weight(segment, rest, shut_factor),
                                  shut_factor)).get(exit)
            if cost is not None:
                options.append((cost, rest, segment))
        return min(options)

    def place(self, node, piece):
        """The references of a node on a piece: one for each direction open to traffic."""
        steps, nodes = self.roads.steps[piece], self.roads.pieces[piece].nodes
        metres = math.fsum(steps[:nodes.index(node)])
        both = [(2 * piece, metres), (2 * piece + 1, self.roads.length[piece] - metres)]
        return both[:2 if self.roads.pieces[piece].both else 1]

    def strong_parts(self):
        """The strongly connected part of each node, restrictions left aside."""
        names = {node: number for number, node in enumerate(self.roads.at)}
        lines = [self.ends(segment) for segments in self.out.values() for segment in segments]
        rows, columns = ([names[pair[i]] for pair in lines] for i in (0, 1))
        graph = csr_array((numpy.ones(len(rows)), (rows, columns)), shape=(len(names), len(names)))
        return names, connected_components(graph, connection="strong")[1], graph
