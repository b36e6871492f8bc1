"""What must not change a route does not: repeats, times, ids, order, threads, stubs, the drawing of ways, the place on earth."""
import collections, csv, json, math, random, subprocess, sys
import numpy as np
from changed_maps import Items, NEW, backwards, both_ways
from raw_map import RawMap, local, open_directions, read_csv, write_csv
from report import Report, run

HEADER = "track t lon lat speed_mps heading".split()


class City:
    """A map, drives over it made here, and what Jol says of them on the map or one made from it."""

    def __init__(self, jol, shared, scratch, name, extract, drives, far):
        self.jol, self.scratch, self.name = jol, scratch, name
        self.extract = f"{shared}/osm/{extract}"
        self.items = Items(self.extract)
        self.drives = f"{scratch}/{name}"
        subprocess.run([sys.executable, f"{shared}/tools/gen_tracks.py", self.extract, self.drives, str(drives), "11",
                        "1", str(far)], check=True, capture_output=True)
        self.network = {"base": self.image(self.extract, "base")}

    def image(self, source, name):
        path = f"{self.scratch}/{self.name}_{name}.jolnet"
        run(self.jol, "network", "import", source, "--out", path, "--overwrite", "--quiet")
        return path

    def changed(self, name, **how):
        if name not in self.network:
            path = self.items.write(f"{self.scratch}/{self.name}_{name}.osm.pbf", **how)
            self.network[name] = self.image(path, name)
        return name

    def routes(self, rows, on="base", *options):
        source = write_csv(f"{self.scratch}/fixes.csv", HEADER, rows)
        out = f"{self.scratch}/routes.jsonl"
        run(self.jol, "match", "tracks", source, "--network", self.network[on], "--out", out, "--quiet", *options)
        with open(out) as file:
            return {str(r["track"]): r for r in map(json.loads, file)}


def pairs(route):
    return [tuple(s) for s in route.get("segs", [])]


def same(before, after, back=lambda n: n):
    return sum(pairs(before[k]) == [(back(u), back(v)) for u, v in pairs(after[k])] for k in before)


def length(route, raw):
    return sum(n * math.hypot(*local(*raw.at[v], *raw.at[u])) for (u, v), n in route.items())


def apart(before, after, raw):
    """Share of the length that one route has and the other has not."""
    wrong = whole = 0.0
    for k in before:
        a, b = collections.Counter(pairs(before[k])), collections.Counter(pairs(after[k]))
        wrong += length(a - b, raw) + length(b - a, raw)
        whole += length(a, raw)
    return wrong / whole


def thinned(rows):
    """Without fixes within 10 m of the last one kept; the last of a track stays."""
    out, kept = [], None
    for k, row in enumerate(rows):
        last = k + 1 == len(rows) or rows[k + 1][0] != row[0]
        if kept is None or kept[0] != row[0] or last \
                or math.hypot(*local(float(row[2]), float(row[3]), float(kept[2]), float(kept[3]))) > 10:
            kept = row
            out.append(row)
    return out


def geometry(report, city, raw, found, what):
    """Every pair of a route is a line of a raw way, driven as the way allows; every place lies on a raw line."""
    allowed, ways = set(), set()
    for way, refs in raw.nodes.items():
        refs = [n for k, n in enumerate(refs) if k == 0 or n != refs[k - 1]]
        along, against = open_directions(raw.tags[way])
        lines = set(zip(refs, refs[1:]))
        ways |= lines | {(v, u) for u, v in lines}
        allowed |= (lines if along else set()) | ({(v, u) for u, v in lines} if against else set())
    total = real = legal = chained = places = on = 0
    worst = 0.0
    for route in found.values():
        segs = pairs(route)
        total += len(segs)
        real += sum(s in ways for s in segs)
        legal += sum(s in allowed for s in segs)
        breaks = sum(a[1] != b[0] for a, b in zip(segs, segs[1:]))
        chained += breaks <= len(route.get("breaks", [])) + len(route.get("off", []))
        lines = [raw.at[u] + raw.at[v] for u, v in dict.fromkeys(segs)]
        ends = np.array(lines)
        for place in route["pts"]:
            if place is None:
                continue
            places += 1
            ax, ay = local(ends[:, 0], ends[:, 1], *place)
            bx, by = local(ends[:, 2], ends[:, 3], *place)
            dx, dy = bx - ax, by - ay
            f = np.clip(-(ax * dx + ay * dy) / np.maximum(1e-12, dx * dx + dy * dy), 0, 1)
            least = np.hypot(ax + f * dx, ay + f * dy).min()
            on += least <= .02
            worst = max(worst, least)
    report.row(f"{what}: driven lines in the raw map", real, total, "pairs of raw ways", real == total)
    report.row(f"{what}: driven as allowed", legal, total, "one-way tags", legal == total)
    report.row(f"{what}: routes whole but for told breaks", chained, len(found), "node chain", chained == len(found))
    report.row(f"{what}: places on the route's raw lines", on, places, "distance on WGS 84", on == places,
               f"worst {worst:.4f} m")


