import RoadGeodata
import RoadModel
import Testing

@Suite("OpenStreetMap tags of a way")
struct OSMTagTests {
    @Test(
        "Each highway value has its rank",
        arguments: [
            ("motorway", RoadClass.motorway, false), ("motorway_link", .motorway, true),
            ("trunk", .trunk, false), ("trunk_link", .trunk, true), ("primary", .primary, false),
            ("primary_link", .primary, true), ("secondary", .secondary, false),
            ("secondary_link", .secondary, true), ("tertiary", .tertiary, false),
            ("tertiary_link", .tertiary, true), ("unclassified", .unclassified, false),
            ("residential", .residential, false), ("living_street", .livingStreet, false),
            ("service", .service, false), ("track", .track, false), ("road", .unknown, false),
        ]
    )
    func ranks(_ highway: String, _ roadClass: RoadClass, _ isLink: Bool) throws {
        let source = try MapText.oneWay(["highway": highway])
        #expect(source.roadClass == [roadClass])
        #expect(source.flags[0].contains(.link) == isLink)
        #expect(source.hasTopology)
        #expect(source.isConsistent)
    }

    @Test(
        "Ways that are not for motor traffic are counted and left out",
        arguments: [
            "footway", "cycleway", "path", "steps", "pedestrian", "construction", "proposed",
        ]
    )
    func notDrivable(_ highway: String) throws {
        var map = MapText()
        map.nodes(1...3)
        map.way(1, [1, 2], ["highway": "primary"])
        map.way(2, [2, 3], ["highway": highway])
        map.way(3, [1, 3], ["building": "yes"])
        let source = try map.imported()
        #expect(source.wayID == [1])
        #expect(source.notes == ["highway.not_drivable": 1])
    }

    @Test("An area is no road")
    func area() throws {
        var map = MapText()
        map.nodes(1...3)
        map.way(1, [1, 2], ["highway": "service"])
        map.way(2, [1, 2, 3, 1], ["highway": "service", "area": "yes"])
        map.way(3, [2, 3], ["highway": "service", "area": "no"])
        let source = try map.imported()
        #expect(source.wayID == [1, 3])
        #expect(source.notes["way.area"] == 1)
    }

    @Test(
        "Direction follows oneway, then roundabouts and motorways",
        arguments: [
            (["oneway": "yes"], true, false), (["oneway": "1"], true, false),
            (["oneway": "true"], true, false), (["oneway": "-1"], true, true),
            (["oneway": "reverse"], true, true), (["oneway": "no"], false, false),
            (["oneway": "reversible"], false, false), ([:], false, false),
            (["junction": "roundabout"], true, false), (["junction": "circular"], true, false),
            (["junction": "roundabout", "oneway": "no"], false, false),
            (["junction": "roundabout", "oneway": "-1"], true, true),
            (["highway": "motorway"], true, false), (["highway": "motorway_link"], false, false),
            (["highway": "motorway", "oneway": "no"], false, false),
            (["highway": "motorway", "oneway": "-1"], true, true),
        ]
    )
    func directions(_ tags: [String: String], _ isOneWay: Bool, _ isReversed: Bool) throws {
        let source = try MapText.oneWay(["highway": "primary"].merging(tags) { $1 })
        #expect(source.flags[0].contains(.oneWay) == isOneWay)
        #expect(source.nodes(ofRow: 0) == (isReversed ? [3, 2, 1] : [1, 2, 3]))
        #expect(source.wayID == [10])
        #expect((source.place(0).x > source.place(2).x) == isReversed)
    }

    @Test(
        "Speed limits are read in every common spelling",
        arguments: [
            ("60", 60, false), ("90 km/h", 90, false), ("90km/h", 90, false),
            ("110 kmh", 110, false),
            ("30 mph", 48, false), ("40mph", 64, false), ("walk", 5, false), ("none", 0, false),
            ("KZ:urban", 60, true), ("RU:urban", 60, true), ("KZ:rural", 100, true),
            ("KZ:motorway", 140, true), ("RU:motorway", 110, true), ("RU:rural", 90, true),
            ("KZ:living_street", 20, true), (" 50 ", 50, false), ("7.5", 8, false),
        ]
    )
    func limits(_ text: String, _ kmh: UInt8, _ isImplied: Bool) throws {
        let source = try MapText.oneWay(["highway": "tertiary", "maxspeed": text])
        #expect(source.limitKmh == [kmh])
        #expect(source.flags[0].contains(.impliedLimit) == isImplied)
        #expect(source.notes.isEmpty)
    }

    @Test(
        "An unreadable limit is counted and the general one taken",
        arguments: [
            "signals", "60;80", "-5", "0", "999", "60 knots", "fast", "1e3", "9999999999999",
        ]
    )
    func unreadableLimits(_ text: String) throws {
        let source = try MapText.oneWay(["highway": "secondary", "maxspeed": text])
        #expect(source.limitKmh == [60])
        #expect(source.flags[0].contains(.impliedLimit))
        #expect(source.notes == ["way.maxspeed_unreadable": 1])
    }

