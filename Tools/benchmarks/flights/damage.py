"""Rows of every damaged reference log that Jol and the best peer recover, right and wrong.

A row is right when the undamaged log holds it too, byte for byte; rows that stand there n times can be
right n times.
"""

import collections
import itertools
import os
import random
import subprocess
import sys


MARK = ",doubtful"


def jol_rows(jol, path, folder):
    """Rows by table and digest, and those that Jol marks as impossible by their neighbours."""
    out = os.path.join(folder, "rows.csv")
    subprocess.run(
        [jol, "flights", "decode", "--rows", out, "--json", path],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    lines = open(out, encoding="utf-8").read().splitlines()
    marked = collections.Counter(line.removesuffix(MARK) for line in lines if line.endswith(MARK))
    return collections.Counter(line.removesuffix(MARK) for line in lines), marked


def ulog_rows(path):
    from pyulog import ULog

    rows = collections.Counter()
    for topic in ULog(path, disable_str_exceptions=True).data_list:
        columns = [column.tolist() for column in topic.data.values()]
        names = f"{topic.name} {topic.multi_id}"
        for row in zip(*columns):
            rows[names, repr(row)] += 1
    return rows


def dataflash_rows(path):
    from pymavlink import DFReader

    rows, reader = collections.Counter(), DFReader.DFReader_binary(path)
    while (message := reader.recv_msg()) is not None:
        rows[message.get_type(), repr(message._elements)] += 1
    return rows


def tlog_rows(path):
    from pymavlink import mavutil

    rows, link = collections.Counter(), mavutil.mavlink_connection(path, dialect="ardupilotmega")
    while (message := link.recv_match(blocking=False)) is not None:
        if message.get_type() != "BAD_DATA":
            header = message.get_header()
            rows[message.get_type(), header.srcSystem, header.seq, repr(message.to_dict())] += 1
    return rows


def dji_rows(path):
    """The plain decoder of peers.py, its payloads kept (types 1, 2, 3, 5, 9, 10)."""
    import struct

    from peers import dji_payloads

    rows = collections.Counter()
    for kind, payload in dji_payloads(open(path, "rb").read()):
        if kind in (1, 2, 3, 5, 9, 10):
            rows[kind, payload] += 1
    return rows


def peer_rows(peer, path):
    """The peer's rows without what it prints about every damaged byte, from C too."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        return peer(path)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, descriptor in zip((1, 2), kept):
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.close(nowhere)


def score(found, truth):
    right = sum(min(count, truth[row]) for row, count in found.items())
    return right, sum(found.values()) - right


def flip(data, generator):
    for _ in range(100):
        data[generator.randrange(16, len(data))] ^= 1 << generator.randrange(8)


def burst(data, generator):
    place = generator.randrange(len(data) // 4, len(data) // 2)
    data[place:place + 2048] = generator.randbytes(2048)


def zero(data, generator):
    for _ in range(5):
        place = generator.randrange(len(data) // 8, len(data) - 4096)
        data[place:place + 1024] = bytes(1024)


def cut(data, generator):
    for _ in range(3):
        place = generator.randrange(len(data) // 8, len(data) - 4096)
        del data[place:place + generator.randrange(1, 2000)]


def insert(data, generator):
    for _ in range(3):
        place = generator.randrange(len(data) // 8, len(data) - 4096)
        data[place:place] = generator.randbytes(generator.randrange(1, 2000))


def swap(data, generator):
    """Two blocks of 4 kB change places, as on a card whose table of files is damaged."""
    first, second = sorted(generator.sample(range(len(data) // 4096 // 8, len(data) // 4096 - 1), 2))
    first, second = first * 4096, second * 4096
    data[first:first + 4096], data[second:second + 4096] = (
        data[second:second + 4096], data[first:first + 4096])


def double(data, generator):
    """A block of 4 kB stands twice."""
    place = generator.randrange(len(data) // 8, len(data) - 8192)
    data[place:place] = data[place:place + 4096]


DAMAGE = [flip, burst, zero, cut, insert, swap, double]


def made(whole, folder, rounds):
    """Damage of our own making, the same every time."""
    for kind in DAMAGE:
        for number in range(rounds):
            generator = random.Random(f"{os.path.basename(whole)} {kind.__name__} {number}")
            data = bytearray(open(whole, "rb").read())
            kind(data, generator)
            name = f"{kind.__name__} {number + 1}"
            path = os.path.join(folder, "damaged" + os.path.splitext(whole)[1])
            with open(path, "wb") as file:
                file.write(data)
            yield name, path


CASES = [
    ("ulog/damaged", "ulog/pyulog_sample_log_small.ulg", ulog_rows, "pyulog"),
    ("dataflash/damaged", "dataflash/dronekit_la_log171.bin", dataflash_rows, "pymavlink"),
    (None, "tlog/dronekit_flight.tlog", tlog_rows, "pymavlink"),
    ("dji-txt/damaged", "dji-txt/IgorKilipenko_DJIFlightRecord_2018-10-03_[13-23-50].txt", dji_rows,
     "plain decoder"),
]


def run(jol, samples, folder, rounds):
    print(f"\n{'damaged log':46}{'rows':>8}{'peer':>15}{'right':>8}{'wrong':>7}{'Jol right':>10}"
          f"{'wrong':>7}{'marked':>7}{'false':>6}")
    worse = 0
    for damaged, intact, peer, name in CASES:
        whole = os.path.join(samples, intact)
        (truth, marked), peer_truth = jol_rows(jol, whole, folder), peer_rows(peer, whole)
        print(f"{os.path.basename(intact)}: {marked.total()} rows marked in the sound log")
        known = os.path.join(samples, damaged) if damaged else ""
        files = sorted(os.listdir(known)) if damaged else []
        logs = [(file, os.path.join(known, file)) for file in files]
        for label, path in itertools.chain(logs, made(whole, folder, rounds)):
            found, doubts = jol_rows(jol, path, folder)
            right, wrong = score(found, truth)
            # Marked rows that the sound log does not hold are found damage.
            caught = sum(max(0, count - truth[row]) for row, count in doubts.items())
            try:
                peer_right, peer_wrong = score(peer_rows(peer, path), peer_truth)
            except Exception as error:  # A peer may refuse a damaged log.
                print(f"{name} on {label}: {error}", file=sys.stderr)
                peer_right, peer_wrong = 0, 0
            worse += right < peer_right
            print(f"{label:46}{truth.total():8}{name:>15}{peer_right:8}{peer_wrong:7}{right:10}"
                  f"{wrong:7}{caught:7}{doubts.total() - caught:6}"
                  + ("  fewer than the peer" if right < peer_right else ""))
    print("Jol recovers at least as many right rows as the peer in every log."
          if worse == 0 else f"Jol recovers fewer right rows than the peer in {worse} logs.")
