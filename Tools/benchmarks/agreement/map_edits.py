"""Known edits of an extract, each on a road of its own: kind -> the ways of the old version that it concerns."""
import math

from plant_faults import moved
from roads import Roads

EDITS = 30


class Editor:
    """Each `edit_` method changes one way and says whether the way suited."""

    def __init__(self, extract, chance):
        self.extract, self.chance, self.roads = extract, chance, Roads(extract)
        self.users, self.taken = {}, set()
        for way, (nodes, _) in extract.ways.items():
            for node in nodes:
                self.users.setdefault(node, set()).add(way)
        for members, _ in extract.relations.values():
            self.taken |= {ref for kind, ref, _ in members if kind == "w"}
        self.made, self.added = {}, []

    def edit(self):
        ways = sorted(self.roads.lines)
        self.chance.shuffle(ways)
        for name in sorted(n for n in dir(self) if n.startswith("edit_")):
            done = self.made.setdefault(name.removeprefix("edit_"), [])
            for way in ways:
                if len(done) == EDITS:
                    break
                nodes, tags = self.extract.ways.get(way, ((), {}))
                around = {w for n in nodes for w in self.users[n]}
                if len(nodes) < 3 or around & self.taken or any(n not in self.extract.nodes for n in nodes) \
                        or "oneway" in tags or "junction" in tags or tags["highway"].startswith("motorway"):
                    continue
                if getattr(self, name)(way, nodes, tags):
                    self.taken |= around
                    done.append(way)
        return self.made

    def _inner(self, nodes):
        return [i for i, n in enumerate(nodes[1:-1], 1) if len(self.users[n]) == 1 and nodes.count(n) == 1]

    def edit_deleted(self, way, nodes, tags):
        del self.extract.ways[way]
        return True

    def edit_split(self, way, nodes, tags):
        inner = self._inner(nodes)
        if not inner or nodes[0] == nodes[-1]:
            return False
        place = self.chance.choice(inner)
        self.extract.add_way(nodes[place:], tags)
        del nodes[place + 1:]
        return True

    def _move(self, nodes, metres):
        inner = self._inner(nodes)
        if not inner:
            return False
        for place in inner:
            angle = self.chance.uniform(0, 2 * math.pi)
            self.extract.nodes[nodes[place]] = moved(
                self.extract.nodes[nodes[place]], metres * math.cos(angle), metres * math.sin(angle))
        return True

    def edit_moved_2_m(self, way, nodes, tags):
        return self._move(nodes, 2)

    def edit_moved_20_m(self, way, nodes, tags):
        return self._move(nodes, 20)

    def edit_reversed(self, way, nodes, tags):
        nodes.reverse()
        return not any(k.endswith((":forward", ":backward")) for k in tags)

    def edit_to_one_way(self, way, nodes, tags):
        tags["oneway"] = "yes"
        return True

    def edit_renumbered(self, way, nodes, tags):
        self.extract.ways[self.extract.new_id("way")] = self.extract.ways.pop(way)
        for place in self._inner(nodes):
            node = self.extract.new_id("node")
            self.extract.nodes[node] = self.extract.nodes[nodes[place]]
            nodes[place] = node
        return True

    def edit_renamed(self, way, nodes, tags):
        tags.update(name="Another name", maxspeed="40")
        return True

    def edit_new_road(self, way, nodes, tags):
        """A road of its own from a dead end, far from others, so that it is nobody's successor."""
        for x, y in (self.extract.nodes[n] for n in (nodes[0], nodes[-1]) if len(self.users[n]) == 1):
            if not any(abs(p[0] - x) < 2e-3 and abs(p[1] - y) < 1.5e-3
                       for n, p in self.extract.nodes.items() if n in self.users and not self.users[n] & {way}):
                ends = [self.extract.add_node(moved((x, y), 30 * i + 10, 20)) for i in range(3)]
                self.added.append(self.extract.add_way(ends, {"highway": "residential"}))
                return True
        return False
