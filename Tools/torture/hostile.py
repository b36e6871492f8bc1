"""Hands jol files that were made to do harm: nothing outside is read, nobody is called, all end.

Each file runs twice: once timed with its memory measured, once under strace, where an opened
canary, a socket of the network or another program that is started counts as found.
"""
import gzip
import json
import os
import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zipfile

import bench_of_attacks as bench

CANARY = "canary-outside.csv"


def geopackage(path, layer, view=None, rows=3):
    """A GeoPackage of points, or one whose layer is a view."""
    db = sqlite3.connect(path)
    db.executescript("""
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
            organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326,
            'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL,
            identifier TEXT, description TEXT DEFAULT '', last_change TEXT, min_x, min_y, max_x,
            max_y, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT, m TINYINT);""")
    name = '"' + layer.replace('"', '""') + '"'
    point = b"GP\x00\x01" + struct.pack("<i", 4326) + b"\x01" + struct.pack("<Idd", 1, 76.9, 43.2)
    if view is None:
        db.execute(f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom POINT, id TEXT, time TEXT,"
                   "severity TEXT, killed INTEGER, injured INTEGER)")
        for row in range(rows):
            db.execute(f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?, 0, 1)",
                       (row + 1, point, f"K-{row}", "2025-03-01T10:00:00+05:00", "slight"))
    else:
        db.execute(f"CREATE VIEW {name} AS " + view.format(point="x'" + point.hex() + "'"))
    db.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', '2025-01-01T00:00:00.0Z',"
               "76, 43, 77, 44, 4326)", (layer, layer))
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
               (layer, "POINT" if view is None else "GEOMETRY"))
    db.commit()
    db.close()


def corpus(folder):
    """Pairs of a name and the command that is given the file."""
    outside = os.path.join(folder, "outside", CANARY)
    os.makedirs(os.path.dirname(outside))
    with open(outside, "w", encoding="utf-8") as file:
        file.write("id,time,lat,lon,severity\nSECRET,2025-01-01T00:00:00Z,43.2,76.9,fatal\n")
    inside = os.path.join(folder, "in")
    os.makedirs(inside)

    def text(name, content):
        path = os.path.join(inside, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        return path

    vrt = (f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{outside}</SrcDataSource>'
           '<GeometryType>wkbPoint</GeometryType></OGRVRTLayer></OGRVRTDataSource>')
    curl = vrt.replace(outside, "/vsicurl/http://127.0.0.1:9/x.csv")
    bomb = ('<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
            + "".join(f'<!ENTITY {chr(98 + k)} "{("&" + chr(97 + k) + ";") * 10}">'
                      for k in range(9)) + ']>')
    entity = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file://{outside}">]>'
    point = '<wpt lat="43.2" lon="76.9"><time>2025-01-01T00:00:00Z</time><name>{}</name></wpt>'
    placemark = '<Placemark><name>{}</name><Point><coordinates>76.9,43.2</coordinates></Point></Placemark>'
    cases = []
    for name, content in [("vrt.geojson", vrt), ("curl.geojson", curl), ("vrt.json", vrt)]:
        path = text(name, content)
        cases += [(name, ["crashes", "add", path]), (name, ["network", "import", path])]
    for name, content in [
        ("bomb.gpx", bomb + "<gpx>" + point.format("&j;") + "</gpx>"),
        ("entity.gpx", entity + "<gpx>" + point.format("&x;") + "</gpx>"),
        ("bomb.kml", bomb + "<kml><Document>" + placemark.format("&j;") + "</Document></kml>"),
        ("entity.kml", entity + "<kml><Document>" + placemark.format("&x;") + "</Document></kml>"),
        ("bomb.osm", bomb + '<osm><node id="1" lat="43" lon="76"><tag k="a" v="&j;"/></node></osm>'),
        ("entity.osm", entity + '<osm><node id="1" lat="43" lon="76"><tag k="a" v="&x;"/></node></osm>'),
    ]:
        verb = ["network", "import"] if name.endswith(".osm") else ["flights", "add"]
        cases.append((name, verb + [text(name, content)]))
    for name, entries in [
        ("bomb.kmz", [("doc.kml", None)]),
        ("slip.kmz", [("../../outside/" + CANARY, b"overwritten"), ("/tmp/slip-" + CANARY, b"x")]),
        ("many.kmz", [(f"{number}.kml", b"<kml/>") for number in range(70_000)]),
    ]:
        path = os.path.join(inside, name)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for entry, content in entries:
                if content is not None:
                    archive.writestr(entry, content)
                    continue
                # Two thousand megabytes of nothing, never whole in memory.
                with archive.open(entry, "w", force_zip64=True) as stream:
                    stream.write(b"<kml>")
                    for _ in range(2000):
                        stream.write(b" " * 1_000_000)
        cases.append((name, ["flights", "add", path]))
    link = zipfile.ZipInfo("doc.kml")
    link.external_attr = 0o120777 << 16
    path = os.path.join(inside, "link.kmz")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, outside)
    cases.append(("link.kmz", ["flights", "add", path]))
    loop = ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
            "SELECT x AS fid, {point} AS geom, 'K' AS id FROM c WHERE x < 0")
    grow = ("WITH RECURSIVE c(x, t) AS (SELECT 1, 'a' UNION ALL SELECT x + 1, t || t FROM c) "
            "SELECT x AS fid, {point} AS geom, t AS id FROM c")
    for name, layer, view in [("loop.gpkg", "loop", loop), ("grow.gpkg", "grow", grow),
                              ("quote.gpkg", "it's \"; DROP TABLE crashes; --", None)]:
        path = os.path.join(inside, name)
        geopackage(path, layer, view)
        words = ["crashes", "add", path]
        cases.append((name, words))
        if view:
            cases.append((name, ["network", "import", path, "--source-crs", "EPSG:4326"]))
    return outside, cases


