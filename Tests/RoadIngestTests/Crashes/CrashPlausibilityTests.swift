import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Plausibility of crash cards and confirmed repairs")
struct CrashPlausibilityTests {
    private let header = "id,date,time,lat,lon,killed,injured,severity,region,register,road,km,m"

    private func read(
        _ row: String,
        repairs: Set<RepairRule> = [],
        _ change: (inout CrashOptions) -> Void = { _ in }
    ) throws -> CrashIntake {
        var options = CrashOptions(subject: "c.csv", zone: CivilZone(named: "Asia/Almaty"))
        options.expectedExtent = GeodeticExtent(west: 74, south: 42.5, east: 79, north: 46)
        options.repairs = repairs
        change(&options)
        return try read(Array("\(header)\n\(row)\n".utf8), options)
    }

    private func read(_ bytes: [UInt8], _ options: CrashOptions) throws -> CrashIntake {
        try CrashReader.read(bytes.span, options: options)
    }

    @Test(
        "each slip has its code, and the repair that mends it",
        arguments: [
            ("1,2025-01-01,10:00,76.9,43.2,0,1,,,,,,", .coordinatesSwapped, .swapAxes),
            ("1,2025-01-01,10:00,-43.2,76.9,0,1,,,,,,", .coordinateSign, .sign),
            ("1,2025-01-01,10:00,0,0,0,1,,,,,,", .coordinateZero, .dropPlace),
            ("1,2025-01-01,10:00,53.2,63.6,0,1,,,,,,", .outsideNetwork, .dropPlace),
            ("1,29.02.2024,23:30,43.2,76.9,0,1,,,,,,", .timeTwice, .earlier),
            (
                "1,2025-01-01,10:00,43.2,76.9,1,0,slight,,,,,", .severityMismatch,
                .severityFromCounts
            ),
        ] as [(String, RejectReason, RepairRule)]
    )
    func slips(row: String, reason: RejectReason, rule: RepairRule) throws {
        let intake = try read(row)
        #expect(intake.rejects.map(\.reason) == [reason])
        #expect(RepairRule.mending(reason).contains(rule))
        let mended = try read(row, repairs: [rule])
        #expect(mended.rejects.isEmpty)
        #expect(mended.crashes.count == 1)
        // A rule for something else repairs nothing.
        #expect(try read(row, repairs: [.dropAge]).rejects.map(\.reason) == [reason])
    }

