"""`jol network diff` with crosswalk and carried counts beside the edits that were made and own shares by length."""
import collections
import csv
import math
import pathlib
import random
import sys

from extract import Extract
from map_edits import Editor
from own_crosswalk import OwnCrosswalk
from report import Report, run, run_json
from roads import Roads

JOL, SHARED, SCRATCH = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
report = Report("Versions: jol network diff, --crosswalk, --carry")


def imported(path):
    image = SCRATCH / (pathlib.Path(path).name + ".jolnet")
    run(JOL, "network", "import", path, "--out", image, "--overwrite")
    return image


def crosswalk(old, new):
    table = SCRATCH / "crosswalk.csv"
    told = run_json(JOL, "network", "diff", old, new, "--crosswalk", table)["diff"]
    return told, list(csv.DictReader(open(table)))


def own_numbers(image, roads, count):
    """Own segment of each of Jol's, by the way and the two nodes that it begins with."""
    wanted, located = SCRATCH / "starts.csv", SCRATCH / "located.csv"
    wanted.write_text("segment,measure_m\n" + "".join(f"{i},0.001\n" for i in range(count)))
    run(JOL, "network", "locate", "--batch", wanted, "--out", located, "--network", image)
    begins = {}
    for number, piece in enumerate(roads.pieces):
        begins.setdefault((piece.way, *piece.nodes[:2]), []).append(2 * number)
        if piece.both:
            begins.setdefault((piece.way, *piece.nodes[:-3:-1]), []).append(2 * number + 1)
    found = {}
    for row in csv.DictReader(open(located)):
        place = float(row["lon"]), float(row["lat"])
        first, second = sorted((int(row["u"]), int(row["v"])), key=lambda n: math.dist(place, roads.place[n]))
        choice = begins[int(row["way"]), first, second]
        if len(choice) == 1:
            found[int(row["segment"])] = choice[0]
    return found


def by_segment(rows):
    found = collections.defaultdict(list)
    for row in rows:
        found[int(row["from_segment"])].append(row)
    return found


def compare_sums(rows, roads):
    sums = {s: sum(float(r["share"]) for r in found) for s, found in by_segment(rows).items()}
    directions = sum(2 if p.both else 1 for p in roads.pieces)
    off = sum(abs(total - 1) > 1e-6 * len(rows) / len(sums) + 1e-5 for total in sums.values())
    report.row("shares of an old segment add up to 1", f"{len(sums) - off} of {len(sums)} segments, {len(rows)} rows",
               f"{directions} segments", "own count of directions", not off and len(sums) == directions)


def compare_names(rows, own, numbers):
    """Segments whose way, nodes and places did not change keep their stable id, and no other does."""
    kept = lost = wrong = 0
    for segment, found in by_segment(rows).items():
        piece = numbers[0].get(segment, -2) >> 1
        if piece < 0:
            continue
        same = own.named.get(own.name[piece])
        is_open = same is not None and (numbers[0][segment] % 2 == 0 or own.new.pieces[same].both)
        keeps = len(found) == 1 and found[0]["from_id"] == found[0]["to_id"] and float(found[0]["share"]) == 1
        kept, lost, wrong = kept + (keeps and is_open), lost + (is_open and not keeps), wrong + (keeps and not is_open)
    report.row("untouched segments keep their stable id", f"{kept}, {wrong} others do", kept + lost,
               "own comparison of way, nodes and places", not lost and not wrong)


