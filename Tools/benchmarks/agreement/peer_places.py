"""Asks OSRM `nearest` or Valhalla `locate` for the places on several roads around every point; runs in the peers' Python."""
import csv, json, sys

name, base, source, out = sys.argv[1:5]
rows = list(csv.DictReader(open(source)))
answers = []
if name == "osrm":
    import osrm

    engine = osrm.OSRM(osrm.EngineConfig(storage_config=base, algorithm="MLD", use_shared_memory=False))
    for row in rows:
        query = osrm.NearestParameters(coordinates=[(float(row["lon"]), float(row["lat"]))])
        query.number_of_results = 8
        for found in engine.Nearest(query)["waypoints"]:
            place = [float(x) for x in found["location"]]
            answers.append([row["id"], [int(n) for n in found["nodes"]], place, float(found["distance"])])
else:
    from valhalla import Actor

    actor = Actor(base)
    for row in rows:
        answer = actor.locate(json.dumps(dict(
            locations=[dict(lat=float(row["lat"]), lon=float(row["lon"]), radius=60, node_snap_tolerance=0)], costing="auto", verbose=True)))
        answer = json.loads(answer) if isinstance(answer, str) else answer
        for edge in answer[0].get("edges") or []:
            way = edge["edge_info"]["way_id"]
            answers.append([row["id"], way, [edge["correlated_lon"], edge["correlated_lat"]], edge["distance"]])
with open(out, "w") as file:
    json.dump(answers, file)
