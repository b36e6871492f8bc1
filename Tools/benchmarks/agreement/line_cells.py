"""The lines of a network by the cell of a lattice of degrees that they pass, and distances to them."""
import collections
import math

from roads import degree

CELL = 0.002


def cells(a, b, margin=0.0):
    ranges = [range(math.floor((min(a[i], b[i]) - margin) / CELL), math.floor((max(a[i], b[i]) + margin) / CELL) + 1)
              for i in (0, 1)]
    return [(x, y) for x in ranges[0] for y in ranges[1]]


class LineCells:
    """`cells` lists (piece, row, node, node) by cell."""

    def __init__(self, roads):
        self.roads, self.cells = roads, collections.defaultdict(list)
        for number, piece in enumerate(roads.pieces):
            for row, (a, b) in enumerate(zip(piece.nodes, piece.nodes[1:])):
                for cell in cells(roads.place[a], roads.place[b], 1e-6):
                    self.cells[cell].append((number, row, a, b))

    def distance(self, place, a, b):
        """Metres from a place to the line between two nodes, on the plane that touches the ellipsoid there."""
        east, north = degree(place[1])
        (ax, ay), (bx, by) = (((self.roads.place[n][0] - place[0]) * east, (self.roads.place[n][1] - place[1]) * north)
                              for n in (a, b))
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        share = min(1, max(0, -(ax * dx + ay * dy) / square)) if square else 0
        return math.hypot(ax + share * dx, ay + share * dy)

    def near(self, place, metres):
        """The pieces within some metres, at most 8, with their distances."""
        found = {}
        for cell in cells(place, place, 1e-4):
            for number, _, a, b in self.cells[cell]:
                apart = self.distance(place, a, b)
                if apart <= metres:
                    found[number] = min(apart, found.get(number, metres))
        return found
