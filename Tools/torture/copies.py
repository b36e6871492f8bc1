"""Copies made during an intake, media that cannot be written, other orders, other clocks: the same content.

Hot backups (G20) are restored, verified and go on to what an undisturbed archive holds; a backup on a
read-only disk verifies (G7); neither order nor repetition nor the clock changes the digest of the content,
and a clock that goes backwards is told (G9).
"""
import os
import random
import shutil
import subprocess
import time

from bench_of_attacks import (ENVIRONMENT, IS_LONG, JOL, Scratch, Tally, complex_files, jol,
                              new_workspace, verify)

COPIES = 12 if IS_LONG else 4
CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
static time_t shift(void) { const char *text = getenv("SHIFT"); return text ? atoll(text) : 0; }
int clock_gettime(clockid_t clock, struct timespec *found) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int code = real(clock, found);
    if (code == 0 && clock == CLOCK_REALTIME) found->tv_sec += shift();
    return code;
}
int gettimeofday(struct timeval *restrict found, void *restrict zone) {
    int (*real)(struct timeval *, void *) = dlsym(RTLD_NEXT, "gettimeofday");
    int code = real(found, zone);
    if (code == 0) found->tv_sec += shift();
    return code;
}
time_t time(time_t *found) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (found) *found = now.tv_sec;
    return now.tv_sec;
}
"""


def hot(tally, scratch, files, expected):
    """Backups while an intake runs; returns how many held a part of the files only."""
    workspace, partial = new_workspace(f"{scratch}/ws"), 0
    # The keys are there before the first copy, as a unit keeps them apart.
    process = subprocess.Popen([JOL, "complexes", "add", *files, "--workspace", workspace, "--quiet"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    while not os.path.exists(f"{workspace}/receipts") and process.poll() is None:
        time.sleep(0.005)
    for number in range(COPIES):
        copy, made = f"{scratch}/copy-{number}", f"{scratch}/made-{number}"
        done = jol("archive", "backup", copy, "--workspace", workspace, "--quiet")
        tally.check(done.returncode == 0, f"backup {number}: {done.stderr[-300:]}")
        code, report = verify(copy)
        tally.check(code == 0, f"backup {number}: verify {code} {report['findings'][:2]}")
        partial += 0 < report.get("receipts", 0) < len(files)
        done = jol("archive", "restore", copy, made, "--quiet")
        tally.check(done.returncode == 0, f"restore {number}: {done.stderr[-300:]}")
        shutil.copytree(f"{workspace}/keys", f"{made}/keys", copy_function=shutil.copy2)
        again = jol("complexes", "add", *files, "--workspace", made, "--quiet")
        tally.check(again.returncode == 0, f"after restore {number}: {again.stderr[-300:]}")
        code, report = verify(made)
        tally.check(code == 0 and report.get("contentSHA256") == expected,
                    f"after restore {number}: verify {code}, other content {report['findings'][:2]}")
        for folder in (copy, made):
            shutil.rmtree(folder)
    process.wait()
    tally.check(process.returncode == 0, f"the intake ended with {process.returncode}")
    tally.check(verify(workspace)[1].get("contentSHA256") == expected, "the intake's own content")
    return partial


def read_only(tally, scratch, files):
    """A backup on a disk that cannot be written."""
    workspace, disk = new_workspace(f"{scratch}/for-ro"), f"{scratch}/ro"
    jol("complexes", "add", *files[:3], "--workspace", workspace, "--quiet", check=True)
    os.makedirs(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk],
                      capture_output=True).returncode:
        return "read-only disk skipped: mounting is not allowed"
    try:
        jol("archive", "backup", f"{disk}/copy", "--workspace", workspace, "--quiet", check=True)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        receipts = os.listdir(f"{workspace}/receipts")
        kept = next(name for name in receipts if name.endswith(".txt"))
        code, report = verify(f"{disk}/copy", "--against", f"{workspace}/receipts/{kept}")
        tally.check(code == 0 and report.get("compared") == 1 and report.get("objects") == 3,
                    f"read-only: verify {code} {report['findings'][:2]}")
    finally:
        subprocess.run(["umount", "-l", disk])
    return "read-only disk verified"


def clocks(tally, scratch, files, expected):
    """Orders, repetitions and clocks."""
    draw = random.Random(20261129)
    environments = [ENVIRONMENT] * 3
    if shutil.which("cc"):
        with open(f"{scratch}/clock.c", "w", encoding="utf-8") as file:
            file.write(CLOCK)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", f"{scratch}/clock.so", f"{scratch}/clock.c",
                        "-ldl"], check=True)
        environments += [dict(ENVIRONMENT, LD_PRELOAD=f"{scratch}/clock.so", SHIFT=str(years * 31_556_952))
                         for years in (-25, 30)]
    for number, environment in enumerate(environments):
        workspace = new_workspace(f"{scratch}/order-{number}")
        order = draw.sample(files, len(files)) + draw.sample(files, 3)
        half = len(order) // 2
        # The clock stands years ahead for the first half, or years behind for the second.
        settings = [environment, ENVIRONMENT]
        if environment.get("SHIFT", "").startswith("-"):
            settings.reverse()
        for part, settings in zip([order[:half], order[half:]], settings):
            done = subprocess.run([JOL, "complexes", "add", *part, "--workspace", workspace, "--quiet"],
                                  capture_output=True, text=True, env=settings, check=False)
            tally.check(done.returncode == 0, f"order {number}: {done.stderr[-300:]}")
        code, report = verify(workspace)
        tally.check(code == 0 and report.get("contentSHA256") == expected,
                    f"order {number}: verify {code}, {report['findings'][:2]}")
        went_back = report.get("clockWentBackwards", 0)
        tally.check((went_back > 0) == (environment is not ENVIRONMENT),
                    f"order {number}: the clock went backwards {went_back} times")
    return f"{len(environments)} orders, {len(environments) - 3} of them with a clock going backwards"


def main():
    tally = Tally("copies")
    with Scratch() as scratch:
        files = complex_files(f"{scratch}/in", 40, 1500)
        calm = new_workspace(f"{scratch}/calm")
        jol("complexes", "add", *files, "--workspace", calm, "--quiet", check=True)
        expected = verify(calm)[1]["contentSHA256"]
        partial = hot(tally, scratch, files, expected)
        tally.check(partial > 0, "no backup was made while the intake ran")
        medium = read_only(tally, scratch, files)
        few = complex_files(f"{scratch}/few", 8, 300, seed=3)
        calm = new_workspace(f"{scratch}/calm-few")
        jol("complexes", "add", *few, "--workspace", calm, "--quiet", check=True)
        orders = clocks(tally, scratch, few, verify(calm)[1]["contentSHA256"])
    tally.finish(f"{COPIES} hot backups, {partial} of them of a part; {medium}; {orders}")


main()
