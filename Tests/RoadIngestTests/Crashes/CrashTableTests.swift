import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Crash cards in tables")
struct CrashTableTests {
    private func read(
        _ text: String,
        columns: String = "",
        zone: String? = "Asia/Almaty",
        receivedAt: Timestamp? = nil
    ) throws -> CrashIntake {
        try read(Array(text.utf8), columns: columns, zone: zone, receivedAt: receivedAt)
    }

    private func read(
        _ bytes: [UInt8],
        columns: String = "",
        zone: String? = "Asia/Almaty",
        receivedAt: Timestamp? = nil
    ) throws -> CrashIntake {
        try CrashReader.read(
            bytes.span,
            options: CrashOptions(
                subject: "crashes.csv",
                columns: try CrashColumns(parsing: columns),
                zone: zone.flatMap { CivilZone(named: $0) },
                receivedAt: receivedAt
            )
        )
    }

    private let header =
        "id,time,lat,lon,severity,killed,injured,children,type,road,heading,accuracy_m,conditions"

    @Test("a full card arrives with every value in its place")
    func fullCard() throws {
        let intake = try read(
            header
                + "\nK-7,2025-08-01 07:30,53.2,63.6,fatal,1,3,2,rollover,\"M36, 12 km\",360,8,wet\n"
        )
        let crash = try #require(intake.crashes.first)
        #expect(intake.format == .csv)
        #expect(intake.recordsSeen == 1)
        #expect(intake.notes.isEmpty)
        #expect(crash.place == SourcePlace(line: 2, byteOffset: 89))
        #expect(crash.sourceID == "K-7")
        #expect(crash.time.description == "2025-08-01T02:30:00Z")
        #expect(crash.zoneOffsetSeconds == 18_000)
        #expect(crash.rawTime == "2025-08-01 07:30")
        #expect(
            crash.location
                == GeodeticCoordinate(latitude: Degrees(53.2), longitude: Degrees(63.6))
        )
        #expect(crash.severity == .fatal)
        #expect([crash.killed, crash.injured, crash.children] == [1, 3, 2])
        #expect(crash.type == "rollover")
        #expect(crash.roadText == "M36, 12 km")
        #expect(crash.heading == Degrees(0))
        #expect(crash.accuracy == Metres(8))
        #expect(crash.conditions == "wet")
    }

    @Test(
        "severity follows from the victims when it is absent",
        arguments: [
            ("1", "0", .fatal), ("0", "2", .slight), ("0", "0", .damageOnly),
            ("", "", .damageOnly),
        ] as [(String, String, CrashSeverity)]
    )
    func derived(killed: String, injured: String, severity: CrashSeverity) throws {
        let intake = try read(
            "id,time,lat,lon,killed,injured\n1,01.02.2025,53,63,\(killed),\(injured)"
        )
        #expect(intake.crashes.first?.severity == severity)
        #expect(intake.notes.contains { $0.code == "severity.absent" } == (killed == ""))
        #expect(intake.notes.contains { $0.code == "time.date_only" })
        #expect(intake.crashes.first?.time.description == "2025-01-31T19:00:00Z")
    }

    @Test(
        "severity is read from words and codes",
        arguments: [
            ("1", .fatal), ("С погибшими", .fatal), ("Погибшие", .fatal), ("2", .serious),
            ("Тяжёлый", .serious), ("тяжелые", .serious), ("3", .slight), ("Легкий", .slight),
            ("damage_only", .damageOnly), ("SLIGHT", .slight),
        ] as [(String, CrashSeverity)]
    )
    func words(text: String, severity: CrashSeverity) throws {
        let intake = try read("id;time;lat;lon;severity\n1;01.02.2025 10:00;53,5;63,5;\(text)")
        #expect(intake.crashes.first?.severity == severity)
        #expect(intake.crashes.first?.location?.latitude == Degrees(53.5))
        #expect(intake.notes.map(\.code) == ["counts.absent"])
    }

    @Test("a card without coordinates is accepted without a place")
    func noPlace() throws {
        let intake = try read("id,time,lat,lon\n1,2025-01-01 10:00,,NULL\n")
        #expect(intake.crashes.count == 1)
        #expect(intake.crashes.first?.location == nil)
        #expect(intake.crashes.first?.accuracy == Metres(25))
        #expect(intake.notes.contains { $0.code == "place.absent" && $0.count == 1 })
    }

    @Test(
        "names the reason and the field of a card that is set aside",
        arguments: [
            (",2025-01-01 10:00,53,63,,,,,,,,,", .missingField, "id"),
            ("1,,53,63,,,,,,,,,", .missingField, "time"),
            ("1,2025-01-01 10:00,53,,,,,,,,,,", .missingField, "lon"),
            ("1,2025-01-01 10:00,,63,,,,,,,,,", .missingField, "lat"),
            ("1,2025-01-01 10:00,n/a,63,,,,,,,,,", .notANumber, "lat"),
            ("1,2025-01-01 10:00,53,63,,one,,,,,,,", .notANumber, "killed"),
            ("1,2025-01-01 10:00,53,63,,-1,,,,,,,", .countRange, "killed"),
            ("1,2025-01-01 10:00,53,63,,,1000,,,,,,", .countRange, "injured"),
            ("1,2025-01-01 10:00,53,63,,0,1,2,,,,,", .countRange, "children"),
            ("1,2025-01-01 10:00,53,63,,,,,,,400,,", .notANumber, "heading"),
            ("1,2025-01-01 10:00,53,63,,,,,,,,-5,", .notANumber, "accuracy_m"),
            ("1,yesterday,53,63,,,,,,,,,", .badTime, "time"),
            ("1,2024-02-29 23:10,53,63,,,,,,,,,", .timeTwice, "time"),
            ("1,2026-12-14T00:00:01Z,53,63,,,,,,,,,", .futureTime, "time"),
            ("1,2025-01-01 10:00,0,0,,,,,,,,,", .coordinateZero, "lat"),
            ("1,2025-01-01 10:00,120,40,,,,,,,,,", .coordinatesSwapped, "lat"),
            ("1,2025-01-01 10:00,91,181,,,,,,,,,", .coordinateRange, "lat"),
            ("1,2025-01-01 10:00,53,63,awful,,,,,,,,", .unknownCode, "severity"),
            ("1,2025-01-01 10:00,53,63,slight,1,0,,,,,,", .severityMismatch, "severity"),
            ("1,2025-01-01 10:00,53,63,fatal,0,1,,,,,,", .severityMismatch, "severity"),
            ("1,2025-01-01 10:00,53,63,serious,0,0,,,,,,", .severityMismatch, "severity"),
            ("1,2025-01-01 10:00,53,63,damage_only,0,1,,,,,,", .severityMismatch, "severity"),
            ("1,2025-01-01 10:00", .fieldCount, ""),
            ("1,2025-01-01 10:00,53,63,,,,,,,,,\"wet", .unterminatedQuote, ""),
        ] as [(String, RejectReason, String)]
    )
    func rejects(row: String, reason: RejectReason, field: String) throws {
        let received = Timestamp(date: CivilDate(daysSinceEpoch: 20_801), secondOfDay: 0)
        let good = "9,2025-01-01 10:00,53,63,slight,0,1,,,,,,"
        let intake = try read("\(header)\n\(good)\n\(row)\n\(good)", receivedAt: received)
        #expect(intake.crashes.count == 2)
        let reject = try #require(intake.rejects.first)
        #expect(reject.reason == reason)
        #expect(reject.field == field)
        #expect(
            reject.place == SourcePlace(line: 3, byteOffset: header.utf8.count + good.count + 2)
        )
    }

    @Test("a local time without a zone is set aside, a card in another encoding too")
    func zoneAndEncoding() throws {
        let noZone = try read("id,time,lat,lon\n1,2025-01-01 10:00,53,63\n", zone: nil)
        #expect(noZone.rejects.map(\.reason) == [.timeWithoutZone])
        #expect(noZone.rejects.first?.place == SourcePlace(line: 2, byteOffset: 16))
        let good = "2,2025-01-01 10:00,53,63\n"
        let text = "id,time,lat,lon\n" + String(repeating: good, count: 20)
        let bad = Array(text.utf8) + [0xE4] + Array(",2025-01-01 10:00,53,63".utf8)
        let intake = try read(bad)
        #expect(intake.rejects.map(\.reason) == [.encoding])
        #expect(intake.rejects.first?.place == SourcePlace(line: 22, byteOffset: text.utf8.count))
        #expect(intake.crashes.count == 20)
    }

    @Test("a mapping may rename and join columns; a mapped column that is absent is an error")
    func mapping() throws {
        let text = "nr,day,clock,y,x\n7,01.02.2025,08:00,53,63\n"
        let intake = try read(text, columns: "id=nr, time=day+clock, lat=y, lon=x")
        #expect(intake.crashes.first?.sourceID == "7")
        #expect(intake.crashes.first?.rawTime == "01.02.2025 08:00")
        #expect(intake.crashes.first?.time.description == "2025-02-01T03:00:00Z")
        let error = #expect(throws: IntakeError.self) {
            try read(text, columns: "id=nr,time=day,lat=north,lon=x")
        }
        #expect(error?.code == .columnMissing)
        #expect(error?.detail.contains("north") == true)
    }

    @Test(
        "a mapping that cannot be read is a usage error",
        arguments: ["id", "where=x", "id=", "id=a+", "id=a,id=b"]
    )
    func badMapping(text: String) {
        let error = #expect(throws: IntakeError.self) { try CrashColumns(parsing: text) }
        #expect(error?.code == .badArgument)
    }

    @Test(
        "STATS19 is read through a mapping; cards without coordinates have no place",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func stats19() throws {
        let intake = try read(
            try SharedReference.bytes("crashes/stats19_2023_accidents_sample.csv"),
            columns: "id=accident_index,time=date+time,lat=latitude,lon=longitude,"
                + "severity=accident_severity,road=first_road_number",
            zone: "UTC"
        )
        #expect(intake.rejects.isEmpty)
        #expect(
            intake.crashes.map(\.sourceID)
                == ["2023010451590", "2023471310743", "2023522301107"]
        )
        #expect(intake.crashes.map(\.severity) == [.slight, .serious, .serious])
        #expect(intake.crashes.allSatisfy { $0.location == nil })
        #expect(intake.crashes.first?.time.description == "2023-06-24T17:58:00Z")
    }

    @Test("whatever is damaged, records in equal crashes plus rejects")
    func accounting() throws {
        var random = TableSeed(19)
        let row = "9,2025-01-01 10:00,53.25,63.5,slight,0,1,,\"hit, run\",\"M36\",,,wet\n"
        for _ in 0..<40 {
            var bytes = Array((header + "\n" + String(repeating: row, count: 200)).utf8)
            for _ in 0..<15 {
                let at = Int.random(in: (header.utf8.count + 1)..<bytes.count, using: &random)
                bytes[at] = UInt8.random(in: .min ... .max, using: &random)
            }
            let intake = try read(bytes)
            #expect(intake.recordsSeen == intake.crashes.count + intake.rejects.count)
            #expect(intake.crashes.count >= 165)
        }
    }

    @Test("a long file comes in batches that hold each record once, in file order")
    func batches() throws {
        var text = "id,time,lat,lon\n"
        for number in 1...5_000 {
            text += "K\(number),2025-08-01T07:30:00Z,\(number % 7 == 0 ? "x" : "53.2"),63.6\n"
        }
        let bytes = Array(text.utf8)
        var (numbers, largest) = ([Int](), 0)
        let summary = try CrashReader.read(bytes.span, options: CrashOptions(subject: "x")) {
            batch in
            numbers += (batch.crashes.map(\.place) + batch.rejects.map(\.place))
                .compactMap(\.line).sorted()
            largest = max(largest, batch.crashes.count + batch.rejects.count)
        }
        #expect(numbers == Array(2...5_001))
        #expect(largest <= 1_024)
        #expect(summary.recordsSeen == 5_000)
        #expect(summary.recordsRejected == 5_000 / 7)
        #expect(summary.crashes.isEmpty && summary.rejects.isEmpty)
        let whole = try read(text)
        #expect(whole.crashes.count + whole.rejects.count == 5_000)
    }
}
