"""OSRM and Valhalla on an extract, everything that they write in one folder."""
import json, os, subprocess, sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../matching"))
from peers import Peers  # noqa: E402


def prepared(python, shared, scratch, extract):
    """The peers that could be prepared, by name with the file that opens them."""
    peers = Peers.__new__(Peers)
    peers.tools, peers.work, peers.extract, peers.graph = f"{shared}/tools", os.path.dirname(python), extract, None
    peers.python, peers.place = python, f"{scratch}/peers"
    os.makedirs(peers.place, exist_ok=True)
    found = {}
    for name, prepare, base in (("osrm", peers.prepare_osrm, "network.osrm"),
                                ("valhalla", peers.prepare_valhalla, "valhalla.json")):
        try:
            prepare()
            found[name] = f"{peers.place}/{base}"
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"skipped  {name}: {error}")
    return found


def places(python, name, base, source, out):
    """What peer_places.py prints for a table of points."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer_places.py")
    subprocess.run([python, script, name, base, source, out], check=True, capture_output=True)
    with open(out) as file:
        return json.load(file)
