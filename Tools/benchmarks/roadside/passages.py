"""Writes made-up passages at the ends of sections with their truth, and scores section control.

passages.py make DIR RECORDS [SEED]   passages.csv, sections.csv, truth.csv
passages.py score DIR ways.csv        precision and recall of violations

Every read is misread with a chance of 1 %: half of those put a look-alike character in its place,
a fourth any other, a fourth lose one. Drivers stop (2 %), leave before the exit (3 %), join after
the entry (3 %), come back the same day (10 %); half a per cent of reads is missing; one plate in a
hundred is one character from another one's. Clocks are off by up to 0.1 s, lengths by up to 5 m.
"""
import csv
import random
import sys
from datetime import datetime, timedelta, timezone

LETTERS = "ABCEHKMOPTXY"
LOOKS = {"0": "O", "O": "0", "8": "B", "B": "8", "1": "I", "5": "S", "2": "Z", "6": "8", "3": "8",
         "C": "O", "H": "M", "M": "H", "P": "B", "X": "K", "K": "X", "7": "1", "4": "A", "9": "8"}
ZONE = timezone(timedelta(hours=5))


def plate(rng):
    return "%03d%s%s%s%02d" % (rng.randrange(1000), *(rng.choice(LETTERS) for _ in range(3)),
                               rng.randrange(1, 21))


def misread(rng, text):
    if rng.random() >= 0.01:
        return text
    place = rng.randrange(len(text))
    chance = rng.random()
    if chance < 0.5:
        there = [i for i, c in enumerate(text) if c in LOOKS]
        if there:
            place = rng.choice(there)
            return text[:place] + LOOKS[text[place]] + text[place + 1:]
    if chance < 0.75:
        pool = LETTERS if text[place].isalpha() else "0123456789"
        other = rng.choice([c for c in pool if c != text[place]])
        return text[:place] + other + text[place + 1:]
    return text[:place] + text[place + 1:]


def make(folder, count, seed):
    rng = random.Random(seed)
    sections = []
    for number in range(8):
        length = rng.uniform(4000, 18000)
        sections.append({
            "id": f"S{number}", "entry": f"IN-{number}", "exit": f"OUT-{number}",
            "true": length, "given": length + rng.uniform(-5, 5),
            "limit": rng.choice([70, 90, 100, 110]),
            "clock": (rng.uniform(-0.1, 0.1), rng.uniform(-0.1, 0.1)),
        })
    with open(f"{folder}/sections.csv", "w") as file:
        file.write("section,entry,exit,length_m,length_error_m,limit_kmh\n")
        for s in sections:
            file.write(f"{s['id']},{s['entry']},{s['exit']},{s['given']:.1f},5,{s['limit']}\n")
    plates = [plate(rng) for _ in range(count // 6)]
    for index in range(0, len(plates), 100):
        text = plates[index]
        place = rng.randrange(3)
        plates[index + 1 if index + 1 < len(plates) else 0] = (
            text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1:])
    reads = []
    trip = 0
    span = 30 * 86400.0
    while len(reads) < count:
        who = rng.choice(plates)
        again = 2 if rng.random() < 0.1 else 1
        start = rng.uniform(0, span)
        number = rng.randrange(8)
        s = sections[number]
        for turn in range(again):
            speed = max(30.0, rng.gauss(s["limit"] - 4, 11))
            seconds = s["true"] / speed * 3.6
            if rng.random() < 0.02:
                seconds += rng.uniform(300, 3600)
            begin = start + turn * rng.uniform(5400, 20000)
            fate = rng.random()
            if fate >= 0.03 and rng.random() >= 0.005:
                reads.append((begin + s["clock"][0], number, 0, misread(rng, who), trip, seconds))
            if not 0.03 <= fate < 0.06 and rng.random() >= 0.005:
                reads.append(
                    (begin + seconds + s["clock"][1], number, 1, misread(rng, who), trip, seconds))
            trip += 1
    reads.sort()
    origin = datetime(2026, 6, 1, tzinfo=ZONE)
    ends = {}
    lines = ["device_serial,event_time,plate"]
    day, prefix = -1, ""
    for row, (time, number, end, text, trip, seconds) in enumerate(reads, start=2):
        if int(time // 86400) != day:
            day = int(time // 86400)
            prefix = (origin + timedelta(days=day)).strftime("%Y-%m-%dT")
        rest = time - day * 86400
        hour, minute = int(rest // 3600), int(rest % 3600 // 60)
        s = sections[number]
        lines.append(f"{s['exit'] if end else s['entry']},{prefix}{hour:02d}:{minute:02d}:"
                     f"{int(rest % 60 * 1000) / 1000:06.3f}+05:00,{text}")
        ends.setdefault(trip, {})[end] = (row, number, seconds)
    with open(f"{folder}/passages.csv", "w") as file:
        file.write("\n".join(lines) + "\n")
    with open(f"{folder}/truth.csv", "w") as file:
        file.write("section,entry_row,exit_row,speed_kmh,violation\n")
        for trip in ends.values():
            if 0 in trip and 1 in trip:
                entry, number, seconds = trip[0]
                s = sections[number]
                speed = s["true"] / seconds * 3.6
                file.write(f"{s['id']},{entry},{trip[1][0]},{speed:.4f},"
                           f"{int(speed > s['limit'])}\n")


def score(folder, ways):
    truth = {}
    with open(f"{folder}/truth.csv") as file:
        for row in csv.DictReader(file):
            if row["violation"] == "1":
                truth[row["entry_row"], row["exit_row"]] = float(row["speed_kmh"])
    found = right = 0
    hit = set()
    with open(ways) as file:
        for row in csv.DictReader(file):
            if row["violation"] != "1":
                continue
            found += 1
            pair = row["entry_row"], row["exit_row"]
            if pair in truth:
                right += 1
                hit.add(pair)
    precision = right / max(1, found)
    recall = len(hit) / max(1, len(truth))
    print(f"  true violations {len(truth):,}, found {found:,}, of them true {right:,}")
    print(f"  precision {100 * precision:.3f} %, recall {100 * recall:.3f} %")
    return precision, recall


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    else:
        precision, recall = score(sys.argv[2], sys.argv[3])
        sys.exit(0 if precision >= 0.999 and recall >= 0.98 else 1)
