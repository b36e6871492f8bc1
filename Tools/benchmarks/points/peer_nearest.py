"""Asks a peer for the nearest road of every point, its heading given; runs in the peer's Python."""

import csv
import json
import sys
import time

name, base, source, out = sys.argv[1:5]
rows = list(csv.DictReader(open(source)))
answers = []
spent = 0.0
if name == "osrm":
    import osrm

    engine = osrm.OSRM(osrm.EngineConfig(
        storage_config=base, algorithm="MLD", use_shared_memory=False))
    for row in rows:
        place = (float(row["lon"]), float(row["lat"]))
        begin = time.process_time()
        found = None
        try:
            query = osrm.NearestParameters(
                coordinates=[place], bearings=[(round(float(row["heading"])) % 360, 40)])
            found = engine.Nearest(query)["waypoints"][0]["location"]
            found = (float(found[0]), float(found[1]))
        except Exception:
            found = None
        spent += time.process_time() - begin
        answers.append(found)
else:
    from valhalla import Actor

    actor = Actor(base)
    for row in rows:
        query = json.dumps(dict(
            locations=[dict(
                lat=float(row["lat"]), lon=float(row["lon"]), heading=float(row["heading"]) % 360,
                heading_tolerance=40, search_cutoff=200)],
            costing="auto", verbose=False))
        begin = time.process_time()
        found = None
        try:
            answer = actor.locate(query)
            answer = json.loads(answer) if isinstance(answer, str) else answer
            edges = answer[0].get("edges") or []
            if edges:
                found = (edges[0]["correlated_lon"], edges[0]["correlated_lat"])
        except Exception:
            found = None
        spent += time.process_time() - begin
        answers.append(found)
if not any(answers):
    sys.exit(f"{name} answered none of {len(rows)} points")
with open(out, "w") as file:
    for row, found in zip(rows, answers):
        lon, lat = found if found else (None, None)
        file.write(json.dumps(dict(id=row["id"], lon=lon, lat=lat)) + "\n")
print(json.dumps(dict(rate=len(rows) / max(1e-9, spent))))
