import RoadIngest
import RoadModel
import Testing

@Suite("Proposed profiles of exports that nobody has seen before")
struct OddExportTests {
    /// Proposes a profile for a text, reads the text under it.
    private func guessed(_ text: String) throws -> (
        toml: String, reading: PassageSample.Reading, remarks: [String]
    ) {
        let bytes = [UInt8](text.utf8)
        let guess = ProfileGuess(bytes.span, name: "odd")
        var options = PassageSample.options()
        options.profile = try RecordProfile(toml: guess.toml, subject: "odd.toml")
        options.zone = options.profile.zone.flatMap { CivilZone(named: $0) }
        return (guess.toml, try PassageSample.read(bytes, options), guess.remarks)
    }

    private static let header =
        "device_name;device_serial;event_time;event_type;site_lat;site_lon;plate;speed_measured;"
        + "speed_limit"

    private func line(_ time: String, speed: String = "82", limit: String = "60") -> String {
        "Сергек;SG-1;\(time);SPEED_INSTANT;43,2389;76,8897;123АВС02;\(speed);\(limit)"
    }

    @Test(
        "times of spreadsheets, of America and of clocks with halves of days are read",
        arguments: [
            ("45672,585671296", "2025-01-15T09:03:22.000Z"),
            ("1/15/2025 2:03:22 PM", "2025-01-15T09:03:22Z"),
            ("01/15/2025 12:03:22 AM", "2025-01-14T19:03:22Z"),
            ("15.1.2025 9:03", "2025-01-15T04:03:00Z"),
            ("2025/1/15 14:03:22", "2025-01-15T09:03:22Z"),
            ("1736931802125", "2025-01-15T09:03:22.125Z"),
        ]
    )
    func times(written: String, instant: String) throws {
        let (toml, reading, _) = try guessed(Self.header + "\n" + line(written) + "\n")
        let batch = try #require(reading.batches.first, "\(toml)")
        let found = "\(Timestamp(microseconds: batch.utcMicroseconds[0]))"
        #expect(found.replacing(".000Z", with: "Z") == instant.replacing(".000Z", with: "Z"))
        #expect(batch.rawTime[0] == written)
    }

    @Test("days and months that cannot be told apart are asked about")
    func ambiguous() throws {
        let (_, reading, remarks) = try guessed(
            Self.header + "\n" + line("3/4/2025 9:03:22 AM") + "\n"
        )
        #expect(remarks.contains { $0.contains("day/month or month/day") })
        let batch = try #require(reading.batches.first)
        #expect("\(Timestamp(microseconds: batch.utcMicroseconds[0]))" == "2025-04-03T04:03:22Z")
    }

    @Test("speeds that carry their unit are read in it, others as km/h")
    func units() throws {
        let time = "2025-01-15T14:03:22+05:00"
        let (toml, reading, _) = try guessed(
            [
                Self.header, line(time, speed: "82 км/ч", limit: "60 км/сағ"),
                line(time, speed: "25,5 m/s", limit: "40 mph"),
                line(time, speed: "99", limit: "60км/ч."),
                line(time, speed: "5 вёрст", limit: "60"),
            ].joined(separator: "\n") + "\n"
        )
        #expect(toml.contains("unit = \"cell\""))
        let batch = try #require(reading.batches.first)
        #expect(batch.speedKmh == [82, 91.8, 99])
        #expect(batch.limitKmh == [60, 64.37376, 60])
        #expect(reading.rejects.map(\.reason) == [.notANumber])
    }

    @Test("Kazakh names of no list are known by their stems")
    func stems() throws {
        let (toml, reading, _) = try guessed(
            """
            Кешеннің толық атауы;Зауыттық сериясы;Оқиғаның күні, уақыты;Бұзушылықтың түрі;\
            Қозғалыс бағыты;Ендігі (ендік);Бойлығы (бойлық);Тіркеу орны;Куәліктің нөмірі;\
            Куәліктің мерзімі;МТНБ (нөмірі);Өлшенген жылдамдығы;Рұқсат етілген жылдамдығы
            Сергек;СГ-1;15.01.2025 14:03:22;SPEED_INSTANT;батыс;43,2389;76,8897;Абай;ВА-1;\
            01.06.2025;123АВС02;82;60

            """
        )
        let batch = try #require(reading.batches.first, "\(toml)")
        #expect(reading.rejects.isEmpty)
        #expect(batch.deviceSerial[0] == "СГ-1")
        #expect(batch.direction[0] == "батыс")
        #expect(batch.placeText[0] == "Абай")
        #expect(batch.certificate[0] == "ВА-1")
        #expect(batch.certificateValidUntil[0] == "2025-06-01")
        #expect(batch.speedKmh == [82])
        #expect(batch.limitKmh == [60])
    }

