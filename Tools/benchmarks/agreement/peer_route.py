"""Asks a peer for the way of every pair; runs in the peers' Python: NAME BASE PAIRS_CSV OUT_JSONL."""
import csv
import json
import sys

name, base, source, out = sys.argv[1:5]


def decoded(text):
    """A polyline of six decimals as (lon, lat)."""
    line, place, i = [], [0, 0], 0
    while i < len(text):
        for axis in (0, 1):
            bits = shift = 0
            while True:
                value = ord(text[i]) - 63
                i, bits, shift = i + 1, bits | (value & 31) << shift, shift + 5
                if value < 32:
                    break
            place[axis] += ~(bits >> 1) if bits & 1 else bits >> 1
        line.append((place[1] / 1e6, place[0] / 1e6))
    return line


if name == "osrm":
    import osrm

    engine = osrm.OSRM(osrm.EngineConfig(storage_config=base, algorithm="MLD", use_shared_memory=False))

    def ask(start, end):
        route = engine.Route(osrm.RouteParameters(
            coordinates=[start, end], overview="full", geometries="polyline6", continue_straight=True))["routes"][0]
        return dict(metres=float(route["distance"]), seconds=float(route["duration"]),
                    line=decoded(str(route["geometry"])))
else:
    from valhalla import Actor

    actor = Actor(base)

    def ask(start, end):
        answer = actor.route(json.dumps(dict(
            locations=[dict(lon=x, lat=y, type="break", minimum_reachability=0, search_filter={}) for x, y in (start, end)],
            costing="auto", costing_options=dict(auto=dict(shortest=True, disable_hierarchy_pruning=True)), units="kilometers")))
        leg = (json.loads(answer) if isinstance(answer, str) else answer)["trip"]["legs"][0]
        return dict(metres=1000 * leg["summary"]["length"], seconds=leg["summary"]["time"],
                    line=decoded(leg["shape"]))

answered = 0
with open(out, "w") as file:
    for row in csv.DictReader(open(source)):
        try:
            answer = ask(*([float(v) for v in row[k].split(",")] for k in ("from", "to")))
            answered += 1
        except Exception as error:  # each peer has its own exceptions for a pair without a way
            answer = dict(error=str(error)[:120])
        file.write(json.dumps(answer) + "\n")
if not answered:
    sys.exit(f"{name} answered no pair")