    @Test(
        "Without a stated limit the class decides",
        arguments: [
            ("motorway", 140), ("trunk", 100), ("primary", 60), ("secondary", 60), ("tertiary", 60),
            ("unclassified", 60), ("residential", 60), ("living_street", 20), ("service", 20),
            ("track", 40), ("road", 60),
        ]
    )
    func impliedLimits(_ highway: String, _ kmh: UInt8) throws {
        let source = try MapText.oneWay(["highway": highway])
        #expect(source.limitKmh == [kmh])
        #expect(source.flags[0].contains(.impliedLimit))
    }

    @Test("A zone tag decides the implied limit and the settlement")
    func zones() throws {
        let rural = try MapText.oneWay(["highway": "primary", "zone:traffic": "KZ:rural"])
        #expect(rural.limitKmh == [100])
        #expect(!rural.flags[0].contains(.settlement))
        let urban = try MapText.oneWay(["highway": "trunk", "source:maxspeed": "KZ:urban"])
        #expect(urban.limitKmh == [60])
        #expect(urban.flags[0].contains(.settlement))
    }

    @Test(
        "The law of the stated country decides, and zones with a number are signed",
        arguments: [
            ("maxspeed:type", "RU:rural", 90, true), ("source:maxspeed", "RU:rural", 90, true),
            ("zone:traffic", "RU:motorway", 110, true), ("maxspeed:type", "KZ:rural", 100, true),
            ("zone:maxspeed", "RU:30", 30, false), ("maxspeed", "RU:zone30", 30, false),
            ("maxspeed", "KZ:zone:30", 30, false), ("maxspeed:type", "KZ:zone:40", 40, false),
            ("maxspeed", "RU:30", 30, false), ("source:maxspeed", "sign", 60, true),
        ]
    )
    func zonesOfCountries(
        _ key: String,
        _ text: String,
        _ kmh: UInt8,
        _ isImplied: Bool
    ) throws {
        let source = try MapText.oneWay(["highway": "primary", key: text])
        #expect(source.limitKmh == [kmh])
        #expect(source.flags[0].contains(.impliedLimit) == isImplied)
        #expect(source.notes.isEmpty)
    }

    @Test(
        "A zone of Kazakhstan follows the rule pack, whichever key names it",
        arguments: [
            ("residential", "maxspeed", "KZ:urban", 45),
            ("residential", "maxspeed:type", "KZ:urban", 45),
            ("service", "maxspeed", "KZ:urban", 15),
            ("primary", "maxspeed:forward", "KZ:rural", 85),
        ]
    )
    func rulePack(_ highway: String, _ key: String, _ text: String, _ kmh: UInt8) throws {
        let table = """
            from,zone,class,kmh,source
            2020-01-01,*,*,55,a
            2020-01-01,urban,*,45,b
            2020-01-01,rural,*,85,c
            2020-01-01,urban,service,15,d
            """
        let rules = try SpeedLimitRules(table: table, subject: "pack", on: nil)
        let source = try MapText.oneWay(["highway": highway, key: text], rules: rules)
        #expect(source.limitKmh == [kmh])
        #expect(source.flags[0].contains(.impliedLimit))
        #expect(source.notes.isEmpty)
    }

    @Test("A zone of Kazakhstan in maxspeed gives motorways and yards their own limits")
    func zonesByClass() throws {
        let motorway = try MapText.oneWay(["highway": "motorway", "maxspeed": "KZ:rural"])
        #expect(motorway.limitKmh == [140])
        let yard = try MapText.oneWay(["highway": "service", "maxspeed": "KZ:urban"])
        #expect(yard.limitKmh == [20])
    }

    @Test(
        "Each direction of a road of both has its own limit",
        arguments: [
            (["maxspeed:forward": "120", "maxspeed:backward": "30"], 120, 30),
            (["maxspeed": "60", "maxspeed:backward": "40"], 60, 40),
            (["maxspeed:backward": "40"], 60, 40), (["maxspeed:forward": "40"], 40, 60),
            (["maxspeed": "50"], 50, 50),
            (["oneway": "-1", "maxspeed": "60", "maxspeed:backward": "40"], 40, 40),
            (["oneway": "yes", "maxspeed": "60", "maxspeed:backward": "40"], 60, 60),
        ]
    )
    func limitsOfDirections(_ tags: [String: String], _ along: UInt8, _ against: UInt8) throws {
        let source = try MapText.oneWay(["highway": "primary"].merging(tags) { $1 })
        #expect(source.limitKmh == [along])
        #expect(source.limitAgainstKmh == [against])
        #expect(source.notes.isEmpty)
    }

