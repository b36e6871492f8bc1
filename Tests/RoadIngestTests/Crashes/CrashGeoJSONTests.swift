import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Crash cards in GeoJSON")
struct CrashGeoJSONTests {
    private func read(_ text: String, zone: String? = "+03:00") throws -> CrashIntake {
        try read(Array(text.utf8), zone: zone)
    }

    private func read(_ bytes: [UInt8], zone: String? = "+03:00") throws -> CrashIntake {
        try CrashReader.read(
            bytes.span,
            options: CrashOptions(
                subject: "crashes.geojson",
                zone: zone.flatMap { CivilZone(named: $0) }
            )
        )
    }

    private func feature(_ id: Int, time: String = "2024-05-01 12:30:00") -> String {
        """
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [63.62, 53.21]}, \
        "properties": {"id": \(id), "point": {"lat": 53.21, "long": 63.62}, \
        "datetime": "\(time)", "severity": "Тяжёлый", "dead_count": 0, "injured_count": 2, \
        "category": "Столкновение {\\"}", "address": "ул. [Абая], 5", "light": "День", \
        "weather": ["Ясно", "Пасмурно"], "participants_count": 3, "participants": \
        [{"age": 9, "health_status": "Ранен"}], "vehicles": [{"year": 2011, "participants": \
        [{"age": "41"}, {"age": 3, "health_status": "Не пострадал"}, {"age": null}]}]}}
        """
    }

    private func collection(_ features: [String]) -> String {
        "{\"type\": \"FeatureCollection\", \"note\": {\"features\": []},\n\"features\": [\n"
            + features.joined(separator: ",\n") + "\n]}\n"
    }

