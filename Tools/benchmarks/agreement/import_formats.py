"""One map in several formats, images by several threads, and memory on a growing map."""
import json, os, subprocess, sys
import osmium
from report import run, run_json

DECODE = ("import osmium, sys\nclass Reader(osmium.SimpleHandler):\n    def relation(self, r): pass\n"
          "Reader().apply_file(sys.argv[1])")
FORMATS = ("osm.pbf", "osm", "osm.gz", "osm.bz2")


def written(source, target):
    """The same objects through osmium's writer."""
    writer = osmium.SimpleWriter(str(target))
    for item in osmium.FileProcessor(str(source)):
        writer.add(item)
    writer.close()


def formats(report, jol, source, scratch):
    """The image of a map written as PBF, XML, gzip and bzip2, on one and two threads."""
    images = {}
    for kind in FORMATS:
        copy = scratch / f"copy.{kind}"
        copy.unlink(missing_ok=True)
        written(source, copy)
        for threads in (1, 2):
            image = scratch / "copy.jolnet"
            run(jol, "network", "import", copy, "--out", image, "--overwrite", "--threads", threads)
            images[kind, threads] = image.read_bytes()
    run(jol, "network", "import", source, "--out", scratch / "copy.jolnet", "--overwrite")
    first = (scratch / "copy.jolnet").read_bytes()
    apart = [f"{k} on {t}" for (k, t), image in images.items() if image != first]
    report.row(f"images of {source.name}: {', '.join(FORMATS)} by osmium's writer, threads 1 and 2",
               f"{len(images) - len(apart)} of {len(images)} as of the file itself", "bytes", len(first), not apart,
               "; ".join(apart))


def measured(command):
    """Greatest resident memory in bytes, and what was printed."""
    # A small process starts it: a child's figure begins at what its parent held.
    script = ("import os, resource, subprocess, sys\n"
              "status = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL).returncode\n"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\nsys.exit(status)")
    done = subprocess.run([sys.executable, "-S", "-c", script, *map(str, command)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command}: exit {done.returncode}")
    return int(done.stderr) * 1024, done.stdout


def memory(report, jol, folder, truths, scratch, tile):
    """A map many times as large: all its parts are counted, and the memory beyond the small one's grows less than it."""
    tiled, sources = scratch / "tiled.osm.pbf", [folder / n for n in sorted(truths)]
    subprocess.run([sys.executable, tile, tiled, "10", *sources], check=True, capture_output=True)
    copies = int(10 / (sum(os.path.getsize(s) for s in sources) / 1e6)) + 1
    sizes, peaks, counted = {}, {}, None
    for name, path in (("small", folder / "liechtenstein.osm.pbf"), ("tiled", tiled)):
        for threads in (1, 2):
            peaks[name, threads], text = measured(
                [jol, "network", "import", path, "--out", scratch / f"{name}{threads}.jolnet", "--json", "--threads", threads])
        sizes[name] = os.path.getsize(path)
        counted = json.loads(text)
        decoded = measured([sys.executable, "-c", DECODE, path])[0]
        report.row(f"greatest memory, {name} map of {sizes[name] / 1e6:.1f} MB", " and ".join(
            f"{peaks[name, t] / 1e6:.0f} MB on {t}" for t in (1, 2)), "osmium in Python, keeping nothing", f"{decoded / 1e6:.0f} MB", None,
                   f"{peaks[name, 1] / sizes[name]:.1f} and {decoded / sizes[name]:.1f} times the file; "
                   f"image {counted['bytes'] / counted['segments']:.1f} bytes a segment")
    grown = (peaks["tiled", 1] - peaks["small", 1]) / (sizes["tiled"] - sizes["small"])
    built = counted["bytes"] / sizes["tiled"]
    report.row("memory for a further byte of the file", f"{grown:.2f} B", "bytes of the image made of it", f"{built:.2f}", grown < 5,
               "the network itself is held, not the file")
    for key, own in (("pieces", lambda t: len(t.pieces)), ("segments", lambda t: sum(1 for _ in t.segments())),
                     ("turns", lambda t: t.turns()[0]), ("forbiddenTurns", lambda t: t.turns()[1])):
        total = copies * sum(own(t) for t in truths.values())
        report.row(f"tiled map: {key}", counted[key], f"osmium, {copies} copies", total, counted[key] == total)
    same = len({(scratch / f"tiled{t}.jolnet").read_bytes() for t in (1, 2)}) == 1
    report.row("tiled map: image of 1 and 2 threads", "equal" if same else "different", "bytes", "equal", same)
