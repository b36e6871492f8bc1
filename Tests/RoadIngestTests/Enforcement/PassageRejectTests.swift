import RoadIngest
import RoadModel
import Testing

@Suite("Records of roadside complexes that are set aside")
struct PassageRejectTests {
    private let header = PassageSample.header

    /// Puts a bad record between two good ones and returns its reject.
    private func reject(
        _ bad: [UInt8],
        _ options: PassageReadingOptions = PassageSample.options()
    ) throws -> Reject {
        let good = Array((PassageSample.row() + "\n").utf8)
        let filler = Array(repeating: good, count: 11).flatMap { $0 }
        let head = Array((header + "\n").utf8) + filler
        let reading = try PassageSample.read(head + bad + [10] + good, options)
        #expect(reading.rejects.count == 1)
        #expect(reading.accepted == 12)
        let reject = try #require(reading.rejects.first)
        #expect(reject.place == SourcePlace(line: 13, byteOffset: head.count))
        return reject
    }

    private func reject(
        _ changes: [String: String],
        _ options: PassageReadingOptions = PassageSample.options()
    ) throws -> Reject {
        try reject(Array(PassageSample.row(changes).utf8), options)
    }

    @Test(
        "names the reason, the field and what was found",
        arguments: [
            (["device_serial": " "], .missingField, "device_serial", ""),
            (["event_time": ""], .missingField, "event_time", ""),
            (["event_type": ""], .missingField, "event_type", ""),
            (["site_lat": ""], .missingField, "site_lat", ""),
            (["site_lon": ""], .missingField, "site_lon", ""),
            (["speed_measured": ""], .missingField, "speed_measured", ""),
            (["site_lat": "53.5N"], .notANumber, "site_lat", "53.5N"),
            (["speed_measured": "fast"], .notANumber, "speed_measured", "fast"),
            (["speed_limit": "1 00"], .notANumber, "speed_limit", "1 00"),
            (["heading": "361"], .notANumber, "heading", "361"),
            (["accuracy_m": "-1"], .notANumber, "accuracy_m", "-1"),
            (["lane": "left"], .notANumber, "lane", "left"),
            (["lane": "99"], .countRange, "lane", "99"),
            (
                ["event_time": "2026-13-01T00:00:00Z"], .badTime, "event_time",
                "2026-13-01T00:00:00Z"
            ),
            (["event_time": "2026-11-23"], .badTime, "event_time", "2026-11-23"),
            (["cert_valid_until": "soon"], .badTime, "cert_valid_until", "soon"),
            (
                ["event_time": "2026-11-23T09:15:02"], .timeWithoutZone, "event_time",
                "2026-11-23T09:15:02"
            ),
            (
                ["event_time": "2027-01-01T00:00:00Z"], .futureTime, "event_time",
                "2027-01-01T00:00:00Z"
            ),
            (["site_lat": "91", "site_lon": "181"], .coordinateRange, "site_lat", "91.0, 181.0"),
            (
                ["site_lat": "120", "site_lon": "40"], .coordinatesSwapped, "site_lat",
                "120.0, 40.0"
            ),
            (["site_lat": "0", "site_lon": "0.0"], .coordinateZero, "site_lat", "0.0, 0.0"),
            (["speed_measured": "-1"], .speedRange, "speed_measured", "-1"),
            (["speed_limit": "401"], .speedRange, "speed_limit", "401"),
            (["event_type": "SPEED_INSTANTT"], .unknownCode, "event_type", "SPEED_INSTANTT"),
            (["device_mode": "half"], .unknownCode, "device_mode", "half"),
        ] as [([String: String], RejectReason, String, String)]
    )
    func reasons(
        changes: [String: String],
        reason: RejectReason,
        field: String,
        found: String
    ) throws {
        let reject = try reject(changes)
        #expect(reject.reason == reason)
        #expect(reject.field == field)
        #expect(reject.found == found)
        #expect(!reject.expected.isEmpty)
    }

    @Test("too few or too many fields are counted")
    func fieldCount() throws {
        let short = try reject(Array("a,b".utf8))
        #expect(short.reason == .fieldCount)
        #expect(short.found == "2 fields")
        let long = try reject(Array((PassageSample.row() + ",x").utf8))
        #expect(long.found == "20 fields")
    }

