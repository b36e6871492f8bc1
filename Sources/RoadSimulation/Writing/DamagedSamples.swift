import RoadModel

/// Files that a reader must refuse or set aside in part, each with the expected answer.
///
/// `NAME.expected.json` holds the code of the whole file, or `null` when the file is taken, and
/// the code of every bad row by its line. Codes are raw values of `ErrorCode`, `RejectReason`.
enum DamagedSamples {
    private struct Sample {
        var name: String
        var content: [UInt8]
        var code: ErrorCode?
        var rows: [(line: Int, reason: RejectReason)] = []
        var lost: RejectReason?
    }

    /// Writes the samples; `flight` is a whole log that the truncated ones are cut from.
    static func write(to folder: OutputFolder, flight: [UInt8]) throws(IntakeError) {
        var samples = tables()
        samples.append(Sample(name: "empty.ulg", content: [], code: .fileEmpty))
        samples.append(
            Sample(name: "header-only.ulg", content: Array(flight.prefix(12)), code: .formatDamaged)
        )
        // 7 bytes short of the half: inside a message, whatever the flight.
        samples.append(
            Sample(
                name: "truncated.ulg",
                content: truncated(flight),
                code: nil,
                lost: .truncatedRecord
            )
        )
        var random = SeededStream(seed: 98, part: "junk")
        let junk = (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next() | 0x80) }
        samples.append(Sample(name: "junk.xyz", content: junk, code: .formatUnknown))
        for sample in samples {
            var content = ByteText()
            content.encoded(sample.content)
            try folder.write(content, to: "damaged/\(sample.name)", records: 0)
            try folder.write(
                expectation(sample),
                to: "damaged/\(sample.name).expected.json",
                records: 1
            )
        }
    }

    /// The first half of a log, ending two bytes into a message.
    private static func truncated(_ flight: [UInt8]) -> [UInt8] {
        var offset = 16
        while offset + 3 <= flight.count, offset < flight.count / 2 {
            offset += 3 + Int(flight[offset]) + Int(flight[offset + 1]) << 8
        }
        return Array(flight.prefix(offset + 2))
    }

    private static let place = "48.7001234,66.9001234,\"Айдонес, улица Самал\""
    private static let paper = "KD-98-004100,2026-12-31,«Көкдала-Өлшем» ЖШС"
    private static let vehicle = "passenger,Tulpar,123ABC98,97"

    private static func row(
        time: String = "2025-05-05T10:00:00.000+05:00",
        kind: String = "PASSAGE",
        place: String = DamagedSamples.place,
        speed: String = "58"
    ) -> String {
        "Қыран-98,FX98-00001,\(time),\(kind),approaching,\(place),\(paper),\(vehicle),\(speed),60,"
            + "1,production,90.0,5.0\n"
    }

    private static func tables() -> [Sample] {
        let header = PassageWriter.header
        let good = row()
        let broken = [
            header, good, row(time: "2025-13-45 99:00"), row(kind: "FLYING"),
            row(speed: "fast"), row(speed: "999"),
            row(place: "0,0,\"Айдонес, улица Самал\""),
            row(place: "148.7,66.9,\"Айдонес, улица Самал\""),
            row(time: "2025-05-05 10:00:00"), row(time: ""), "Қыран-98,FX98-00001\n", good,
        ]
        let reasons: [(Int, RejectReason)] = [
            (3, .badTime), (4, .unknownCode), (5, .notANumber), (6, .speedRange),
            (7, .coordinateZero), (8, .coordinateRange), (9, .timeWithoutZone),
            (10, .missingField), (11, .fieldCount),
        ]
        let swapped = row(place: "66.9001234,48.7001234,\"Айдонес, улица Самал\"")
        let without = (header + good).replacing("event_time,", with: "").replacing(
            "2025-05-05T10:00:00.000+05:00,",
            with: ""
        )
        let crashes =
            CrashCardFiles.header
            + "KD25-1,2025-02-30T10:00:00+05:00,48.7,66.9,slight,0,1,0,collision,,,5.0,\n"
            + "KD25-2,2025-02-20T10:00:00+05:00,48.7,66.9,fatal,0,1,0,collision,,,5.0,\n"
            + "KD25-3,2025-02-20T10:00:00+05:00,48.7,66.9,slight,0,-1,0,collision,,,5.0,\n"
            + "KD25-4,2025-02-20T10:00:00+05:00,48.7,66.9,slight,0,1,0,collision,,,5.0,\n"
        return [
            Sample(
                name: "broken-rows.csv",
                content: Array(broken.joined().utf8),
                code: nil,
                rows: reasons.map { (line: $0.0, reason: $0.1) }
            ),
            Sample(
                name: "missing-column.csv",
                content: Array(without.utf8),
                code: .columnMissing
            ),
            Sample(
                name: "swapped-coordinates.csv",
                content: Array((header + swapped + good).utf8),
                code: nil,
                rows: [(line: 2, reason: .coordinatesSwapped)]
            ),
            Sample(
                name: "nothing-accepted.csv",
                content: Array((header + row(time: "")).utf8),
                code: .nothingAccepted,
                rows: [(line: 2, reason: .missingField)]
            ),
            Sample(
                name: "broken-crashes.csv",
                content: Array(crashes.utf8),
                code: nil,
                rows: [
                    (line: 2, reason: .badTime), (line: 3, reason: .severityMismatch),
                    (line: 4, reason: .countRange),
                ]
            ),
        ]
    }

    private static func expectation(_ sample: Sample) -> ByteText {
        var out = ByteText()
        let code = sample.code.map { "\"\($0.rawValue)\"" } ?? "null"
        let lost = sample.lost.map { "\"\($0.rawValue)\"" } ?? "null"
        let rows = sample.rows.map { "{\"line\": \($0.line), \"code\": \"\($0.reason.rawValue)\"}" }
        out.text("{\"file\": \"\(sample.name)\", \"code\": \(code), \"lost\": \(lost), ")
        out.text("\"rows\": [\(rows.joined(separator: ", "))]}\n")
        return out
    }
}
