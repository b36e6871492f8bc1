"""Cuts the power of a disk under a running intake: what was acknowledged is on the disk.

The cuts must be able to fail: two planted bugs, received files without fsync and a database without
fdatasync, are put under the same program by a library that swallows those calls.
"""
import fcntl
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import time

from bench_of_attacks import (ENVIRONMENT, IS_LONG, JOL, Scratch, Tally, complex_files, jol,
                              verify)

CUTS = 60 if IS_LONG else 8
SHUTDOWN = 0x8004587D
PLANT = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static int swallows(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    int isDatabase = strstr(path, "jol.gpkg") != NULL;
    return isDatabase == (strcmp(getenv("PLANTED") ? getenv("PLANTED") : "", "database") == 0);
}
int fsync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    return swallows(descriptor) ? 0 : real(descriptor);
}
int fdatasync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    return swallows(descriptor) ? 0 : real(descriptor);
}
"""


def is_stopped(pid):
    """Whether every thread stands still, so that no call is under way when the power goes."""
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            text = open(f"/proc/{pid}/task/{task}/stat", encoding="ascii", errors="replace").read()
            if text.rsplit(")", 1)[1].split()[0] not in "TtZX":
                return False
    except (FileNotFoundError, ProcessLookupError):
        return True
    return True


def cuts(tally, scratch, count, environment):
    """Cuts the power so often; returns the acknowledgements checked, `None` without loop devices."""
    draw = random.Random(20261128)
    image, disk, acks = f"{scratch}/image", f"{scratch}/disk", 0
    files = complex_files(f"{scratch}/in", 40, 150)
    os.makedirs(disk, exist_ok=True)
    for cut in range(count):
        with open(image, "wb") as file:
            file.truncate(96 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        if subprocess.run(["mount", "-o", "loop", image, disk], capture_output=True).returncode:
            return None
        try:
            jol("init", f"{disk}/ws", check=True)
            os.sync()
            with open(f"{scratch}/out", "w", encoding="utf-8") as out:
                process = subprocess.Popen(
                    [JOL, "complexes", "add", *files, "--workspace", f"{disk}/ws", "--quiet"],
                    stdout=out, stderr=subprocess.DEVNULL, env=environment)
                time.sleep(draw.uniform(0.15, 0.9))
                os.kill(process.pid, signal.SIGSTOP)
                while not is_stopped(process.pid):
                    time.sleep(0.002)
                handle = os.open(disk, os.O_RDONLY)
                fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", 2))
                os.close(handle)
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
            printed = open(f"{scratch}/out", encoding="utf-8").read()
        finally:
            subprocess.run(["umount", disk], check=False)
        acked = re.findall(r"^(export-\d+\.csv): receipt (\d+)", printed, re.M)
        subprocess.run(["mount", "-o", "loop", image, disk], check=True)
        try:
            listed = jol("receipt", "list", "--workspace", f"{disk}/ws", "--csv")
            names = set(re.findall(r"export-\d+\.csv", listed.stdout))
            for name, _ in acked:
                acks += 1
                tally.check(name in names, f"cut {cut}: {name} was acknowledged and is gone")
            code, report = verify(f"{disk}/ws")
            tally.check(code == 0 or not names,
                        f"cut {cut}: verify {code} {report['findings'][:2]}")
            again = jol("complexes", "add", *files, "--workspace", f"{disk}/ws", "--quiet")
            tally.check(again.returncode == 0, f"cut {cut}: the next run {again.stderr[-300:]}")
        finally:
            subprocess.run(["umount", disk], check=False)
        if environment is not ENVIRONMENT and tally.faults:
            break
    return acks


def main():
    for program in ("mkfs.ext4", "mount", "cc"):
        if not shutil.which(program):
            print(f"power: skipped, {program} is not installed")
            return
    tally = Tally("power")
    with Scratch() as scratch:
        acks = cuts(tally, scratch, CUTS, ENVIRONMENT)
        if acks is None:
            print("power: skipped, this machine does not let us mount a loop device")
            return
        tally.check(acks > 0, "no acknowledgement was checked")
        with open(f"{scratch}/plant.c", "w", encoding="utf-8") as file:
            file.write(PLANT)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", f"{scratch}/plant.so",
                        f"{scratch}/plant.c", "-ldl"], check=True)
        for planted in ("objects", "database"):
            trial = Tally(f"power, planted bug in the {planted}")
            trial.is_quiet = True
            cuts(trial, scratch, 10, dict(ENVIRONMENT, PLANTED=planted,
                                          LD_PRELOAD=f"{scratch}/plant.so"))
            tally.check(trial.faults, f"the planted bug in the {planted} was not caught")
            print(f"  planted bug in the {planted}: {trial.faults[0][:110] if trial.faults else ''}")
    tally.finish(f"{CUTS} power cuts, {acks} acknowledgements, 2 planted bugs")


main()
