"""Peers, each measured in a process of its own: python peers.py NAME FILE prints records and CPU seconds."""

import json
import re
import sys
import time


def pyulog(path):
    from pyulog import ULog

    log = ULog(path, disable_str_exceptions=True)
    return sum(len(topic.data["timestamp"]) for topic in log.data_list)


def dataflash(path):
    from pymavlink import DFReader

    reader = DFReader.DFReader_binary(path)
    count = 0
    while reader.recv_msg() is not None:
        count += 1
    return count


def tlog(path):
    from pymavlink import mavutil

    link = mavutil.mavlink_connection(path, dialect="ardupilotmega")
    count = 0
    while True:
        message = link.recv_match(blocking=False)
        if message is None:
            return count
        if message.get_type() != "BAD_DATA":
            count += 1


def srt(path):
    pattern = re.compile(r"\[latitude: ?(-?[\d.]+)\].*?\[long[t]?itude: ?(-?[\d.]+)\]", re.S)
    with open(path, encoding="utf-8", errors="replace") as file:
        return sum(1 for _ in pattern.finditer(file.read()))


def gpxpy(path):
    import gpxpy as library

    with open(path, encoding="utf-8") as file:
        track = library.parse(file)
    return sum(len(segment.points) for one in track.tracks for segment in one.segments)


def nmea(path):
    import pynmea2

    count = 0
    with open(path, encoding="ascii", errors="replace") as file:
        for line in file:
            try:
                pynmea2.parse(line)
                count += 1
            except pynmea2.ParseError:
                pass
    return count


def table(path):
    import csv

    count = 0
    with open(path, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            try:
                float(row["latitude"]), float(row["longitude"])
                count += 1
            except (TypeError, ValueError):
                pass
    return count


def klv(path):
    import klvdata

    with open(path, "rb") as file:
        return sum(1 for _ in klvdata.StreamParser(file.read()))


def dji_payloads(data):
    """A plain decoder of DJI flight records: masks off; goes on behind the next FF."""
    end, version = int.from_bytes(data[:8], "little"), data[10]
    end = end if end <= len(data) else len(data)
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ 0x95AC9329AC4BC9B5 if value & 1 else value >> 1
        table.append(value)
    keys, position = {}, 12 if version < 6 else 100
    while position + 3 < end:
        kind, length = data[position], data[position + 1]
        stop = position + 2 + length
        if stop >= end or data[stop] != 0xFF:
            position = data.find(b"\xff", position + 1) + 1
            if position == 0:
                break
            continue
        payload = data[position + 2:stop]
        if version >= 7 and payload:
            key = keys.get((payload[0], kind))
            if key is None:
                crc = (payload[0] + kind) & 255
                for byte in ((0x123456789ABCDEF0 * payload[0]) & (2**64 - 1)).to_bytes(8, "little"):
                    crc = table[(crc ^ byte) & 255] ^ (crc >> 8)
                key = keys[payload[0], kind] = crc.to_bytes(8, "little")
            mask = (key * (len(payload) // 8 + 1))[:len(payload) - 1]
            payload = bytes(a ^ b for a, b in zip(payload[1:], mask))
        yield kind, payload
        position = stop + 1


def dji(path):
    import struct

    count = 0
    for kind, payload in dji_payloads(open(path, "rb").read()):
        if kind == 1 and len(payload) >= 16:
            struct.unpack_from("<dd", payload)
        count += 1
    return count


if __name__ == "__main__":
    function, path = globals()[sys.argv[1]], sys.argv[2]
    start = time.process_time()
    records = function(path)
    print(json.dumps({"records": records, "seconds": time.process_time() - start}))
