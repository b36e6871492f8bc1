"""The hard cases, drawn. Which drives are drawn on them, and where on earth they lie."""
from hardcase_map import Scene

GRID = dict(
    drawing="""
A--a--------b--------c--------d--B
   |        |        |        |
   |        |        |        |
D--e--------f--------g--------h--C
   |        |        |        |
   |        |        |        |
E--i--------j--------k--------l--F
   |        |        |        |
   |        |        |        |
H--m--------n--------o--------p--G""", cell=(10, 27), ways="""
AabcdB highway=residential oneway=yes
DefghC highway=residential oneway=-1
EijklF highway=residential oneway=yes
GponmH highway=residential oneway=yes
aeim   highway=residential oneway=yes
bfjn   highway=residential oneway=-1
cgko   highway=residential oneway=yes
dhlp   highway=residential oneway=-1""",
    drives="AabcdB AaeD AabcgfeD AaeijklF AabcgklF ChgfeD ChgkonmH ChdB EijklF EijfeD EijfbcdB GponmH GplF GplhgfeD GponjfbcdB",
    speed=(5, 12))


def service_road(gap):
    """A main road with a service road beside it, `gap` metres off."""
    return Scene("parallel service road", """
A---B------------------------------C---D
      b--------------------------c""", (15, gap), """
ABCD   highway=secondary maxspeed=60
BbcC   highway=service""", "ABCD DCBA ABbcCD DCcbBA", speed=(5, 9))


SCENES = [
    service_road(18),

    Scene("bridge over road", """
C
      e
      | `.
A-----a------------------------b--------B
                    `.         |
                         `.    |
                               f
                                     D""", (20, 25), """
AabB   highway=secondary
Ce     highway=tertiary
ef     highway=tertiary bridge=yes layer=1
fD     highway=tertiary
ea     highway=unclassified
bf     highway=unclassified""", "AabB BbaA CefD DfeC AabfD BbaeC CeabB DfeaA"),

    Scene("tunnel", """
            h-----------k
           /            |`.
          /             |  `.
A------B================+====C--------D
                        |
                        S""", (20, 30), """
AB     highway=primary
BC     highway=primary tunnel=yes layer=-1
CD     highway=primary
BhkC   highway=residential
kS     highway=residential""", "ABCD DCBA ABhkCD DCkhBA SkCD ABhkS"),

    Scene("roundabout", """
            N
            |
            n
         q     p
W-------w       e-------E
         r     t
            s
            |
            S""", (5, 10), """
wrstepnqw highway=tertiary junction=roundabout
Ww     highway=tertiary
Ee     highway=tertiary
Nn     highway=residential
Ss     highway=residential""",
          "WwrsS WwrsteE WwrstepnN WwrstepnqwW SsteE SstepnN SstepnqwW EepnN EepnqwW EepnqwrsS NnqwW NnqwrsS NnqwrsteE", speed=(6, 12)),

    Scene("dual carriageway with U-turn", """
A------a--------------b------B
       |              |
C------c--------------d------D""", (15, 8), """
BbaA   highway=primary oneway=yes
CcdD   highway=primary oneway=yes
ca     highway=primary_link
db     highway=primary_link""", "CcdD BbaA CcaA CcdbaA BbdD BbacdD"),

    Scene("ramp", """
A----B----------------------------------------C----D
        r---------------s        t---------u
                              x
                              |
                              Y""", (15, 14), """
ABCD   highway=motorway
Brsx   highway=motorway_link oneway=yes
xtuC   highway=motorway_link oneway=yes
xY     highway=tertiary""", "ABCD ABrsxY YxtuCD ABrsxtuCD", speed=(10, 22)),

    Scene("dead end", """
       D
       |
       |
A------B---------C------E
                 |
                 F""", (15, 25), """
ABCE   highway=tertiary
BD     highway=residential
CF     highway=residential""", "ABCE ECBA ABDBCE ABCFCE ABDBA ECFCE ECFCBA ABDBCFCE", speed=(5, 11)),

    Scene("one-way grid", **GRID),

    Scene("restriction by via node", """
            N
            |
     p------n------q
     |      |      |
A----u------v------w----B
     |      |      |
     r------s------t
            |
            S""", (18, 55), """
Au     highway=tertiary
uv     highway=tertiary
vw     highway=tertiary
wB     highway=tertiary
vn     highway=tertiary
vs     highway=tertiary
nN     highway=tertiary
sS     highway=tertiary
upnqw  highway=residential
urstw  highway=residential""", "AupnN AuvwqnN AuvsS BwtsS BwvursS BwvuA NnvuA AuvwB BwqnN",
          [("no_left_turn", "uv", "v", "vn"), ("only_straight_on", "vw", "v", "uv")]),

    Scene("restriction by via way", """
             N
             |
A------------b------------c------B
             |            |
C------------e------------f------D
             |
             S""", (12, 18), """
Bcb    highway=primary oneway=yes
bA     highway=primary oneway=yes
Ce     highway=primary oneway=yes
efD    highway=primary oneway=yes
eb     highway=tertiary
fc     highway=primary_link
bN     highway=tertiary
Se     highway=tertiary""", "CefcbA CebN SebA CefD BcbA BcbeS NbeS NbA SefD SefcbA",
          [("no_u_turn", "Ce", "eb", "bA")]),

    Scene("gap of 5 minutes", """
A---B--------------C--------------D-----E
    |                             |
    |              s              |
    p-----------------------------q""", (100, 250), """
ABCDE  highway=primary maxspeed=60
BpqD   highway=tertiary maxspeed=60
Cs     highway=residential""", "ABCDE EDCBA", speed=(9, 14), tail=500.0),

    Scene("off-road yard", """
A------a---------g-----------b------B
       |                     |
       |         1           |
       |             2       |
       |                     |
       |           3         |
       |                     |
C------c-----------h---------d------D""", (20, 28), """
AagbB  highway=tertiary
CchdD  highway=tertiary
ac     highway=residential
bd     highway=residential""",
          "Aag123hdD Ddh321gaA Cch321gbB Bbg123hcC AagbB DdhcC AacC BbdD", speed=(4, 10)),

    Scene("antimeridian", at=(180.0, 66.5), **GRID),
    Scene("UTM zone border", at=(78.0, 43.4), **GRID),
]

# The first twelve lie far enough from each other for one map of all.
for number, scene in enumerate(SCENES):
    if scene.at == (76.9, 43.2):
        scene.at = (75.2 + .25 * (number % 5), 43.1 + .25 * (number // 5))
