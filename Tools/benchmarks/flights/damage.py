"""Rows of every damaged reference log that Jol and the best peer recover, right and wrong.

A row is right when the undamaged log holds it too, byte for byte; rows that stand there n times can be
right n times.
"""

import collections
import os
import subprocess
import sys


def jol_rows(jol, path, folder):
    out = os.path.join(folder, "rows.csv")
    subprocess.run(
        [jol, "flights", "decode", "--rows", out, "--json", path],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    return collections.Counter(open(out, encoding="utf-8").read().splitlines())


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


def dji_rows(path):
    """The plain decoder of peers.py, its payloads kept (types 1, 2, 3, 5, 9, 10)."""
    import struct

    from peers import dji_payloads

    rows = collections.Counter()
    for kind, payload in dji_payloads(open(path, "rb").read()):
        if kind in (1, 2, 3, 5, 9, 10):
            rows[kind, payload] += 1
    return rows


def score(found, truth):
    right = sum(min(count, truth[row]) for row, count in found.items())
    return right, sum(found.values()) - right


CASES = [
    ("ulog/damaged", "ulog/pyulog_sample_log_small.ulg", ulog_rows, "pyulog"),
    ("dataflash/damaged", "dataflash/dronekit_la_log171.bin", dataflash_rows, "pymavlink"),
    ("dji-txt/damaged", "dji-txt/IgorKilipenko_DJIFlightRecord_2018-10-03_[13-23-50].txt", dji_rows,
     "plain decoder"),
]


def run(jol, samples, folder):
    print(f"\n{'damaged log':42}{'rows':>9}{'peer':>15}{'right':>9}{'wrong':>7}{'Jol right':>11}{'wrong':>7}")
    worse = 0
    for damaged, intact, peer, name in CASES:
        whole = os.path.join(samples, intact)
        truth, peer_truth = jol_rows(jol, whole, folder), peer(whole)
        for file in sorted(os.listdir(os.path.join(samples, damaged))):
            path = os.path.join(samples, damaged, file)
            right, wrong = score(jol_rows(jol, path, folder), truth)
            try:
                peer_right, peer_wrong = score(peer(path), peer_truth)
            except Exception as error:  # A peer may refuse a damaged log.
                print(f"{name} on {file}: {error}", file=sys.stderr)
                peer_right, peer_wrong = 0, 0
            worse += right < peer_right
            print(f"{file:42}{sum(truth.values()):9}{name:>15}{peer_right:9}{peer_wrong:7}{right:11}{wrong:7}")
    print("Jol recovers at least as many right rows as the peer in every log."
          if worse == 0 else f"Jol recovers fewer right rows than the peer in {worse} logs.")
