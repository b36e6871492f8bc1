"""Changes what was received, every kind of row, the ledger and single bytes: verify must notice."""
import os
import random
import shutil
import sqlite3

from bench_of_attacks import IS_LONG, Scratch, Tally, complex_files, jol, new_workspace, verify

FLIPS = 400 if IS_LONG else 60
CARDS = ("id,time,lat,lon,severity,killed,injured,type,road\n"
         "K-1,2025-05-01T10:00:00+05:00,43.21,76.91,fatal,1,0,collision,A-1\n"
         "K-2,2025-05-02T10:00:00+05:00,43.22,76.92,injury,0,2,collision,A-1\n"
         "K-3,nonsense,43.22,76.92,injury,0,2,collision,A-1\n")


def fresh(source, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, copy_function=shutil.copy)
    return target


def edit(workspace, *statements):
    db = sqlite3.connect(f"{workspace}/jol.gpkg", isolation_level=None)
    db.execute("PRAGMA foreign_keys = OFF")
    # A careful forger takes the guards away and puts them back.
    guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(statement)
    for _, sql in guards:
        db.execute(sql)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def objects(workspace):
    return [os.path.join(folder, name) for folder, _, names in os.walk(f"{workspace}/objects")
            for name in names]


def dump(workspace):
    try:
        with sqlite3.connect(f"file:{workspace}/jol.gpkg?mode=ro", uri=True) as db:
            return list(db.iterdump())
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def expect(tally, workspace, what, *words):
    code, report = verify(workspace, *words)
    codes = sorted({finding["code"] for finding in report["findings"]})
    tally.check(code == 79 and codes, f"{what}: exit {code}, {codes}")
    return codes