    @Test("a dtp-stat feature arrives with every value in its place")
    func fullFeature() throws {
        let text = collection([feature(1), feature(2)])
        let intake = try read(text)
        #expect(intake.format == .geoJSON)
        #expect(intake.rejects.isEmpty)
        #expect(intake.recordsSeen == 2)
        let crash = try #require(intake.crashes.last)
        let offset = try #require(text.utf8.count == 0 ? nil : collection([]).utf8.count - 4)
        #expect(
            crash.place
                == SourcePlace(line: 4, byteOffset: offset + feature(1).utf8.count + 2)
        )
        #expect(crash.sourceID == "2")
        #expect(crash.time.description == "2024-05-01T09:30:00Z")
        #expect(
            crash.location
                == GeodeticCoordinate(latitude: Degrees(53.21), longitude: Degrees(63.62))
        )
        #expect(crash.severity == .serious)
        #expect([crash.killed, crash.injured, crash.children] == [0, 2, 1])
        #expect(crash.type == "Столкновение {\"}")
        #expect(crash.roadText == "ул. [Абая], 5")
        #expect(crash.conditions == "День; Ясно, Пасмурно")
    }

    @Test("a point of two nulls has no place, children without ages are not counted")
    func nullPoint() throws {
        let text = feature(1).replacing("[63.62, 53.21]", with: "[null, null]")
            .replacing("53.21", with: "null").replacing("63.62", with: "null")
            .replacing("\"age\"", with: "\"years\"")
        let intake = try read(collection([text]))
        #expect(intake.crashes.count == 1)
        #expect(intake.crashes.first?.location == nil)
        #expect(intake.crashes.first?.children == nil)
    }

    @Test("a zone overrules the mark of UTC, without a zone the mark counts; both are noted")
    func utcMark() throws {
        let text = collection([feature(1, time: "2024-05-01T12:30:00Z")])
        let local = try read(text)
        #expect(local.crashes.first?.time.description == "2024-05-01T09:30:00Z")
        #expect(local.notes.map(\.code) == ["time.utc_mark_overruled"])
        let utc = try read(text, zone: nil)
        #expect(utc.crashes.first?.time.description == "2024-05-01T12:30:00Z")
        #expect(utc.notes.map(\.code) == ["time.utc_mark"])
    }

    @Test(
        "a broken feature is one reject and its neighbours survive",
        arguments: [
            ("a number without digits", "\"dead_count\": 0", "\"dead_count\": -"),
            ("a missing brace", "]}]}}", "]}]}"),
            ("a missing quote", "\"datetime\": \"2024", "\"datetime\": 2024"),
            ("one brace too many", "53.21]},", "53.21]}},"),
            ("two texts without a comma", "\"light\": \"День\", ", "\"light\": \"День\" "),
        ]
    )
    func broken(what: String, old: String, new: String) throws {
        let damaged = feature(2).replacing(old, with: new)
        #expect(damaged != feature(2))
        let text = collection([feature(1), damaged, feature(3)])
        let intake = try read(text)
        #expect(intake.crashes.map(\.sourceID) == ["1", "3"], "\(what)")
        let reject = try #require(intake.rejects.first)
        let head = collection([]).utf8.count - 4
        #expect(reject.reason == .malformedRecord)
        #expect(reject.place.line == 4)
        #expect(reject.place.byteOffset == head + feature(1).utf8.count + 2)
        #expect(intake.recordsSeen == intake.crashes.count + intake.rejects.count)
    }

    @Test("rejects of whole features carry line, byte and field")
    func validation() throws {
        let bad = feature(2).replacing("[63.62, 53.21]", with: "[0, 0]")
        let intake = try read(collection([feature(1), bad]))
        #expect(intake.rejects.map(\.reason) == [.coordinateZero])
        #expect(intake.rejects.first?.place.line == 4)
        let noZone = try read(collection([feature(1)]), zone: nil)
        #expect(noZone.rejects.map(\.reason) == [.timeWithoutZone])
    }

    @Test("a file cut at any byte keeps every whole feature and never traps")
    func truncation() throws {
        let text = Array(collection([feature(1), feature(2)]).utf8)
        let oneWhole = collection([]).utf8.count - 4 + feature(1).utf8.count
        for length in 0..<text.count {
            guard let intake = try? read(Array(text[..<length])) else { continue }
            #expect(intake.recordsSeen == intake.crashes.count + intake.rejects.count)
            if length >= oneWhole { #expect(intake.crashes.first?.sourceID == "1") }
            if length > oneWhole + 2, intake.crashes.count == 1 {
                #expect(intake.rejects.map(\.reason) == [.truncatedRecord], "\(length)")
            }
        }
    }

    @Test("random damage never traps and every element is a crash or a reject")
    func damage() throws {
        var random = TableSeed(7946)
        let text = Array(collection((0..<20).map { feature($0) }).utf8)
        for _ in 0..<300 {
            var bytes = text
            for _ in 0..<5 {
                let at = Int.random(in: 100..<bytes.count, using: &random)
                bytes[at] = UInt8.random(in: .min ... .max, using: &random)
            }
            let intake = try read(bytes)
            #expect(intake.recordsSeen == intake.crashes.count + intake.rejects.count)
            #expect(intake.crashes.count >= 8)
        }
    }

    @Test(
        "areas instead of points are refused as a whole",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func areas() throws {
        let bytes = try SharedReference.bytes("crashes/ru_concentration_places_2019.geojson")
        let error = #expect(throws: IntakeError.self) { try read(bytes) }
        #expect(error?.code == .geometryKind)
        #expect(error?.detail.contains("3205") == true)
    }

    @Test(
        "content that is neither table nor collection is refused with what to do",
        arguments: [
            ("", ErrorCode.fileEmpty),
            ("<xml a=\"1,2\"/>", .formatUnknown),
            ("SQLite format 3\u{0}\u{1}", .formatUnknown), ("hello", .formatUnknown),
            ("{\"type\": \"Feature\"}", .formatDamaged), ("a,b\n1,2\n", .columnMissing),
        ]
    )
    func unknown(text: String, code: ErrorCode) {
        let error = #expect(throws: IntakeError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.remedy.isEmpty == false)
    }
}
