"""Broken maps, images and tables: a told error or counted notes, never a signal or a hang; counts beside pyosmium's."""
import collections, gzip, json, os, random, re, subprocess, sys, time
import osmium
from changed_maps import Items
from raw_map import RANK
from report import Report, run

SECONDS = 20


class Battery:
    """Runs commands on broken input and counts how they end."""

    def __init__(self, jol, scratch):
        self.jol, self.scratch = jol, scratch
        self.clear()

    def clear(self):
        self.ends, self.bad, self.slowest, self.total = collections.Counter(), [], 0.0, 0

    def file(self, name, content):
        path = f"{self.scratch}/{name}"
        with open(path, "wb") as file:
            file.write(content)
        return path

    def ask(self, what, *arguments):
        """The JSON of a success, else `None`; anything but exit 0 or a coded error is kept as bad."""
        begin = time.monotonic()
        self.total += 1
        try:
            done = subprocess.run([self.jol, *arguments], capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.bad.append(f"{what}: hangs")
            return None
        self.slowest = max(self.slowest, time.monotonic() - begin)
        said = done.stderr.decode(errors="replace")
        if done.returncode == 0:
            self.ends["exit 0"] += 1
            try:
                return json.loads(done.stdout) if "--json" in arguments else {}
            except ValueError:
                self.bad.append(f"{what}: exit 0 without JSON")
                return None
        code = re.search(r"\[([a-z_]+\.[a-z_.]+)\]", said)
        if not 1 <= done.returncode < 80 or not code:
            self.bad.append(f"{what}: exit {done.returncode} {said.strip()[-200:]}")
        self.ends[code.group(1) if code else f"exit {done.returncode}"] += 1
        return None

    def map(self, what, name, content):
        """Imports it; what was accepted must open, be described and be checked."""
        image = f"{self.scratch}/broken.jolnet"
        told = self.ask(what, "network", "import", self.file(name, content), "--out", image, "--overwrite", "--json")
        if told is not None:
            self.ask(what + ", info", "network", "info", image, "--json")
            self.ask(what + ", validate", "network", "validate", image, "--json")
        elif os.path.exists(image):
            os.remove(image)
        return told

    def tell(self, report, line):
        words = ", ".join(f"{n} {k}" for k, n in self.ends.most_common())
        report.row(line, f"{self.total - len(self.bad)} of {self.total} told or accepted ({words})", self.total,
                   f"exit 0 or 1–79 with a code within {SECONDS} s", not self.bad, "; ".join(self.bad[:5]))
        self.clear()


def flipped(rnd, content, count=1):
    out = bytearray(content)
    for _ in range(count):
        out[rnd.randrange(len(out))] ^= 1 << rnd.randrange(8)
    return bytes(out)


def xml(nodes, ways):
    """A small map: nodes (id, lat, lon as text) and ways (id, refs)."""
    body = "".join(f"<node id='{i}' lat='{lat}' lon='{lon}'/>" for i, lat, lon in nodes)
    body += "".join(f"<way id='{i}'>{''.join(f'<nd ref=%s/>' % repr(str(r)) for r in refs)}<tag k='highway' v='residential'/></way>"
                    for i, refs in ways)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>{body}</osm>\n".encode()


GRID = [(i, f"{43 + (i % 10) * .001:.7f}", f"{76 + (i // 10) * .001:.7f}") for i in range(1, 101)]


def maps(report, battery, shared, rnd):
    with open(f"{shared}/osm/almaty_2013.osm.pbf", "rb") as file:
        whole = file.read()
    for _ in range(50):
        cut = rnd.randrange(1, len(whole))
        battery.map(f"cut at {cut}", "cut.osm.pbf", whole[:cut])
    battery.tell(report, "extracts cut at 50 places")
    for k in range(200):
        battery.map(f"flip {k}", "flip.osm.pbf", flipped(rnd, whole))
    battery.tell(report, "extracts with a bit flipped, 200")
    street = xml(GRID, [(k, rnd.sample(range(1, 101), 8)) for k in range(1, 40)])
    for k in range(100):
        battery.map(f"text flip {k}", "flip.osm", flipped(rnd, street, 3))
    battery.tell(report, "XML with three bits flipped, 100")
    noise = rnd.randbytes(100_000)
    text = xml(GRID, [(1, range(1, 101))])
    for name, content in (("noise.osm.pbf", noise), ("noise.osm", noise), ("noise.geojson", noise), ("noise.gpkg", noise),
                          ("noise.osm.gz", gzip.compress(noise)), ("cut.osm.gz", gzip.compress(text)[:-9]),
                          ("cut.osm", text[:len(text) // 2]), ("empty.osm", b""), ("empty.osm.pbf", b""),
                          ("nothing.osm", b"<osm version='0.6'/>"), ("bomb.osm.gz", gzip.compress(b" " * 50_000_000)),
                          ("half.geojson", b'{"type":"FeatureCollection","features":[{"type":"Feature","geo'),
                          ("wrong.osm.pbf", text), ("wrong.osm", whole)):
        battery.map(name, name, content)
    battery.tell(report, "noise, cut, empty and misnamed files")
    row = [(1, range(1, 101))]
    for what, nodes, ways in (
            ("crosses itself", GRID, [(1, [1, 45, 41, 5, 1]), (2, [1, 100, 10, 91, 1, 100])]),
            ("no length", [(i, "43.0", "76.0") for i in range(1, 101)], row),
            ("same place twice", GRID + [(101, *GRID[5][1:])], [(1, [6, 101, 6, 101, 7])]),
            ("NaN", [(1, "nan", "nan"), (2, "inf", "-inf")] + GRID[2:], row),
            ("absurd", [(1, "91.5", "76"), (2, "43", "181"), (3, "1e300", "-1e300"), (4, "", "x")] + GRID[4:], row),
            ("poles and corners", [(1, "90", "0"), (2, "-90", "180"), (3, "0", "-180")] + GRID[3:], row),
            ("one node", GRID, [(1, [1]), (2, [])]),
            ("100,000 times the same node", GRID, [(1, [1] + [2] * 100_000 + [3])]),
            ("to and fro 50,000 times", GRID, [(1, [1, 2] * 50_000)]),
            ("no node is there", [], row), ("a star", GRID, [(k, [50, k]) for k in range(1, 100) if k != 50]),
            ("ids at their ends", [(-2 ** 63, "43", "76"), (2 ** 63 - 1, "43.1", "76.1")], [(2 ** 63 - 1, [-2 ** 63, 2 ** 63 - 1])])):
        battery.map(what, "odd.osm", xml(nodes, ways))
    battery.tell(report, "odd geometry, numbers and ids")
    return whole


def counts(report, battery, shared, rnd):
    """Notes of an import against the same counted by pyosmium."""
    extract = f"{shared}/osm/almaty_2013.osm.pbf"
    items = Items(extract)
    drivable = [i for i, (_, tags) in items.ways.items()
                if tags.get("highway", "").removesuffix("_link") in RANK and tags.get("area") != "yes"]
    lost = set(rnd.sample(sorted({n for i in drivable for n in items.ways[i][0]}), 300))
    nodes = {k: v for k, v in items.nodes.items() if k not in lost}
    single = rnd.sample(drivable, 20)
    repeated = [i for i in rnd.sample(drivable, 40) if i not in single]
    for i in single:
        items.ways[i] = (items.ways[i][0][:1], items.ways[i][1])
    for i in repeated:
        refs = items.ways[i][0]
        items.ways[i] = (refs[:2] + refs[1:], items.ways[i][1])
    items.nodes = nodes
    path = items.write(f"{battery.scratch}/counted.osm.pbf")
    own = collections.Counter()
    there = {o.id for o in osmium.FileProcessor(path) if o.is_node() and o.location.valid()}
    for way in osmium.FileProcessor(path):
        if not way.is_way() or way.tags.get("highway", "").removesuffix("_link") not in RANK or way.tags.get("area") == "yes":
            continue
        refs = [n.ref for n in way.nodes]
        own["way.missing_node"] += sum(n not in there for n in refs)
        runs = [[]]
        for n in refs:
            if n not in there:
                runs.append([])
            elif runs[-1] and runs[-1][-1] == n:
                own["vertex.repeated"] += 1
            else:
                runs[-1].append(n)
        pieces = sum(len(r) > 1 for r in runs)
        own["way.split_at_gap"] += max(0, pieces - 1)
        own["way.single_node"] += sum(len(r) == 1 for r in runs)  # of each stretch, not of each way
    told = json.loads(run(battery.jol, "network", "import", path, "--out", f"{battery.scratch}/counted.jolnet", "--overwrite",
                          "--json"))["notes"]
    for what in ("way.missing_node", "way.split_at_gap", "way.single_node", "vertex.repeated"):
        report.row(f"note {what}, 300 nodes lost", told.get(what, 0), own[what], "pyosmium", told.get(what, 0) == own[what])
    bad = [(1, "91.5", "76"), (2, "43", "181"), (3, "-90.1", "7")] + GRID[3:]
    told = battery.map("bad places", "bad.osm", xml(bad + [(7, "43.5", "76.5")], [(1, range(1, 101)), (2, [1, 5, 9]), (1, [11, 12])]))
    notes = told["notes"] if told else {}
    for what, expected in (("way.bad_coordinate", 4), ("node.duplicate", 1), ("way.duplicate", 1)):
        report.row(f"note {what}", notes.get(what, 0), expected, "made so", notes.get(what, 0) == expected)
    battery.clear()


def images(report, battery, shared, rnd, whole):
    image = f"{battery.scratch}/whole.jolnet"
    run(battery.jol, "network", "import", f"{shared}/osm/almaty_2013.osm.pbf", "--out", image, "--overwrite")
    with open(image, "rb") as file:
        content = file.read()
    accepted = 0
    for k in range(100):
        broken = flipped(rnd, content) if k < 70 else content[:rnd.randrange(len(content))]
        path = battery.file("broken.jolnet", broken)
        accepted += battery.ask(f"image {k}", "network", "info", path, "--json") is not None
    for name, broken in (("version", content[:8] + b"\x63" + content[9:]), ("noise", rnd.randbytes(5000)), ("empty", b""),
                         ("longer", content + b"\0" * 64), ("a map", whole)):
        accepted += battery.ask(name, "network", "info", battery.file("broken.jolnet", broken), "--json") is not None
    refused = battery.total - accepted
    battery.tell(report, "images with a bit flipped, cut, of another version")
    report.row("such images refused", refused, 105, "none is whole", refused == 105)
    return image


def tables(report, battery, shared, rnd, image):
    out = f"{battery.scratch}/out"
    for source, command in (("single.csv", ("match", "points")), ("obs_p15_std.csv", ("match", "tracks"))):
        with open(f"{shared}/synth/almaty/{source}", "rb") as file:
            content = file.read()
        lines = content.split(b"\n")
        shuffled = lines[:1] + rnd.sample(lines[1:], len(lines) - 1)
        variants = [flipped(rnd, content, 20) for _ in range(20)] + [content[:rnd.randrange(1, len(content))] for _ in range(10)] + [
            b"", b"\n", lines[0], lines[0] + b"\n", rnd.randbytes(20_000), content.replace(b",", b";"), content.replace(b"\n", b"\r\n"),
            content.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + content, content.decode().encode("utf-16"), content.replace(b"76.", b"nan"),
            content.replace(b"43.", b"1e300"), content.replace(b"43.", b"-43."), b"\n".join(shuffled), lines[0] + b"\n" + b'"' * 50_001,
            lines[0] + b"\n" + b"," * 1_000_000, content.replace(b"\n", b"\0\n"), content[content.index(b"\n") + 1:],
            lines[0] + b"," + lines[0] + b"\n" + lines[1], gzip.compress(content)]
        for k, broken in enumerate(variants):
            battery.ask(f"{command[1]} {k}", *command, battery.file("broken.csv", broken), "--network", image, "--out", out)
        battery.tell(report, f"broken tables for match {command[1]}")


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    report = Report("Damage: maps, images, tables")
    battery, rnd = Battery(jol, scratch), random.Random(8)
    whole = maps(report, battery, shared, rnd)
    counts(report, battery, shared, rnd)
    tables(report, battery, shared, rnd, images(report, battery, shared, rnd, whole))
    report.close()
