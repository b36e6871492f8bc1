"""Faults of a map by own computation over the raw extract: components, crossings, dead ends, rings.

Limits and what counts as each fault follow Docs/Methods/network.md: this tests that the checks do what they say, not that
they look for the right things; the planted faults do that.
"""
import collections
import math

import numpy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from line_cells import LineCells, cells
from roads import CLASSES, LINKS, degree

Fault = collections.namedtuple("Fault", "code ways metres place")
EDGE, NEAR, SHORT, TOUCH = 150.0, 5.0, 0.1, 0.01


class MapFaults:
    """`found` lists what Docs/Methods/network.md promises to find."""

    def __init__(self, roads):
        self.roads, self.found = roads, []
        places = [roads.place[n] for n in roads.centred]
        self.box = [f(p[i] for p in places) for f in (min, max) for i in (0, 1)]
        self.lines = LineCells(roads)
        self.cells, self.distance = self.lines.cells, self.lines.distance
        self._components()
        self._one_way_nodes()
        self._dead_ends()
        self._crossings(self._pieces())
        self._rings()
        self._restrictions()

    def _add(self, code, pieces, metres=None, node=None):
        pieces = list(pieces)
        node = self.roads.pieces[pieces[0]].nodes[0] if node is None else node
        ways = frozenset(self.roads.pieces[p].way for p in pieces)
        self.found.append(Fault(code, ways, metres, self.roads.place[node]))

    def _parts(self, strong):
        names = {node: i for i, node in enumerate(self.roads.at)}
        lines = [(names[p.nodes[0]], names[p.nodes[-1]]) for p in self.roads.pieces]
        lines += [line[::-1] for line, p in zip(lines, self.roads.pieces) if p.both]
        rows, columns = zip(*lines)
        graph = csr_array((numpy.ones(len(rows)), (rows, columns)), shape=(len(names), len(names)))
        kind = "strong" if strong else "weak"
        return names, connected_components(graph, connection=kind)[1], graph

    def _components(self):
        roads = self.roads
        names, weak, graph = self._parts(False)
        _, strong, _ = self._parts(True)
        members = collections.defaultdict(list)
        for number, piece in enumerate(roads.pieces):
            members[weak[names[piece.nodes[0]]]].append(number)
        length = {part: sum(roads.length[p] for p in pieces) for part, pieces in members.items()}
        main = max(length, key=length.get)
        for part, pieces in members.items():
            if part != main:
                self._add("island", pieces, length[part])
        size = collections.Counter(strong)
        cores = {}
        for i in range(len(names)):
            if size[strong[i]] > size[cores.get(weak[i])]:
                cores[weak[i]] = strong[i]
        cores = set(cores.values())
        out = self._reaching(graph.T.tocsr(), numpy.isin(strong, list(cores)))
        traps = collections.defaultdict(list)
        for number in range(len(roads.pieces)):
            a, b = (names[n] for n in (roads.pieces[number].nodes[0], roads.pieces[number].nodes[-1]))
            if strong[a] == strong[b] and strong[a] not in cores:
                traps[strong[a]].append(number)
            elif strong[a] != strong[b]:
                for node, code in ((roads.pieces[number].nodes[-1], "no_way_out"),
                                   (roads.pieces[number].nodes[0], "no_way_in")):
                    if len(roads.at[node]) == 1 and self._to_edge(node) > EDGE:
                        self._add(code, [number], roads.length[number], node)
        for part, pieces in traps.items():
            node = names[roads.pieces[pieces[0]].nodes[0]]
            self._add("no_way_in" if out[node] else "no_way_out", pieces, sum(roads.length[p] for p in pieces))

    @staticmethod
    def _reaching(against, seen):
        seen, fresh = seen.copy(), numpy.flatnonzero(seen)
        while len(fresh):
            reached = numpy.unique(against[fresh].indices)
            fresh = reached[~seen[reached]]
            seen[fresh] = True
        return seen

    def _to_edge(self, node):
        (x, y), (west, south, east_end, north_end) = self.roads.place[node], self.box
        east, north = degree(y)
        return min((x - west) * east, (east_end - x) * east, (y - south) * north, (north_end - y) * north)

    def _one_way_nodes(self):
        for node, pieces in self.roads.at.items():
            into = leave = 0
            for number in set(pieces):
                piece = self.roads.pieces[number]
                into += piece.nodes[-1] == node or piece.both
                leave += piece.nodes[0] == node or piece.both
            if len(pieces) > 1 and (into == 0) != (leave == 0):
                self._add("oneway_sink" if leave == 0 else "oneway_source", pieces, None, node)

    def _dead_ends(self):
        main = {*CLASSES[:5], *LINKS}
        for node, ends in self.roads.at.items():
            if len(ends) != 1:
                continue
            piece, place = self.roads.pieces[ends[0]], self.roads.place[node]
            near = {n: m for n, m in self.lines.near(place, NEAR).items()
                    if n != ends[0] and self.roads.pieces[n].level == piece.level}
            apart = {n: m for n, m in near.items() if not {piece.nodes[0], piece.nodes[-1]} &
                     {self.roads.pieces[n].nodes[0], self.roads.pieces[n].nodes[-1]} or self._leaves(piece, n)}
            if apart:
                least = min(apart.values())
                nearest = [n for n, metres in apart.items() if metres <= least + 1e-3]
                self._add("dead_end_near_road", [ends[0], *nearest], least, node)
            elif piece.highway in main and self._to_edge(node) > EDGE:
                self._add("main_road_ends", ends, self.roads.length[ends[0]], node)

    def _leaves(self, piece, road):
        """Whether a vertex or the middle of a line of a piece is farther from a road than a dead end near it may be."""
        line = [self.roads.place[n] for n in piece.nodes]
        line += [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(line, line[1:])]
        nodes = self.roads.pieces[road].nodes
        return any(all(self.distance(place, a, b) > NEAR for a, b in zip(nodes, nodes[1:])) for place in line)

    def _pieces(self):
        missing = set()
        for number, piece in enumerate(self.roads.pieces):
            if self.roads.length[number] < SHORT:
                self._add("short_piece", [number], self.roads.length[number])
            if piece.highway == "road" and piece.way not in missing:
                missing.add(piece.way)
                self._add("class_missing", [number])
        duplicates = set()
        for number, piece in enumerate(self.roads.pieces):
            line = [self.roads.place[n] for n in piece.nodes]
            others = {n for n, *_ in self.cells[cells(line[0], line[0])[0]]} - {number}
            for other in others:
                longer = [self.roads.place[n] for n in self.roads.pieces[other].nodes]
                parts = [longer[i:i + len(line)] for i in range(len(longer) - len(line) + 1)]
                if (len(longer), number) > (len(line), other) and (line in parts or line[::-1] in parts):
                    duplicates.add((min(number, other), max(number, other)))
                    self._add("duplicate_geometry", [number, other], self.roads.length[number])
        return duplicates

    def _crossings(self, seen):
        """Lines that cross or touch without a common node, of pieces that are not the same line."""
        for lines in self.cells.values():
            for i, (piece, row, a, b) in enumerate(lines):
                one = self.roads.pieces[piece]
                for other, line, c, d in lines[:i]:
                    two = self.roads.pieces[other]
                    key = (min(piece, other), max(piece, other))
                    if key in seen or {a, b} & {c, d} or (one.level, one.apart) != (two.level, two.apart):
                        continue
                    if self._meet(one, two, a, b, c, d):
                        seen.add(key)
                        code = "self_crossing" if piece == other else "crossing_unconnected"
                        self._add(code, key, None, a)

    def _meet(self, one, two, a, b, c, d):
        """Whether two lines cross, or touch away from a common end of their pieces."""
        place = self.roads.place
        if self._cross(*(place[n] for n in (a, b, c, d))):
            return True
        if any(max(place[a][i], place[b][i]) < min(place[c][i], place[d][i]) - 1e-6
               or max(place[c][i], place[d][i]) < min(place[a][i], place[b][i]) - 1e-6 for i in (0, 1)):
            return False
        lines = ((a, (c, d)), (b, (c, d)), (c, (a, b)), (d, (a, b)))
        common = {one.nodes[0], one.nodes[-1]} & {two.nodes[0], two.nodes[-1]} if one is not two else ()
        return any(self.distance(place[n], *line) <= TOUCH and all(self.distance(place[n], m, m) >= 0.1 for m in common)
                   for n, line in lines)

    @staticmethod
    def _cross(a, b, c, d):
        """Whether two lines cross or have ends at one place, by the sides that their ends lie on, in units of 1e-7 degrees."""
        (a, b, c, d) = ([round(v * 1e7) for v in p] for p in (a, b, c, d))
        side = lambda p, q, r: (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])  # noqa: E731
        s = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
        return (s[0] * s[1] < 0 and s[2] * s[3] < 0) or (any(s) and (a in (c, d) or b in (c, d)))

    def _rings(self):
        begins = {p.nodes[0]: n for n, p in enumerate(self.roads.pieces) if p.round and not p.both}
        done = set()
        for start in begins:
            ring, node = [], start
            while node in begins and begins[node] not in ring:
                ring.append(begins[node])
                node = self.roads.pieces[ring[-1]].nodes[-1]
            if ring and node == start and not done & set(ring):
                done |= set(ring)
                line = [self.roads.place[n] for number in ring for n in self.roads.pieces[number].nodes[:-1]]
                east = [(x - line[0][0]) * math.cos(math.radians(y)) for x, y in line]
                north = [y - line[0][1] for _, y in line]
                if sum(east[i - 1] * north[i] - east[i] * north[i - 1] for i in range(len(line))) < 0:
                    self._add("roundabout_direction", ring)

    def _restrictions(self):
        ends, pieces = collections.defaultdict(set), {}
        for number, piece in enumerate(self.roads.pieces):
            ends[piece.way] |= {piece.nodes[0], piece.nodes[-1]}
            pieces.setdefault(piece.way, number)
        for r in self.roads.restrictions:
            chain = [r.start, *r.via_ways, r.end]
            meets = all(ends[a] & ends[b] & ({r.via_node} if not r.via_ways else ends[a]) for a, b in zip(chain, chain[1:]))
            if not meets:
                self._add("restriction_unresolved", [pieces[r.start], pieces[r.end]])
