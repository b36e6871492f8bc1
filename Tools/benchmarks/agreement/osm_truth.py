"""Roads of an OpenStreetMap file read by the rules of the OpenStreetMap wiki: the independent side."""
import csv, re
import numpy

LINKED = ("motorway", "trunk", "primary", "secondary", "tertiary")
PLAIN = ("unclassified", "residential", "living_street", "service", "track")
CLASS_OF = {**{c: c for c in LINKED + PLAIN}, **{c + "_link": c for c in LINKED}, "road": "unknown"}
SHUT = {"no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"}
ROUND = {"roundabout", "circular"}
OTHER_NAMES = ("alt_name", "official_name", "loc_name", "short_name", "int_name", "old_name")
REFS = ("ref", "nat_ref", "reg_ref", "int_ref", "loc_ref", "old_ref")
CARS = ("motorcar", "motor_vehicle", "vehicle")
RUSSIA = {"RU:urban": 60, "RU:rural": 90, "RU:motorway": 110, "RU:living_street": 20}
ZONES = ("urban", "rural", "motorway", "living_street")


def geodesic(a, b):
    """Metres on WGS 84 between arrays of (lon, lat): Vincenty 1975, inverse."""
    a, b = numpy.radians(numpy.asarray(a, float)), numpy.radians(numpy.asarray(b, float))
    major, f = 6378137.0, 1 / 298.257223563
    minor = major * (1 - f)
    u1, u2 = numpy.arctan((1 - f) * numpy.tan(a[..., 1])), numpy.arctan((1 - f) * numpy.tan(b[..., 1]))
    s1, c1, s2, c2 = numpy.sin(u1), numpy.cos(u1), numpy.sin(u2), numpy.cos(u2)
    east = b[..., 0] - a[..., 0]
    turn = east
    with numpy.errstate(invalid="ignore", divide="ignore"):
        for _ in range(8):
            sine = numpy.hypot(c2 * numpy.sin(turn), c1 * s2 - s1 * c2 * numpy.cos(turn))
            cosine = s1 * s2 + c1 * c2 * numpy.cos(turn)
            sigma = numpy.arctan2(sine, cosine)
            alpha = numpy.where(sine > 0, c1 * c2 * numpy.sin(turn) / sine, 0)
            square = 1 - alpha ** 2
            middle = numpy.where(square > 0, cosine - 2 * s1 * s2 / square, 0)
            c = f / 16 * square * (4 + f * (4 - 3 * square))
            turn = east + (1 - c) * f * alpha * (sigma + c * sine * (middle + c * cosine * (2 * middle ** 2 - 1)))
    u = square * (major ** 2 - minor ** 2) / minor ** 2
    big = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    small = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    change = small * sine * (middle + small / 4 * (cosine * (2 * middle ** 2 - 1)
                             - small / 6 * middle * (4 * sine ** 2 - 3) * (4 * middle ** 2 - 3)))
    return numpy.where(sine > 0, minor * big * (sigma - change), 0.0)


class Pack:
    """A rule pack of general limits: the last row that fits counts."""

    def __init__(self, path, day="9999-12-31"):
        self.rows = [r for r in csv.DictReader(open(path, encoding="utf-8")) if r["from"] <= day]

    def kmh(self, road_class, zone):
        exact = [r for r in self.rows if r["zone"] == zone and r["class"] in ("*", road_class)]
        open_zone = [r for r in self.rows if r["zone"] == "*" and r["class"] in ("*", road_class)]
        rows = exact or open_zone
        return int(rows[-1]["kmh"]) if rows else 0


def stated(text):
    """km/h of a sign, 0 for no limit, None when the text is no number."""
    text = text.strip()
    if text in ("none", "walk"):
        return 0 if text == "none" else 5
    zone = re.fullmatch(r"[A-Z]{2}:(?:zone:?)?(\d+)", text)
    if zone:
        return int(zone[1])
    number = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(mph|km/h|kmh|kph)?", text, re.I)
    if not number:
        return None
    value = float(number[1]) * (1.609344 if (number[2] or "").lower() == "mph" else 1)
    return int(value + 0.5) if 1 <= value < 255.5 else None