    @Test("members of nested objects are told apart by the object they stand in")
    func nested() throws {
        let (toml, reading, _) = try guessed(
            """
            {"meta": {"n": 1}, "payload": {"events": [
            {"device": {"name": "Сергек", "serial": "SG-1"}, "when": "2025-01-15T14:03:22+05:00",
            "type": "SPEED_INSTANT", "position": {"lat": 43.2389, "lon": 76.8897},
            "certificate": {"number": "BA-1", "validUntil": "2025-06-01"},
            "vehicle": {"plate": "123ABC02", "class": "car", "speed": {"value": 82, "unit": "km/h"}},
            "limit": 60, "lane": 1}]}}

            """
        )
        let batch = try #require(reading.batches.first, "\(toml)")
        #expect(batch.deviceSerial[0] == "SG-1")
        #expect(batch.certificate[0] == "BA-1")
        #expect(batch.certificateValidUntil[0] == "2025-06-01")
        #expect(batch.speedKmh == [82])
        #expect(batch.vehicleKind[0] == "car")
    }

    @Test("without a kind of event or coordinates records are passages without a place, and said")
    func absent() throws {
        let (toml, reading, remarks) = try guessed(
            "camera,time,plate\nK-1,2025-01-15T14:03:22+05:00,123ABC02\n"
        )
        let batch = try #require(reading.batches.first, "\(toml)")
        #expect(batch.eventType[0] == "PASSAGE")
        #expect(batch.deviceSerial[0] == "K-1")
        #expect(batch.latitudeDegrees[0].isNaN)
        #expect(remarks.contains { $0.contains("taken for passages") })
        #expect(remarks.contains { $0.contains("by their names") })
    }

    @Test("a profile for another file is refused with what it looks for and what there is")
    func wrongProfile() throws {
        // The names of order 971 are known under every profile, these are not.
        let header = Self.header.replacing("device_serial;event_time", with: "SN;moment")
        let text = header + "\n" + line("2025-01-15T14:03:22+05:00") + "\n"
        var options = PassageSample.options()
        options.profile = try RecordProfile(
            toml: "name = \"other\"\n[columns]\ndevice_serial = \"Камера\"\nevent_time = \"Время\"",
            subject: "other.toml"
        )
        let error = #expect(throws: IntakeError.self) { try PassageSample.read(text, options) }
        #expect(error?.code == .columnMissing)
        #expect(error?.detail.contains("«other» looks for Время, Камера") == true)
        #expect(error?.remedy.contains("profile guess") == true)
        #expect(error?.kazakh?.remedy.contains("profile guess") == true)
    }

    @Test("one nameless column between named ones is taken for a merged cell")
    func mergedCell() throws {
        let header = Self.header.replacing("site_lat;site_lon", with: "Координаты;")
        let text = header + "\n" + line("2025-01-15T14:03:22+05:00") + "\n"
        let error = #expect(throws: IntakeError.self) { try PassageSample.read(text) }
        #expect(error?.remedy.contains("Unmerge") == true)
        #expect(error?.detail.contains("1 of 9 (6)") == true)
        #expect(error?.russian?.remedy.contains("Разъедините") == true)
    }

    @Test(
        "an entry that no profile has is refused in each language",
        arguments: ["columns = 5", "encoding = \"latin9\"", "[columns]\nspeed = \"v\"", "x = ["]
    )
    func badProfile(toml: String) throws {
        let error = #expect(throws: IntakeError.self) {
            try RecordProfile(toml: toml, subject: "bad.toml")
        }
        #expect(error?.russian?.remedy.contains("справьте") == true)
        #expect(error?.kazakh?.remedy.contains("түзетіңіз") == true)
    }

    @Test("Kyrgyz plates are known with their letters in front and behind the region")
    func kyrgyz() {
        for plate in ["01KG123ABC", "KG01123ABC", "01123ABC"] {
            #expect(PlateGrammar.series(of: plate) == .kyrgyzstan)
        }
    }
}
