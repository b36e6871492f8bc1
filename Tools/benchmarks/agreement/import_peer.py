"""What Valhalla says of the same ways; run in its interpreter, it answers points of a table."""
import collections, json, os, pathlib, random, subprocess, sys

if __name__ != "__main__":
    import numpy
    from jolnet import Image
    sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
    import newer_debian


# Classes of ours that Valhalla does not tell from others.
ALIKE = {("track", "service_other"), ("service", "service_other"), ("living_street", "service_other"), ("unknown", "unclassified")}


def valhalla(report, truth, path, python, scratch, jol_image):
    """Attributes of 300 ways beside Valhalla's tiles of the same file."""
    tools, tiles, config = os.path.dirname(python), scratch / "tiles", scratch / "valhalla.json"
    tiles.mkdir()
    script = ("import json,sys;from valhalla.config import get_config;c=get_config(tile_extract='',tile_dir=sys.argv[1]);"
              "c['mjolnir']['logging']={'type':'','color':False};json.dump(c,open(sys.argv[2],'w'))")
    subprocess.run([python, "-c", script, tiles, config], check=True, capture_output=True)
    subprocess.run(newer_debian.command(tools, "valhalla/bin/valhalla_build_tiles", "-c", str(config), "-j", "1", str(path)),
                   check=True, capture_output=True)
    said = {w: a for (w, _), a in Image(jol_image).pieces()}
    open_ways = [p for p in truth.pieces if not p[0].shut and len(p[1]) > 1]
    sample = random.Random(3).sample(open_ways, 300)
    with open(scratch / "peer.json", "w") as file:
        middles = [numpy.mean([truth.places[n] for n in p[len(p) // 2 - 1:len(p) // 2 + 1]], axis=0) for _, p in sample]
        json.dump([[w.id, *m] for (w, _), m in zip(sample, middles)], file)
    done = subprocess.run([python, __file__, config, scratch / "peer.json"], check=True, capture_output=True, text=True)
    answers = json.loads(done.stdout.splitlines()[-1])
    same, apart, cases = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for way, edge in answers.items():
        jol = said[int(way)]
        for key, value in edge.items():
            own = jol.get(key) == value
            # Valhalla gives ramps the class of the road that they lead to.
            own |= key == "kind" and (jol["link"] or (jol[key], value) in ALIKE)
            if key == "name":
                own = jol["name"] in value if jol["name"] else value == [] or set(value) & jol["road_refs"] != set()
            elif key == "limit":
                own = value == (0 if jol["implied"] else jol["limit"])
            (same if own else apart)[key] += 1
            if not own:
                cases[key].add((int(way), str(value), str(jol.get(key))))
    report.row(f"{len(answers)} ways: " + ", ".join(same), "/".join(f"{same[k]}" for k in same), "Valhalla, the same",
               "/".join(f"{same[k] + apart[k]}" for k in same), not apart,
               f"of {len(sample)} asked; " + "; ".join(f"{k}: way, Valhalla, jol: {sorted(v)[:4]}" for k, v in cases.items()))


if __name__ == "__main__":
    from valhalla import Actor
    actor, found = Actor(sys.argv[1]), {}
    for way, lon, lat in json.load(open(sys.argv[2])):
        answer = actor.locate(json.dumps({"locations": [{"lon": lon, "lat": lat}], "costing": "auto", "verbose": True}))
        answer = json.loads(answer) if isinstance(answer, str) else answer
        edges = [e for e in answer[0].get("edges") or [] if e["edge_info"]["way_id"] == way]
        for edge in edges[:1]:
            e, i = edge["edge"], edge["edge_info"]
            found[way] = {"oneway": len({x["edge"]["forward"] for x in edges}) == 1, "bridge": e["bridge"],
                          "tunnel": e["tunnel"], "roundabout": e["round_about"],
                          "kind": e["classification"]["classification"], "link": e["classification"]["link"],
                          "name": i.get("names") or [], "limit": i.get("speed_limit")}
    print(json.dumps(found))
