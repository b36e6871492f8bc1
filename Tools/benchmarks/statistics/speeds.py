"""Speeds and simulations of `jol trends`, beside R and statsmodels on the same data in the same run.

CPU seconds (user + system) of one thread, start-up and reading of the table included for jol.
"""
import json
import os
import subprocess
import sys
import time
import warnings

import numpy as np

JOL, FOLDER = os.path.abspath(sys.argv[1]), sys.argv[2]
FULL = "--full" in sys.argv


def cpu(command, output=subprocess.DEVNULL):
    """Runs a command and returns its CPU seconds."""
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[:4]} failed: {message.decode()[-800:]}")
    return usage.ru_utime + usage.ru_stime


def jol(arguments):
    """CPU seconds and JSON of one command; the middle of three runs."""
    path = os.path.join(FOLDER, "answer.json")
    times = []
    for _ in range(3):
        with open(path, "wb") as file:
            times.append(cpu([JOL, "trends", *arguments, "--json"], file))
    with open(path) as file:
        return sorted(times)[1], json.load(file)


def table(name, header, rows):
    """Writes a CSV file."""
    path = os.path.join(FOLDER, name)
    with open(path, "w") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(map(str, row)) + "\n")
    return path


def line(what, own, peers, goal):
    """Prints one measured line."""
    verdict = "" if goal is None else ("  goal met" if own <= goal else "  GOAL MISSED")
    print(f"{what}: jol {own:.3f} s" + "".join(f", {n} {t:.2f} s" for n, t in peers) + verdict)


def r_seconds(code):
    """CPU seconds that R says a block took, its start-up not included."""
    path = os.path.join(FOLDER, "peer.R")
    with open(path, "w") as file:
        file.write(code)
    result = subprocess.run(["Rscript", path], capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr[-800:])
    return float(result.stdout.strip().splitlines()[-1])


def districts():
    """240 negative binomial fits of 120 months each."""
    random = np.random.default_rng(7)
    rows = []
    for district in range(240):
        base = random.uniform(-0.7, 1)
        months = np.arange(120)
        mean = np.exp(base + 0.3 * np.sin(2 * np.pi * months / 12) - 0.001 * months)
        counts = random.poisson(mean * random.gamma(8, 1 / 8, 120))
        rows += [(f"d{district}", t + 1, t % 12 + 1, y) for t, y in zip(months, counts)]
    path = table("districts.csv", ["district", "t", "month", "deaths"], rows)
    formula = "deaths ~ t + factor(month)"
    own, answer = jol(["glm", path, "--formula", formula, "--family", "nb", "--by", "district"])
    failed = sum("FAILED" in group["flags"] for group in answer["groups"])
    edge = sum("DEGENERATE" in group["flags"] for group in answer["groups"])
    pooled, shared = jol(
        ["glm", path, "--formula", formula, "--family", "nb", "--by", "district", "--theta", "pooled"]
    )
    whole, fixed = jol(
        ["glm", path, "--formula", formula, "--family", "nb", "--fixed", "district"]
    )
    peer = r_seconds(
        f"""suppressMessages(library(MASS)); d <- read.csv("{path}"); d$m <- factor(d$month); bad <- 0
        s <- proc.time(); for (g in split(d, d$district)) {{
          f <- suppressWarnings(try(glm.nb(deaths ~ t + m, data = g), silent = TRUE))
          if (inherits(f, "try-error") || !f$converged) bad <- bad + 1 }}
        e <- proc.time() - s; cat(bad, "\\n", file = "{FOLDER}/bad.txt"); cat(e[1] + e[2])"""
    )
    bad = int(open(os.path.join(FOLDER, "bad.txt")).read())
    import statsmodels.api as sm

    data = {}
    for district, t, month, y in rows:
        data.setdefault(district, []).append((t, month, y))
    started, rough = time.process_time(), 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for values in data.values():
            t, month, y = (np.array(v, float) for v in zip(*values))
            dummies = (month[:, None] == np.arange(2, 13)).astype(float)
            design = np.column_stack([np.ones(120), t, dummies])
            try:
                fit = sm.NegativeBinomial(y, design).fit(disp=0, maxiter=200)
                rough += not fit.mle_retvals["converged"]
            except Exception:
                rough += 1
    peers = [("R glm.nb", peer), ("statsmodels", time.process_time() - started)]
    line("240 districts x 120 months, nb, one fit a district", own, peers, 0.3)
    print(
        f"  failed: jol {failed}, R {bad}, statsmodels {rough}; without overdispersion: {edge} of 240"
    )
    theta = shared["groups"][0]["theta"]
    print(f"  one theta for all: {pooled:.3f} s, theta {theta:.2f} (true 8)")
    print(f"  one model with 240 constants: {whole:.3f} s, theta {fixed['theta']:.2f}")


