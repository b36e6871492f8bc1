"""Kills a watch over a folder at random moments and takes the folder away: every file is put away once."""
import os
import random
import signal
import subprocess
import time

from bench_of_attacks import (ENVIRONMENT, IS_LONG, JOL, Scratch, Tally, complex_files,
                              new_workspace, rows, verify)

WORLDS = 20 if IS_LONG else 3
FILES, ROWS = 12, 400


def left(folder):
    return [name for name in os.listdir(folder) if name.endswith(".csv")]


def main():
    tally, draw, kills = Tally("watch"), random.Random(20261129), 0
    with Scratch() as scratch:
        for world in range(WORLDS):
            workspace = new_workspace(f"{scratch}/ws-{world}")
            folder = f"{scratch}/in-{world}"
            complex_files(folder, FILES, ROWS, seed=world)
            for start in range(60):
                process = subprocess.Popen(
                    [JOL, "archive", "add", "--watch", folder, "--every", "0.1", "--workspace",
                     workspace, "--quiet"],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
                time.sleep(draw.uniform(0.15, 0.8))
                if start == 1:
                    # The share goes away for a while, and comes back.
                    os.rename(folder, f"{folder}.away")
                    time.sleep(0.5)
                    tally.check(process.poll() is None, "it ended when the share went away")
                    os.rename(f"{folder}.away", folder)
                    time.sleep(0.4)
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
                if not left(folder):
                    break
            done = f"{folder}/done"
            names = os.listdir(done) if os.path.isdir(done) else []
            files = sorted(name for name in names if name.endswith(".csv"))
            tally.check(files == [f"export-{n:04d}.csv" for n in range(FILES)], f"done: {files}")
            tally.check(all(f"{name}.receipt.txt" in names for name in files), "a receipt is missing")
            for other in ("duplicate", "rejected"):
                found = os.listdir(f"{folder}/{other}") if os.path.isdir(f"{folder}/{other}") else []
                tally.check(not found, f"{other}: {found}")
            counted = rows(workspace, "SELECT sum(accepted), count(*) FROM intake")[0]
            tally.check(counted == (FILES * ROWS, FILES), f"counted {counted}")
            code, report = verify(workspace)
            tally.check(code == 0, f"verify ended with {code}: {report['findings'][:3]}")
    tally.finish(f"{kills} kills over {WORLDS} folders, each away once")


main()