def main():
    for program in ("strace",):
        if shutil.which(program) is None:
            print(f"hostile files: skipped, {program} is not installed")
            return 0
    folder = tempfile.mkdtemp(prefix="jol-hostile-")
    failures = 0
    try:
        outside, cases = corpus(folder)
        with open(outside, "rb") as file:
            canary = file.read()
        calm = bench.complex_files(os.path.join(folder, "calm"), 1, 20)[0]
        for number, (name, words) in enumerate(cases):
            workspace = bench.new_workspace(os.path.join(folder, f"ws{number}"))
            bench.jol("complexes", "add", calm, "--workspace", workspace, check=True)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.monotonic()
            done = subprocess.run(
                [bench.JOL, *words, "--workspace", workspace], capture_output=True, text=True,
                env=bench.ENVIRONMENT, timeout=300)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = time.monotonic() - start
            busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            trace = os.path.join(folder, f"trace{number}")
            subprocess.run(
                ["strace", "-f", "-qq", "-o", trace, "-e", "trace=openat,open,connect,execve",
                 bench.JOL, *words, "--workspace", workspace], capture_output=True,
                env=bench.ENVIRONMENT, timeout=600)
            with open(trace, encoding="utf-8", errors="replace") as file:
                calls = file.read()
            problems = []
            if done.returncode < 0 or done.returncode >= 128:
                problems.append(f"ended by signal {done.returncode}")
            if busy > 14:
                problems.append(f"{busy:.0f} s of processor time")
            if any(CANARY in line and "= -1" not in line for line in calls.splitlines()):
                problems.append("the canary was opened")
            if any("connect(" in line and "AF_INET" in line for line in calls.splitlines()):
                problems.append("a connection was tried")
            if "SECRET" in done.stdout + done.stderr:
                problems.append("the canary's content came out")
            with open(outside, "rb") as file:
                if file.read() != canary:
                    problems.append("a file outside was changed")
            if os.path.exists("/tmp/slip-" + CANARY):
                problems.append("a file outside was made")
            code, report = bench.verify(workspace)
            if code not in (0, 79) or report.get("findings"):
                problems.append("the archive does not verify")
            words_shown = " ".join(words[:2])
            error = next((line for line in done.stderr.splitlines() if "[" in line), "")
            print(f"{name:14s} {words_shown:15s} exit {done.returncode:3d} {seconds:5.1f} s  "
                  f"{'; '.join(problems) or 'held'}  {error[:90]}")
            failures += len(problems)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"hostile files: {len(cases)} commands, {failures} problems, "
              f"largest process {peak:.0f} MiB")
        if peak > 1024:
            failures += 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
