"""Cuts the power of a disk under a running intake: what was acknowledged is on the disk.

The cuts must be able to fail. Two bugs are planted: received files without fsync, by a library that
swallows the call, and synchronous=NORMAL, by a copy of the program with that word in place of FULL.
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
#include <string.h>
#include <unistd.h>
static int swallows(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "jol.gpkg") == NULL;
}
int fsync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
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


def careless(scratch):
    """A copy of the program that opens its database with synchronous=NORMAL."""
    program = open(JOL, "rb").read()
    full, normal = b"PRAGMA synchronous = FULL", b"PRAGMA synchronous=NORMAL"
    assert len(full) == len(normal) and program.count(full) == 1, "the program says it otherwise"
    path = f"{scratch}/careless"
    with open(path, "wb") as file:
        file.write(program.replace(full, normal))
    os.chmod(path, 0o700)
    return path


def cuts(tally, scratch, count, environment, program=JOL):
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
                    [program, "complexes", "add", *files, "--workspace", f"{disk}/ws", "--quiet"],
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
        if tally.is_quiet and tally.faults:
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
        preload = dict(ENVIRONMENT, LD_PRELOAD=f"{scratch}/plant.so")
        for planted, environment, program in [
            ("missing fsync", preload, JOL),
            ("synchronous=NORMAL", ENVIRONMENT, careless(scratch)),
        ]:
            trial = Tally(f"power, {planted}")
            trial.is_quiet = True
            cuts(trial, scratch, 10, environment, program)
            tally.check(trial.faults, f"{planted} was not caught")
            print(f"  planted {planted}: {trial.faults[0][:110] if trial.faults else ''}")
    tally.finish(f"{CUTS} power cuts, {acks} acknowledgements, 2 planted bugs")


main()
