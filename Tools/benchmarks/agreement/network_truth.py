"""The graph of an OpenStreetMap file: pieces between junctions, turns and parts, without any of Jol."""
import collections
import numpy, osmium, scipy.sparse, scipy.sparse.csgraph
from osm_truth import CLASS_OF, Way, geodesic


class Truth(osmium.SimpleHandler):
    """Ways, their pieces between junctions, restrictions, routes and what stands at the road."""

    def __init__(self, path, pack):
        super().__init__()
        self.pack, self.ways, self.notes = pack, {}, collections.Counter()
        self.relations, self.features, self.posts, self.places = [], [], {}, {}
        self.apply_file(str(path), locations=False)
        wanted = {r for w in self.ways.values() for r in w.refs}
        Places(wanted, self.places).apply_file(str(path))
        self.join_nodes()
        self.cut()

    def node(self, n):
        kind = n.tags.get("highway")
        if kind == "speed_camera" or n.tags.get("railway") == "level_crossing":
            self.features.append((kind == "speed_camera", n.id, (n.location.lon, n.location.lat)))
        if kind == "milestone":
            self.posts[n.id] = (dict((t.k, t.v) for t in n.tags), (n.location.lon, n.location.lat))

    def way(self, w):
        highway = w.tags.get("highway")
        if not highway:
            return
        if highway not in CLASS_OF:
            self.notes["highway.not_drivable"] += 1
        elif w.tags.get("area") == "yes":
            self.notes["way.area"] += 1
        else:
            self.ways[w.id] = Way(w.id, [n.ref for n in w.nodes], dict((t.k, t.v) for t in w.tags), self.pack)

    def relation(self, r):
        if r.tags.get("type") in ("restriction", "route"):
            self.relations.append((r.id, dict((t.k, t.v) for t in r.tags), [(m.type, m.ref, m.role) for m in r.members]))

    def join_nodes(self):
        """Neighbours of a way at one place are one junction."""
        self.stands_for = {}
        for way in self.ways.values():
            for a, b in zip(way.refs, way.refs[1:]):
                if a != b and a in self.places and self.places.get(b) == self.places[a]:
                    a, b = (self.one(n) for n in (a, b))
                    if a != b:
                        self.stands_for[max(a, b)] = min(a, b)
                        self.notes["node.merged"] += 1

    def one(self, node):
        while node in self.stands_for:
            node = self.stands_for[node]
        return node

    def cut(self):
        """Lines without missing vertices, then pieces between nodes that are used twice."""
        lines, uses = [], collections.Counter()
        for way in self.ways.values():
            parts = [[]]
            for ref in way.refs:
                if ref not in self.places:
                    self.notes["way.missing_node"] += 1
                    parts += [[]] if parts[-1] else []
                elif parts[-1] and parts[-1][-1] == self.one(ref):
                    self.notes["vertex.repeated"] += 1
                else:
                    parts[-1].append(self.one(ref))
            self.notes["way.single_node"] += sum(len(p) == 1 for p in parts)
            parts = [p for p in parts if len(p) > 1]
            self.notes["way.split_at_gap"] += max(0, len(parts) - 1)
            lines += [(way, p) for p in parts]
        for _, part in lines:
            uses.update(part + [part[0], part[-1]])
        self.lines, self.pieces = lines, []
        for way, part in lines:
            start = 0
            for i in range(1, len(part)):
                if uses[part[i]] > 1:
                    self.pieces.append((way, tuple(part[start:i + 1])))
                    start = i
        self.kept = {way.id for way, _ in lines}
        flat = numpy.array([self.places[n] for _, p in self.pieces for n in p])
        steps = geodesic(flat[:-1], flat[1:])
        ends = numpy.cumsum([len(p) for _, p in self.pieces])
        bounds = [(e - len(p), e - 1) for (_, p), e in zip(self.pieces, ends)]
        self.lengths = numpy.array([steps[a:b].sum() for a, b in bounds])

    def restrictions(self):
        """(from, to, via node, via ways, mandatory) of what cars must keep, and why others are left out."""
        found, left = [], collections.Counter()
        for _, tags, members in self.relations:
            if tags["type"] != "restriction":
                continue
            value = next((tags[k] for k in ("restriction", "restriction:motorcar", "restriction:motor_vehicle") if k in tags), "")
            by = {role: [(t, i) for t, i, r in members if r == role] for role in ("from", "via", "to")}
            excepted = {e.strip() for e in tags.get("except", "").split(";")} & {"motorcar", "motor_vehicle"}
            if not value.startswith(("no_", "only_")) or excepted:
                left["other"] += 1
            elif not all(by.values()):
                left["incomplete"] += 1
            elif not all(i in self.kept for g in by.values() for t, i in g if t == "w"):
                left["restriction.way_outside"] += 1
            else:
                node = [self.one(i) for t, i in by["via"] if t == "n"]
                via = tuple(i for t, i in by["via"] if t == "w")
                found += [(a, b, node[0] if node else 0, via, value.startswith("only_"))
                          for _, a in by["from"] for _, b in by["to"]]
        return found, left

    def segments(self):
        """(way, first node, last node, piece) in every direction that may be driven."""
        for number, (way, nodes) in enumerate(self.pieces):
            yield way.id, nodes[0], nodes[-1], number
            if not way.oneway:
                yield way.id, nodes[-1], nodes[0], number

    def turns(self):
        """Ways out of every segment, and how many of them a restriction at the node forbids."""
        into, out = collections.defaultdict(list), collections.defaultdict(list)
        for way, first, last, number in self.segments():
            into[last].append((way, number))
            out[first].append((way, number))
        forbidden, kept = set(), self.restrictions()[0]
        for start, end, node, via, only in kept:
            if not node:
                continue
            # Two "only" from one way allow both; "no" into the same way means turning round.
            ends = {r[1] for r in kept if only and r[4] and (r[0], r[2]) == (start, node)} or {end}
            # Whose destination is not to be reached from the node forbids nothing.
            heads = [s for s in into[node] if s[0] == start and any(b[0] in ends for b in out[node])]
            for a in heads:
                forbidden |= {(a, b, node) for b in out[node] if (
                    b[0] not in ends if only else a == b if start == end else b[0] == end)}
        return sum(len(into[n]) * len(out[n]) for n in into), len(forbidden)

    def components(self):
        """Metres of the parts of the network, longest first."""
        nodes = {n: i for i, n in enumerate({n for _, p in self.pieces for n in (p[0], p[-1])})}
        a, b = ([nodes[p[i]] for _, p in self.pieces] for i in (0, -1))
        graph = scipy.sparse.coo_matrix((numpy.ones(len(a)), (a, b)), (len(nodes), len(nodes)))
        part = scipy.sparse.csgraph.connected_components(graph, directed=False)[1]
        return numpy.sort(numpy.bincount(part[a], self.lengths))[::-1], len(nodes)


class Places(osmium.SimpleHandler):
    """Places of the nodes that are wanted."""

    def __init__(self, wanted, places):
        super().__init__()
        self.wanted, self.found = wanted, places

    def node(self, n):
        if n.id in self.wanted and n.location.valid():
            self.found[n.id] = (n.location.lon, n.location.lat)
