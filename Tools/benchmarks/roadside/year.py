"""Writes a made-up year of complexes' records, a tenth of them damaged in known ways.

year.py OUT.csv TRUTH.csv RECORDS [SEED]: TRUTH has a line a damage: name, expected code, count.
"""
import random
import sys
from datetime import datetime, timedelta

HEADER = (
    "device_name,device_serial,event_time,event_type,direction,site_lat,site_lon,place_text,"
    "cert_no,cert_valid_until,vehicle_kind,vehicle_make,plate,speed_measured,speed_limit,lane,"
    "device_mode,heading,accuracy_m"
)
KINDS = ["PASSAGE"] * 24 + ["SPEED_INSTANT", "RED_LIGHT", "STOP_LINE", "BELT"]


def field(position, value):
    """A damage that puts `value` into a column."""
    def damage(fields):
        fields[position] = value
        return ",".join(fields)
    return damage


def fewer(fields):
    return ",".join(fields[:-2])


def more(fields):
    return ",".join(fields) + ",1,2"


def quote(fields):
    fields[7] = '"' + fields[7].replace('"', "")
    return ",".join(fields)


def not_utf8(fields):
    # Latin-1 carries any byte through to the file as it is.
    fields[7] = "\udcff\udcfe km"
    return ",".join(fields)


def too_long(fields):
    fields[7] = "x" * 70_000
    return ",".join(fields)


def without_speed(fields):
    fields[3], fields[13] = "SPEED_INSTANT", ""
    return ",".join(fields)


def swapped(fields):
    fields[5], fields[6] = fields[6], fields[5]
    return ",".join(fields)


def zero(fields):
    fields[5], fields[6] = "0", "0"
    return ",".join(fields)


def lost_sign(fields):
    fields[6] = "-" + fields[6]
    return ",".join(fields)


def doubled_hour(fields):
    fields[2] = "2024-02-29 23:%02d:17" % random.randrange(60)
    return ",".join(fields)


DAMAGES = [
    ("two fields missing", "row.field_count", fewer),
    ("two fields too many", "row.field_count", more),
    ("quote never closes", "row.unterminated_quote", quote),
    ("bytes that are not UTF-8", "row.encoding", not_utf8),
    ("record of 70 kB", "log.malformed_record", too_long),
    ("no serial number", "row.missing_field", field(1, "")),
    ("no time", "row.missing_field", field(2, "")),
    ("no kind of event", "row.missing_field", field(3, " ")),
    ("no latitude", "row.missing_field", field(5, "")),
    ("no longitude", "row.missing_field", field(6, "")),
    ("speeding without a speed", "row.missing_field", without_speed),
    ("latitude in words", "row.not_a_number", field(5, "north")),
    ("speed in words", "row.not_a_number", field(13, "fast")),
    ("heading of 400", "row.not_a_number", field(17, "400")),
    ("negative accuracy", "row.not_a_number", field(18, "-3")),
    ("lane in words", "row.not_a_number", field(15, "left")),
    ("month 13", "row.bad_time", field(2, "2024-13-05T10:00:00+05:00")),
    ("hour 25", "row.bad_time", field(2, "2024-05-05T25:00:00+05:00")),
    ("30 February", "row.bad_time", field(2, "2024-02-30T10:00:00+05:00")),
    ("time in words", "row.bad_time", field(2, "yesterday")),
    ("only a date", "row.bad_time", field(2, "2024-05-05")),
    ("hour shown twice", "row.time_twice", doubled_hour),
    ("certificate until nonsense", "row.bad_time", field(9, "31.02.2027")),
    ("future", "row.future_time", field(2, "2199-01-01T00:00:00+05:00")),
    ("latitude of 95", "row.coordinate_range", field(5, "95.1")),
    ("longitude of 200", "row.coordinate_range", field(6, "200.5")),
    ("sign lost", "row.coordinate_sign", lost_sign),
    ("abroad", "row.outside_network", field(5, "12.5")),
    ("axes swapped", "row.coordinates_swapped", swapped),
    ("place at zero", "row.coordinate_zero", zero),
    ("negative speed", "row.speed_range", field(13, "-5")),
    ("speed of 999", "row.speed_range", field(13, "999")),
    ("limit of 900", "row.speed_range", field(14, "900")),
    ("unknown kind of event", "row.unknown_code", field(3, "SPEED_INSTANTT")),
    ("unknown mode", "row.unknown_code", field(16, "maybe")),
    ("lane 99", "row.count_range", field(15, "99")),
]


def main():
    out, truth, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    random.seed(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    counts = [0] * len(DAMAGES)
    draw, pick = random.random, random.randrange
    start = datetime(2024, 3, 2)
    step = timedelta(days=300).total_seconds() / count
    devices = []
    for number in range(240):
        devices.append((
            f"Зерек-2,KZ-{number:05d},",
            f",receding,{43 + number * 0.04:.6f},{52 + number * 0.14:.6f},"
            f"\"KAZ{number % 23 + 1:02d}, {number} км + 200 м\",BA-{number:06d},2027-03-14,",
        ))
    letters = "ABCEHKMOPTXY"
    minute, stamp = -1, ""
    with open(out, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(HEADER + "\n")
        lines = []
        for index in range(count):
            second = index * step
            if int(second // 60) != minute:
                minute = int(second // 60)
                stamp = (start + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:")
            head, tail = devices[pick(240)]
            kind = KINDS[pick(28)]
            number = int(draw() * 17_280_000)
            plate = f"{number % 900 + 100}{letters[number % 12]}{letters[number // 12 % 12]}" \
                f"{letters[number // 144 % 12]}{number % 20 + 1:02d}"
            speed = 60 + number % 71
            line = (
                f"{head}{stamp}{second % 60:06.3f}+05:00,{kind}{tail}passenger,Lada,{plate},"
                f"{speed},100,{number % 3 + 1},production,90,3"
            )
            if draw() < 0.1:
                place = pick(len(DAMAGES))
                # Long records are rare, or they would be most of the file.
                if DAMAGES[place][2] is too_long and draw() > 0.001:
                    place = 0
                fields = line.replace(", ", "\x00").split(",")
                fields = [f.replace("\x00", ", ") for f in fields]
                line = DAMAGES[place][2](fields)
                counts[place] += 1
            lines.append(line)
            if len(lines) == 10_000:
                file.write("\n".join(lines) + "\n")
                lines = []
        if lines:
            file.write("\n".join(lines) + "\n")
    with open(truth, "w", encoding="utf-8") as file:
        file.write("damage,code,count\n")
        for (name, code, _), number in zip(DAMAGES, counts):
            file.write(f"{name},{code},{number}\n")


main()
