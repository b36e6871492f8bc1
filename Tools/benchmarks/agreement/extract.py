"""An OpenStreetMap extract held in plain Python, so that a bench can read, change and write it."""
import osmium
from osmium.osm import mutable


class Extract:
    """Nodes as (lon, lat), ways as [node ids, tags], relations as [members, tags]."""

    def __init__(self, path):
        self.nodes, self.node_tags, self.ways, self.relations = {}, {}, {}, {}
        for item in osmium.FileProcessor(str(path)):
            tags = {tag.k: tag.v for tag in item.tags}
            if item.is_node():
                if item.location.valid():
                    self.nodes[item.id] = (item.location.lon, item.location.lat)
                    if tags:
                        self.node_tags[item.id] = tags
            elif item.is_way():
                self.ways[item.id] = [[node.ref for node in item.nodes], tags]
            elif item.is_relation():
                members = [(m.type, m.ref, m.role) for m in item.members]
                self.relations[item.id] = [members, tags]
        self._next = {"node": max(self.nodes) + 1000, "way": max(self.ways) + 1000}

    def new_id(self, kind):
        self._next[kind] += 1
        return self._next[kind]

    def add_node(self, place):
        node = self.new_id("node")
        self.nodes[node] = (round(place[0], 7), round(place[1], 7))
        return node

    def add_way(self, nodes, tags):
        way = self.new_id("way")
        self.ways[way] = [list(nodes), dict(tags)]
        return way

    def save(self, path, node_order=sorted):
        """Writes the extract; `node_order` puts the ids of the nodes in the order of the file."""
        writer = osmium.SimpleWriter(str(path), overwrite=True)
        for node in node_order(self.nodes):
            writer.add_node(mutable.Node(
                id=node, version=1, location=self.nodes[node], tags=self.node_tags.get(node, {})))
        for way in sorted(self.ways):
            nodes, tags = self.ways[way]
            writer.add_way(mutable.Way(id=way, version=1, nodes=nodes, tags=tags))
        for relation in sorted(self.relations):
            members, tags = self.relations[relation]
            writer.add_relation(mutable.Relation(id=relation, version=1, members=members, tags=tags))
        writer.close()
        return str(path)
