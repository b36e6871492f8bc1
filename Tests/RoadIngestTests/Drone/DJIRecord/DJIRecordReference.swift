import Foundation
import RoadIngest
import RoadModel
import TestKit

/// A reference log with the values that an independent decoder wrote.
struct DJIRecordReference {
    static let folder = "flightlogs/dji-txt"
    static let names = [
        "DROP_DJIFlightRecord_2016-09-15_[13-51-18].txt",
        "DROP_DJIFlightRecord_2016-09-26_[14-12-45].txt",
        "IgorKilipenko_DJIFlightRecord_2018-10-03_[13-23-50].txt",
        "mikeemoo_DJIFlightRecord_2015-12-29_[19-05-48].txt",
    ]

    struct Facts: Decodable {
        var size: Int
        var details: [String: Value]
        var record_counts: [String: Int]
    }
    enum Value: Decodable, Equatable {
        case text(String)
        case number(Double)
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) { self = .text(text); return }
            self = .number(try container.decode(Double.self))
        }
    }

    static func facts(_ name: String) throws -> Facts {
        let bytes = try SharedReference.bytes("\(folder)/\(name).ref/ref.json")
        return try JSONDecoder().decode(Facts.self, from: Data(bytes))
    }

    static func file(_ name: String) throws -> DJIRecordFile {
        let bytes = try SharedReference.bytes("\(folder)/\(name)")
        return try DJIRecordFile(reading: bytes.span.bytes, name: name)
    }

    /// The rows of a table as numbers by column; `nil` when the log has no such records.
    static func table(_ name: String, _ table: String) throws -> (
        names: [String], rows: [[Double]]
    )? {
        let path = SharedReference.path("\(folder)/\(name).ref/\(table).csv")
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(
            whereSeparator: \.isNewline
        )
        let names = lines[0].split(separator: ",").map(String.init)
        let rows = lines.dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
        }
        return (names, rows)
    }
}
