"""Lays copies of extracts side by side until a file is large enough: tile.py OUT MB IN...

Every copy lies 0.5 degrees farther and has ids of its own, 2 * 10^10 apart, so that the ids spread
over 10^12: an importer that reserves memory by the range of ids fails here.
"""
import os, sys
import osmium

target, megabytes, sources = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
once = sum(os.path.getsize(s) for s in sources) / 1e6
copies = int(megabytes / once) + 1
STEP = 20_000_000_000


class Pass(osmium.SimpleHandler):
    def __init__(self, writer, kind, shift, degrees):
        super().__init__()
        self.writer, self.kind, self.shift, self.degrees = writer, kind, shift, degrees

    def node(self, n):
        if self.kind == "n":
            place = osmium.osm.Location(n.location.lon + self.degrees, n.location.lat)
            self.writer.add_node(n.replace(id=n.id + self.shift, location=place))

    def way(self, w):
        if self.kind == "w":
            self.writer.add_way(w.replace(id=w.id + self.shift, nodes=[r.ref + self.shift for r in w.nodes]))

    def relation(self, r):
        if self.kind == "r":
            members = [(m.type, m.ref + self.shift, m.role) for m in r.members]
            self.writer.add_relation(r.replace(id=r.id + self.shift, members=members))


if os.path.exists(target):
    os.remove(target)
header = osmium.io.Header()
header.set("sorting", "Type_then_ID")
writer = osmium.SimpleWriter(target, 4_000_000, header)
for kind in "nwr":
    for number in range(copies * len(sources)):
        source = sources[number % len(sources)]
        degrees = 0.5 * (number // len(sources))
        Pass(writer, kind, (number + 1) * STEP, degrees).apply_file(source)
writer.close()
print(f"tiled {copies} copies of {len(sources)} extracts: {os.path.getsize(target) / 1e6:.1f} MB")
