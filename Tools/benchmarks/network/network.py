"""Measures `jol network import` beside peers in the same run; see Docs/Methods/network.md."""
import json, os, pathlib, shutil, subprocess, sys, time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import newer_debian  # noqa: E402

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
    valhalla(path, size, tools)
    osrm(path, size, tools)


def valhalla(path, size, tools):
    tiles = os.path.join(SCRATCH, "valhalla")
    shutil.rmtree(tiles, ignore_errors=True)
    os.makedirs(tiles)
    config = os.path.join(SCRATCH, "valhalla.json")
    script = ("import json, sys\nfrom valhalla.config import get_config\n"
              "c = get_config(tile_extract='', tile_dir=sys.argv[1])\n"
              "c['mjolnir']['concurrency'] = 1\njson.dump(c, open(sys.argv[2], 'w'))")
    made = subprocess.run([tools + "/py313", "-c", script, tiles, config], capture_output=True, text=True)
    if made.returncode != 0:
        print("valhalla did not install; skipped:", made.stderr[-300:])
        return
    cpu, wall, rss, code, text = measured(newer_debian.command(
        tools, "valhalla/bin/valhalla_build_tiles", "-j", "1", "-c", config, path))
    built = sum(f.stat().st_size for f in pathlib.Path(tiles).rglob("*.gph"))
    if code == 0 and built:
        row("valhalla_build_tiles -j 1", size, cpu, wall, rss, f"tiles {built / 1e6:.1f} MB")
    else:
        print("valhalla failed:", text[-300:])


def osrm(path, size, tools):
    profile = os.path.join(newer_debian.packages(tools), "osrm/share/profiles/car.lua")
    if not os.path.exists(profile):
        print("osrm did not install; skipped")
        return
    base = os.path.join(SCRATCH, "osrm.osm.pbf")
    shutil.copy(path, base)
    total = [0.0, 0.0, 0.0]
    for step in (["osrm-extract", "-t", "1", "-p", profile, base],
                 ["osrm-partition", "-t", "1", base[:-8] + ".osrm"],
                 ["osrm-customize", "-t", "1", base[:-8] + ".osrm"]):
        cpu, wall, rss, code, text = measured(
            newer_debian.command(tools, "osrm/bin/" + step[0], *step[1:]))
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
    # A folder where they were installed before saves a minute and a half.
    tools = os.environ.get("JOL_PEERS", SCRATCH + "/py3x")
    setup = os.path.join(SHARED, "tools", "setup_py3x.sh")
    if not os.path.exists(tools + "/py313") and os.geteuid() == 0 and os.path.exists(setup):
        subprocess.run(["bash", setup, tools], capture_output=True)
    peers(large, tools if os.path.exists(tools + "/py313") else None, python)
    referencing()


main()
