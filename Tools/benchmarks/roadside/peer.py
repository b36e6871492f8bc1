"""What jol is compared with: Python's csv and datetime.

peer.py dates FILE    csv.DictReader; both dates by datetime.strptime; five numbers
peer.py checks FILE   the checks that jol makes of every record, in the plainest Python
"""
import csv
import json
import sys
from datetime import datetime

KINDS = {
    "SPEED_INSTANT", "SPEED_AVERAGE", "RED_LIGHT", "STOP_LINE", "BUS_LANE", "LANE_CHANGE",
    "ONCOMING", "SOLID_LINE", "PARKING", "PEDESTRIAN", "JUNCTION_BLOCK", "RAIL_CROSSING", "BELT",
    "PHONE", "WRONG_WAY", "UTURN_REVERSE", "PASSAGE",
}
LOOKS = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI", " -.")


def number(text, low, high):
    if not text.strip():
        return None
    value = float(text.replace(",", "."))
    if not low <= value <= high:
        raise ValueError(text)
    return value


def main():
    full = sys.argv[1] == "checks"
    seen = bad = 0
    csv.field_size_limit(1 << 27)
    with open(sys.argv[2], encoding="utf-8", errors="surrogateescape", newline="") as file:
        for row in csv.DictReader(file):
            seen += 1
            try:
                datetime.strptime(row["event_time"], "%Y-%m-%dT%H:%M:%S.%f%z")
                datetime.strptime(row["cert_valid_until"], "%Y-%m-%d")
                number(row["site_lat"], 40.4, 55.6)
                number(row["site_lon"], 46.3, 87.5)
                speed = number(row["speed_measured"], 0, 400)
                number(row["speed_limit"], 0, 400)
                number(row["heading"], 0, 360)
                if not full:
                    continue
                number(row["accuracy_m"], 0, 1e9)
                if row["lane"] and not 0 <= int(row["lane"]) <= 30:
                    raise ValueError("lane")
                kind = row["event_type"].strip().upper()
                if kind not in KINDS or None in row or None in row.values():
                    raise ValueError("kind")
                if kind.startswith("SPEED") and speed is None:
                    raise ValueError("speed")
                if row["device_mode"].lower() not in ("production", "test", ""):
                    raise ValueError("mode")
                if not row["device_serial"].strip():
                    raise ValueError("serial")
                row["plate"].upper().translate(LOOKS)
                for text in row.values():
                    text.encode("utf-8")
            except (ValueError, TypeError, AttributeError):
                bad += 1
    print(json.dumps({"records": seen, "bad": bad}))


main()
