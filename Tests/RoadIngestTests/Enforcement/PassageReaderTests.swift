import RoadIngest
import RoadModel
import Testing

@Suite("Records of roadside complexes")
struct PassageReaderTests {
    private let header = PassageSample.header

    @Test("a full record arrives with every value in its column")
    func fullRecord() throws {
        let reading = try PassageSample.read("\(header)\n\(PassageSample.row())\n")
        let batch = try #require(reading.batches.first)
        #expect(reading.rejects.isEmpty)
        #expect(batch.count == 1)
        #expect(batch.places == [SourcePlace(line: 2, byteOffset: header.utf8.count + 1)])
        let time = Timestamp(microseconds: batch.utcMicroseconds[0])
        #expect(time.description == "2026-11-23T04:15:02.120Z")
        #expect(batch.zoneOffsetSeconds == [18_000])
        #expect(batch.rawTime[0] == "2026-11-23T09:15:02.120+05:00")
        #expect(batch.deviceName[0] == "Зерек-2")
        #expect(batch.deviceSerial[0] == "KZ-1")
        #expect(batch.eventType[0] == "SPEED_INSTANT")
        #expect(batch.direction[0] == "receding")
        #expect(batch.latitudeDegrees == [53.512345])
        #expect(batch.longitudeDegrees == [69.204567])
        #expect(batch.placeText[0] == "KAZ02, 315 км + 200 м")
        #expect(batch.certificate[0] == "BA-03")
        #expect(batch.certificateValidUntil[0] == "2027-03-14")
        #expect(batch.vehicleKind[0] == "passenger")
        #expect(batch.plate[0] == "123ABC15")
        #expect(batch.speedKmh == [112])
        #expect(batch.limitKmh == [100])
        #expect(batch.lane == [2])
        #expect(batch.deviceMode[0] == "test")
        #expect(batch.headingDegrees == [271.5])
        #expect(batch.accuracyMetres == [3])
    }

    @Test("empty optional fields become nan, 0 or an empty text, and are counted as gaps")
    func emptyFields() throws {
        let empty = PassageSample.row([
            "event_type": "passage", "plate": "", "speed_measured": "", "speed_limit": "",
            "lane": "", "device_mode": "", "heading": "", "accuracy_m": "", "cert_no": "",
            "cert_valid_until": "",
        ])
        let reading = try PassageSample.read("\(header)\n\(empty)\n")
        let batch = try #require(reading.batches.first)
        #expect(batch.count == 1)
        #expect(batch.eventType[0] == "PASSAGE")
        #expect(batch.speedKmh[0].isNaN && batch.limitKmh[0].isNaN)
        #expect(batch.headingDegrees[0].isNaN && batch.accuracyMetres[0].isNaN)
        #expect(batch.lane == [0])
        #expect(batch.plate.isEmpty(at: 0) && batch.deviceMode.isEmpty(at: 0))
        let gaps = reading.notes.filter { $0.code == "evidence.empty" }
        #expect(gaps.map(\.count) == [1, 1])
        #expect(gaps.map(\.text).joined().contains("cert_no"))
    }

    @Test("mark, CRLF, semicolons, decimal commas, other order and Russian names change nothing")
    func dialects() throws {
        let names = [
            "Широта", "долгота", "измеренная скорость", "ЗАВОДСКОЙ  НОМЕР",
            "тіркелетін оқиғаның түрі",
            "дата и время фиксации события", "наименование радара/комплекса",
            "направление движения ТС", "информация о месте фиксации события",
            "номер свидетельства о поверке", "срок действия свидетельства о поверке", "погода",
        ]
        let row =
            "53,512345;69,204567;112,5;KZ-1;SPEED_INSTANT;23.11.2026 09:15:02;Зерек;к центру;"
            + "\"315 км; \"\"пост\"\"\";BA;2027-03-14;снег"
        let text = "\u{FEFF}" + names.joined(separator: ";") + "\r\n" + row + "\r\n"
        let reading = try PassageSample.read(text, PassageSample.options(zone: "Asia/Almaty"))
        let batch = try #require(reading.batches.first)
        #expect(reading.rejects.isEmpty)
        #expect(batch.latitudeDegrees == [53.512345])
        #expect(batch.speedKmh == [112.5])
        #expect(batch.placeText[0] == "315 км; \"пост\"")
        #expect(
            Timestamp(microseconds: batch.utcMicroseconds[0]).description
                == "2026-11-23T04:15:02Z"
        )
        #expect(batch.zoneOffsetSeconds == [18_000])
        #expect(reading.notes.first?.code == "columns.ignored")
        #expect(reading.notes.first?.text.contains("погода") == true)
    }

    @Test("a file without mandatory columns is refused with the names and the nearest candidates")
    func missingColumns() {
        let text =
            header.replacing("site_lat", with: "site_latt")
            .replacing("cert_no,", with: "") + "\n"
        do {
            _ = try PassageSample.read(text)
            Issue.record("the file was accepted")
        } catch {
            #expect(error.code == .columnMissing)
            #expect(error.subject == "sample.csv")
            #expect(error.place == SourcePlace(line: 1, byteOffset: 0))
            #expect(error.detail.contains("lacks site_lat, cert_no;"))
            #expect(error.remedy.contains("site_latt → site_lat"))
        }
    }

    @Test("batches hold at most 4,096 rows and lose none")
    func batches() throws {
        let row = PassageSample.row()
        let text = header + "\n" + String(repeating: row + "\n", count: 9000)
        let reading = try PassageSample.read(text)
        #expect(reading.batches.map(\.count) == [4096, 4096, 808])
        #expect(reading.recordsSeen == 9000)
        let last = try #require(reading.batches.last?.places.last)
        #expect(last.line == 9001)
        #expect(last.byteOffset == header.utf8.count + 1 + 8999 * (row.utf8.count + 1))
    }

    @Test(
        "plates are brought into one spelling",
        arguments: [
            ("123 авс-15", "123ABC15"), ("А777 вс", "A777BC"), ("х001ук", "X001YK"),
            ("777\u{A0}zzz.02", "777ZZZ02"), ("я123ы", "Я123Ы"), ("і5", "I5"), ("ё", "ё"),
        ]
    )
    func plates(written: String, expected: String) {
        #expect(PlateText.normalised(written) == expected)
    }

    @Test("a file cut at any byte never traps and every record is accepted or rejected")
    func truncation() {
        let row = PassageSample.row(["place_text": "\"a \"\"b\"\"\nc\"", "device_name": "Қ"])
        let bytes = Array("\(header)\n\(row)\r\n\(row)\n".utf8)
        var full = 0
        for length in 0...bytes.count {
            do {
                let reading = try PassageSample.read(Array(bytes[..<length]))
                #expect(reading.accepted + reading.rejects.count == reading.recordsSeen)
                full = max(full, reading.accepted)
            } catch {
                let codes: [ErrorCode] = [.fileEmpty, .columnMissing, .encoding]
                #expect(codes.contains(error.code))
            }
        }
        #expect(full == 2)
    }
}
