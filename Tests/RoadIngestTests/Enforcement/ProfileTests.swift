import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Profiles of vendors' exports")
struct ProfileTests {
    private static let russian = [
        "наименование радара/комплекса", "заводской номер", "дата и время фиксации события",
        "тип фиксируемого события", "направление движения ТС", "широта", "долгота",
        "информация о месте фиксации события", "номер свидетельства о поверке",
        "срок действия свидетельства о поверке", "ГРНЗ", "измеренная скорость",
    ].joined(separator: ";")
    private static let row =
        "Зерек-2;KZ-1;23.10.2026 09:15:02;SPEED_INSTANT;к центру;53,512345;69,204567;315 км;BA;"
        + "14.03.2027;123АВС15;112,5"

    private func read(
        _ bytes: [UInt8],
        _ toml: String,
        zone: String? = nil
    ) throws -> PassageSample.Reading {
        var options = PassageSample.options(zone: zone)
        options.profile = try RecordProfile(toml: toml, subject: "test.toml")
        if zone == nil { options.zone = options.profile.zone.flatMap { CivilZone(named: $0) } }
        return try PassageSample.read(bytes, options)
    }

    @Test(
        "one table in every encoding gives one record, with its own byte offsets",
        arguments: TextEncoding.allCases
    )
    func encodings(encoding: TextEncoding) throws {
        let text = Self.russian + "\r\n" + Self.row + "\r\n"
        let bytes = try #require(EncodedText.bytes(text, encoding))
        let reading = try read(
            bytes,
            "encoding = \"\(encoding.rawValue)\"\nseparator = \";\"\nzone = \"Asia/Almaty\""
        )
        let batch = try #require(reading.batches.first)
        #expect(reading.rejects.isEmpty)
        #expect(batch.deviceName[0] == "Зерек-2")
        #expect(batch.plate[0] == "123ABC15")
        #expect(batch.speedKmh == [112.5])
        #expect(batch.rawTime[0] == "23.10.2026 09:15:02")
        #expect(batch.zoneOffsetSeconds == [18_000])
        let header = try #require(EncodedText.bytes(Self.russian + "\r\n", encoding))
        #expect(batch.places == [SourcePlace(line: 2, byteOffset: header.count)])
    }