    @Test("the two readings of the doubled hour are an hour apart")
    func twice() throws {
        let row = "1,29.02.2024,23:30,43.2,76.9,0,1,,,,,,"
        #expect(
            try read(row, repairs: [.earlier]).crashes.first?.time.description
                == "2024-02-29T17:30:00Z"
        )
        #expect(
            try read(row, repairs: [.later]).crashes.first?.time.description
                == "2024-02-29T18:30:00Z"
        )
    }

    @Test("minutes written as decimals are told where the place would lie outside")
    func minutes() throws {
        let row = "1,2025-01-01,10:00,42.4010,76.5430,0,1,,,,,,"
        let reject = try #require(try read(row).rejects.first)
        #expect(reject.reason == .coordinateMinutes)
        let mended = try #require(try read(row, repairs: [.minutes]).crashes.first?.location)
        #expect(abs(mended.latitude.value - (42 + 40.0 / 60 + 10.0 / 3600)) < 1e-6)
        #expect(abs(mended.longitude.value - (76 + 54.0 / 60 + 30.0 / 3600)) < 1e-6)
    }

    @Test("degrees with their signs are read as such")
    func signs() throws {
        let row = "1,2025-01-01,10:00,43°40'10\"N,\"76° 54,5′\",0,1,,,,,,"
        let place = try #require(try read(row).crashes.first?.location)
        #expect(abs(place.latitude.value - 43.669444) < 1e-5)
        #expect(abs(place.longitude.value - 76.908333) < 1e-5)
    }

    @Test("a file whose decimals never reach 60 is suspected, one card is not")
    func suspicion() throws {
        let rows = (0..<30).map { i in
            "\(i),2025-01-01,10:00,43.\(10 + i)\(10 + (i * 7) % 50),76.\(10 + i)30,0,1,,,,,,"
        }
        let intake = try read(rows.joined(separator: "\n"))
        #expect(intake.crashes.count == 30)
        #expect(intake.notes.contains { $0.code == "place.like_minutes" })
        #expect(try read(rows[0]).notes.isEmpty)
    }

    @Test("register, region, road and kilometre are kept, the road's index in Latin letters")
    func details() throws {
        let row =
            "1,2025-01-01,7:05,43.2,76.9,0,1,,Алматы облысы,да,«КАЗ-03» Астана – Алматы,315,200"
        let crash = try #require(try read(row).crashes.first)
        #expect(crash.details.isOnRegister == true)
        #expect(crash.details.region == "Алматы облысы")
        #expect(crash.details.roadIndex == "KAZ03")
        #expect(crash.roadText == "«КАЗ-03» Астана – Алматы")
        #expect(crash.details.placeText == "«КАЗ-03» Астана – Алматы, 315 км + 200 м")
        #expect(crash.rawTime == "2025-01-01 07:05")
        let bad = try read("1,2025-01-01,10:00,43.2,76.9,0,1,,,maybe,,,")
        #expect(bad.rejects.map(\.reason) == [.unknownCode])
    }

    @Test("tables in the code pages of Russian and Kazakh are read when these are named")
    func encodings() throws {
        // "id;время;ендік;бойлық;жол" with ң, қ in the Kazakh code page.
        let text = "id;time;lat;lon;road\n1;2025-01-01 10:00;43,2;76,9;"
        let windows = Array(text.utf8) + [0xC0, 0xE1, 0xE0, 0xE9]  // Абай
        let kazakh = Array(text.utf8) + [0x8D, 0xEE, 0xF1, 0xF2, 0xE0, 0xED, 0xE0, 0xE9]
        var options = CrashOptions(subject: "c.csv", zone: CivilZone(named: "Asia/Almaty"))
        let error = #expect(throws: IntakeError.self) {
            try read(windows, options)
        }
        #expect(error?.code == .encoding)
        #expect(error?.remedy.contains("--encoding windows-1251") == true)
        options.encoding = .windows1251
        #expect(
            try read(windows, options).crashes.first?.roadText == "Абай"
        )
        options.encoding = try #require(TextEncoding(named: "KZ-1048"))
        #expect(
            try read(kazakh, options).crashes.first?.roadText
                == "Қостанай"
        )
    }

    @Test(
        "the three tables of STATS19 are told apart and keep their codes",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func stats19() throws {
        let options = CrashOptions(subject: "s")
        func intake(_ name: String) throws -> CrashIntake {
            try read(
                try SharedReference.bytes("crashes/stats19_2023_\(name)_sample.csv"),
                options
            )
        }
        let crashes = try intake("accidents")
        #expect(crashes.format == .stats19)
        #expect(
            crashes.crashes.map(\.time.description) == [
                // British summer time is an hour ahead.
                "2023-06-24T16:58:00Z", "2023-05-21T10:10:00Z", "2023-06-01T18:30:00Z",
            ]
        )
        #expect(crashes.crashes.allSatisfy { $0.details.deathWindowDays == 30 })
        #expect(crashes.crashes.allSatisfy { $0.details.source == "stats19" })
        #expect(crashes.crashes.allSatisfy { !$0.details.hasCounts })
        let people = try intake("casualties")
        #expect(people.format == .participants)
        #expect(people.parts.count == 3)
        let persons = people.parts.compactMap { part in
            if case .participant(let person) = part.body { person } else { nil }
        }
        #expect(persons.map(\.age) == [30, 68, 30])
        #expect(persons.map(\.injury) == [.serious, .slight, .slight])
        #expect(persons.map(\.role) == [.driver, .pedestrian, .driver])
        #expect(persons.map(\.sex) == ["f", "m", "m"])
        let vehicles = try intake("vehicles")
        #expect(vehicles.format == .vehicles)
        #expect(vehicles.parts.count == 3)
        #expect(vehicles.rejects.isEmpty)
    }
}
