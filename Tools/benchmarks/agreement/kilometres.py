"""Kilometres of a road reckoned from its raw ways and posts by the rules of Docs/Methods/network.md."""
import collections
import numpy
from osm_truth import geodesic

ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


def folded(ref):
    """An index without look-alike letters, dashes, spaces and leading zeros."""
    text = "".join(c for c in ref.upper().translate(ALIKE) if c.isalnum())
    head = text.rstrip("0123456789")
    return head + (text[len(head):].lstrip("0") or ("0" if text != head else ""))


def turn(truth, last, nodes):
    """Minus the cosine of the turn into the first step of some nodes."""
    if last is None:
        return 0
    a, b, c = (numpy.array(truth.places[n]) for n in (last, *nodes[:2]))
    scale = numpy.array([numpy.cos(numpy.radians(b[1])), 1])
    come, go = (b - a) * scale, (c - b) * scale
    return -come @ go / numpy.hypot(*come) / numpy.hypot(*go)


class Line:
    """One direction of a road: its vertices in order and the metres up to each."""

    def __init__(self, truth, ref, backward):
        out, degree = collections.defaultdict(list), collections.Counter()
        for way, nodes in truth.pieces:
            if folded(ref) not in {folded(r) for r in way.road_refs}:
                continue
            degree.update((nodes[0], nodes[-1]))
            out[nodes[0]].append(nodes)
            if not way.oneway:
                out[nodes[-1]].append(nodes[::-1])
        ends = sorted(n for n, d in degree.items() if d == 1)
        assert len(ends) == 2
        nodes, last = [ends[1] if backward else ends[0]], None
        while True:
            onward = [p for p in out[nodes[-1]] if p[1] != last]
            if not onward:
                break
            nodes += min(onward, key=lambda p: turn(truth, last, p))[1:]
            last = nodes[-2]
        self.places = numpy.array([truth.places[n] for n in nodes])
        self.along = numpy.concatenate([[0], numpy.cumsum(geodesic(self.places[:-1], self.places[1:]))])

    def at(self, metres):
        return numpy.array([numpy.interp(metres, self.along, self.places[:, k]) for k in (0, 1)])

    def foot(self, place):
        """Metres along the line, and away from it, in a plane about the place."""
        scale = numpy.array([geodesic(place, place + [1e-3, 0]), geodesic(place, place + [0, 1e-3])]) * 1e3
        line = (self.places - place) * scale
        step = numpy.diff(line, axis=0)
        share = numpy.clip(-(line[:-1] * step).sum(axis=1) / (step ** 2).sum(axis=1), 0, 1)
        away = numpy.hypot(*(line[:-1] + share[:, None] * step).T)
        i = int(away.argmin())
        return self.along[i] + share[i] * (self.along[i + 1] - self.along[i]), away[i]


class Kilometres:
    """Sections of posts on a line whose kilometres grow along it."""

    def __init__(self, line, posts, ref):
        feet = []
        for tags, place in posts:
            own = folded(tags.get("road_ref", "")) == folded(ref)
            metres, away = line.foot(numpy.array(place))
            if away <= (100 if own else 45):
                feet.append((metres, 1000 * float(tags["distance"])))
        self.line, self.sections = line, []
        for metres, value in sorted(feet):
            if self.sections:
                d, n = metres - self.sections[-1][-1][0], value - self.sections[-1][-1][1]
                if n > 0 and (abs(d - n) <= 60 or 0.6 <= d / n <= 1.6):
                    self.sections[-1].append((metres, value))
                    continue
            self.sections.append([(metres, value)])
        # An equation lies at the next post, or where a section that starts anew has its kilometre 0.
        firsts = [s[0] for s in self.sections[1:]]
        back = [metres - (value if value <= 3000 else 0) for metres, value in firsts]
        self.borders = [0, *(max(b, s[-1][0]) for b, s in zip(back, self.sections)), line.along[-1]]

    def value(self, section, metres):
        """(kilometre, metres) at a distance along the line, counted in a section."""
        posts = self.sections[section]
        i = max(0, sum(p[0] <= metres for p in posts) - 1)
        (c, v), w = posts[i], metres - posts[i][0]
        if w < 0 or i == len(posts) - 1:
            total = v + w
            return int(total // 1000), total % 1000
        d, n = posts[i + 1][0] - c, posts[i + 1][1] - v
        if abs(d / n - 1) <= 0.05:
            total = v + w * n / d
        else:
            total = v + w if d > n or w <= d / 2 else v + n - (d - w)
        km = min(int(total // 1000), int((v + n) // 1000) - 1)
        return km, total - 1000 * km

    def reading(self, metres):
        section = max(i for i in range(len(self.sections)) if self.borders[i] <= metres)
        return self.value(section, metres)

    def metres(self, km, m):
        """Every distance along the line that is called so."""
        found = []
        for number, posts in enumerate(self.sections):
            i = max([0] + [k for k, (_, v) in enumerate(posts) if v <= 1000 * km])
            (c, v), w = posts[i], 1000 * km + m - posts[i][1]
            at = c + w
            if w >= 0 and i + 1 < len(posts):
                d, n = posts[i + 1][0] - c, posts[i + 1][1] - v
                if abs(d / n - 1) <= 0.05:
                    at = c + w * d / n
                elif d < n and w > n / 2:
                    at = posts[i + 1][0] - (n - w)
            if self.borders[number] - 0.5 <= at <= self.borders[number + 1] + 0.5:
                found.append(at)
        return found

    def equations(self):
        """(kilometre, metres) behind and ahead of each border."""
        return [(self.value(i, b), self.value(i + 1, b)) for i, b in enumerate(self.borders[1:-1])]