def main():
    tally, draw = Tally("tamper"), random.Random(20261128)
    found = {}
    with Scratch() as scratch:
        sound = new_workspace(f"{scratch}/sound")
        files = complex_files(f"{scratch}/in", 5, 40)
        with open(f"{scratch}/in/cards.csv", "w", encoding="utf-8") as file:
            file.write(CARDS)
        jol("complexes", "add", *files[:4], "--workspace", sound, check=True)
        jol("crashes", "add", f"{scratch}/in/cards.csv", "--workspace", sound, check=True)
        jol("simulate", "--small", "--out", f"{scratch}/world", "--quiet", check=True)
        flights = sorted(os.listdir(f"{scratch}/world/flights"))[:2]
        jol("flights", "add", *[f"{scratch}/world/flights/{name}" for name in flights],
            "--workspace", sound, "--quiet", check=True)
        jol("network", "import", f"{scratch}/world/network.osm", "--workspace", sound, check=True)
        jol("complexes", "add", files[4], "--workspace", sound, check=True)
        code, report = verify(sound)
        tally.check(code == 0, f"the untouched archive: exit {code}, {report['findings']}")
        bad = f"{scratch}/bad"

        # Every byte of the smallest object, or every seventh in the short form.
        smallest = min(objects(sound), key=os.path.getsize)
        step = 1 if IS_LONG else 7
        workspace = fresh(sound, bad)
        victim = smallest.replace(sound, bad)
        original = open(victim, "rb").read()
        os.chmod(victim, 0o600)
        for place in range(0, len(original), step):
            changed = bytearray(original)
            changed[place] ^= 1 << draw.randrange(8)
            open(victim, "wb").write(changed)
            expect(tally, workspace, f"byte {place} of an object")
        os.unlink(victim)
        found["object deleted"] = expect(tally, workspace, "a deleted object")

        tables = {
            "intake": "accepted = accepted + 1, records_in = records_in + 1",
            "quarantine": "reason = 'row.bad_time2'", "flights": "distance_m = distance_m + 1",
            "fixes": "lat = lat + 1e-7", "attitudes": "yaw_deg = yaw_deg + 1",
            "flight_events": "text = text || '!'", "passages": "speed_kmh = 59",
            "violations": "speed_kmh = 59", "crashes": "killed = 0, injured = 9",
            "devices": "certificate = 'other'", "segments": "limit_kmh = 110",
            "network_versions": "crs = 'EPSG:1'",
        }
        for table, change in tables.items():
            key = {"fixes": "rowid IS NULL OR flight_id", "attitudes": "rowid IS NULL OR flight_id",
                   "flight_events": "rowid IS NULL OR flight_id"}.get(table)
            has_rows = sqlite3.connect(f"{sound}/jol.gpkg").execute(
                f"SELECT count(*) FROM {table}").fetchone()[0]
            if not has_rows:
                continue
            if key:
                one = f"(flight_id, seq) = (SELECT flight_id, seq FROM {table} LIMIT 1)"
            else:
                one = f"rowid = (SELECT min(rowid) FROM {table})"
            workspace = fresh(sound, bad)
            edit(workspace, f"UPDATE {table} SET {change} WHERE {one}")
            found[f"{table} changed"] = expect(tally, workspace, f"{table} changed")
            workspace = fresh(sound, bad)
            edit(workspace, f"DELETE FROM {table} WHERE {one}")
            found[f"{table} deleted"] = expect(tally, workspace, f"{table} row deleted")
        workspace = fresh(sound, bad)
        edit(workspace, "INSERT INTO violations (intake_id, byte_offset, device_id, event_type, "
             "observed_us, zone_offset_s, raw_time, record_key, direction, vehicle_kind) SELECT "
             "intake_id, byte_offset, device_id, event_type, observed_us + 1, zone_offset_s, "
             "raw_time, record_key, direction, vehicle_kind FROM violations LIMIT 1")
        found["violation added"] = expect(tally, workspace, "a violation added")

        ledger = {
            "entry changed": ["UPDATE ledger SET body = replace(body, 'accepted', 'acceptef') "
                              "WHERE entry = 2"],
            "entry deleted": ["DELETE FROM ledger WHERE entry = 2"],
            "entries swapped": ["UPDATE ledger SET entry = 900 WHERE entry = 2",
                                "UPDATE ledger SET entry = 2 WHERE entry = 3",
                                "UPDATE ledger SET entry = 3 WHERE entry = 900"],
            "entry renumbered": ["UPDATE ledger SET recorded_us = 0, kind = 'export' "
                                 "WHERE entry = 2"],
            "node changed": ["UPDATE ledger_nodes SET hash = randomblob(32) WHERE level = 1 "
                             "AND position = 0"],
            "checkpoint deleted": ["DELETE FROM checkpoints WHERE size = 3"],
            "checkpoint swapped": ["UPDATE checkpoints SET note = (SELECT note FROM checkpoints "
                                   "WHERE size = 2) WHERE size = 3"],
            "schema changed": ["CREATE VIEW intruder AS SELECT 1"],
        }
        for what, statements in ledger.items():
            workspace = fresh(sound, bad)
            edit(workspace, *statements)
            found[what] = expect(tally, workspace, what)

        # The end cut off with everything that belongs to it: only something kept elsewhere tells.
        last = f"{scratch}/last.receipt.txt"
        receipts = sorted(os.listdir(f"{sound}/receipts"), key=lambda name: int(name.split("-")[0]))
        shutil.copy(f"{sound}/receipts/{[n for n in receipts if n.endswith('.txt')][-1]}", last)
        size = sqlite3.connect(f"{sound}/jol.gpkg").execute(
            "SELECT max(size) FROM checkpoints").fetchone()[0]
        workspace = fresh(sound, bad)
        edit(workspace, f"DELETE FROM ledger WHERE entry = {size - 1}",
             f"DELETE FROM checkpoints WHERE size = {size}",
             f"DELETE FROM ledger_nodes WHERE (position + 1) << level = {size}")
        found["end cut"] = expect(tally, workspace, "the end cut off", "--against", last)
        tally.check("ledger.cut" in found["end cut"], "the cut is not called a cut")
        code, _ = verify(sound, "--against", last)
        tally.check(code == 0, "the untouched archive does not fit its own receipt")

        # Random bytes of the database.
        whole = dump(sound)
        detected = inert = silent = 0
        pages = os.path.getsize(f"{sound}/jol.gpkg")
        for flip in range(FLIPS):
            workspace = fresh(sound, bad)
            for extra in ("-wal", "-shm"):
                if os.path.exists(f"{workspace}/jol.gpkg{extra}"):
                    os.unlink(f"{workspace}/jol.gpkg{extra}")
            with open(f"{workspace}/jol.gpkg", "r+b") as file:
                place = draw.randrange(pages)
                file.seek(place)
                byte = file.read(1)[0]
                file.seek(place)
                file.write(bytes([byte ^ 1 << draw.randrange(8)]))
            code, report = verify(workspace)
            tally.check(code in (0, 65, 74, 79), f"flip at {place}: exit {code}")
            if code != 0:
                detected += 1
            elif dump(workspace) == whole:
                inert += 1
            else:
                silent += 1
                tally.check(False, f"flip at byte {place} changed the content silently")
    for what, codes in found.items():
        print(f"  {what}: {', '.join(codes)}")
    tally.finish(f"{FLIPS} byte flips of the database: {detected} found, {inert} harmless, "
                 f"{silent} silent")


main()