    @Test(
        "A direction closed to motor traffic makes a one-way, a reversible motorway none",
        arguments: [
            (["motor_vehicle:backward": "no"], true, false),
            (["vehicle:backward": "no"], true, false), (["oneway:motorcar": "yes"], true, false),
            (["motor_vehicle:forward": "no"], true, true),
            (["vehicle:backward": "no", "motorcar:backward": "yes"], false, false),
            (["oneway": "yes", "oneway:motorcar": "no"], false, false),
            (["highway": "motorway", "oneway": "reversible"], false, false),
        ]
    )
    func closedDirections(
        _ tags: [String: String],
        _ isOneWay: Bool,
        _ isReversed: Bool
    ) throws {
        let source = try MapText.oneWay(["highway": "primary"].merging(tags) { $1 })
        #expect(source.flags[0].contains(.oneWay) == isOneWay)
        #expect(source.nodes(ofRow: 0) == (isReversed ? [3, 2, 1] : [1, 2, 3]))
    }

    @Test(
        "Lanes are counted together",
        arguments: [
            (["lanes": " 2"], UInt8(2)), (["lanes:forward": "2", "lanes:backward": "1"], UInt8(3)),
            (["lanes:forward": "2"], UInt8(0)),
            (["oneway": "yes", "lanes:forward": "2"], UInt8(2)),
            (["lanes": "4", "lanes:forward": "1", "lanes:backward": "1"], UInt8(4)),
            (["lanes": "-2"], UInt8(0)),
            (["lanes:forward": "200", "lanes:backward": "200"], UInt8(0)),
        ]
    )
    func lanesOfDirections(_ tags: [String: String], _ lanes: UInt8) throws {
        let source = try MapText.oneWay(["highway": "primary"].merging(tags) { $1 })
        #expect(source.lanes == [lanes])
    }

    @Test("A limit of one direction counts in the direction of traffic")
    func directedLimits() throws {
        let tags = [
            "highway": "primary", "maxspeed:forward": "80", "maxspeed:backward": "70",
        ]
        let along = try MapText.oneWay(tags)
        #expect(along.limitKmh == [80])
        let against = try MapText.oneWay(tags.merging(["oneway": "-1"]) { $1 })
        #expect(against.limitKmh == [70])
    }

    @Test(
        "Level follows layer, then bridge and tunnel",
        arguments: [
            ([:], 0), (["bridge": "yes"], 1), (["bridge": "viaduct"], 1), (["bridge": "no"], 0),
            (["tunnel": "yes"], -1), (["tunnel": "building_passage"], 0), (["layer": "2"], 2),
            (["layer": "-3", "tunnel": "yes"], -3), (["layer": "0", "bridge": "yes"], 0),
            (["layer": "77", "bridge": "yes"], 1), (["layer": "deep", "tunnel": "yes"], -1),
        ] as [([String: String], Int8)]
    )
    func levels(_ tags: [String: String], _ level: Int8) throws {
        let source = try MapText.oneWay(["highway": "primary"].merging(tags) { $1 })
        #expect(source.level == [level])
        #expect(source.flags[0].contains(.bridge) == ["yes", "viaduct"].contains(tags["bridge"]))
        #expect(source.flags[0].contains(.tunnel) == (tags["tunnel"] != nil))
    }

    @Test(
        "Closed roads are kept with a flag, the most specific key deciding",
        arguments: [
            (["access": "no"], true), (["access": "private"], true),
            (["access": "private", "motorcar": "yes"], false), (["motor_vehicle": "no"], true),
            (["vehicle": "agricultural", "access": "yes"], true),
            (["access": "destination"], false),
            ([:], false),
        ]
    )
    func access(_ tags: [String: String], _ isRestricted: Bool) throws {
        let source = try MapText.oneWay(["highway": "residential"].merging(tags) { $1 })
        #expect(source.flags[0].contains(.restrictedAccess) == isRestricted)
    }

    @Test("Names are gathered once each, the index is left as it is written")
    func names() throws {
        let source = try MapText.oneWay([
            "highway": "primary", "name": "пр. Абая", "name:kk": "Абай даңғылы",
            "name:ru": "пр. Абая", "name:en": "Abay Avenue", "int_name": "Abay Avenue",
            "alt_name": "Абая; проспект Абая", "old_name": "Арычная", "ref": "M39; М36",
            "lanes": "6",
        ])
        #expect(source.name[0] == "пр. Абая")
        // Languages stand in the order of the file, which `MapText` sorts.
        #expect(source.otherNames[0] == "Abay Avenue;Абай даңғылы;Абая;проспект Абая;Арычная")
        #expect(source.ref[0] == "M39; М36")
        #expect(source.lanes == [6])
    }

    @Test("Absurd numbers of lanes are none", arguments: ["-2", "300", "2;3", "many", ""])
    func lanes(_ text: String) throws {
        #expect(try MapText.oneWay(["highway": "primary", "lanes": text]).lanes == [0])
    }
}
