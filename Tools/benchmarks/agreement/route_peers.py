"""OSRM and Valhalla made to keep the distance small, on an extract; see peer_route.py."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, ".."))
import newer_debian  # noqa: E402


class RoutePeers:
    """Prepares each peer in the scratch folder; raises `OSError` or `CalledProcessError` where it cannot."""

    def __init__(self, python, scratch, extract):
        self.python, self.tools, self.extract = python, os.path.dirname(os.path.abspath(python)), str(extract)
        self.place = pathlib.Path(scratch, "peers-" + pathlib.Path(extract).name.split(".")[0])
        self.place.mkdir()

    def _tool(self, program, *arguments):
        subprocess.run(newer_debian.command(self.tools, program, *map(str, arguments)),
                       check=True, capture_output=True, cwd=self.place)

    def _osrm(self, kept_small):
        """OSRM with its own car profile, whose weight is named for the purpose."""
        folder = self.place / kept_small
        profiles = os.path.join(newer_debian.packages(self.tools), "osrm/share/profiles")
        shutil.copytree(profiles, folder)
        car = (folder / "car.lua").read_text().replace(
            "weight_name                     = 'routability'", f"weight_name                     = '{kept_small}'")
        if f"weight_name                     = '{kept_small}'," not in car:
            raise OSError("its car profile is another one than this bench knows")
        (folder / "car.lua").write_text(car)
        base = folder / "network.osrm"
        self._tool("osrm/bin/osrm-extract", "-t", 1, "-p", folder / "car.lua", "-o", base, self.extract)
        self._tool("osrm/bin/osrm-partition", "-t", 1, base)
        self._tool("osrm/bin/osrm-customize", "-t", 1, base)
        return base

    def _valhalla(self):
        config = self.place / "valhalla.json"
        script = ("import json,sys;from valhalla.config import get_config;"
                  "c=get_config(tile_extract='',tile_dir=sys.argv[1]);c['mjolnir']['concurrency']=1;"
                  "c['service_limits']['max_distance_disable_hierarchy_culling']=1000000;"
                  "c['mjolnir']['logging']={'type':'','color':False};json.dump(c,open(sys.argv[2],'w'))")
        (self.place / "tiles").mkdir()
        subprocess.run([self.python, "-c", script, self.place / "tiles", config], check=True, capture_output=True)
        self._tool("valhalla/bin/valhalla_build_tiles", "-j", 1, "-c", config, self.extract)
        return config

    def routes(self, name, pairs, kept_small="distance"):
        """The peer's answer to each pair of the table: metres, seconds, line, or an error."""
        base = self._osrm(kept_small) if name == "osrm" else self._valhalla()
        out = self.place / f"{name}-{kept_small}.jsonl"
        done = subprocess.run([self.python, os.path.join(HERE, "peer_route.py"), name, base, pairs, out],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise OSError((done.stderr or done.stdout).strip().splitlines()[-1])
        return [json.loads(line) for line in open(out)]
