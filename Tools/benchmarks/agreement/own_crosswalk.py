"""Which share of each old segment lies on which new one, by own samples of half a metre.

The widest turn and what another level costs are those of Docs/Methods/network.md.
"""
import collections
import math

from line_cells import cells
from roads import degree

STEP, TOLERANCE, TURN = 0.5, 5.0, math.radians(40)


class OwnCrosswalk:
    """Segments are 2p along piece p and 2p + 1 against it; `None` stands for what is lost."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.cells = collections.defaultdict(list)
        for number, piece in enumerate(new.pieces):
            for a, b in zip(piece.nodes, piece.nodes[1:]):
                for cell in cells(new.place[a], new.place[b], 1e-4):
                    self.cells[cell].append((number, new.place[a], new.place[b]))
        self.borders = {}
        self.name = [self.line(old, p) for p in old.pieces]
        self.named = {self.line(new, p): n for n, p in enumerate(new.pieces)}

    @staticmethod
    def line(roads, piece):
        """What must stay for a segment to keep its name: way, nodes and their places."""
        return piece.way, piece.nodes, tuple(roads.place[n] for n in piece.nodes)

    def shares(self, piece):
        """Share by new segment for both directions of an old piece."""
        one = self.old.pieces[piece]
        same = self.named.get(self.name[piece])
        if same is not None:
            steps, count = {(same, True): 1}, 1
        else:
            steps, count = self._walk(piece)
        found = {}
        for against in (0, 1)[:2 if one.both else 1]:
            shares = collections.Counter()
            for onto, number in steps.items():
                segment = None
                if onto is not None:
                    along = onto[1] == (against == 0)
                    segment = 2 * onto[0] + (not along) if along or self.new.pieces[onto[0]].both else None
                shares[segment] += number / count
            found[2 * piece + against] = shares
        return found

    def _walk(self, piece):
        one, steps, done, before, borders = self.old.pieces[piece], collections.Counter(), 0, 0, 0
        for a, b, metres in zip(one.nodes, one.nodes[1:], self.old.steps[piece]):
            count = max(1, round(metres / STEP))
            (ax, ay), (bx, by) = self.old.place[a], self.old.place[b]
            for i in range(count):
                share = (i + 0.5) / count
                place = (ax + share * (bx - ax), ay + share * (by - ay))
                onto = self._nearest(place, (bx - ax, by - ay), one.level)
                steps[onto] += metres / count
                borders, before = borders + (onto != before), onto
            done += metres
        self.borders[piece] = borders
        return steps, done

    def _nearest(self, place, facing, level):
        east, north = degree(place[1])
        course = math.atan2(facing[1] * north, facing[0] * east)
        best = (math.inf, None)
        for number, a, b in self.cells[math.floor(place[0] / 0.002), math.floor(place[1] / 0.002)]:
            ax, ay, bx, by = ((a[0] - place[0]) * east, (a[1] - place[1]) * north,
                              (b[0] - place[0]) * east, (b[1] - place[1]) * north)
            dx, dy = bx - ax, by - ay
            square = dx * dx + dy * dy
            share = min(1, max(0, -(ax * dx + ay * dy) / square)) if square else 0
            metres = math.hypot(ax + share * dx, ay + share * dy)
            if metres > TOLERANCE:
                continue
            turn = abs((math.atan2(dy, dx) - course + math.pi) % (2 * math.pi) - math.pi)
            if min(turn, math.pi - turn) <= TURN:
                metres += TOLERANCE * (self.new.pieces[number].level != level)
                best = min(best, (metres, (number, turn <= math.pi / 2)), key=lambda x: x[0])
        return best[1]
