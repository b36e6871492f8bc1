"""Prepares an extract for each peer and runs it on a file of observations."""

import json
import math
import os
import subprocess
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import newer_debian  # noqa: E402


class Peers:
    """The peers that could be installed, on one extract."""

    def __init__(self, tools, work, extract, graph):
        self.tools, self.work, self.extract, self.graph = tools, work, extract, graph
        self.python = os.path.join(work, "py313")
        self.place = os.path.join(work, "peers", os.path.basename(extract).split(".")[0])
        os.makedirs(self.place, exist_ok=True)
        self.names = []
        for name, prepare in (
            ("valhalla", self.prepare_valhalla),
            ("osrm", self.prepare_osrm),
            ("fastmm", self.prepare_fastmm),
        ):
            try:
                prepare()
                self.names.append(name)
            except (OSError, subprocess.CalledProcessError, ImportError) as error:
                print(f"{name} is left out: {error}", file=sys.stderr)

    def tool(self, program, *arguments):
        """Runs a program of the peers' own Debian with its libraries."""
        subprocess.run(
            newer_debian.command(self.work, program, *arguments),
            check=True, capture_output=True, cwd=self.place,
        )

    def prepare_valhalla(self):
        config = os.path.join(self.place, "valhalla.json")
        if os.path.exists(config):
            return
        script = (
            "import json,sys;from valhalla.config import get_config;"
            "c=get_config(tile_extract='',tile_dir=sys.argv[1]);"
            "c['meili']['default']['max_search_radius']=200;"
            "c['service_limits']['trace'].update(max_search_radius=200,max_distance=1e7,"
            "max_shape=100000,max_gps_accuracy=100);"
            "c['mjolnir']['logging']={'type':'','color':False};"
            "json.dump(c,open(sys.argv[2],'w'))"
        )
        tiles = os.path.join(self.place, "tiles")
        os.makedirs(tiles, exist_ok=True)
        subprocess.run(
            [self.python, "-c", script, tiles, config + ".new"], check=True, capture_output=True
        )
        self.tool("valhalla/bin/valhalla_build_tiles", "-c", config + ".new", "-j", "1", self.pbf())
        os.rename(config + ".new", config)

    def prepare_osrm(self):
        base = os.path.join(self.place, "network.osrm")
        if os.path.exists(base + ".done"):
            return
        programs = "osrm/bin/"
        profile = os.path.join(newer_debian.packages(self.work), "osrm/share/profiles/car.lua")
        self.tool(programs + "osrm-extract", "-p", profile, "-o", base, self.pbf())
        self.tool(programs + "osrm-partition", base)
        self.tool(programs + "osrm-customize", base)
        open(base + ".done", "w").close()

    def pbf(self):
        """The extract in a folder where the peers may write beside it."""
        link = os.path.join(self.place, "network.osm.pbf")
        if not os.path.exists(link):
            if self.extract.endswith(".pbf"):
                os.symlink(self.extract, link)
            else:
                import osmium

                writer = osmium.SimpleWriter(link)
                for item in osmium.FileProcessor(self.extract):
                    writer.add(item)
                writer.close()
        return link

    def prepare_fastmm(self):
        import fastmm  # noqa: F401  refuses here when it is not installed

        folder = os.path.join(self.place, "fastmm")
        if os.path.exists(folder):
            return
        graph = self.graph
        os.makedirs(folder + ".new", exist_ok=True)
        number = {}
        with open(folder + ".new/edges.csv", "w") as edges, \
                open(folder + ".new/edge_nodes.csv", "w") as nodes:
            edges.write("id;source;target;WKT\n".replace(";", ","))
            for edge in graph.edges:
                ends = [number.setdefault(n, len(number)) for n in (edge.nodes[0], edge.nodes[-1])]
                line = ",".join(f"{graph.xy[n][0]:.3f} {graph.xy[n][1]:.3f}" for n in edge.nodes)
                edges.write(f'{edge.id},{ends[0]},{ends[1]},"LINESTRING ({line})"\n')
                nodes.write(f"{edge.id},{edge.way},{' '.join(map(str, edge.nodes))}\n")
        with open(folder + ".new/proj.json", "w") as file:
            json.dump(dict(lon0=graph.lon0, lat0=graph.lat0, kx=graph.kx, ky=graph.ky), file)
        os.rename(folder + ".new", folder)

    def run(self, name, observations, out, sigma, interval):
        """Runs one peer; its own figures are in the lines it writes."""
        radius = max(60, 4 * sigma)
        if name == "valhalla":
            command = [
                self.python, f"{self.tools}/w_valhalla.py", f"{self.place}/valhalla.json",
                observations, out, str(sigma), str(min(radius, 100)),
            ]
        elif name == "osrm":
            command = [
                self.python, f"{self.tools}/w_osrm.py", f"{self.place}/network.osrm",
                observations, out, str(sigma), "MLD",
            ]
            # Without it OSRM drives in circles at 1 Hz; with it, it drops most fixes.
            command += ["tidy"] if interval <= 1 else []
        else:
            command = [
                sys.executable, f"{self.tools}/w_fastmm.py", f"{self.place}/fastmm",
                observations, out, str(radius), str(sigma), "3000", "8",
            ]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise OSError((done.stderr or done.stdout).strip().splitlines()[-1:])


def distance(point, a, b):
    """Metres from a point to a line."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared if squared else 0
    share = max(0, min(1, share))
    return math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy)
