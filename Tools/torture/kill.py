"""Kills a running intake at random moments: nothing acknowledged is lost, nothing counted twice."""
import os
import random
import re
import signal
import subprocess
import time

from bench_of_attacks import (ENVIRONMENT, IS_LONG, JOL, Scratch, Tally, complex_files, jol,
                              new_workspace, rows, verify)

KILLS = int(os.environ.get("KILLS", 1000 if IS_LONG else 100))
FILES, ROWS = 24, 150


def main():
    tally, draw = Tally("kill"), random.Random(20261128)
    with Scratch() as scratch:
        files = complex_files(f"{scratch}/in", FILES, ROWS)
        calm = new_workspace(f"{scratch}/calm")
        began = time.monotonic()
        jol("complexes", "add", *files, "--workspace", calm, "--quiet", check=True)
        span = time.monotonic() - began
        expected = verify(calm)[1]["contentSHA256"]
        kills = acknowledged = worlds = 0
        while kills < KILLS:
            workspace = new_workspace(f"{scratch}/ws")
            worlds += 1
            acks = set()
            while True:
                process = subprocess.Popen(
                    [JOL, "complexes", "add", *files, "--workspace", workspace, "--quiet"],
                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, text=True)
                wait = draw.uniform(0, 1.2 * span)
                try:
                    out, _ = process.communicate(timeout=wait)
                    is_killed = False
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    out, _ = process.communicate()
                    is_killed = process.returncode == -signal.SIGKILL
                acks |= set(re.findall(r"^(export-\d+\.csv): receipt", out, re.M))
                stored = {name for (name,) in rows(workspace, "SELECT name FROM intake")}
                tally.check(acks <= stored, f"acknowledged and lost: {sorted(acks - stored)}")
                if not is_killed:
                    break
                kills += 1
            acknowledged += len(acks)
            counted = rows(
                workspace, "SELECT (SELECT count(*) FROM passages) + (SELECT count(*) FROM "
                "violations), (SELECT sum(accepted) FROM intake), count(*) FROM intake")[0]
            tally.check(counted == (FILES * ROWS, FILES * ROWS, FILES), f"counted {counted}")
            code, report = verify(workspace)
            tally.check(code == 0, f"verify ended with {code}: {report['findings'][:3]}")
            tally.check(report.get("contentSHA256") == expected, "other content than undisturbed")
    tally.finish(f"{kills} kills in {worlds} workspaces, {acknowledged} acknowledgements")


main()