def compare_shares(rows, own, numbers):
    """Every share of every changed segment."""
    far, worst, compared, segments = [], 0.0, 0, 0
    mine = {}
    for segment, found in by_segment(rows).items():
        number = numbers[0].get(segment)
        if number is None or any(r["to_segment"] and int(r["to_segment"]) not in numbers[1] for r in found):
            continue
        if number not in mine:
            mine.update(own.shares(number >> 1))
        if own.name[number >> 1] in own.named:
            continue
        jol = {numbers[1][int(r["to_segment"])] if r["to_segment"] else None: float(r["share"]) for r in found}
        length, segments = own.old.length[number >> 1], segments + 1
        for onto in jol.keys() | mine[number].keys():
            metres = abs(jol.get(onto, 0) - mine[number].get(onto, 0)) * length
            compared, worst = compared + 1, max(worst, metres)
            if metres > 0.5 + 1.25 * own.borders[number >> 1]:
                far.append((own.old.pieces[number >> 1].way, round(length), round(jol.get(onto, 0), 3),
                            round(mine[number].get(onto, 0), 3)))
    report.row(f"shares of {segments} changed segments", f"{compared - len(far)} of {compared} the same", compared,
               "own samples of 0.5 m", not far, f"worst {worst:.1f} m; Jol walks in steps of 2 m, so each change of the "
               "successor may lie 1 m aside"
               + "".join(f"; way {w}, {m} m: {a} and {b}" for w, m, a, b in far[:4]))


def compare_changes(told, rows, own, old, new, made, added):
    """What became of each piece, counted by kind of change and by kind of edit."""
    fate, used, carried = collections.Counter(), set(), collections.defaultdict(list)
    edits = {way: kind for kind, ways in made.items() for way in ways}
    for number, piece in enumerate(old.pieces):
        shares = own.shares(number)
        used |= {s >> 1 for found in shares.values() for s in found if s is not None}
        gone = sum(found[None] for found in shares.values()) / len(shares)
        same = own.named.get(own.name[number])
        if same is not None and not gone:
            kind = "unchanged" if old.lines[piece.way][1] == new.lines[new.pieces[same].way][1] else "attributes"
        else:
            kind = "removed" if gone >= 0.98 else "partlyLost" if gone > 0.02 else "geometry"
        fate[kind] += 1
        carried[edits.get(piece.way, "none")].append(((1 - gone) * old.length[number], old.length[number]))
    fate["added"] = len(new.pieces) - len(used)
    for kind, change in told["changes"].items():
        report.row(f"pieces {kind}", change["pieces"], fate[kind], "own computation", change["pieces"] == fate[kind])
    compare_kinds(rows, made, carried)
    kept, total = (math.fsum(x[i] for found in carried.values() for x in found) for i in (0, 1))
    report.row("share of the length that is carried", f"{told['carriedShare']:.5f}", f"{kept / total:.5f}",
               "own computation", abs(told["carriedShare"] - kept / total) < 1e-4)
    report.row("kilometres added", f"{told['changes']['added']['kilometres']:.3f}",
               f"{sum(new.length[n] for n, p in enumerate(new.pieces) if n not in used) / 1e3:.3f}", "own length", None,
               f"{len(added)} roads were added; Jol tells lengths of its plane system")


def compare_kinds(rows, made, own):
    """Carried share of the ways of each kind of edit, beside what the edit leaves and own samples."""
    length, kept = collections.Counter(), collections.Counter()
    for row in rows:
        way, metres = int(row["from_way"]), float(row["length_m"])
        length[way] += metres
        kept[way] += metres if row["to_segment"] else 0
    for kind, ways in made.items():
        share = sum(kept[w] for w in ways) / sum(length[w] for w in ways)
        other = math.fsum(x for x, _ in own[kind]) / math.fsum(x for _, x in own[kind])
        wanted = {"deleted": "0", "to_one_way": "half", "moved_20_m": "less"}.get(kind, "all")
        report.row(f"{len(ways)} ways {kind.replace('_', ' ')}: share carried", f"{share:.4f}", f"{other:.4f}",
                   "own samples of 0.5 m", abs(share - other) < 0.002,
                   f"the edit leaves {wanted}" + (", but other roads begin within 5 m" if kind == "deleted" else ""))