def joinpoints():
    """4,499 permutations of every test of the sequence, k up to 3, 47 years."""
    random = np.random.default_rng(3)
    years = np.arange(1970, 2017)
    trend = 7 - 0.03 * (years - 1970) + 0.05 * np.maximum(0, years - 1985)
    trend -= 0.09 * np.maximum(0, years - 2000)
    values = np.round(np.exp(trend + 0.07 * random.standard_normal(47))).astype(int)
    path = table("years.csv", ["year", "deaths"], zip(years, values))
    own, answer = jol(
        ["joinpoint", path, "--x", "year", "--y", "deaths", "--max", "3"]
        + ["--permutations", "4499", "--seed", "1"]
    )
    # The peer: numpy, all sets of three at once, on 40 permutations, scaled up.
    from itertools import combinations

    x = years.astype(float)
    base = np.column_stack([np.ones(47), x - x.mean()])
    q, _ = np.linalg.qr(base)
    sets = [s for s in combinations(range(2, 45), 3) if s[1] - s[0] > 2 and s[2] - s[1] > 2]
    hinges = np.maximum(0, x[:, None] - x)
    hinges -= q @ (q.T @ hinges)
    started = time.process_time()
    for _ in range(40):
        y = random.permutation(np.log(values))
        y = y - q @ (q.T @ y)
        for s in sets[:: max(1, len(sets) // 400)]:
            np.linalg.lstsq(hinges[:, s], y, rcond=None)
    share = len(sets[:: max(1, len(sets) // 400)]) / len(sets)
    peer = (time.process_time() - started) / 40 / share * 4499 * len(answer["tests"])
    line(
        f"joinpoints k <= 3, n = 47, {len(answer['tests'])} tests of 4,499 permutations",
        own,
        [("numpy, exhaustive, scaled", peer)],
        0.5,
    )


def watch():
    """Farrington's flexible method, 240 series, the last 12 months."""
    random = np.random.default_rng(5)
    months = np.arange(96)
    rows = []
    for series in range(240):
        mean = random.uniform(3, 40) * np.exp(0.3 * np.sin(2 * np.pi * months / 12))
        counts = random.poisson(mean)
        rows += [(f"s{series}", f"{2018 + t // 12}-{t % 12 + 1:02}", y) for t, y in zip(months, counts)]
    path = table("watch.csv", ["area", "date", "deaths"], rows)
    own, answer = jol(
        ["watch", path, "--by", "area", "--method", "flexible", "--last", "12", "--y", "deaths"]
    )
    count = 240 if FULL else 8
    peer = r_seconds(
        f"""suppressMessages(library(surveillance)); d <- read.csv("{path}"); a <- unique(d$area)[1:{count}]
        s <- proc.time(); for (n in a) {{ y <- d$deaths[d$area == n]
          f <- farringtonFlexible(sts(matrix(y), start = c(2018, 1), frequency = 12),
            control = list(range = 85:96, b = 5, w = 3, pastWeeksNotIncluded = 0, pThresholdTrend = 1,
              weightsThreshold = 1, thresholdMethod = "delta"))
          cat(n, f@upperbound[, 1], "\\n", file = "{FOLDER}/upper.txt", append = TRUE) }}
        e <- proc.time() - s; cat(e[1] + e[2])"""
    )
    largest = 0
    for text in open(os.path.join(FOLDER, "upper.txt")):
        name, *limits = text.split()
        group = next(g for g in answer["groups"] if g["group"] == name)
        for point, limit in zip(group["points"], limits):
            if limit != "NA" and point["upper"] is not None:
                largest = max(largest, abs(point["upper"] / float(limit) - 1))
    scaled = "R surveillance" if FULL else f"R surveillance, {count} series, scaled"
    line("Farrington flexible, 240 series x 12 months", own, [(scaled, peer * 240 / count)], 2)
    print(f"  largest relative difference of a limit from R: {largest:.1e}")


def national():
    """What a yearly report of a country with 20 regions is made of, verb by verb."""
    random = np.random.default_rng(17)
    months = []
    for region in range(20):
        base = random.uniform(40, 250)
        for t in range(144):
            mean = base / 12 * np.exp(0.25 * np.sin(2 * np.pi * t / 12) - 0.0015 * t)
            deaths = random.poisson(mean * random.gamma(30, 1 / 30))
            months.append((f"r{region}", 2014 + t // 12, t % 12 + 1, t + 1, deaths))
    yearly = {}
    for region, year, _, _, deaths in months:
        yearly[region, year] = yearly.get((region, year), 0) + deaths
    rows = [(r, y, d) for (r, y), d in yearly.items()]
    total = {}
    for (_, year), deaths in yearly.items():
        total[year] = total.get(year, 0) + deaths
    whole = {}
    for _, year, month, t, deaths in months:
        whole[t] = (year, month, whole.get(t, (0, 0, 0))[2] + deaths)
    by_region = table("months.csv", ["region", "year", "month", "t", "deaths"], months)
    by_year = table("years.csv", ["region", "year", "deaths"], rows)
    country = table("country.csv", ["year", "deaths"], sorted(total.items()))
    monthly = table("monthly.csv", ["year", "month", "deaths"], list(whole.values()))
    parts = [
        ["change", by_year, "--by", "region"],
        ["table", by_year, "--areas", "region", "--x", "year", "--y", "deaths"],
        ["glm", by_region, "--formula", "deaths ~ t + factor(month)", "--family", "nb",
         "--by", "region"],
        ["joinpoint", country, "--x", "year", "--y", "deaths", "--max", "3"],
        ["mann-kendall", by_year, "--x", "year", "--y", "deaths", "--by", "region"],
        ["changepoint", by_region, "--by", "region"],
        ["watch", by_region, "--by", "region", "--method", "flexible"],
        ["structural", monthly, "--formula", "log(deaths) ~ 1", "--steps", "12"],
        ["its", monthly, "--at", "2021-01"],
        ["forecast", monthly, "--steps", "60"],
    ]
    times = [(part[0], jol(part)[0]) for part in parts]
    print("  " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in times))
    line("a national report's statistics, 20 regions x 144 months",
         sum(seconds for _, seconds in times), [], 5)


def false_changes():
    """A country without any change: 1,800 fatal crashes, 1.284 deaths each, 3 % year noise."""
    random = np.random.default_rng(11)
    runs, years, mean = 4000, 12, 1.284
    rows = []
    plain = 0
    for run in range(runs):
        crashes = random.poisson(1800 * np.exp(0.03 * random.standard_normal(years)))
        deaths = crashes + random.negative_binomial(crashes, 1 / mean)
        rows += [(run, 2014 + y, d, c) for y, (d, c) in enumerate(zip(deaths, crashes))]
        a, b = deaths[-2:]
        plain += abs(np.log(b / a)) > 1.959964 * np.sqrt(1 / a + 1 / b)
    path = table("stable.csv", ["run", "year", "deaths", "fatal_crashes"], rows)
    _, answer = jol(["change", path, "--by", "run", "--y", "deaths", "--fatal-crashes", "fatal_crashes"])
    share = np.mean([group["verdict"] == "CHANGE" for group in answer["groups"]])
    print(
        f"false CHANGE at nominal 5 %: jol {100 * share:.1f} % of {runs}"
        f" (history of {years - 2} years), plain Poisson {100 * plain / runs:.1f} %"
        + ("  goal met (4-6 %)" if 0.04 <= share <= 0.06 else "  GOAL MISSED (4-6 %)")
    )


def nowcasts():
    """Twelve months of late registrations: how often the limits hold the truth."""
    random = np.random.default_rng(13)
    runs, months, lags = 1500, 14, 9
    shares = np.array([0.62, 0.16, 0.09, 0.05, 0.03, 0.02, 0.015, 0.01, 0.005])
    rows, truth = [], {}
    for run in range(runs):
        means = 200 * np.exp(0.2 * np.sin(2 * np.pi * np.arange(months) / 12))
        cells = random.poisson(means[:, None] * shares)
        truth[str(run)] = cells.sum(axis=1)
        for month in range(months):
            known = [str(c) if month + lag < months else "" for lag, c in enumerate(cells[month])]
            rows.append([run, month + 1, *known])
    header = ["run", "month", *(f"lag{k}" for k in range(lags))]
    path = table("triangles.csv", header, rows)
    _, answer = jol(["nowcast", path, "--by", "run"])
    hits, totals, last = [], [], []
    for group in answer["groups"]:
        real = truth[group["group"]]
        for period, value in zip(group["periods"], real):
            if period["completeness"] < 1:
                hits.append(period["lower"] <= value <= period["upper"])
        last.append(hits[-1])
        totals.append(group["lower"] <= real.sum() <= group["upper"])
    for name, share in [
        ("months under way", np.mean(hits)), ("the last month", np.mean(last)),
        ("all months together", np.mean(totals)),
    ]:
        print(
            f"nowcast limits of 95 %, {name}: hold the truth in {100 * share:.1f} % of {runs} runs"
            + ("  goal met (93-97 %)" if 0.93 <= share <= 0.97 else "  GOAL MISSED (93-97 %)")
        )


for part in [districts, joinpoints, watch, national, false_changes, nowcasts]:
    part()
