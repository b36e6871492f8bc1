"""Measures `jol network import` beside peers in the same run; see Docs/Methods/network.md."""
import json, os, pathlib, shutil, subprocess, sys, time

JOL, SHARED, SCRATCH = (os.path.abspath(p) for p in sys.argv[1:4])
QUICK = "--quick" in sys.argv
HERE = os.path.dirname(os.path.abspath(__file__))


def measured(command, **options):
    """CPU seconds, wall seconds, greatest resident memory in MB, exit status, output."""
    out = os.path.join(SCRATCH, "stdout")
    start = time.time()
    with open(out, "wb") as sink:
        child = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, **options)
        _, status, usage = os.wait4(child.pid, 0)
    text = open(out, errors="replace").read()
    code = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, time.time() - start, usage.ru_maxrss / 1024, code, text


def row(name, size, cpu, wall, rss, rest=""):
    print(f"{name:42} {size / 1e6:8.2f} MB {cpu:8.3f} CPU-s {size / 1e6 / cpu:8.2f} MB/CPU-s "
          f"{wall:7.2f} s {rss:7.0f} MB RSS = {rss * 1e6 / size:5.1f} x  {rest}", flush=True)


def jol(path, threads, repeat=3):
    size, best = os.path.getsize(path), None
    image = os.path.join(SCRATCH, "n.jolnet")
    for _ in range(repeat):
        cpu, wall, rss, code, text = measured(
            [JOL, "network", "import", path, "--out", image, "--overwrite", "--json",
             "--threads", str(threads)])
        if code != 0:
            sys.exit(f"jol failed on {path}:\n{text}")
        if best is None or cpu < best[0]:
            best = cpu, wall, rss, json.loads(text)
    cpu, wall, rss, result = best
    info = json.loads(measured([JOL, "network", "info", image, "--json"])[4])
    edges = result["segments"]
    row(f"jol import, {threads} thread(s): {os.path.basename(path)}", size, cpu, wall, rss,
        f"{edges} edges, {result['bytes'] / edges:.1f} B/edge, opens in {info['openSeconds'] * 1e3:.2f} ms")
    return open(image, "rb").read()


def peers(path, tools, python):
    size = os.path.getsize(path)
    if shutil.which("osmium"):
        cpu, wall, rss, code, _ = measured(["osmium", "fileinfo", "-e", path])
        if code == 0:
            row("osmium fileinfo -e (decodes, builds nothing)", size, cpu, wall, rss)
    elif python:
        # The same library from PyPI: decodes everything, hands only relations to Python.
        script = ("import osmium, sys\nclass H(osmium.SimpleHandler):\n"
                  "    def relation(self, r): pass\nH().apply_file(sys.argv[1])")
        cpu, wall, rss, code, _ = measured([python, "-c", script, path])
        if code == 0:
            row("osmium from PyPI (decodes, builds nothing)", size, cpu, wall, rss)
    else:
        print("neither osmium-tool nor osmium of PyPI could be installed; skipped")
    if tools is None:
        return
    folder = os.path.join(SCRATCH, "valhalla")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    config = os.path.join(folder, "config.json")
    with open(config, "w") as sink:
        made = subprocess.run([tools, "-m", "valhalla", "valhalla_build_config",
                               "--mjolnir-tile-dir", folder + "/tiles",
                               "--mjolnir-concurrency", "1"], stdout=sink, stderr=subprocess.DEVNULL)
    if made.returncode == 0:
        cpu, wall, rss, code, text = measured(
            [tools, "-m", "valhalla", "valhalla_build_tiles", "-j", "1", "-c", config, path])
        tiles = sum(f.stat().st_size for f in pathlib.Path(folder).rglob("*.gph"))
        if code == 0 and tiles:
            row("valhalla_build_tiles -j 1", size, cpu, wall, rss, f"tiles {tiles / 1e6:.1f} MB")
        else:
            print("valhalla failed:", text[-300:])
    else:
        print("valhalla did not install; skipped")
    osrm(path, size, tools)


