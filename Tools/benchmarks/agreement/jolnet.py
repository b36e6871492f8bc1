"""The image of a network read as Docs/Formats/jolnet.md describes it."""
import struct
import numpy

CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential",
           "living_street", "service", "track", "unknown")
FACTS = ("oneway", "bridge", "tunnel", "roundabout", "link", "implied", "shut", "settlement")


class Image:
    """Sections of an image, and its pieces as tuples that a map's own reading can be held against."""

    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        assert self.bytes[:8] == b"JOLROADS" and struct.unpack_from("<I", self.bytes, 8)[0] == 3
        count = struct.unpack_from("<I", self.bytes, 12)[0]
        self.table = {}
        for i in range(count):
            number, size, offset, elements, _ = struct.unpack_from("<IIQQQ", self.bytes, 32 + 32 * i)
            self.table[number] = (size, offset, elements)

    def numbers(self, section, kind=None):
        """A column; packed ones are unpacked, others read as `kind`."""
        if section not in self.table:
            return None
        size, offset, count = self.table[section]
        if size < 256:
            return numpy.frombuffer(self.bytes, kind or {1: "u1", 2: "<u2", 4: "<u4", 8: "<u8"}[size], count, offset)
        width = size - 256
        raw = numpy.frombuffer(self.bytes, "u1", (width * count + 7) // 8, offset)
        bits = numpy.unpackbits(raw, bitorder="little")[:width * count].reshape(count, width)
        return (bits.astype(numpy.uint64) << numpy.arange(width, dtype=numpy.uint64)).sum(axis=1, dtype=numpy.uint64).astype(numpy.int64)

    def ids(self, section, least):
        return self.numbers(section) + self.numbers(least, "<i8")[0]

    def strings(self):
        size, offset, count = self.table[4]
        text, start, found = self.bytes[offset:offset + count], 0, []
        for end in self.numbers(3):
            found.append(text[start:int(end)].decode())
            start = int(end)
        return found

    def pieces(self):
        """(way, nodes) of every piece, and its attributes by name."""
        starts, nodes = self.numbers(10), self.ids(33, 34)
        ways, texts = self.ids(11, 21), self.strings()
        profile, label = self.numbers(13), self.numbers(12)
        columns = {"kind": self.numbers(14), "facts": self.numbers(15), "level": self.numbers(16, "i1"),
                   "limit": self.numbers(17), "lanes": self.numbers(20), "against": self.numbers(24)}
        if columns["against"] is None:
            columns["against"] = columns["limit"]
        name, others, ref = (self.numbers(s) for s in (60, 61, 62))
        found = []
        for i, way in enumerate(ways):
            p = profile[i]
            facts = {f: bool(int(columns["facts"][p]) >> bit & 1) for bit, f in enumerate(FACTS)}
            found.append(((int(way), tuple(int(n) for n in nodes[starts[i]:starts[i + 1]])), {
                **facts, "kind": CLASSES[columns["kind"][p]], "level": int(columns["level"][p]),
                "limit": int(columns["limit"][p]), "limit_against": int(columns["against"][p]),
                "lanes": int(columns["lanes"][p]), "name": texts[name[label[i]]],
                "names": set(texts[others[label[i]]].split(";")) - {""},
                "road_refs": {r.strip() for r in texts[ref[label[i]]].split(";")} - {""}}))
        return found

    def restrictions(self):
        """(from, to, via node, via ways, mandatory) of every turn restriction."""
        columns = [self.numbers(s, "<i8") for s in (80, 81, 82)]
        only, start, via = self.numbers(83), self.numbers(84), self.numbers(85, "<i8")
        return [(int(columns[0][i]), int(columns[1][i]), int(columns[2][i]),
                 tuple(int(w) for w in via[start[i]:start[i + 1]]), bool(only[i])) for i in range(len(only))]

    def routes(self):
        """(relation, index, ways) of every route relation."""
        texts, start = self.strings(), self.numbers(97)
        ids, ways, refs = self.numbers(96, "<i8"), self.numbers(98, "<i8"), self.numbers(94)
        return [(int(ids[i]), texts[refs[i]], tuple(int(w) for w in ways[start[i]:start[i + 1]])) for i in range(len(ids))]

    def features(self):
        """(is camera, node) of level crossings and cameras."""
        return [(bool(k), int(n)) for k, n in zip(self.numbers(111), self.numbers(110, "<i8"))]
