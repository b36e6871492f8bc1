"""Made-up ways with every class, sign and zone, read by an own reading of the rule pack."""
import collections
from jolnet import Image
from network_truth import Truth
from osm_truth import CLASS_OF, Pack
from report import run

SIGNS = ("", "60", "40 mph", "50 km/h", "none", "walk", "signals", "60;40", "KZ:urban", "KZ:rural", "KZ:motorway", "KZ:living_street",
         "RU:urban", "RU:rural", "RU:motorway", "RU:living_street", "RU:zone30", "KZ:zone:40", "DE:urban", "FR:rural")
ZONES = (("maxspeed:type", "KZ:urban"), ("maxspeed:type", "KZ:rural"), ("source:maxspeed", "RU:rural"), ("source:maxspeed", "KZ:living_street"),
         ("zone:traffic", "KZ:rural"), ("zone:traffic", "RU:urban"), ("zone:maxspeed", "RU:30"), ("maxspeed:type", "sign"))
PACK = """from,zone,class,kmh,source
2020-01-01,*,*,55,a
2020-01-01,urban,*,45,b
2020-01-01,rural,*,85,c
2024-01-01,rural,trunk,95,d
2024-01-01,*,residential,35,e
2025-06-01,motorway,*,120,f
2025-06-01,living_street,*,15,g
"""


def made(path):
    """One way apart from all others for each case."""
    nodes, ways = [], []
    cases = [({"highway": h, "maxspeed": s}) for h in CLASS_OF for s in SIGNS]
    cases += [({"highway": h, key: zone, "maxspeed": s}) for h in CLASS_OF for key, zone in ZONES for s in ("", "70")]
    for extra in ({"maxspeed:forward": "30"}, {"maxspeed:backward": "50"}, {"maxspeed:forward": "30", "maxspeed:backward": "50"},
                  {"maxspeed:forward": "30", "oneway": "yes"}, {"maxspeed:backward": "50", "oneway": "-1"}, {"maxspeed:forward": "KZ:rural"}):
        cases += [{"highway": h, "maxspeed": s, **extra} for h in ("primary", "residential", "service") for s in ("", "60", "KZ:urban")]
    for number, tags in enumerate(cases):
        lat = 43 + number * 1e-4
        nodes += [f"<node id='{2 * number + k}' lat='{lat:.7f}' lon='{76.9 + k / 1000:.7f}'/>" for k in (1, 2)]
        ways.append(f"<way id='{number + 1}'><nd ref='{2 * number + 1}'/><nd ref='{2 * number + 2}'/>" + "".join(
            f"<tag k='{k}' v='{v}'/>" for k, v in tags.items() if v) + "</way>")
    path.write_text("<osm version='0.6'>\n" + "\n".join(nodes + ways) + "\n</osm>\n")


def limits(report, jol, scratch, rules):
    """Limits in both directions and whether they are implied: the pack of the law, and one of another make by its days."""
    source, other = scratch / "limits.osm", scratch / "pack.csv"
    made(source)
    other.write_text(PACK)
    for name, options, pack in (("the pack built in", (), Pack(rules)), ("GeoData/rules/speed-limits-kz.csv", ("--rules", rules), Pack(rules)),
                                ("another pack", ("--rules", other), Pack(other)),
                                ("another pack on 2024-03-01", ("--rules", other, "--rules-on", "2024-03-01"), Pack(other, "2024-03-01"))):
        image = scratch / "limits.jolnet"
        run(jol, "network", "import", source, "--out", image, "--overwrite", *options)
        truth, apart = Truth(source, pack), collections.defaultdict(list)
        said = {w: a for (w, _), a in Image(image).pieces()}
        for way in truth.ways.values():
            for key in ("limit", "limit_against", "implied", "settlement"):
                if said[way.id][key] != getattr(way, key):
                    apart[key].append(f"{way.tags}: jol {said[way.id][key]}, own {getattr(way, key)}")
        wrong = {k: len(v) for k, v in apart.items()}
        report.row(f"{len(truth.ways)} ways, {name}: values that differ", wrong or 0, "own reading", 0, not wrong,
                   "; ".join(v[i] for v in apart.values() for i in (0, -1)))
