import RoadIngest
import RoadModel
import Testing

@Suite("Cards of the road police (ГИБДД)")
struct CrashPoliceJSONTests {
    private let card = """
        {"KartId": 221234567, "rowNum": 1, "date": "09.10.2019", "Time": "18:50",
         "District": "Костанайский район", "DTP_V": "Столкновение", "POG": 1, "RAN": "2",
         "K_TS": 2, "K_UCH": 4, "emtp_number": "220012345",
         "infoDtp": {"COORD_L": "63,62451", "COORD_W": "53,21470", "dor": "А-22 Карталы - Костанай",
          "km": "315", "m": "200", "n_p": "", "street": "", "house": "",
          "osv": "Сумерки", "s_pog": ["Ясно"], "s_pch": "Сухое",
          "ts_info": [
           {"n_ts": "1", "t_ts": "В-класс", "marka_ts": "ВАЗ", "m_ts": "Priora", "g_v": "2011",
            "ts_uch": [{"K_UCH": "Водитель", "S_T": "Скончался в течение 8-30 суток",
             "POL": "Мужской", "V_ST": "11", "N_UCH": "1"},
             {"K_UCH": "Пассажир", "S_T": "Не пострадал", "POL": "Женский", "N_UCH": "2"}]},
           {"n_ts": "2", "t_ts": "Фургон", "marka_ts": "ГАЗ", "m_ts": "", "g_v": "",
            "ts_uch": [{"K_UCH": "Водитель",
             "S_T": "Раненый, находящийся (находившийся) на стационарном лечении",
             "POL": "Мужской", "N_UCH": "1"}]}],
          "uchInfo": [{"K_UCH": "Пешеход", "S_T": "Раненый, находящийся на амбулаторном лечении",
           "POL": "Женский", "N_UCH": "1"}]}}
        """

    private func read(_ text: String, zone: String? = "+05:00") throws -> CrashIntake {
        try read(
            Array(text.utf8),
            CrashOptions(subject: "cards.json", zone: zone.flatMap { CivilZone(named: $0) })
        )
    }

    private func read(_ bytes: [UInt8], _ options: CrashOptions) throws -> CrashIntake {
        try CrashReader.read(bytes.span, options: options)
    }

    @Test("arrive with people, vehicles and road, latitude from COORD_W")
    func full() throws {
        let intake = try read("{\"tab\": [\(card)]}")
        #expect(intake.format == .policeJSON)
        let crash = try #require(intake.crashes.first)
        #expect(crash.sourceID == "221234567")
        #expect(crash.time.description == "2019-10-09T13:50:00Z")
        #expect(crash.location?.latitude == Degrees(53.2147))
        #expect(crash.location?.longitude == Degrees(63.62451))
        #expect([crash.killed, crash.injured] == [1, 2])
        #expect(crash.severity == .fatal)
        #expect(crash.details.placeText == "А-22 Карталы - Костанай, 315 км + 200 м")
        #expect(crash.details.roadIndex == "A22")
        #expect(crash.vehicles.map(\.make) == ["ВАЗ", "ГАЗ"])
        #expect(crash.vehicles.map(\.year) == [2011, nil])
        #expect(crash.participants.map(\.injury) == [.killed, .unhurt, .serious, .slight])
        #expect(crash.participants.map(\.vehicle) == [1, 1, 2, nil])
        #expect(crash.participants.first?.diedAfterDays == 30)
        // Years at the wheel are no age.
        #expect(crash.participants.allSatisfy { $0.age == nil })
        #expect(intake.notes.isEmpty)
    }

    @Test("come in every wrapping that the interface and dumps of it use")
    func wrappings() throws {
        let line = card.replacing("\n", with: " ")
        let inner = "{\"tab\": [\(line)]}".replacing("\"", with: "\\\"")
        for text in [
            "[\(card)]", "{\"data\": {\"tab\": [\(card)]}}", "{\"data\": \"\(inner)\"}", line,
            line + "\n" + line.replacing("221234567", with: "3") + "\n", "{\"cards\":[\(card)]}",
        ] {
            let intake = try read(text)
            #expect(intake.crashes.first?.sourceID == "221234567", "\(text.prefix(20))")
            #expect(intake.rejects.isEmpty)
        }
    }

    @Test("that are damaged or impossible are set aside alone")
    func damaged() throws {
        let other = card.replacing("221234567", with: "2")
        let cut = card.replacing("\"uchInfo\": [", with: "\"uchInfo\": [[")
        let intake = try read("{\"tab\": [\(card),\n\(cut),\n\(other)]}")
        #expect(intake.crashes.map(\.sourceID) == ["221234567", "2"])
        #expect(intake.rejects.map(\.reason) == [.malformedRecord])
        let many = try read("[\(card.replacing("\"POG\": 1", with: "\"POG\": 9"))]")
        #expect(many.rejects.map(\.reason) == [.countRange])
        let zero = try read(
            "[\(card.replacing("63,62451", with: "0").replacing("53,21470", with: "0"))]"
        )
        #expect(zero.rejects.map(\.reason) == [.coordinateZero])
        let zoneless = try read("[\(card)]", zone: nil)
        #expect(zoneless.rejects.map(\.reason) == [.timeWithoutZone])
    }

    @Test("whose people do not add up are taken with a note")
    func differing() throws {
        let intake = try read("[\(card.replacing("\"RAN\": \"2\"", with: "\"RAN\": 3"))]")
        #expect(intake.crashes.first?.injured == 3)
        #expect(intake.notes.map(\.code) == ["people.differ"])
    }

    @Test("an age that nobody reaches sets a dtp-stat card aside, and a repair drops it")
    func ages() throws {
        let text = """
            [{"id": 7, "datetime": "2024-05-01 12:30:00", "severity": "Легкий", "dead_count": 0,
              "injured_count": 1, "point": {"lat": 53.2, "long": 63.6}, "parent_region": "X",
              "participants": [{"role": "Пешеход", "age": 140, "health_status": "Ранен"}]}]
            """
        let intake = try read(text)
        #expect(intake.rejects.map(\.reason) == [.ageRange])
        var options = CrashOptions(subject: "a", zone: CivilZone(named: "+05:00"))
        options.repairs = [.dropAge]
        let mended = try read(Array(text.utf8), options)
        #expect(mended.crashes.first?.participants.first?.age == nil)
        #expect(mended.crashes.first?.details.region == "X")
    }
}