def tracks(report, city, raw):
    """Every change of fixes and map, three profiles, with and without heading."""
    rnd = random.Random(5)
    number, back = city.items.shuffled(6)
    last = {}
    for r in read_csv(f"{city.drives}/truth_routes.csv"):
        last[r["track"]] = int(r["v"])
    drivable = sorted({n for refs in raw.nodes.values() for n in refs[1:-1]})
    city.changed("shifted", number=lambda kind, i: i + NEW)
    city.changed("shuffled", number=number)
    city.changed("ends", stubs=sorted(set(last.values())))
    city.changed("stubs", stubs=rnd.sample(drivable, 200))
    city.changed("two", way=both_ways)
    city.changed("back", way=backwards)
    tally, difference = collections.defaultdict(lambda: [0, 0]), {}
    for profile in ("p1_clean", "p5_std", "p15_std"):
        with open(f"{city.drives}/obs_{profile}.csv") as file:
            rows = list(csv.reader(file))[1:]
        order = sorted({r[0] for r in rows}, key=lambda _: rnd.random())
        for options in (["--no-heading"], []):
            base = city.routes(rows, "base", *options)
            if options:
                geometry(report, city, raw, base, f"{city.name} {profile}")

            def compare(what, after, before=base, **how):
                tally[what][0] += same(before, after, **how)
                tally[what][1] += len(before)

            compare("every fix twice", city.routes([r for r in rows for _ in (0, 1)], "base", *options))
            compare("a million seconds later", city.routes([[r[0], int(r[1]) + 1_000_000, *r[2:]] for r in rows], "base", *options))
            compare("tracks in another order", city.routes(sorted(rows, key=lambda r: order.index(r[0])), "base", *options))
            compare("ids shifted", city.routes(rows, "shifted", *options), back=lambda n: n - NEW)
            compare("ids shuffled", city.routes(rows, "shuffled", *options), back=back.get)
            ends = city.routes(rows, "ends", *options)
            # A drive may end in the stub, which lies a metre from its true end.
            # Its base drive may have touched the road behind that node instead.
            into = {k for k, r in ends.items() if r["segs"] and max(r["segs"][-1]) >= NEW}
            touched = {k: dict(r, segs=r["segs"][:-1]) for k, r in base.items()
                       if k in into and r["segs"][:-1] == ends[k]["segs"][:-1]}
            compare("stubs of 1 m at the ends of drives, a last step into one left aside",
                    {k: dict(r, segs=r["segs"][:-1]) if k in into else r for k, r in ends.items()}, {**base, **touched})
            compare("stubs of 1 m at 200 nodes", city.routes(rows, "stubs", *options))
            compare("all ways two-way, drawn backwards", city.routes(rows, "back", *options), city.routes(rows, "two", *options))
            one, two = ({k: {x: y for x, y in r.items() if x != "cpu"} for k, r in city.routes(rows, "base", "--threads", n, *options).items()}
                        for n in (1, 2))
            tally["whole lines by 1 and 2 threads"][0] += sum(one[k] == two[k] for k in one)
            tally["whole lines by 1 and 2 threads"][1] += len(one)
            if profile == "p1_clean":
                few = city.routes(thinned(rows), "base", *options)
                compare("fixes within 10 m left out", few)
                difference["heading" if not options else "no heading"] = f"{100 * apart(base, few, raw):.3f} %"
    for what, (equal, total) in tally.items():
        told = what == "fixes within 10 m left out"
        report.row(f"{city.name}, {what}", f"{equal} routes the same", total, "the same drives as they are",
                   None if told else equal == total, f"length that differs: {difference}" if told else "")


