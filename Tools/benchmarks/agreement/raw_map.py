"""The raw map as an independent reader sees it: ways, pieces between junctions, distances on the ellipsoid."""
import collections, csv, math
import numpy as np
import osmium

RANK = {"motorway": 0, "trunk": 0, "primary": 0, "secondary": -.2, "tertiary": -.5, "unclassified": -.8,
        "residential": -1, "road": -1, "living_street": -1.3, "service": -1.6, "track": -2}
CLOSED = {"no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"}
A, E2 = 6378137.0, 0.00669437999014


def earth(lon, lat):
    """A place on the ellipsoid in metres from the centre of the earth."""
    lon, lat = np.radians(np.asarray(lon, float)), np.radians(np.asarray(lat, float))
    n = A / np.sqrt(1 - E2 * np.sin(lat) ** 2)
    return n * np.cos(lat) * np.cos(lon), n * np.cos(lat) * np.sin(lon), n * (1 - E2) * np.sin(lat)


def local(lon, lat, lon0, lat0):
    """Metres east and north on the plane that touches WGS 84 there; right to a millimetre within two kilometres."""
    x, y, z = (a - b for a, b in zip(earth(lon, lat), earth(lon0, lat0)))
    lon0, lat0 = math.radians(lon0), math.radians(lat0)
    outward = math.cos(lon0) * x + math.sin(lon0) * y
    return math.cos(lon0) * y - math.sin(lon0) * x, math.cos(lat0) * z - math.sin(lat0) * outward


def grid_scale(lon, lat):
    """How many metres of its UTM zone's grid a metre is there."""
    east = math.radians(lon - (math.floor(lon / 6) * 6 + 3)) * math.cos(math.radians(lat))
    return 0.9996 * (1 + east ** 2 / 2)


def place(east, north, lon0, lat0):
    """The longitude and latitude that `local` takes to these metres, by iteration."""
    lon, lat = lon0, lat0
    for _ in range(4):
        x, y = local(lon, lat, lon0, lat0)
        lat += (north - float(y)) / 111_100
        lon += (east - float(x)) / (111_300 * math.cos(math.radians(lat)))
    return lon, lat


def open_directions(tags):
    """Whether traffic may run along the way's nodes and against them, by the commonest tags."""
    oneway = tags.get("oneway")
    if oneway in ("yes", "1", "true"):
        return True, False
    if oneway in ("-1", "reverse"):
        return False, True
    if oneway in ("no", "0", "false", "reversible"):
        return True, True
    implied = tags.get("junction") in ("roundabout", "circular") or tags["highway"] == "motorway"
    return True, not implied


class RawMap:
    """Drivable ways with all their tags, nodes that are there, pieces cut at shared nodes."""

    def __init__(self, path):
        self.tags, self.nodes, places = {}, {}, {}
        for item in osmium.FileProcessor(str(path)):
            if item.is_node():
                if item.location.valid():
                    places[item.id] = (item.location.lon, item.location.lat)
            elif item.is_way():
                tags = {t.k: t.v for t in item.tags}
                base = tags.get("highway", "").removesuffix("_link")
                if base in RANK and tags.get("area") != "yes":
                    self.tags[item.id] = tags
                    self.nodes[item.id] = [n.ref for n in item.nodes if n.ref in places]
        self.at = places
        used = collections.Counter()
        for refs in self.nodes.values():
            for i, n in enumerate(refs):
                used[n] += 2 if i in (0, len(refs) - 1) else 1
        self.pieces, self.out = [], collections.Counter()
        for way, refs in self.nodes.items():
            cuts = [i for i, n in enumerate(refs) if used[n] > 1]
            for a, b in zip(cuts, cuts[1:]):
                along, against = open_directions(self.tags[way])
                self.pieces.append((way, refs[a:b + 1], along, against))
                self.out[refs[a]] += along
                self.out[refs[b]] += against
        lines = [(k, u, v) for k, p in enumerate(self.pieces) for u, v in zip(p[1], p[1][1:]) if places[u] != places[v]]
        self.line_piece = np.array([k for k, _, _ in lines])
        self.ends = np.array([places[u] + places[v] for _, u, v in lines])
        self.line_nodes = [(u, v) for _, u, v in lines]

    def prior(self, way):
        """What the documentation counts a class and a closed road, without traffic."""
        tags = self.tags[way]
        access = next((tags[k] for k in ("motorcar", "motor_vehicle", "vehicle", "access") if k in tags), "")
        return RANK[tags["highway"].removesuffix("_link")] - 1.5 * (access in CLOSED)

    def near(self, lon, lat, metres):
        """Rows of lines whose box comes within the distance of a place."""
        dy = metres / 110_500
        dx = dy / math.cos(math.radians(lat))
        e = self.ends
        return np.flatnonzero((np.minimum(e[:, 0], e[:, 2]) <= lon + dx) & (np.maximum(e[:, 0], e[:, 2]) >= lon - dx)
                              & (np.minimum(e[:, 1], e[:, 3]) <= lat + dy) & (np.maximum(e[:, 1], e[:, 3]) >= lat - dy))

    def feet(self, rows, lon, lat):
        """Distance, east and north of the foot of a place on each line."""
        e = self.ends[rows]
        ax, ay = local(e[:, 0], e[:, 1], lon, lat)
        bx, by = local(e[:, 2], e[:, 3], lon, lat)
        dx, dy = bx - ax, by - ay
        f = np.clip(-(ax * dx + ay * dy) / (dx * dx + dy * dy), 0, 1)
        x, y = ax + f * dx, ay + f * dy
        return np.hypot(x, y), x, y


def read_csv(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path