def osrm(path, size, tools):
    probe = subprocess.run([tools, "-c", "import osrm, os; print(os.path.dirname(osrm.__file__))"],
                           capture_output=True, text=True)
    binaries = {f.name: str(f) for f in pathlib.Path(probe.stdout.strip() or "/none").rglob("osrm-*")}
    profile = next(pathlib.Path(probe.stdout.strip() or "/none").rglob("car.lua"), None)
    if "osrm-extract" not in binaries or profile is None:
        print("osrm's tools are not in its wheel; skipped")
        return
    base = os.path.join(SCRATCH, "osrm.osm.pbf")
    shutil.copy(path, base)
    total = [0.0, 0.0, 0.0]
    for step in (["osrm-extract", "-t", "1", "-p", str(profile), base],
                 ["osrm-partition", "-t", "1", base[:-8] + ".osrm"],
                 ["osrm-customize", "-t", "1", base[:-8] + ".osrm"]):
        cpu, wall, rss, code, text = measured([binaries[step[0]]] + step[1:])
        if code != 0:
            print(step[0], "failed:", text[-300:])
            return
        total = [total[0] + cpu, total[1] + wall, max(total[2], rss)]
    row("osrm extract + partition + customize, -t 1", size, *total)


def environment():
    """An interpreter with osmium for the tiled map; installs into a folder that is thrown away."""
    venv = os.path.join(SCRATCH, "venv")
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    made = subprocess.run([venv + "/bin/pip", "install", "-q", "osmium"], capture_output=True)
    if not shutil.which("osmium") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "-y", "-q", "osmium-tool"], capture_output=True)
    return venv + "/bin/python" if made.returncode == 0 else None


def referencing():
    folder = os.path.join(SCRATCH, "highway")
    os.makedirs(folder)
    script = os.path.join(HERE, "highway.py")
    for seed in (1, 2, 3):
        subprocess.run([sys.executable, script, "make", folder, "--seed", str(seed)], check=True)
        image, placed = folder + "/n.jolnet", folder + "/placed.csv"
        for command in (["import", folder + "/highway.osm", "--out", image, "--overwrite"],
                        ["place", "--batch", folder + "/places.csv", "--out", placed, "--network", image]):
            cpu, _, _, code, text = measured([JOL, "network"] + command)
            if code != 0:
                sys.exit(text)
        print(f"kilometre posts, seed {seed}: ", end="", flush=True)
        subprocess.run([sys.executable, script, "score", folder, placed], check=True)
        there, back = folder + "/there.csv", folder + "/back.csv"
        measured([JOL, "network", "locate", "--batch", placed, "--out", there, "--network", image])
        measured([JOL, "network", "place", "--batch", there, "--out", back, "--network", image])
        subprocess.run([sys.executable, script, "trip", there, back], check=True)


def main():
    extracts = sorted(pathlib.Path(SHARED, "osm").glob("*.osm.pbf"))
    for path in extracts:
        jol(str(path), 1)
    if QUICK:
        return referencing()
    python = environment()
    large = os.path.join(SCRATCH, "tiled.osm.pbf")
    if python and subprocess.run([python, os.path.join(HERE, "tile.py"), large, "52"]
                                 + [str(p) for p in extracts]).returncode == 0:
        images = [jol(large, threads) for threads in (1, 2, 8)]
        print("images of 1, 2 and 8 threads are", "equal" if len(set(images)) == 1 else "DIFFERENT")
    else:
        large = str(extracts[0])
        print("the tiled map could not be made; peers run on", large)
    tools = os.environ.get("JOL_PEER_PYTHON")
    setup = os.path.join(SHARED, "tools", "setup_py3x.sh")
    if tools is None and os.geteuid() == 0 and os.path.exists(setup):
        subprocess.run(["bash", setup, SCRATCH + "/py3x"], capture_output=True)
        tools = SCRATCH + "/py3x/py313"
    peers(large, tools if tools and os.path.exists(tools) else None, python)
    referencing()


main()
