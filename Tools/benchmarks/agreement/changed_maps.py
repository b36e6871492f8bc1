"""The same map written otherwise: ids changed, ways drawn backwards, stubs added, the whole of it moved."""
import os, random
import osmium

NEW = 6_000_000_000


class Items:
    """All objects of an extract as plain values, to be written again in the usual order."""

    def __init__(self, path):
        self.nodes, self.ways, self.relations = {}, {}, {}
        for o in osmium.FileProcessor(str(path)):
            tags = {t.k: t.v for t in o.tags}
            if o.is_node():
                if o.location.valid():
                    self.nodes[o.id] = (o.location.lon, o.location.lat, tags)
            elif o.is_way():
                self.ways[o.id] = ([n.ref for n in o.nodes], tags)
            else:
                self.relations[o.id] = ([(m.type, m.ref, m.role) for m in o.members], tags)

    def write(self, path, place=lambda lon, lat: (lon, lat), way=lambda refs, tags: (refs, tags),
              number=lambda kind, i: i, stubs=()):
        """`stubs` are nodes that get a dead end of a metre of their own."""
        if os.path.exists(path):
            os.remove(path)
        writer, make = osmium.SimpleWriter(str(path)), osmium.osm.mutable
        nodes = {number("n", i): (*place(lon, lat), tags) for i, (lon, lat, tags) in self.nodes.items()}
        ways = {number("w", i): way([number("n", n) for n in refs], tags) for i, (refs, tags) in self.ways.items()}
        for k, n in enumerate(stubs):
            lon, lat, _ = nodes[number("n", n)]
            nodes[NEW + k] = (lon + 1e-5, lat + 5e-6, {})
            ways[NEW + k] = ([number("n", n), NEW + k], {"highway": "residential"})
        for i in sorted(nodes):
            lon, lat, tags = nodes[i]
            writer.add_node(make.Node(id=i, version=1, location=(lon, lat), tags=tags))
        for i in sorted(ways):
            writer.add_way(make.Way(id=i, version=1, nodes=ways[i][0], tags=ways[i][1]))
        relations = {number("r", i): ([(t, number(t, m), role) for t, m, role in members], tags)
                     for i, (members, tags) in self.relations.items()}
        for i in sorted(relations):
            writer.add_relation(make.Relation(id=i, version=1, members=relations[i][0], tags=relations[i][1]))
        writer.close()
        return path

    def shuffled(self, seed):
        """Every kind's ids exchanged among themselves by chance, and the way back for nodes."""
        rnd, there = random.Random(seed), {}
        for kind, items in (("n", self.nodes), ("w", self.ways), ("r", self.relations)):
            ids = list(items)
            there[kind] = dict(zip(ids, rnd.sample(ids, len(ids))))
        # Members and nodes that the extract lacks get numbers that nobody else has.
        return (lambda kind, i: there[kind].get(i, i + NEW)), {v: k for k, v in there["n"].items()}


def both_ways(refs, tags):
    """Open in both directions, roundabouts too."""
    tags = {k: v for k, v in tags.items() if not k.startswith("oneway") and k != "junction"}
    return refs, {**tags, "oneway": "no"} if tags.get("highway", "").startswith("motorway") else tags


def backwards(refs, tags):
    refs, tags = both_ways(refs, tags)
    return refs[::-1], tags
