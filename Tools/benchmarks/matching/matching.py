"""Jol beside its peers on simulated drives and real tracks; see run."""

import argparse
import collections
import csv
import json
import os
import pickle
import resource
import subprocess
import sys

import confidence
import hardships
from peers import Peers

# Goal of the ratio to the fastest peer, of the error without heading, and sigma to tell.
PROFILES = {
    "p1_clean": (1, 5, 0.04, 10), "p5_std": (5, 5, 0.6, 10), "p15_std": (15, 5, 0.35, 10),
    "p30_sparse": (30, 3, 0.4, 10), "p60_sparse": (60, 2, 2.0, 10), "p10_noisy": (10, 3, 3.5, 25),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jol")
    parser.add_argument("shared")
    parser.add_argument("work")
    parser.add_argument("--fresh", type=int, help="seed of drives to generate")
    parser.add_argument("--city", default="almaty_2013.osm.pbf",
                        help="extract for --fresh: a name in ../shared or a path")
    parser.add_argument("--tracks", type=int, default=200, help="drives for --fresh")
    parser.add_argument("--km", nargs=2, default=["2", "12"], help="their least and most length")
    parser.add_argument("--profiles", default=",".join(PROFILES))
    parser.add_argument("--heading", action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--hardships", action="store_true",
                        help="cut ways, a parked car and silences instead of the profiles")
    a = parser.parse_args()
    sys.path.insert(0, a.shared + "/tools")
    import osmgraph
    import score

    extract = os.path.join(a.shared, "osm", a.city)
    drives = a.shared + "/synth/almaty"
    if a.fresh is not None:
        drives = f"{a.work}/drives-{os.path.basename(a.city)}-{a.fresh}"
        if not os.path.exists(drives + "/single.csv"):
            subprocess.run(
                [sys.executable, a.shared + "/tools/gen_tracks.py", extract, drives,
                 str(a.tracks), str(a.fresh), *a.km], check=True, stdout=subprocess.DEVNULL)
    if a.hardships:
        setting = hardships.Setting(a.jol, a.work, extract, drives, osmgraph.read(extract),
                                    score.load_truth(drives))
        hardships.cut_ways(setting, a.fresh or 1)
        hardships.parked(setting)
        hardships.silences(setting)
        return
    sets = [(p, extract, drives) for p in a.profiles.split(",")]
    if a.fresh is None:
        sets.append(("all", a.shared + "/fcd/net.osm.pbf", a.shared + "/fcd"))
    print("All on one thread in this call; fixes per CPU second of matching (Jol: also of the "
          "whole command);\nRMF = (added + missed) / true length; AUC for 'RMF < 2 %' by the mean "
          "confidence of the fixes and by\nthe track's own; ECE of fixes; worst = share of the "
          "error on the least sure tenth of the tracks.")
    print(f"{'set':11}{'who':9}{'fixes/CPU-s':>12}{'ratio':>7}{'whole':>9}{'RMF %':>8}"
          f"{'<1 %':>6}{'AUC fix':>9}{'track':>7}{'ECE':>7}{'worst':>7}", flush=True)
    kept = {}
    pool = collections.defaultdict(lambda: ([], []))
    for profile, source, folder in sets:
        if source not in kept:
            kept = {source: prepare(a, osmgraph, source)}
        graph, network, peers = kept[source]
        one_set(a, score, profile, folder, graph, network, peers, pool)
    print("\nall simulated sets together")
    for who, (rows, fixes) in pool.items():
        line(who, rows, fixes)
    print("\nreliability of Jol's fixes: number, said, right")
    for n, said, right in confidence.bins(pool["jol"][1]):
        print(f"{n:9} {said:7.3f} {right:7.3f}  {'#' * round(40 * right)}")


def prepare(a, osmgraph, source):
    graph = osmgraph.read(source)
    network = f"{a.work}/{os.path.basename(os.path.dirname(source))}.jolnet"
    subprocess.run([a.jol, "network", "import", source, "--out", network, "--json",
                    "--overwrite"],
                   check=True, stdout=subprocess.DEVNULL)
    peers = None if a.no_peers else Peers(a.shared + "/tools", a.work, source, graph)
    return graph, network, peers


def one_set(a, score, profile, folder, graph, network, peers, pool):
    interval, goal, _, sigma = PROFILES.get(profile, (3, 0, 0, 10))
    observations = f"{folder}/obs_{profile}.csv"
    times = collections.defaultdict(list)
    for row in csv.DictReader(open(observations)):
        times[row["track"]].append(int(float(row["t"])))
    truth = score.load_truth(folder)
    out = f"{a.work}/out.jsonl"
    names = list(peers.names) if peers else []
    fastest = 0
    lines = []
    for who in names + ["jol"]:
        whole = ""
        try:
            if who == "jol":
                command = [a.jol, "match", "tracks", observations, "--network", network,
                           "--out", out, "--threads", "1"]
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run(command + ([] if a.heading else ["--no-heading"]),
                               check=True, stdout=subprocess.DEVNULL)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                whole = f"{sum(map(len, times.values())) / spent:.0f}"
            else:
                peers.run(who, observations, out, sigma, interval)
        except OSError as error:
            print(f"{profile:11}{who:9}failed: {error}", flush=True)
            continue
        predictions = score.load_preds(out, graph)
        for p in predictions:
            p.setdefault("segs", [])
        result = score.score(folder, predictions, graph, observations)
        rows = confidence.tracks(truth, times, predictions, graph)
        fixes = confidence.fixes(truth, times, predictions, graph)
        if profile != "all":
            pool[who][0].extend(rows)
            pool[who][1].extend(fixes)
        speed = result["pps"] or 0
        ratio = ""
        if who == "jol":
            ratio = f"{speed / fastest:.1f}" if fastest else ""
        fastest = max(fastest, speed)
        print(f"{profile:11}{who:9}{speed:12.0f}{ratio:>7}{whole:>9}{100 * result['rmf']:8.3f}"
              f"{100 * result['perfect']:6.0f}" + figures(rows, fixes), flush=True)
    return lines


def figures(rows, fixes):
    return (f"{confidence.auc(rows, 2):9.3f}{confidence.auc(rows, 3):7.3f}"
            f"{confidence.calibration_error(fixes):7.3f}"
            f"{confidence.found_by_worst(rows, 3):7.2f}")


def line(who, rows, fixes):
    print(f"{'':11}{who:9}{'':43}" + figures(rows, fixes))


if __name__ == "__main__":
    main()
