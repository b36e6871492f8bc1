"""Cuts small seeds out of the sample logs, a folder a format: python3 seeds.py SHARED CORPUS.

A fuzzer learns fast from inputs of some kilobytes that hold every kind of record once, and slowly from
megabytes. Without samples the corpus stays empty and the fuzzer starts from nothing.
"""

import glob
import io
import os
import re
import struct
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../benchmarks/flights"))
import samples  # noqa: E402


def ulog(data):
    """Logs of two topics each: their definitions and first records, and one of every other kind."""
    messages, position = [], 16
    while position + 3 <= len(data):
        length, kind = struct.unpack_from("<HB", data, position)
        messages.append((chr(kind), data[position:position + 3 + length]))
        position += 3 + length
    formats, ids, others, rows = {}, {}, {}, {}
    for kind, message in messages:
        if kind == "F":
            formats[message[3:].split(b":")[0]] = message
        elif kind == "A":
            ids[message[4:6]] = (message[6:], message)
        elif kind == "D":
            rows.setdefault(message[3:5], []).append(message)
        else:
            others.setdefault(kind, []).append(message)

    def closure(name, seen):
        if name in formats and name not in seen:
            seen.append(name)
            for field in formats[name][3:].split(b":", 1)[1].split(b";"):
                closure(re.split(rb"[\[ ]", field)[0], seen)

    wanted = [key for key in ids if key in rows]
    for start in range(0, min(len(wanted), 30), 2):
        group, names = wanted[start:start + 2], []
        for key in group:
            closure(ids[key][0], names)
        head = data[:16] + b"".join(others.get("B", [])[:1])
        head += b"".join(formats[name] for name in names)
        for kind in "IMPQ":
            head += b"".join(part for part in others.get(kind, [])[:2] if len(part) < 300)
        body = b"".join(ids[key][1] for key in group)
        for key in group:
            body += b"".join(rows[key][:4])
        for kind in "LCOSR":
            body += b"".join(others.get(kind, [])[:2])
        yield head + body + b"".join(rows[group[0]][4:8])


def dataflash(data):
    """Declarations of four kinds with their first records."""
    lengths, declared, rows, position = {0x80: 89}, {}, {}, 0
    while position + 3 <= len(data) and data[position:position + 2] == b"\xa3\x95":
        kind = data[position + 2]
        if kind not in lengths:
            break
        record = data[position:position + lengths[kind]]
        if kind == 0x80:
            lengths[record[3]] = record[4]
            declared[record[3]] = record
        else:
            rows.setdefault(kind, []).append(record)
        position += len(record)
    kinds = list(rows)
    for start in range(0, min(len(kinds), 60), 4):
        group = kinds[start:start + 4]
        yield b"".join(declared[kind] for kind in [0x80, *group] if kind in declared) + b"".join(
            b"".join(rows[kind][:4]) for kind in group)


def tlog(data):
    """The first two packets of every message, twelve messages a log."""
    packets, position = {}, 0
    while position + 20 < len(data):
        mark = data[position + 8]
        if mark not in (0xFE, 0xFD):
            position += 1
            continue
        length = data[position + 9]
        total = 8 + length + (8 if mark == 0xFE else 12 + 13 * (data[position + 10] & 1))
        kind = data[position + 13] if mark == 0xFE else data[position + 15:position + 18]
        packets.setdefault(kind, []).append(data[position:position + total])
        position += total
    kinds = list(packets)
    for start in range(0, len(kinds), 12):
        yield b"".join(b"".join(packets[kind][:2]) for kind in kinds[start:start + 12])


def dji_record(data):
    """The first kilobytes of records with the details behind them; also as if encrypted."""
    end, version = struct.unpack_from("<Q", data)[0], data[10]
    start = 12 if version < 6 else 100
    for first in (start, start + (end - start) // 2):
        first = start if first == start else data.index(b"\xff", first) + 1
        body = data[first:min(end, first + 2200)]
        seed = struct.pack("<Q", start + len(body)) + data[8:start] + body + data[end:end + 436]
        yield seed
        for number in (6, 12, 13, 14):
            yield seed[:10] + bytes([number]) + seed[11:]


def text(data):
    """The first lines and some from the middle."""
    lines = data.splitlines(keepends=True)
    yield b"".join(lines[:40])[:4000]
    middle = len(lines) // 2
    yield (b"".join(lines[:2]) + b"".join(lines[middle:middle + 30]))[:4000]


def xml(data):
    """The first elements, and all that the file opened closed again."""
    part = data[:3000]
    part = part[:part.rfind(b">") + 1]
    opened = []
    for match in re.finditer(rb"<(/?)([A-Za-z:]+)[^<>]*?(/?)>", part):
        if match[1]:
            if opened:
                opened.pop()
        elif not match[3]:
            opened.append(match[2])
    yield part + b"".join(b"</" + name + b">" for name in reversed(opened))
    if len(data) < 4000:
        yield data


def kmz(data):
    for content in xml(data):
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w", method) as archive:
                archive.writestr("doc.kml", content)
            yield file.getvalue()


def photo(data):
    """The segments before the picture, each at most two kilobytes of text behind its tags."""
    out, position = data[:2], 2
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] != 0xDA:
        length = struct.unpack_from(">H", data, position + 2)[0]
        if data[position + 1] in (0xE1, 0xE0) and length < 7000:
            out += data[position:position + 2 + length]
        position += 2 + length
    yield out + b"\xff\xd9"


