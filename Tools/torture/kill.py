"""Kills a running intake at random moments: nothing acknowledged is lost, nothing counted twice."""
import os
import random
import re
import signal
import subprocess
import time

from bench_of_attacks import (ENVIRONMENT, IS_LONG, JOL, Scratch, Tally, complex_files, jol,
                              new_workspace, rows, track_files, verify)

KILLS = int(os.environ.get("KILLS", 1000 if IS_LONG else 100))
FILES, ROWS = 24, 150
COUNTS = {
    "complexes": "SELECT (SELECT count(*) FROM passages) + (SELECT count(*) FROM violations), "
                 "(SELECT sum(accepted) FROM intake), count(*) FROM intake",
    "flights": "SELECT (SELECT count(*) FROM fixes), (SELECT sum(accepted) FROM intake), "
               "count(*) FROM intake",
}


def attack(kind, files, wanted, tally, draw, scratch):
    """Takes files in under kills until so many have fallen; kills, workspaces, acknowledgements."""
    calm = new_workspace(f"{scratch}/calm-{kind}")
    began = time.monotonic()
    jol(kind, "add", *files, "--workspace", calm, "--quiet", check=True)
    span = time.monotonic() - began
    expected = verify(calm)[1]["contentSHA256"]
    undisturbed = rows(calm, COUNTS[kind])[0]
    tally.check(undisturbed[2] == len(files), f"{kind} undisturbed: {undisturbed}")
    kills = acknowledged = worlds = 0
    while kills < wanted:
        workspace = new_workspace(f"{scratch}/ws")
        worlds += 1
        acks = set()
        while True:
            process = subprocess.Popen(
                [JOL, kind, "add", *files, "--workspace", workspace, "--quiet"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, text=True)
            wait = draw.uniform(0, 1.2 * span)
            try:
                out, _ = process.communicate(timeout=wait)
                is_killed = False
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                out, _ = process.communicate()
                is_killed = process.returncode == -signal.SIGKILL
            acks |= set(re.findall(r"^(\S+\.\w+): receipt", out, re.M))
            stored = {name for (name,) in rows(workspace, "SELECT name FROM intake")}
            tally.check(acks <= stored, f"acknowledged and lost: {sorted(acks - stored)}")
            if not is_killed:
                break
            kills += 1
        acknowledged += len(acks)
        counted = rows(workspace, COUNTS[kind])[0]
        tally.check(counted == undisturbed, f"{kind}: counted {counted}, not {undisturbed}")
        code, report = verify(workspace)
        tally.check(code == 0, f"verify ended with {code}: {report['findings'][:3]}")
        tally.check(report.get("contentSHA256") == expected, "other content than undisturbed")
    return kills, worlds, acknowledged


def main():
    tally, draw = Tally("kill"), random.Random(20261128)
    with Scratch() as scratch:
        # Logs are copied and read ahead by other threads: every fourth kill falls among them.
        tracks = attack("flights", track_files(f"{scratch}/tracks", FILES, ROWS, 90_000),
                        KILLS // 4, tally, draw, scratch)
        exports = attack("complexes", complex_files(f"{scratch}/in", FILES, ROWS),
                         KILLS - KILLS // 4, tally, draw, scratch)
        # Every record of the exports is one row.
        calm = rows(f"{scratch}/calm-complexes", COUNTS["complexes"])[0]
        tally.check(calm == (FILES * ROWS, FILES * ROWS, FILES), f"undisturbed: {calm}")
    kills, worlds, acknowledged = (sum(pair) for pair in zip(tracks, exports))
    tally.finish(f"{kills} kills ({tracks[0]} among flight logs) in {worlds} workspaces, "
                 f"{acknowledged} acknowledgements")


main()