    @Test("a record of more than 64 KiB is set aside")
    func longRecord() throws {
        let name = String(repeating: "x", count: 65_536)
        let reject = try reject(["device_name": name])
        #expect(reject.reason == .malformedRecord)
        #expect(reject.expected == "a record of at most 65536 bytes")
        #expect(
            try PassageSample.read("\(header)\n\(PassageSample.row(["device_name": "y"]))")
                .accepted == 1
        )
    }

    @Test("a quote that never closes costs one record")
    func unterminated() throws {
        let good = PassageSample.row() + "\n"
        let bad = PassageSample.row(["cert_no": "\"open"])
            .replacing("\"KAZ02, 315 км + 200 м\"", with: "here")
        let plain = PassageSample.row(["place_text": "here"]) + "\n"
        let text = "\(header)\n\(good)\(bad)\n\(plain)"
        let reading = try PassageSample.read(text)
        #expect(reading.accepted == 2)
        #expect(reading.rejects.map(\.reason) == [.unterminatedQuote])
        #expect(
            reading.rejects.first?.place
                == SourcePlace(line: 3, byteOffset: header.utf8.count + 1 + good.utf8.count)
        )
        #expect(reading.rejects.first?.found == "")
    }

    @Test("a record that is not UTF-8 is set aside with the byte at fault")
    func encoding() throws {
        var bytes = Array(PassageSample.row().utf8)
        bytes[1] = 0xFF
        let reject = try reject(bytes)
        #expect(reject.reason == .encoding)
        #expect(reject.found.contains("offset \(reject.place.byteOffset)"))
    }

    @Test("an hour that happened twice asks for the offset, and takes it when it is written")
    func twice() throws {
        let options = PassageSample.options(zone: "Asia/Almaty")
        let reject = try reject(["event_time": "2024-02-29 23:30:00"], options)
        #expect(reject.reason == .timeTwice)
        #expect(reject.proposal.contains("+06:00 before"))
        #expect(reject.proposal.contains("+05:00 after"))
        let row = PassageSample.row(["event_time": "2024-02-29 23:30:00+06:00"])
        let reading = try PassageSample.read("\(header)\n\(row)\n", options)
        #expect(reading.batches.first?.zoneOffsetSeconds == [21_600])
    }

    @Test("a place outside the expected extent is refused, swapped axes are recognised")
    func extent() throws {
        let extent = GeodeticExtent(west: 68, south: 52, east: 70, north: 55)
        let options = PassageSample.options(extent: extent)
        let swapped = try reject(["site_lat": "69.2", "site_lon": "53.5"], options)
        #expect(swapped.reason == .coordinatesSwapped)
        #expect(swapped.proposal == "swap them: latitude 53.5, longitude 69.2")
        let away = try reject(["site_lat": "43.2", "site_lon": "76.9"], options)
        #expect(away.reason == .outsideNetwork)
        #expect(away.expected.contains("52.0 to 55.0"))
    }

    @Test("a proposal names the code that may be meant")
    func nearestCode() throws {
        #expect(try reject(["event_type": "RED-LIGTH"]).proposal == "RED_LIGHT may be meant")
        #expect(try reject(["event_type": "x"]).proposal == "")
    }

    @Test("a plate never reaches a reject, whatever column it slipped into")
    func personalData() throws {
        for column in PassageSample.columns where !["plate", "place_text"].contains(column) {
            let text = "\(header)\n\(PassageSample.row([column: "123ABC15"]))\n"
            for reject in try PassageSample.read(text).rejects {
                let said = [reject.found, reject.expected, reject.proposal, reject.field]
                #expect(!said.joined().contains("123ABC15"), "\(column)")
            }
        }
    }

    @Test("whatever is damaged, records in equal records accepted plus records rejected")
    func accounting() throws {
        var random = TableSeed(2026)
        let rows = 400
        for _ in 0..<40 {
            var bytes = Array((header + "\n").utf8)
            for _ in 0..<rows { bytes += Array((PassageSample.row() + "\r\n").utf8) }
            let start = header.utf8.count + 1
            for _ in 0..<30 {
                let at = Int.random(in: start..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(UInt8(ascii: ","), at: at)
                default: bytes[at] = UInt8(ascii: "x")
                }
            }
            let reading = try PassageSample.read(bytes)
            #expect(reading.recordsSeen == reading.accepted + reading.rejects.count)
            #expect(reading.batches.map(\.count).reduce(0, +) == reading.accepted)
            #expect(reading.accepted >= rows - 70)
            #expect(
                reading.devices.entries.map { $0.passages + $0.violations }.reduce(0, +)
                    == reading.accepted
            )
        }
    }
}
