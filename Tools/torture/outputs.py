"""Seeds plates, formulas and markup into everything that is taken in, and looks for them in all that
comes out: G22 (nothing runs in a spreadsheet or a browser) and G23 (no plate anywhere)."""
import csv
import glob
import io
import os
import re
import sqlite3
import subprocess
import zipfile

from bench_of_attacks import ENVIRONMENT, JOL, Scratch, Tally, jol, new_workspace

PLATE = re.compile(r"\d{3} ?ZQX ?\d{2}", re.I)
FORMULAS = ["=HYPERLINK(1)", "+SUM(1)", "@SUM(1)", "-2+3+cmd", "\tTAB"]
MARKUP = "<script>alert(7)</script>"
BIDI = "\u202eevil\u202c"


def seed(world):
    """Rewrites a made-up world: plates with a mark, texts with formulas, markup and bidi marks."""
    for name in sorted(glob.glob(f"{world}/complexes/*.csv")):
        with open(name, encoding="utf-8") as file:
            table = list(csv.reader(file))
        header = table[0]
        column = {title: place for place, title in enumerate(header)}
        for number, row in enumerate(table[1:]):
            row[column["plate"]] = f"{number % 1000:03d}ZQX{number % 20 + 1:02d}"
            row[column["place_text"]] = FORMULAS[number % 4] + MARKUP + BIDI
            row[column["cert_lab"]] = FORMULAS[(number + 1) % 4] + MARKUP
        # Records that cannot be right, a plate in every column once.
        for number, title in enumerate(header):
            wrong = list(table[1])
            wrong[column["event_time"]] = "no time"
            wrong[column[title]] = f"{number:03d} ZQX 02" if number % 2 else f"{number:03d}zqx02"
            table.append(wrong)
            table.append(wrong[3:])
        with open(name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    with open(f"{world}/crashes/crashes.csv", encoding="utf-8") as file:
        table = list(csv.reader(file))
    column = {title: place for place, title in enumerate(table[0])}
    for number, row in enumerate(table[1:]):
        row[column["type"]] = FORMULAS[number % 4] + MARKUP
        row[column["road"]] = FORMULAS[number % 4] + MARKUP + BIDI
        if number % 9 == 0:
            row[column["time"]] = "777ZQX02"
    table[0].append("plate")
    for number, row in enumerate(table[1:]):
        row.append(f"{number % 1000:03d}ZQX03")
    with open(f"{world}/crashes/crashes.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    with open(f"{world}/network.osm", encoding="utf-8") as file:
        text = file.read()
    names = iter(range(10**6))
    text = re.sub(r'k="name" v="[^"]*"',
                  lambda _: 'k="name" v="' + FORMULAS[next(names) % 4]
                  + "&lt;script&gt;alert(7)&lt;/script&gt;" + '"', text)
    with open(f"{world}/network.osm", "w", encoding="utf-8") as file:
        file.write(text)


def is_number(cell):
    try:
        float(cell)
        return True
    except ValueError:
        return False


def runs_as_formula(cell):
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number(cell)


def check_csv(tally, what, text):
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            tally.check(not runs_as_formula(cell), f"{what}: a cell that runs: {cell[:40]!r}")


def check_file(tally, path):
    name = os.path.basename(path)
    with open(path, "rb") as file:
        content = file.read()
    if name.endswith((".html", ".svg")):
        tally.check(MARKUP.encode() not in content, f"{name}: markup came through")
        tally.check("\u202e".encode() not in content, f"{name}: a bidi mark came through")
    if name.endswith(".csv"):
        check_csv(tally, name, content.decode("utf-8-sig"))
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            for part in book.namelist():
                inside = book.read(part)
                tally.check(b"<f>" not in inside and b"<f " not in inside, f"{part}: a formula")
                content += inside
    if name.endswith(".gpkg"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            tables = [row[0] for row in db.execute(
                "SELECT table_name FROM gpkg_contents WHERE table_name IN "
                "(SELECT name FROM sqlite_schema)")]
            for table in tables:
                for row in db.execute(f'SELECT * FROM "{table}"'):
                    for cell in row:
                        if isinstance(cell, str):
                            tally.check(not runs_as_formula(cell),
                                        f"{name}, {table}: a cell that runs: {cell[:40]!r}")
                            tally.check(MARKUP not in cell, f"{name}, {table}: markup")
    tally.check(not PLATE.search(content.decode("utf-8", "replace")), f"{name}: a plate")


def main():
    tally = Tally("outputs")
    with Scratch() as scratch:
        world = f"{scratch}/world"
        jol("simulate", "--small", "--out", world, "--quiet", check=True)
        seed(world)
        workspace = new_workspace(f"{scratch}/ws")
        complexes = sorted(glob.glob(f"{world}/complexes/*.csv"))
        said, asked = 0, 0
        tables = [
            ["quarantine", "list", "--limit", "5000"], ["receipt", "list"],
            ["complexes", "devices", "list"], ["complexes", "devices", "check"],
            ["complexes", "admissibility"], ["complexes", "traffic"], ["complexes", "gaps"],
            ["complexes", "aadt"], ["crashes", "list"], ["crashes", "changed"],
            ["crashes", "duplicates"], ["flights", "list"], ["network", "routes"],
            ["hotspots", "run"], ["archive", "log"], ["archive", "access"],
            ["archive", "hold", "list"],
        ]
        commands = [
            ["network", "import", f"{world}/network.osm"],
            ["complexes", "add", *complexes], ["complexes", "add", complexes[0]],
            ["crashes", "add", f"{world}/crashes/crashes.csv"],
            ["flights", "add", *sorted(glob.glob(f"{world}/flights/*"))],
            ["match", "run"], ["hotspots", "run"],
            ["quarantine", "show", "1"], ["quarantine", "show", "40", "--json"],
            ["quarantine", "export"], ["quarantine", "export", "--out", f"{scratch}/supplier.csv"],
            ["quarantine", "fix", "--rule", "swap-axes", "--dry-run"], ["quarantine", "retry"],
            ["receipt", "show", "2"], ["complexes", "sections", "--plates"],
            ["evidence", "pack", "--violation", "1", "--out", f"{scratch}/none"],
            ["report", "build", "--out", f"{scratch}/report"],
            ["archive", "verify"], ["archive", "rebuild"],
            ["archive", "retention", "run", "--dry-run"],
            ["archive", "backup", f"{scratch}/backup"],
        ]
        for words in tables:
            commands += [words, words + ["--json"], words + ["--csv"]]
        for words in commands:
            done = subprocess.run([JOL, *words, "--workspace", workspace], capture_output=True,
                                  text=True, env=ENVIRONMENT, timeout=300)
            asked += 1
            said += len(done.stdout) + len(done.stderr)
            what = " ".join(words[:3])
            tally.check(0 <= done.returncode < 128, f"{what}: ended with {done.returncode}")
            out = done.stdout + done.stderr
            tally.check(not PLATE.search(out.replace(scratch, "")), f"{what}: a plate came out")
            if "--csv" in words or words[:2] == ["quarantine", "export"]:
                check_csv(tally, what, done.stdout)
            else:
                tally.check("\u202e" not in done.stdout or "--json" in words,
                            f"{what}: a bidi mark came through")
        files = 0
        for folder in (f"{scratch}/report", f"{scratch}/backup", workspace):
            for inside, _, names in os.walk(folder):
                for name in names:
                    path = os.path.join(inside, name)
                    if inside.startswith(f"{scratch}/report"):
                        check_file(tally, path)
                    else:
                        with open(path, "rb") as file:
                            tally.check(not re.search(rb"\d{3} ?zqx ?\d{2}", file.read(), re.I),
                                        f"{path.replace(scratch, '')}: a plate at rest")
                    files += 1
        check_file(tally, f"{scratch}/supplier.csv")
        tally.check(os.path.isdir(f"{scratch}/report"), "no report was written")
        # The one way that shows a plate asks for a reason and leaves a trace.
        shown = jol("evidence", "pack", "--violation", "1", "--out", f"{scratch}/case", "--reason",
                    "case 7", "--workspace", workspace)
        with open(f"{scratch}/case/record.txt", encoding="utf-8") as file:
            tally.check(PLATE.search(file.read()), "the probe finds what is there")
        reads = jol("archive", "access", "--workspace", workspace).stdout
        tally.check(shown.returncode == 0 and "case 7" in reads, "the read is not in the ledger")
    tally.finish(f"{asked} commands, {said:,} characters, {files} files")


main()
