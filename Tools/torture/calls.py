"""Lets single system calls fail: a coded error or success, never a crash, and the next run mends it."""
import re
import shutil
import subprocess

from bench_of_attacks import (ENVIRONMENT, IS_LONG, JOL, Scratch, Tally, complex_files, jol,
                              new_workspace, verify)

CALLS = ["openat", "write", "pwrite64", "fsync", "fdatasync", "link", "mkdir", "ftruncate", "read"]
ERRORS = ["EIO", "ENOSPC"]


def main():
    tally = Tally("calls")
    if not shutil.which("strace"):
        print("calls: skipped, strace is not installed (Debian package strace)")
        return
    with Scratch() as scratch:
        files = complex_files(f"{scratch}/in", 2, 60)
        calm = new_workspace(f"{scratch}/calm")
        jol("complexes", "add", *files, "--workspace", calm, check=True)
        expected = verify(calm)[1]["contentSHA256"]
        workspace = f"{scratch}/ws"
        faults = failed = 0
        for call in CALLS:
            new_workspace(workspace)
            count = subprocess.run(
                ["strace", "-f", "-qq", "-c", "-e", f"trace={call}", "-o", f"{scratch}/count", JOL,
                 "complexes", "add", *files, "--workspace", workspace], env=ENVIRONMENT,
                capture_output=True, timeout=120)
            if count.returncode:
                print(f"calls: skipped, strace cannot trace here: {count.stderr.decode()[-200:]}")
                return
            found = re.findall(rf"(\d+)\s+(?:\d+\s+)?{call}$", open(f"{scratch}/count").read(), re.M)
            total = int(found[0]) if found else 0
            points = range(1, total + 1)
            limit = 60 if IS_LONG else 6
            if total > limit:
                points = sorted({1 + position * (total - 1) // (limit - 1)
                                 for position in range(limit)})
            for when in points:
                for error in ERRORS[:1] if call in ("read", "openat", "mkdir") else ERRORS:
                    new_workspace(workspace)
                    run = subprocess.run(
                        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                         f"inject={call}:error={error}:when={when}", JOL, "complexes", "add",
                         *files, "--workspace", workspace, "--quiet"],
                        env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
                    faults += 1
                    failed += run.returncode != 0
                    tally.check(0 <= run.returncode < 128,
                                f"{call} {when} {error}: ended by signal {run.returncode}")
                    again = jol("complexes", "add", *files, "--workspace", workspace, "--quiet")
                    code, report = verify(workspace)
                    tally.check(
                        again.returncode == 0 and code == 0
                        and report.get("contentSHA256") == expected,
                        f"{call} {when} {error}: the next run {again.returncode}, verify {code} "
                        f"{report['findings'][:2]} {again.stderr[-200:]}")
    tally.finish(f"{faults} failing calls, {failed} of them ended the run with a code")


main()
