"""`jol network validate` beside an own search for faults in the raw extract, and on planted faults."""
import collections
import pathlib
import random
import sys

from extract import Extract
from map_faults import MapFaults
from plant_faults import Planter
from report import Report, run, run_json
from roads import Roads

JOL, SHARED, SCRATCH = sys.argv[1:4]
# Long lines run straight in one plane and not in another: 2 cm to the side in a line of 1 km.
METRES = 0.05
CODES = {
    "cut_before_junction": "dead_end_near_road", "duplicate_of_same_nodes": "duplicate_geometry",
    "duplicate_of_own_nodes": "duplicate_geometry", "crossing_of_split_node": "crossing_unconnected",
    "crossing_without_node": "crossing_unconnected", "sink": "oneway_sink", "source": "oneway_source",
    "dead_end_in": "no_way_out", "dead_end_out": "no_way_in", "ring_reversed": "roundabout_direction",
    "island": "island", "class_removed": "class_missing", "short_piece": "short_piece",
    "self_crossing": "self_crossing", "restriction_apart": "restriction_unresolved",
}
PAIRS = {"crossing_unconnected", "dead_end_near_road", "duplicate_geometry", "restriction_unresolved", "self_crossing"}
report = Report("Checks: jol network validate")


def validated(path):
    image = pathlib.Path(SCRATCH, pathlib.Path(path).name + ".jolnet")
    run(JOL, "network", "import", path, "--out", image, "--overwrite")
    return run_json(JOL, "network", "validate", image)["report"]


def short(finding):
    return finding["code"].removeprefix("network.")


def is_same(finding, fault):
    ways = {finding["way"], finding["otherWay"] or finding["way"]}
    if fault.code == "dead_end_near_road":  # several roads may be equally near
        if not ways <= fault.ways:
            return False
    elif fault.ways != ways if fault.code in PAIRS else finding["way"] not in fault.ways:
        return False
    return fault.metres is None or abs(fault.metres - finding["metres"]) <= METRES + 1e-3 * fault.metres


def compare(name, file):
    """Finding by finding: code, ways and metres."""
    path = pathlib.Path(SHARED, "osm", file)
    jol, faults = validated(path), MapFaults(Roads(Extract(path)))
    for code in jol["counts"]:
        code = code.removeprefix("network.")
        findings = [f for f in jol["findings"] if short(f) == code]
        if code.startswith("post_"):
            if findings:
                report.skip(f"{name}: {code}", "kilometre posts are compared elsewhere")
            continue
        missing, extra = [f for f in faults.found if f.code == code], []
        size = len(missing)
        for finding in findings:
            same = next((fault for fault in missing if is_same(finding, fault)), None)
            missing.remove(same) if same else extra.append(finding)
        note = [f"missing {sorted(f.ways)[:3]} at {f.place}" for f in missing[:3]]
        note += [f"extra {f['way']}, {f['otherWay']} at {f['lon']:.5f},{f['lat']:.5f}" for f in extra[:3]]
        report.row(f"{name}: {code}", f"{len(findings)}, {len(missing)} missing, {len(extra)} extra", size, "own search",
                   not missing and not extra, "; ".join(note))


def planted():
    """Twenty faults of each kind: which are found, and what is told beside them."""
    path = pathlib.Path(SHARED, "osm", "almaty_2013.osm.pbf")
    extract = Extract(path)
    kinds = Planter(extract, random.Random("faults")).plant()
    key = lambda f: (short(f), f["way"], f["otherWay"], round(f["lon"], 4), round(f["lat"], 4))  # noqa: E731
    before = {key(f) for f in validated(path)["findings"]}
    new = [f for f in validated(extract.save(pathlib.Path(SCRATCH, "faults.osm.pbf")))["findings"] if key(f) not in before]
    explained = set()
    for kind, places in kinds.items():
        code, pairs, found = CODES[kind], CODES[kind] in PAIRS and kind != "self_crossing", 0
        for ways in places:
            hits = [i for i, f in enumerate(new) if short(f) == code and f["way"] in ways
                    and (not pairs or {f["way"], f["otherWay"]} == ways)]
            explained |= set(hits)
            found += bool(hits)
        report.row(f"planted faults found: {kind.replace('_', ' ')}", f"{found} by {code}", len(places), "planted",
                   found == len(places))
    rest = collections.Counter()
    for i, finding in enumerate(new):
        if i not in explained:
            near = [k for k, places in kinds.items() if any({finding["way"], finding["otherWay"]} & ways for ways in places)]
            rest[f"{short(finding)} beside {'/'.join(near) or 'nothing planted'}"] += 1
    own = MapFaults(Roads(Extract(pathlib.Path(SCRATCH, "faults.osm.pbf")))).found
    wrong = [f for f in new if not any(is_same(f, fault) for fault in own if fault.code == short(f))]
    report.row("planted faults: new findings", f"{len(new)}, {len(explained)} name a planted fault",
               f"{len(new) - len(wrong)} found by own search, too", "own search", not wrong,
               "the others follow from the planted ones: "
               + ", ".join(f"{k} {v}" for k, v in rest.most_common()))


for place, file in (("Almaty", "almaty_2013"), ("Monaco", "monaco"), ("Liechtenstein", "liechtenstein"),
                    ("São Paulo", "sao_paulo")):
    compare(place, file + ".osm.pbf")
planted()
report.close()
