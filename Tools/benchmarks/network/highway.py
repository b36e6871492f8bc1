"""A simulated highway with kilometre posts, and written places on it with known coordinates.

    python3 highway.py make DIR [--seed N] [--km 200]
    python3 highway.py score DIR PLACED.csv          (the answer of `jol network place --batch`)
    python3 highway.py trip THERE.csv BACK.csv       (of `locate --batch`, then `place --batch`)

The road winds across the steppe; a third of it has two carriageways 20 m apart. Posts stand 2-12 m
beside the road and up to 15 m from where they belong; every fifth is missing, and once ten in a
row. Kilometres jump forward at one place (a road built shorter), restart from 0 at another (the
border of a region), and one kilometre is 1,350 m long. Written places come in three languages.
"""
import csv, math, random, sys

LAT0, LON0 = 50.0, 70.0
ROADS = ["KAZ-03", "KAZ03", "КАZ-03", "каз-03", "KAZ 3"]


def lonlat(x, y):
    lat = LAT0 + y / 111_230
    return LON0 + x / (111_230 * math.cos(math.radians(LAT0)) * 1.0026), lat


class Road:
    """A centre line by arc length."""

    def __init__(self, length, rng):
        self.x, self.y, self.s = [0.0], [0.0], [0.0]
        heading, turn = rng.uniform(0, 2 * math.pi), 0.0
        step = 100.0
        while self.s[-1] < length:
            turn = 0.9 * turn + rng.gauss(0, 0.012)
            heading += turn
            self.x.append(self.x[-1] + step * math.cos(heading))
            self.y.append(self.y[-1] + step * math.sin(heading))
            self.s.append(self.s[-1] + step)

    def at(self, s, right=0.0):
        i = min(max(int(s / 100), 0), len(self.s) - 2)
        f = (s - self.s[i]) / 100
        dx, dy = self.x[i + 1] - self.x[i], self.y[i + 1] - self.y[i]
        n = math.hypot(dx, dy)
        return (self.x[i] + f * dx + dy / n * right, self.y[i] + f * dy - dx / n * right)