def elsewhere(report, city, raw):
    """Map and drives turned about the earth's axis: across 180°, across the border of a UTM zone."""
    middle = np.mean([lon for lon, _, _ in city.items.nodes.values()])
    with open(f"{city.drives}/obs_p5_std.csv") as file:
        rows = list(csv.reader(file))[1:]
    base = city.routes(rows, "base")
    for name, to in (("across 180°", 180), ("across 84° E", 84), ("across 78° E", 78)):
        shift = round(to - middle, 7)
        turn = lambda lon: round((lon + shift + 180) % 360 - 180, 7)  # noqa: E731
        city.changed(name.replace(" ", "_"), place=lambda lon, lat: (turn(lon), lat))
        moved = [[r[0], r[1], f"{turn(float(r[2])):.7f}", *r[3:]] for r in rows]
        after = city.routes(moved, name.replace(" ", "_"))
        equal = same(base, after)
        worst, places, found = 0.0, 0, 0
        for k in base:
            for a, b in zip(base[k]["pts"], after[k]["pts"]):
                if a and b and pairs(base[k]) == pairs(after[k]):
                    places += 1
                    d = math.hypot(*local(b[0] - shift, b[1], *a))
                    found += d <= .1
                    worst = max(worst, d)
        report.row(f"{city.name}, {name}", f"{equal} routes the same, {found} of {places} places within 0.1 m", len(base),
                   "the same drives in place", equal == len(base), f"worst place {worst:.2f} m")


def points(report, city, shared):
    """Single points: rows in another order, other ids, backwards, threads, ways drawn backwards, elsewhere."""
    source = read_csv(f"{city.drives}/single.csv")
    header = "id lon lat heading name ref sigma".split()

    def ask(rows, on="base", *options):
        path = write_csv(f"{city.scratch}/points.csv", header, [[r[k] for k in header] for r in rows])
        out = f"{city.scratch}/answers.csv"
        run(city.jol, "match", "points", path, "--network", city.network[on], "--out", out, "--quiet", *options)
        return read_csv(out)

    def key(rows, prefix="", back=lambda n: n, columns=("u", "v", "lon", "lat", "offset_m", "confidence", "reason")):
        return {r["id"].removeprefix(prefix): tuple(back(int(r[c])) if c in "uv" and r[c] else r[c] for c in columns) for r in rows}

    base = key(ask(source))

    def compare(what, after, before=base):
        equal = sum(before[k] == after[k] for k in before)
        report.row(f"{city.name} points, {what}", f"{equal} answers the same", len(before), "the same points as they are",
                   equal == len(before))

    compare("in another order", key(ask(random.Random(7).sample(source, len(source)))))
    compare("in reverse order", key(ask(source[::-1])))
    compare("with other ids", key(ask([dict(r, id="p" + r["id"]) for r in source]), "p"))
    compare("1 thread", key(ask(source, "base", "--threads", "1")), key(ask(source, "base", "--threads", "2")))
    lines = ("u", "v")
    plain = {k: v[:2] for k, v in base.items()}
    number, back = city.items.shuffled(6)
    bare = key(ask(source, "base", "--no-traffic"))
    compare("map ids shifted, no traffic", key(ask(source, "shifted", "--no-traffic"), "", lambda n: n - NEW), bare)
    compare("map ids shuffled, no traffic", key(ask(source, "shuffled", "--no-traffic"), "", back.get), bare)
    compare("map ids shuffled, line and direction", key(ask(source, "shuffled"), "", back.get, lines), plain)
    shifted = key(ask(source, "shifted"), "", lambda n: n - NEW)
    moved = [abs(float(shifted[k][5] or 0) - float(base[k][5] or 0)) for k in base]
    report.row(f"{city.name} points, confidence with map ids shifted", f"moves by {np.mean(moved):.4f} in the mean, {max(moved):.3f} at most",
               0, "the same points as they are", max(moved) < 1e-4)
    compare("ways drawn backwards, line and direction", key(ask(source, "back", "--no-traffic"), columns=lines),
            key(ask(source, "two", "--no-traffic"), columns=lines))


if __name__ == "__main__":
    jol, shared, scratch = sys.argv[1:4]
    report = Report("match tracks, match points: what must not change the answer")
    for name, extract, drives, far in (("Almaty", "almaty_2013.osm.pbf", 40, 8), ("Monaco", "monaco.osm.pbf", 60, 4)):
        city = City(jol, shared, scratch, name, extract, drives, far)
        raw = RawMap(city.extract)
        tracks(report, city, raw)
        points(report, city, shared)
        elsewhere(report, city, raw)
    report.close()
