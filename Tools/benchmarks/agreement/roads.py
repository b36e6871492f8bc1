"""The roads of an extract by the rules of Docs/Methods/network.md: pieces between junctions, restrictions.

Which classes, access values and levels count follows `OSMRoadRules`, as the document does not list them.
"""
import collections
import math

CLASSES = (
    "motorway trunk primary secondary tertiary unclassified residential living_street service track road"
).split()
LINKS = {f"{name}_link": name for name in CLASSES[:5]}
SHUT = {"no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"}
Piece = collections.namedtuple("Piece", "way nodes both shut level apart highway round")
Restriction = collections.namedtuple("Restriction", "start via_node via_ways end only")
SEMI_MAJOR, FLATTENING = 6378137.0, 1 / 298.257223563
SQUARE = FLATTENING * (2 - FLATTENING)


def earth_centred(place):
    """A place on the ellipsoid as X, Y, Z; chords of lines within a city are their lengths to a micrometre."""
    lon, lat = map(math.radians, place)
    normal = SEMI_MAJOR / math.sqrt(1 - SQUARE * math.sin(lat) ** 2)
    return (normal * math.cos(lat) * math.cos(lon), normal * math.cos(lat) * math.sin(lon),
            normal * (1 - SQUARE) * math.sin(lat))


def degree(lat):
    """Metres of a degree of longitude and of latitude."""
    sine = 1 - SQUARE * math.sin(math.radians(lat)) ** 2
    normal, meridian = SEMI_MAJOR / math.sqrt(sine), SEMI_MAJOR * (1 - SQUARE) / sine ** 1.5
    return math.radians(normal * math.cos(math.radians(lat))), math.radians(meridian)


def first(tags, *keys):
    return next((tags[key] for key in keys if tags.get(key)), "")


def direction(tags):
    """1 along the way, -1 against it, 0 both."""
    value = first(tags, "oneway:motorcar", "oneway:motor_vehicle", "oneway")
    if value in ("yes", "1", "true"):
        return 1
    if value in ("-1", "reverse"):
        return -1
    said = value in ("no", "0", "false", "reversible", "alternating")
    if not said and (tags.get("junction") in ("roundabout", "circular") or tags["highway"] == "motorway"):
        return 1
    kinds = ("motorcar", "motor_vehicle", "vehicle")
    forward, backward = (first(tags, *(f"{k}:{way}" for k in kinds)) in SHUT for way in ("forward", "backward"))
    return (1 if backward else -1) if forward != backward else 0


def level(tags):
    try:
        stated = int(tags.get("layer", "").strip())
        if -5 <= stated <= 5:
            return stated
    except ValueError:
        pass
    if tags.get("bridge", "no") != "no":
        return 1
    return -1 if tags.get("tunnel", "no") not in ("no", "building_passage") else 0


class Roads:
    """Pieces between junctions; `nodes` of a piece run in the direction of traffic where it is one way."""

    def __init__(self, extract):
        self.place = extract.nodes
        self.alias = {}
        self.lines = {}
        for way, (nodes, tags) in extract.ways.items():
            if (tags.get("highway") in CLASSES or tags.get("highway") in LINKS) and tags.get("area") != "yes":
                self.lines[way] = (self._runs(nodes), tags)
        self.pieces = []
        uses = collections.Counter()
        for way, (runs, tags) in self.lines.items():
            for run in runs:
                run[:] = self._distinct(run)
                for node in run:
                    uses[node] += 1
                uses[run[0]] += 1
                uses[run[-1]] += 1
        for way, (runs, tags) in self.lines.items():
            for run in runs:
                self._cut(way, run, tags, uses)
        self.at = collections.defaultdict(list)
        for number, piece in enumerate(self.pieces):
            self.at[piece.nodes[0]].append(number)
            self.at[piece.nodes[-1]].append(number)
        self.centred = {n: earth_centred(self.place[n]) for p in self.pieces for n in p.nodes}
        self.steps = [[math.dist(self.centred[a], self.centred[b]) for a, b in zip(p.nodes, p.nodes[1:])]
                      for p in self.pieces]
        self.length = [math.fsum(steps) for steps in self.steps]
        self.restrictions = [r for item in extract.relations.values() for r in self._restriction(*item)]

    def _runs(self, nodes):
        """Stretches without missing nodes; neighbours at one place are one node, that of the least id."""
        runs = [[]]
        for node in nodes:
            if node not in self.place:
                runs.append([])
                continue
            if runs[-1] and node != runs[-1][-1] and self.place[node] == self.place[runs[-1][-1]]:
                one, other = sorted((self.stands(node), self.stands(runs[-1][-1])))
                if one != other:
                    self.alias[other] = one
            runs[-1].append(node)
        return [run for run in runs if len(run) > 1]

    def stands(self, node):
        while node in self.alias:
            node = self.alias[node]
        return node

    def _distinct(self, run):
        found = []
        for node in map(self.stands, run):
            if not found or node != found[-1]:
                found.append(node)
        return found

    def _cut(self, way, run, tags, uses):
        cuts = [i for i, node in enumerate(run) if uses[node] > 1]
        facing = direction(tags)
        apart = (tags.get("bridge", "no") != "no", tags.get("tunnel", "no") != "no")
        shut = first(tags, "motorcar", "motor_vehicle", "vehicle", "access") in SHUT
        for a, b in zip(cuts, cuts[1:]):
            nodes = run[a:b + 1] if facing >= 0 else run[a:b + 1][::-1]
            if any(self.place[n] != self.place[nodes[0]] for n in nodes):
                self.pieces.append(Piece(way, tuple(nodes), facing == 0, shut, level(tags), apart,
                                         tags["highway"], tags.get("junction") in ("roundabout", "circular")))

    def _restriction(self, members, tags):
        """What a relation forbids or demands of cars; nothing where it is not for them or a member is missing."""
        kind = first(tags, "restriction", "restriction:motorcar", "restriction:motor_vehicle")
        spared = {part.strip() for part in tags.get("except", "").split(";")}
        if tags.get("type") != "restriction" and not tags.get("type", "").startswith("restriction:"):
            return
        if not kind.startswith(("no_", "only_")) or spared & {"motorcar", "motor_vehicle"}:
            return
        starts, ends = ([ref for t, ref, role in members if role == wanted and t == "w"] for wanted in ("from", "to"))
        nodes = [ref for t, ref, role in members if role == "via" and t == "n"]
        ways = [ref for t, ref, role in members if role == "via" and t == "w"]
        if (len(nodes), bool(ways)) not in ((1, False), (0, True)):
            return
        if all(way in self.lines and self.lines[way][0] for way in starts + ends + ways):
            node = self.stands(nodes[0]) if nodes else None
            for start in starts:
                for end in ends:
                    yield Restriction(start, node, tuple(ways), end, kind.startswith("only_"))