def official(s, total):
    """(kilometre, metres) of a chainage, as the road authority counts it; piecewise."""
    jump, long_at, reset = 0.25 * total, 0.45 * total, 0.6 * total
    jump = round(jump, -3)
    long_at, reset = round(long_at, -3), round(reset, -3)
    value = s + 12_000                      # the road starts at kilometre 12
    if s >= jump:
        value += 7_000                      # shorter: kilometres jump by 7
    if s >= long_at:
        over = s - long_at
        if over < 1350:                     # one kilometre of 1,350 m
            return int((value - over) // 1000), (value - over) % 1000 + over
        value -= 350
    if s >= reset + 350:
        value = s - (reset + 350)           # a region's border: from 0 again
    return int(value // 1000), value % 1000


def make(folder, seed, total):
    rng = random.Random(seed)
    road = Road(total, rng)
    dual = (0.3 * total, 0.63 * total)
    nodes, ways, posts = [], [], []

    def node(x, y, tags=""):
        lon, lat = lonlat(x, y)
        nodes.append(f"<node id='{len(nodes) + 1}' lat='{lat:.7f}' lon='{lon:.7f}'>{tags}</node>")
        return len(nodes)

    def way(refs, oneway):
        tags = "<tag k='highway' v='trunk'/><tag k='ref' v='KAZ-03;М-36'/>"
        tags += "<tag k='oneway' v='yes'/>" if oneway else ""
        tags += "<tag k='name' v='Астана — Алматы'/>"
        nd = "".join(f"<nd ref='{r}'/>" for r in refs)
        ways.append(f"<way id='{1000 + len(ways)}'>{nd}{tags}</way>")

    def line(a, b, right, first=None, last=None):
        refs = [first] if first else []
        s = a + (100 if first else 0)
        while s < b - (50 if last else -1):
            refs.append(node(*road.at(s, right)))
            s += 100
        if last:
            refs.append(last)
        return refs

    start = line(0, dual[0], 0)
    end = line(dual[1], total, 0)
    right = line(dual[0], dual[1], 10, start[-1], end[0])
    left = line(dual[0], dual[1], -10, start[-1], end[0])
    for refs, oneway in ((start, False), (right, True), (left[::-1], True), (end, False)):
        for i in range(0, len(refs) - 1, 40):
            way(refs[i:i + 41], oneway)
    # Side roads make junctions, a service road runs beside, a village street has no index.
    for s in range(1500, int(total) - 2000, 7000):
        base = start + right + end
        near = min(len(base) - 1, int(s / 100))
        p = road.at(s, 400)
        ways.append(f"<way id='{1000 + len(ways)}'><nd ref='{base[near]}'/><nd ref='{node(*p)}'/>"
                    "<tag k='highway' v='unclassified'/></way>")
    # A post stands wherever the count reaches a whole kilometre.
    previous = None
    gap = (0.8 * total, 0.8 * total + 10_000)
    s = 0.0
    while s < total:
        km, m = official(s, total)
        if previous is not None and km != previous and m < 5:
            number = len(posts)
            if number % 5 != 3 and not gap[0] < s < gap[1]:
                where = s + rng.uniform(-15, 15)
                side = rng.choice([-1, 1])
                width = 12 if dual[0] < s < dual[1] else 2
                x, y = road.at(where, side * (width + rng.uniform(2, 10)))
                ref = rng.choice(["<tag k='road_ref' v='KAZ-03'/>", ""])
                node(x, y, "<tag k='highway' v='milestone'/>"
                     f"<tag k='distance' v='{km}'/>{ref}")
            posts.append(km)
        previous = km
        s += 1
    with open(f"{folder}/highway.osm", "w") as f:
        f.write("<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>\n")
        f.write("\n".join(nodes + ways) + "\n</osm>\n")
    shapes = ["{r}, {k} км + {m} м", "{r} км {k}+{m:03}", "{k} км {m} м автодороги {r}",
              "{r}, {k} шақырым {m} м", "km {k}+{m:03} {r}", "{r} {d:.3f} km"]
    with open(f"{folder}/places.csv", "w", newline="") as f, \
            open(f"{folder}/truth.csv", "w", newline="") as g:
        out, truth = csv.writer(f), csv.writer(g)
        out.writerow(["id", "place", "lon", "lat"])
        truth.writerow(["id", "lon", "lat", "s"])
        for i in range(2000):
            s = rng.uniform(0, total - 200)
            km, m = official(s, total)
            r = rng.choice(ROADS[:3] + ROADS[4:])
            shape = rng.choice(shapes if m < 1000 else shapes[:5])
            text = shape.format(r=r, k=km, m=int(round(m)), d=km + round(m) / 1000)
            # A hint some kilometres off, as a dispatcher's district gives one.
            hint = lonlat(*road.at(min(max(s + rng.uniform(-8000, 8000), 0), total), 300))
            out.writerow([i, text, f"{hint[0]:.6f}", f"{hint[1]:.6f}"])
            lon, lat = lonlat(*road.at(s))
            truth.writerow([i, f"{lon:.8f}", f"{lat:.8f}", f"{s:.1f}"])


def metres(a, b):
    lat = math.radians((a[1] + b[1]) / 2)
    return math.hypot((a[0] - b[0]) * 111_320 * math.cos(lat), (a[1] - b[1]) * 111_230)


def score(folder, placed):
    truth = {r["id"]: (float(r["lon"]), float(r["lat"])) for r in csv.DictReader(open(f"{folder}/truth.csv"))}
    errors, missing = [], 0
    for row in csv.DictReader(open(placed)):
        if not row.get("lon"):
            missing += 1
            continue
        errors.append((metres(truth[row["id"]], (float(row["lon"]), float(row["lat"]))), row["id"]))
    errors.sort()
    n = len(truth)
    within = sum(1 for e, _ in errors if e <= 50)
    print(f"places {n}, unanswered {missing}, within 50 m {within} ({100 * within / n:.2f} %), "
          f"median {errors[len(errors) // 2][0]:.1f} m, 99th percentile "
          f"{errors[int(0.99 * len(errors))][0]:.1f} m, worst {errors[-1][0]:.0f} m (id {errors[-1][1]})")


def trip(there, back):
    """Places given as road, kilometre and metres, found again: how far apart on the road."""
    first = {r["id"]: r for r in csv.DictReader(open(there))}
    worst, n, lost = 0.0, 0, 0
    for row in csv.DictReader(open(back)):
        a = first[row["id"]]
        if not a.get("km"):
            continue
        if not row.get("lon"):
            lost += 1
            continue
        n += 1
        worst = max(worst, metres((float(a["lon"]), float(a["lat"])), (float(row["lon"]), float(row["lat"]))))
    print(f"  coordinates -> kilometre -> coordinates: {n} places, {lost} lost, worst {worst * 1000:.3f} mm")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "make":
        seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 1
        total = float(arguments[arguments.index("--km") + 1]) * 1000 if "--km" in arguments else 200_000
        make(arguments[1], seed, total)
    elif arguments[0] == "trip":
        trip(arguments[1], arguments[2])
    else:
        score(arguments[1], arguments[2])