class Way:
    """A road and what its tags mean for motor traffic."""

    def __init__(self, way_id, refs, tags, pack):
        self.id, self.refs, self.tags = way_id, refs, tags
        highway, get = tags["highway"], tags.get
        self.kind, self.link = CLASS_OF[highway], highway.endswith("_link")
        self.roundabout = get("junction") in ROUND
        self.direction = self.read_direction(highway)
        if self.direction < 0:
            self.refs = refs[::-1]
        self.oneway = self.direction != 0
        self.bridge, self.tunnel = (get(k, "no") != "no" for k in ("bridge", "tunnel"))
        self.level = 1 if self.bridge else -1 if self.tunnel and get("tunnel") != "building_passage" else 0
        if re.fullmatch(r"\s*[+-]?\d+\s*", get("layer", "")) and abs(int(get("layer"))) <= 5:
            self.level = int(get("layer"))
        access = [tags[k] for k in CARS + ("access",) if k in tags]
        self.shut = bool(access) and access[0] in SHUT
        self.lanes = self.read_lanes()
        self.name = get("name", "")
        names = [get(k, "") for k in OTHER_NAMES] + [v for k, v in tags.items()
                                                     if re.fullmatch("name:[^:]+", k)]
        self.names = {n.strip() for v in names for n in v.split(";")} - {"", self.name}
        self.road_refs = {r.strip() for k in REFS for r in get(k, "").split(";")} - {""}
        self.read_limits(pack)

    def read_direction(self, highway):
        get = self.tags.get
        value = next((get(k) for k in ("oneway:motorcar", "oneway:motor_vehicle", "oneway") if k in self.tags), "")
        if value in ("yes", "1", "true"):
            return 1
        if value in ("-1", "reverse"):
            return -1
        known = value in ("no", "0", "false", "reversible", "alternating")
        if not known and (self.roundabout or highway == "motorway"):
            return 1
        ahead, back = (next((get(k + w) for k in CARS if k + w in self.tags), "") in SHUT
                       for w in (":forward", ":backward"))
        return 0 if ahead == back else 1 if back else -1

    def read_lanes(self):
        def count(key):
            text = self.tags.get(key, "").strip()
            return int(text) if text.isdigit() and int(text) < 256 else 0
        if "lanes" in self.tags:
            return count("lanes")
        ahead, back = count("lanes:forward"), count("lanes:backward")
        if self.direction == 0:
            return ahead + back if ahead and back else 0
        return ahead if self.direction > 0 else back

    def read_limits(self, pack):
        """Limits along and against the vertices: a direction's sign, the way's sign, then the zone's law."""
        get = self.tags.get
        texts = [get(k, "") for k in ("maxspeed", "maxspeed:type", "source:maxspeed", "zone:traffic", "zone:maxspeed")]
        self.zone = next((t.split(":")[1] for t in texts if t.count(":") == 1 and t.split(":")[1] in ZONES), None)
        signed = stated(texts[0])
        law = None
        for text in texts:
            if signed is None and re.fullmatch(r"[A-Z]{2}:(zone:?)?\d+", text.strip()):
                signed = stated(text)
            law = RUSSIA.get(text.strip()) if law is None else law
        law = pack.kmh(self.kind, self.zone) if law is None else law
        both = []
        for way in (":forward", ":backward"):
            text = get("maxspeed" + way, "")
            own = stated(text)
            if own is None and text.count(":") == 1 and text.split(":")[1] in ZONES:
                both.append((RUSSIA.get(text) or pack.kmh(self.kind, text.split(":")[1]), True))
                continue
            own = own if own is not None else signed
            both.append((law, True) if own is None else (own, False))
        if self.direction < 0:
            both.reverse()
        (self.limit, self.implied), (self.limit_against, _) = both
        if self.oneway:
            self.limit_against = self.limit
        self.settlement = self.zone in ("urban", "living_street") or (
            self.zone is None and self.kind in ("residential", "living_street"))
