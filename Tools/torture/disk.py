"""Takes files in on disks that fill up: a coded error, a sound archive, and it goes on with room."""
import os
import shutil
import re
import subprocess

from bench_of_attacks import Scratch, Tally, complex_files, jol, new_workspace, rows, verify

SIZES = 25


def main():
    if not shutil.which("mount"):
        print("disk: skipped, mount is not installed")
        return
    tally = Tally("disk")
    with Scratch() as scratch:
        files = complex_files(f"{scratch}/in", 6, 1500)
        calm = new_workspace(f"{scratch}/calm")
        jol("complexes", "add", *files, "--workspace", calm, check=True)
        expected = verify(calm)[1]["contentSHA256"]
        disk = f"{scratch}/disk"
        os.makedirs(disk)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk],
                          capture_output=True).returncode:
            print("disk: skipped, this machine does not let us mount a tmpfs")
            return
        full = 0
        try:
            for number in range(SIZES):
                subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
                workspace = new_workspace(f"{disk}/ws")
                state = os.statvfs(disk)
                used = (state.f_blocks - state.f_bfree) * state.f_frsize // 1024
                size = used + 40 + number * 260
                subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)
                done = jol("complexes", "add", *files, "--workspace", workspace, "--quiet")
                acks = set(re.findall(r"^(export-\d+\.csv): receipt", done.stdout, re.M))
                if done.returncode:
                    full += 1
                    tally.check(done.returncode == 74 and "io.disk_full" in done.stderr,
                                f"{size} KiB: exit {done.returncode}, {done.stderr[-300:]}")
                subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
                stored = {name for (name,) in rows(workspace, "SELECT name FROM intake")}
                tally.check(acks <= stored, f"{size} KiB: acknowledged and lost {acks - stored}")
                jol("complexes", "add", *files, "--workspace", workspace, "--quiet")
                code, report = verify(workspace)
                tally.check(code == 0 and report.get("contentSHA256") == expected,
                            f"{size} KiB: afterwards exit {code}, {report['findings'][:2]}")
        finally:
            subprocess.run(["umount", "-l", disk])
        tally.check(full >= 10, f"only {full} of the disks were full")
    tally.finish(f"{SIZES} sizes, {full} of them too small")


main()