    @Test("a wrong encoding is named together with the one that makes sense")
    func wrongEncoding() throws {
        let text = Self.russian + "\n" + Self.row + "\n"
        let bytes = try #require(EncodedText.bytes(text, .cp866))
        let error = #expect(throws: IntakeError.self) {
            try read(bytes, "encoding = \"windows-1251\"\nseparator = \";\"")
        }
        #expect(error?.code == .encoding)
        #expect(error?.remedy.contains("cp866") == true)
        let plain = #expect(throws: IntakeError.self) { try read(bytes, "") }
        #expect(plain?.remedy.contains("--encoding cp866") == true)
    }

    @Test("units, patterns of time, joined columns, constants and codes come out as order 971")
    func rules() throws {
        let toml = """
            zone = "Asia/Almaty"
            [columns]
            device_name = { value = "Ekin" }
            device_serial = "cam"
            event_time = { join = ["day", "clock"], time = "MM/dd/yyyy HH:mm:ss" }
            event_type = "code"
            speed_measured = { column = "v", unit = "m/s" }
            direction = { value = "north" }
            site_lat = "lat"
            site_lon = "lon"
            place_text = { value = "KAZ02" }
            cert_no = { value = "C1" }
            cert_valid_until = { value = "2027-01-01" }
            [values.event_type]
            "17" = "SPEED_INSTANT"
            """
        let text = "cam,day,clock,code,v,lat,lon\nK7,10/23/2026,09:15:02,17,30,53.5,69.2\n"
        let reading = try read(Array(text.utf8), toml)
        let batch = try #require(reading.batches.first)
        #expect(batch.deviceName[0] == "Ekin" && batch.deviceSerial[0] == "K7")
        #expect(batch.eventType[0] == "SPEED_INSTANT")
        #expect(batch.speedKmh == [108])
        let time = Timestamp(microseconds: batch.utcMicroseconds[0])
        #expect(time.description == "2026-10-23T04:15:02Z")
        #expect(batch.rawTime[0] == "10/23/2026 09:15:02")
    }

    @Test("an unknown key, column, unit or kind is refused with what there is")
    func badProfiles() {
        for (toml, hint) in [
            ("colour = 1", "skip_lines"), ("[columns]\nspeeed_measured = \"v\"", "speed_measured"),
            ("[columns]\nspeed_measured = { column = \"v\", unit = \"furlong\" }", "m/s"),
            ("[values.event_type]\n\"1\" = \"SPEEDING\"", "SPEED_INSTANT"),
            ("encoding = \"ebcdic\"", "windows-1251"), ("zone = \"Mars\"", "Asia/Almaty"),
        ] {
            let error = #expect(throws: IntakeError.self) {
                try RecordProfile(toml: toml, subject: "p.toml")
            }
            #expect(error?.code == .badArgument)
            #expect(error?.remedy.contains(hint) == true, "\(toml)")
        }
        let broken = #expect(throws: IntakeError.self) {
            try RecordProfile(toml: "a = = 1", subject: "p.toml")
        }
        #expect(broken?.code == .formatDamaged)
        #expect(broken?.place?.line == 1)
        // The library ends the program at these, so they must not reach it.
        for header in [
            "[колонки]", "  [[ұ]]", "[columns.жыл]", "[\ncolumns]", "[[ \n\"a\"]]", "[.", "[[[a]]]",
            "[\u{747}",
            "[ж = \"r\"",
        ] {
            let error = #expect(throws: IntakeError.self) {
                try RecordProfile(toml: "skip_lines = 1\n" + header, subject: "p.toml")
            }
            #expect(error?.code == .formatDamaged)
            #expect(error?.place?.line == 2, "\(header)")
        }
    }

    @Test("JSON, JSON lines and XML give the record that the table gives")
    func trees() throws {
        let names = PassageSample.columns
        let values = names.map { name in
            let value = PassageSample.good[name] ?? ""
            return value.hasPrefix("\"") ? String(value.dropFirst().dropLast()) : value
        }
        let members = zip(names, values).map { "\"\($0)\": \"\($1)\"" }.joined(separator: ", ")
        let tags = zip(names, values).map { "<\($0)>\($1)</\($0)>" }.joined()
        let table = try PassageSample.read(PassageSample.header + "\n" + PassageSample.row() + "\n")
        let files = [
            "[{\(members)}]", "{\"data\": {\"items\": [{\(members)}]}}",
            "{\(members)}\n{\(members)}",
            "<export><event>\(tags)</event></export>",
        ]
        for file in files {
            let reading = try read(Array(file.utf8), "")
            var batch = try #require(reading.batches.first)
            var wanted = try #require(table.batches.first)
            (batch.places, wanted.places) = ([], [])
            // Not a number equals nothing, not even itself.
            (batch.speedErrorKmh, wanted.speedErrorKmh) = ([], [])
            if file.hasSuffix("}") && file.contains("\n") {
                #expect(reading.accepted == 2)
                continue
            }
            #expect(batch == wanted, "\(file.prefix(20))")
        }
    }

    @Test("a broken object costs one record and keeps the place of the others")
    func brokenObjects() throws {
        let good = "{\"device_serial\": \"K\", \"event_time\": \"2026-01-01T00:00:00Z\"}"
        var options = PassageSample.options()
        options.demand = .sighting
        let lines = try PassageSample.read(good + "\n{\"broken\": \n" + good + "\n", options)
        #expect(lines.accepted == 2)
        #expect(lines.rejects.map(\.place.line) == [2])
        #expect(lines.rejects.map(\.reason) == [.malformedRecord])
        let cut = try PassageSample.read("[" + good + ", {\"device_serial\": \"K\"", options)
        #expect(cut.accepted == 1)
        #expect(cut.rejects.map(\.reason) == [.truncatedRecord])
    }

    @Test("merged header cells are named as such")
    func mergedHeader() {
        let text = "Комплекс,,,Место,,\nназвание,номер,время,широта,долгота,место\n"
        let error = #expect(throws: IntakeError.self) { try PassageSample.read(text) }
        #expect(error?.code == .formatDamaged)
        #expect(error?.detail.contains("merged") == true)
        #expect(error?.remedy.contains("--skip-lines") == true)
    }

    @Test("a proposed profile reads the file it was made from")
    func guess() throws {
        let text = """
            Отчёт за октябрь

            Камера;Зав. №;Дата;Время;Тип нарушения;Направление;Широта;Долгота;Адрес;\
            Свидетельство;Действительно до;Госномер;Скорость, м/с
            Зерек;K1;2026/10/23;09:15:02;превышение скорости (мгновенная);к центру;53,5;69,2;\
            KAZ02;BA;2027-01-01;123ABC15;30
            """
        let bytes = try #require(EncodedText.bytes(text + "\n", .windows1251))
        let guess = ProfileGuess(bytes.span, name: "vendor")
        #expect(guess.missing.isEmpty)
        let reading = try read(bytes, guess.toml)
        let batch = try #require(reading.batches.first)
        #expect(batch.eventType[0] == "SPEED_INSTANT")
        #expect(batch.speedKmh == [108])
        #expect(batch.placeText[0] == "KAZ02")
    }
}

/// Texts in encodings that the library does not write: the inverse of `TextEncoding.upperHalf`.
enum EncodedText {
    static func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf16LittleEndian:
            return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian:
            return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        default:
            var bytes: [UInt8] = []
            for unit in text.utf16 {
                if unit < 0x80 {
                    bytes.append(UInt8(unit))
                } else if let place = encoding.upperHalf.firstIndex(of: unit) {
                    bytes.append(UInt8(place + 0x80))
                } else {
                    return nil
                }
            }
            return bytes
        }
    }
}
