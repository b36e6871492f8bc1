"""Makes logs that are long enough to be measured out of short real ones, validly for every reader."""

import os
import struct


def repeated(source, target, size):
    """The whole file again and again: telemetry, DataFlash, subtitles, NMEA, KLV."""
    data = open(source, "rb").read()
    copies = max(1, size // len(data))
    with open(target, "wb") as file:
        for _ in range(copies):
            file.write(data)
    return copies


def ulog(source, target, size):
    """Definitions once, then the records of the data section again and again."""
    data = open(source, "rb").read()
    head, body, position, in_data = bytearray(data[:16]), bytearray(), 16, False
    while position + 3 <= len(data):
        length, kind = struct.unpack_from("<HB", data, position)
        message = data[position:position + 3 + length]
        if len(message) < 3 + length:
            break
        in_data = in_data or kind in b"D"
        if in_data and kind in b"DSLO":
            body += message
        else:
            head += message
        position += 3 + length
    copies = max(1, (size - len(head)) // len(body))
    with open(target, "wb") as file:
        file.write(head)
        for _ in range(copies):
            file.write(body)
    return copies


def dji_record(source, target, size):
    """The records again and again between the first bytes and the details."""
    data = open(source, "rb").read()
    end = struct.unpack_from("<Q", data)[0]
    start = 12 if data[10] < 6 else 100
    body = data[start:end]
    copies = max(1, size // len(body))
    with open(target, "wb") as file:
        file.write(struct.pack("<Q", start + copies * len(body)) + data[8:start])
        for _ in range(copies):
            file.write(body)
        file.write(data[end:])
    return copies


def gpx(source, target, size):
    """The track's segments again and again."""
    text = open(source, "rb").read()
    start, end = text.index(b"<trkseg>"), text.rindex(b"</trkseg>") + len(b"</trkseg>")
    body = text[start:end] + b"\n"
    copies = max(1, size // len(body))
    with open(target, "wb") as file:
        file.write(text[:start])
        for _ in range(copies):
            file.write(body)
        file.write(text[end:])
    return copies


def kml(source, target, size):
    """The placemarks of the track again and again."""
    text = open(source, "rb").read()
    start = text.index(b"<Placemark")
    end = text.rindex(b"</Placemark>") + len(b"</Placemark>")
    body = text[start:end] + b"\n"
    copies = max(1, size // len(body))
    with open(target, "wb") as file:
        file.write(text[:start])
        for _ in range(copies):
            file.write(body)
        file.write(text[end:])
    return copies


def table(source, target, size):
    """The rows again and again under one header."""
    text = open(source, "rb").read()
    header, _, body = text.partition(b"\n")
    if not body.endswith(b"\n"):
        body += b"\n"
    copies = max(1, size // len(body))
    with open(target, "wb") as file:
        file.write(header + b"\n")
        for _ in range(copies):
            file.write(body)
    return copies


def box(kind, *parts):
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + kind + content


def boxes(data, start, end):
    while start + 8 <= end:
        length = struct.unpack_from(">I", data, start)[0]
        if length < 8:
            return
        yield data[start + 4:start + 8], start + 8, start + length
        start += length


def find(data, path, start, end):
    for kind, first, last in boxes(data, start, end):
        if kind == path[0]:
            if len(path) == 1:
                return first, last
            found = find(data, path[1:], first, last)
            if found:
                return found
    return None


def djmd(source, target, frames, kept=None):
    """A video with nothing but a telemetry track: the first samples of a short one again and again."""
    data = open(source, "rb").read()
    table = None
    moov = find(data, [b"moov"], 0, len(data))
    for kind, first, last in boxes(data, *moov):
        if kind != b"trak":
            continue
        found = find(data, [b"mdia", b"minf", b"stbl"], first, last)
        stsd = found and find(data, [b"stsd"], *found)
        if stsd and data[stsd[0] + 12:stsd[0] + 16] == b"djmd":
            table = found
    size_box = find(data, [b"stsz"], *table)
    fixed, count = struct.unpack_from(">II", data, size_box[0] + 4)
    sizes = [fixed] * count if fixed else struct.unpack_from(f">{count}I", data, size_box[0] + 12)
    offset_box = find(data, [b"stco"], *table)
    chunks = struct.unpack_from(">I", data, offset_box[0] + 4)[0]
    offsets = struct.unpack_from(f">{chunks}I", data, offset_box[0] + 8)
    map_box = find(data, [b"stsc"], *table)
    entries = struct.unpack_from(">I", data, map_box[0] + 4)[0]
    runs = [struct.unpack_from(">III", data, map_box[0] + 8 + 12 * i) for i in range(entries)]
    samples, sample = [], 0
    for chunk in range(chunks):
        many = [run[1] for run in runs if run[0] <= chunk + 1][-1]
        place = offsets[chunk]
        for _ in range(many):
            if sample == count:
                break
            samples.append(data[place:place + sizes[sample]])
            place += sizes[sample]
            sample += 1
    samples = samples[:kept]
    stsd = find(data, [b"stsd"], *table)
    copies = max(1, frames // len(samples))
    total = copies * len(samples)
    ftyp = box(b"ftyp", b"isom\0\0\2\0isommp41")
    content = b"".join(samples) * copies
    mdat = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 16 + len(content)) + content
    wanted = b"".join(struct.pack(">I", len(part)) for part in samples) * copies
    stbl = box(
        b"stbl", box(b"stsd", data[stsd[0]:stsd[1]]),
        box(b"stts", struct.pack(">IIII", 0, 1, total, 1001)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, total, 1)),
        box(b"stsz", struct.pack(">III", 0, 0, total), wanted),
        box(b"stco", struct.pack(">III", 0, 1, len(ftyp) + 16)),
    )
    mdhd = box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, 30000, total * 1001, 0x55C4, 0))
    hdlr = box(b"hdlr", struct.pack(">II4s12x", 0, 0, b"meta"), b"djmd\0")
    mvhd = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 30000, total * 1001), b"\0" * 80)
    tkhd = box(b"tkhd", struct.pack(">IIIII", 7, 0, 0, 1, 0), b"\0" * 64)
    mdia = box(b"mdia", mdhd, hdlr, box(b"minf", stbl))
    with open(target, "wb") as file:
        file.write(ftyp + mdat + box(b"moov", mvhd, box(b"trak", tkhd, mdia)))
    return total


def size_of(path):
    return os.path.getsize(path)