def whole(data):
    if len(data) <= 16_000:
        yield data


def video(data):
    """The telemetry track alone, one and three frames long."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "long.mp4"), os.path.join(folder, "short.mp4")
        with open(source, "wb") as file:
            file.write(data)
        for frames in (1, 3):
            samples.djmd(source, target, frames, kept=frames)
            with open(target, "rb") as file:
                yield file.read()


def stream(data):
    yield data[:188 * 16]
    middle = data.find(b"\x06\x0e\x2b\x34\x02\x0b\x01\x01")
    if middle >= 0:
        yield data[middle:middle + 2400]


def remote(data):
    for line in data.decode().splitlines():
        for word in line.split("\t"):
            if re.fullmatch(r"[0-9A-Fa-f]{50,}", word):
                yield bytes.fromhex(word)
                yield word.encode() + b"\n"


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description
 xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" drone-dji:GpsLatitude="51.1" drone-dji:GpsLongitude="71.4"
 drone-dji:AbsoluteAltitude="+412.1" drone-dji:RelativeAltitude="+60.0" drone-dji:GimbalPitchDegree="-90.0"
 drone-dji:FlightYawDegree="+12.5"/></rdf:RDF></x:xmpmeta>"""
XMP_PHOTO = (b"\xff\xd8\xff\xe1" + struct.pack(">H", 31 + len(XMP)) + b"http://ns.adobe.com/xap/1.0/\0" + XMP
             + b"\xff\xd9")
KEYS = (b'{"data":[[{"featurePoint":"FR_Standardization_Feature_1","aesKey":"' + b"A" * 43 + b'=","aesIv":"'
        + b"A" * 22 + b'=="}]]}')
