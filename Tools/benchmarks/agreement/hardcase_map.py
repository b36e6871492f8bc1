"""A road map drawn with characters: the map handed over and the rules that drives are judged by come from one drawing."""
import itertools, math
import numpy as np
from raw_map import open_directions

STEP = 20.0    # metres between the nodes of a way


class Scene:
    """Letters are nodes, digits places off the roads, lines only help the reader; north is up.

    A character is `cell[0]` metres wide and `cell[1]` high. A way is the string of its letters with its tags, a turn is
    (kind, from, via, to) with ways by their strings and a node by its letter. Drives are strings, too; the roads on
    which they begin and end run on for `tail` metres beyond the drawing.
    """

    def __init__(self, name, drawing, cell, ways, drives, turns=(), at=(76.9, 43.2), speed=(7, 15), tail=150.0, azimuth=17.0):
        self.name, self.drawing, self.drives, self.at, self.speed = name, drawing, drives.split(), at, speed
        self.mark, self.first_id = {}, 1
        for row, line in enumerate(drawing.split("\n")):
            for column, mark in enumerate(line):
                if mark.isalnum():
                    self.mark[mark] = np.array([column * cell[0], -row * cell[1]], float)
        middle = sum(self.mark.values()) / len(self.mark)
        c, s = math.cos(math.radians(azimuth)), math.sin(math.radians(azimuth))
        turned = np.array([[c, s], [-s, c]])
        self.mark = {k: turned @ (p - middle) for k, p in self.mark.items()}
        self.ways = {letters: dict(t.split("=") for t in tags.split()) for letters, tags in
                     (w.split(" ", 1) for w in ways.strip().split("\n") for w in [" ".join(w.split())])}
        self.turns = [tuple(t) for t in turns]
        self.beside = {}
        for letters in self.ways:
            for a, b in itertools.pairwise(letters):
                self.beside.setdefault(a, set()).add(b)
                self.beside.setdefault(b, set()).add(a)
        for end in {d[k] for d in self.drives for k in (0, -1)}:
            (inner,) = self.beside[end]
            away = self.mark[end] - self.mark[inner]
            self.mark[end] = self.mark[end] + away / np.hypot(*away) * tail

    def number(self, first):
        """Gives ids from `first` on to nodes and ways; what a scene says of pairs of nodes rests on them."""
        self.first_id, ids = first, itertools.count(first)
        self.node = {m: next(ids) for m in self.beside}
        self.xy = {self.node[m]: self.mark[m] for m in self.beside}
        self.line, self.pair_way, self.way_nodes, self.way_id = {}, {}, {}, {}
        for k, (letters, tags) in enumerate(self.ways.items()):
            way = self.way_id[letters] = first + k
            nodes = [self.node[letters[0]]]
            for a, b in itertools.pairwise(letters):
                p, q = self.mark[a], self.mark[b]
                count = max(1, math.ceil(np.hypot(*(q - p)) / STEP))
                inner = [next(ids) for _ in range(count - 1)]
                self.xy.update({n: p + (q - p) * (i + 1) / count for i, n in enumerate(inner)})
                chain = [self.node[a], *inner, self.node[b]]
                nodes += chain[1:]
                along, against = open_directions(tags)
                for open_, key, run in ((along, a + b, chain), (against, b + a, chain[::-1])):
                    self.line[key] = (list(itertools.pairwise(run)), open_, way)
                    self.pair_way.update({pair: (way, open_) for pair in itertools.pairwise(run)})
            self.way_nodes[way] = nodes
        self.dead_end = {self.node[m] for m, others in self.beside.items() if len(others) == 1}
        self.bans = [(kind, self.way_id[f], self.node[v] if len(v) == 1 else self.way_id[v], self.way_id[t], len(v) == 1)
                     for kind, f, v, t in self.turns]
        return next(ids)

    def degrees(self, places):
        """Longitudes and latitudes of metres about the scene's middle; beyond 180° they begin anew."""
        x, y = np.asarray(places, float).T
        lon0, lat0 = self.at
        bend = 1 - 0.00669437999014 * math.sin(math.radians(lat0)) ** 2
        lat = lat0 + np.degrees(y / (6378137 * (1 - 0.00669437999014) / bend ** 1.5))
        lon = lon0 + np.degrees(x / (6378137 / math.sqrt(bend) * np.cos(np.radians(lat))))
        return np.column_stack([(lon + 180) % 360 - 180, lat])

    def xml(self, free=False):
        """The scene's nodes, ways and restrictions as OpenStreetMap writes them; `free` leaves one-ways and turns out."""
        at = self.degrees(list(self.xy.values()))
        nodes = [f"<node id='{n}' version='1' lon='{lon:.7f}' lat='{lat:.7f}'/>" for n, (lon, lat) in zip(self.xy, at)]
        ways = ["<way id='%d' version='1'>%s%s</way>" % (
            self.way_id[letters], "".join(f"<nd ref='{n}'/>" for n in self.way_nodes[self.way_id[letters]]),
            "".join(f"<tag k='{k}' v='{v}'/>" for k, v in tags.items()
                    if not free or k not in ("oneway", "junction"))) for letters, tags in self.ways.items()]
        relations = ["<relation id='%d' version='1'><member type='way' ref='%d' role='from'/><member type='%s' ref='%d' "
                     "role='via'/><member type='way' ref='%d' role='to'/><tag k='type' v='restriction'/>"
                     "<tag k='restriction' v='%s'/></relation>" % (self.first_id + k, f, "node" if single else "way", v, t, kind)
                     for k, (kind, f, v, t, single) in enumerate(self.bans)]
        return nodes, ways, [] if free else relations

    def pairs(self, route):
        """The directed node pairs of a drive; steps to and from digits have none."""
        return [pair for a, b in itertools.pairwise(route) if a + b in self.line for pair in self.line[a + b][0]]

    def length(self, pair):
        return float(np.hypot(*(self.xy[pair[0]] - self.xy[pair[1]])))

    def faults(self, pairs):
        """What a chain of pairs does against the rules: unknown or wrong way, forbidden turn, turning round, jumps."""
        found = dict(unknown=0, oneway=0, turn=0, round=0, jump=0)
        ways = []
        for pair in pairs:
            way, open_ = self.pair_way.get(pair, (None, None))
            found["unknown"] += way is None
            found["oneway"] += open_ is False
            ways.append(way)
        for k, (a, b) in enumerate(itertools.pairwise(pairs)):
            if a[1] != b[0]:
                found["jump"] += 1
                continue
            found["round"] += a == b[::-1] and a[1] not in self.dead_end
            for kind, f, via, t, single in self.bans:
                if single and a[1] == via and ways[k] == f and a != b[::-1]:
                    found["turn"] += (ways[k + 1] == t) != kind.startswith("only_")
        order = [w for w, _ in itertools.groupby(ways)]
        for kind, f, via, t, single in self.bans:
            found["turn"] += sum(not single and order[k:k + 3] == [f, via, t] for k in range(len(order)))
        return found

    def legal(self, route):
        return all(self.line[a + b][1] for a, b in itertools.pairwise(route)) and not any(self.faults(self.pairs(route)).values())

    def routes(self, start, end, longest, most=400):
        """Every legal way by letters up to a length that drives no line twice in one direction."""
        size = {k: sum(map(self.length, pairs)) for k, (pairs, open_, _) in self.line.items() if open_}
        found, stack = [], [(start, 0.0)]
        while stack:
            route, so_far = stack.pop()
            if route[-1] == end and len(route) > 1:
                if self.legal(route):
                    found.append(route)
                continue
            used = {a + b for a, b in itertools.pairwise(route)}
            for other in self.beside[route[-1]]:
                key = route[-1] + other
                back = len(route) > 1 and other == route[-2] and len(self.beside[route[-1]]) > 1
                if key in size and key not in used and not back and so_far + size[key] <= longest:
                    stack.append((route + other, so_far + size[key]))
        assert len(found) <= most, (self.name, start, end, len(found))
        return sorted(found, key=lambda r: (len(r), r))


def write(path, scenes, free=False):
    """One file of several scenes, ids in order as a planet file has them."""
    parts = [scene.xml(free) for scene in scenes]
    with open(path, "w") as file:
        file.write("<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6' generator='drawing'>\n")
        for kind in range(3):
            file.writelines(line + "\n" for part in parts for line in part[kind])
        file.write("</osm>\n")
    return path