def compare_carried(old, new, rows, count, chance):
    """Counts of crashes: what goes in comes out or is told as lost; each value is the sum of share times count."""
    names = {int(r["from_segment"]): r["from_id"] for r in rows}
    values = {s: chance.randrange(20) for s in range(count)}
    table, out = SCRATCH / "counts.csv", SCRATCH / "carried.csv"
    table.write_text("segment,value\n" + "".join(
        f"{s if s % 2 else names[s]},{value}\n" for s, value in values.items()))
    told = run_json(JOL, "network", "diff", old, new, "--carry", table, "--out", out)
    wanted = collections.Counter()
    for row in rows:
        wanted[row["to_segment"]] += float(row["share"]) * values[int(row["from_segment"])]
    lost = wanted.pop("", 0.0)
    moved = {r["segment"]: float(r["value"]) for r in csv.DictReader(open(out))}
    off = [s for s in wanted.keys() | moved.keys() if abs(wanted[s] - moved.get(s, 0)) > 1e-3]
    total = sum(values.values())
    report.row("carried counts: in = out + lost", f"{told['carriedTotal']} = {sum(moved.values()):.6f} + "
               f"{told['carriedLost']:.6f}", f"{total}, lost {lost:.3f}", "own sum",
               told["carriedTotal"] == total and abs(sum(moved.values()) + told["carriedLost"] - total) < 1e-6
               and abs(told["carriedLost"] - lost) < 0.01)
    report.row("carried counts: each new segment", f"{len(moved) - len(off)} of {len(moved)} the same", len(wanted),
               "own sum of share times count", not off, "half of the old segments by number, half by stable id")


def compare_order(path, image, extract, chance):
    """The same map with its nodes in another order in the file."""
    def shuffled(nodes):
        order = sorted(nodes)
        chance.shuffle(order)
        return order

    other = imported(extract.save(SCRATCH / "shuffled.osm.pbf", shuffled))
    told, rows = crosswalk(image, other)
    kept = sum(r["from_id"] == r["to_id"] and float(r["share"]) == 1 for r in rows)
    report.row("nodes in another order in the file: stable ids kept", kept, len(rows), "own count",
               kept == len(rows) and told["stableSegments"] == kept)


def compare_wider(image, extract, roads):
    """A road far outside widens the map; what is not touched must keep its name all the same."""
    for kilometres in (10, 60):
        x = max(p[0] for p in extract.nodes.values()) + kilometres / 81
        ends = [extract.add_node((x + i / 1000, 43.25)) for i in range(2)]
        extract.add_way(ends, {"highway": "residential"})
        told, rows = crosswalk(image, imported(extract.save(SCRATCH / f"wider{kilometres}.osm.pbf")))
        kept = sum(r["from_id"] == r["to_id"] for r in rows)
        wanted = sum(2 if p.both else 1 for p in roads.pieces)
        report.row(f"a road {kilometres} km outside the map: stable ids kept", kept, wanted, "own count", kept == wanted)


def main():
    chance, path = random.Random("versions"), SHARED / "osm" / "almaty_2013.osm.pbf"
    old_image, extract = imported(path), Extract(path)
    old = Roads(extract)
    compare_order(path, old_image, extract, chance)
    edited = Extract(path)
    editor = Editor(edited, chance)
    made = editor.edit()
    new_path = edited.save(SCRATCH / "edited.osm.pbf")
    new_image, new = imported(new_path), Roads(Extract(new_path))
    print("edits:", ", ".join(f"{kind} {len(ways)}" for kind, ways in made.items()))
    told, rows = crosswalk(old_image, new_image)
    own = OwnCrosswalk(old, new)
    numbers = [own_numbers(image, roads, sum(2 if p.both else 1 for p in roads.pieces))
               for image, roads in ((old_image, old), (new_image, new))]
    compare_sums(rows, old)
    compare_names(rows, own, numbers)
    compare_changes(told, rows, own, old, new, made, editor.added)
    compare_shares(rows, own, numbers)
    compare_carried(old_image, new_image, rows, len(by_segment(rows)), chance)
    compare_wider(old_image, extract, old)
    report.close()


main()