TRACKS = [
    b"track_id; type; traveled_d; avg_speed; lat; lon; speed; lon_acc; lat_acc; time\n"
    b"1; Car; 48.8; 9.7; 37.97; 23.73; 4.9; 0.05; -0.02; 0.0; 37.98; 23.74; 5.0; 0.1; 0.0; 0.04;\n",
    b"recordingId,trackId,frame,trackLifetime,xCenter,yCenter,heading,width,length,xVelocity,yVelocity,"
    b"xAcceleration,yAcceleration,lonVelocity,latVelocity,lonAcceleration,latAcceleration\n"
    b"0,0,0,0,12.1,-8.2,180.5,1.8,4.4,1,0.1,0,0,1,0,0,0\n0,0,1,1,12.2,-8.2,180.5,1.8,4.4,1,0.1,0,0,1,0,0,0\n",
    b"frame,id,x,y,width,height,xVelocity,yVelocity,xAcceleration,yAcceleration,frontSightDistance,"
    b"backSightDistance,dhw,thw,ttc,precedingXVelocity,precedingId,followingId,leftPrecedingId,"
    b"leftAlongsideId,leftFollowingId,rightPrecedingId,rightAlongsideId,rightFollowingId,laneId\n"
    b"1,1,162.7,9.4,4.85,2.12,40.8,0.0,0.3,0.0,255.0,157.0,0,0,0,0,2,3,0,0,0,0,0,0,2\n",
]
PASSAGES = [
    b"device_serial,device_name,device_mode,event_time,event_type,direction,plate,vehicle_kind,speed_measured,"
    b"speed_limit,site_lat,site_lon,place_text,cert_no,cert_valid_until\n"
    b"T-1,Test,production,2025-03-01T10:00:00+05:00,SPEED_INSTANT,receding,123ABC01,passenger,81,60,48.7,66.9,"
    b"\"Street, 1\",C-1,2030-01-01\nT-1,Test,production,2025-03-01T10:00:09+05:00,PASSAGE,receding,,bus,31,60,48.7,"
    b"66.9,Street,C-1,2030-01-01\n",
    "серийный номер;дата и время;госномер;скорость;широта;долгота\nT-1;01.03.2025 10:00:00;123ABC01;81;48,7;66,9\n"
    .encode(),
    b'[{"device_serial":"T-1","event_time":"2025-03-01T10:00:00Z","plate":"123ABC01","speed_measured":81,'
    b'"site_lat":48.7,"site_lon":66.9,"event_type":"PASSAGE"}]',
    b'{"device_serial":"T-1","event_time":"2025-03-01T10:00:00Z"}\n{"device_serial":"T-2"}\n',
    b'<?xml version="1.0"?><records><record><device_serial>T-1</device_serial><event_time>2025-03-01T10:00:00Z'
    b"</event_time><plate>123ABC01</plate></record></records>",
    b"--boundary\r\nContent-Type: application/xml\r\n\r\n<EventNotificationAlert><ipAddress>1.1.1.1</ipAddress>"
    b"<dateTime>2025-03-01T10:00:00+05:00</dateTime><eventType>ANPR</eventType><ANPR><licensePlate>123ABC01"
    b"</licensePlate></ANPR></EventNotificationAlert>\r\n--boundary--",
]
CRASHES = [
    b"id,time,lat,lon,severity,killed,injured,type,road\nK-1,2025-05-01T10:00:00+05:00,43.21,76.91,fatal,1,0,"
    b"collision,A-1\nK-2,02.05.2025 10:00,43.22,76.92,injury,0,2,collision,A-1\n",
    '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":'
    '[66.9,48.7]},"properties":{"id":1,"datetime":"2025-01-14 12:25:00","severity":"С погибшими","dead_count":1,'
    '"injured_count":0,"category":"Наезд","participants":[{"role":"Пешеход","health_status":"Погиб"}]}}]}'.encode(),
    b'{"data":[{"KartId":1,"date":"01.05.2025","Time":"10:00","DTP_V":"x","POG":1,"RAN":0,"infoDtp":{"COORD_L":'
    b'"66.9","COORD_W":"48.7","ts_info":[],"uchInfo":[]}}]}',
    b"id,crash,role,injury,age,sex\n1,K-1,driver,fatal,33,m\n",
]
CORRECTIONS = [
    "id,field,value,who,why\nK-1,killed,2,Инспектор,акт\nK-2,lat,43.3,x,y\n".encode(),
    "номер;поле;значение\nK-1;killed;2\n".encode("cp1251"),
]
REGIONS = [
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","code":"1"},"geometry":'
    b'{"type":"Polygon","coordinates":[[[66,48],[67,48],[67,49],[66,48]]]}},{"type":"Feature","properties":{},'
    b'"geometry":{"type":"MultiPolygon","coordinates":[[[[1,2],[3,4],[5,6],[1,2]]]]}}]}',
]
PROFILES = [
    b'name = "x"\nformat = "csv"\nencoding = "cp1251"\nseparator = ";"\nzone = "+05:00"\n\n[columns]\n'
    b'event_time = "time"\nplate = "number"\n\n[units]\nspeed_measured = "m/s"\n',
]
SOURCES = {
    "ulog": [("ulog/*.ulg", ulog)],
    "dataflash": [("dataflash/*.bin", dataflash), ("dataflash/*.BIN", dataflash), ("dataflash/*.log", text)],
    "tlog": [("tlog/*.tlog", tlog)],
    "djmd": [("djmd/*.mp4", video)],
    "srt": [("dji-srt/*.srt", text), ("dji-srt/*.SRT", text)],
    "photo": [("exif/*.jpg", photo), ("exif/*.JPG", photo), ("openathena/images/*.jpg", photo)],
    "djitxt": [("dji-txt/*.txt", dji_record)],
    "csv": [("dji-csv/*.csv", text), ("dji-txt/*.csv", text)],
    "gpx": [("gpx/*.gpx", xml)],
    "kml": [("gpx/*.kml", xml)],
    "kmz": [("gpx/*.kml", kmz)],
    "nmea": [("nmea/*.log", whole)],
    "trajectories": [("traffic/*.csv", text), ("traffic/*cut.txt", text)],
    "klv": [("klv/*.ts", stream), ("klv/*.klv", stream), ("klv/*.bin", whole)],
    "remoteid": [("remoteid/*.tsv", remote)],
    "passages": [("../roadside/*.txt", whole)],
    "guess": [("../roadside/*.txt", whole)],
    "crashes": [("../crashes/stats19_2023_*.csv", text)],
    "regions": [("../regions/*.geojson", text)],
}
WRITTEN = {"photo": [XMP_PHOTO], "keychain": [KEYS], "trajectories": TRACKS, "passages": PASSAGES,
           "guess": PASSAGES,
           "crashes": CRASHES, "corrections": CORRECTIONS, "regions": REGIONS, "profile": PROFILES}


def main():
    logs = os.path.join(sys.argv[1], "reference/flightlogs")
    for name in sorted(SOURCES | WRITTEN):
        folder = os.path.join(sys.argv[2], name)
        os.makedirs(folder, exist_ok=True)
        seeds = list(WRITTEN.get(name, []))
        for pattern, cut in SOURCES.get(name, []):
            for path in sorted(glob.glob(os.path.join(logs, pattern))):
                with open(path, "rb") as file:
                    data = file.read()
                if data:
                    seeds += cut(data)
        for number, seed in enumerate(seeds):
            with open(os.path.join(folder, f"seed-{number:03}"), "wb") as file:
                file.write(seed)


main()
