import Foundation
import RoadIngest
import RoadModel
import TestKit

/// A reference log with what an independent reader made of it.
struct DataFlashReference: Decodable {
    struct Format: Decodable {
        var type: UInt8
        var len: Int
        var format: String
        var columns: [String]
    }
    var size: Int
    var messages: Int
    var counts: [String: Int]
    var formats: [String: Format]
    var params: [String: Double]

    static let folder = "flightlogs/dataflash"
    static let binaryNames = ["dronekit_la_log171.bin", "pymavlink_test.BIN"]
    static let names = binaryNames + ["pymavlink_test.converted.log"]

    static func load(_ name: String) throws -> DataFlashReference {
        let bytes = try SharedReference.bytes("\(folder)/\(name).ref/ref.json")
        return try JSONDecoder().decode(Self.self, from: Data(bytes))
    }

    static func file(_ name: String) throws -> DataFlashFile {
        let bytes = try SharedReference.bytes("\(folder)/\(name)")
        return try DataFlashFile(reading: bytes.span.bytes, name: name)
    }
}

/// Values as Python's `json.dumps` writes them.
enum TestJSON {
    static func text(_ value: Double) -> String { value.isNaN ? "NaN" : "\(value)" }

    static func text(_ value: String) -> String {
        var text = "\""
        for unit in value.utf16 {
            switch unit {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0x0A: text += "\\n"
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return text + "\""
    }
}

extension DataFlashColumn {
    /// The values as JSON.
    var json: [String] {
        switch self {
        case .signed(let values): values.map { "\($0)" }
        case .unsigned(let values): values.map { "\($0)" }
        case .single(let values): values.map { TestJSON.text(Double($0)) }
        case .double(let values): values.map { TestJSON.text($0) }
        case .scaled(let values, let units):
            values.map { TestJSON.text(Double($0) / units) }
        case .text(let values): values.map { TestJSON.text($0) }
        case .arrays(let values):
            values.map { "[" + $0.map(String.init).joined(separator: ", ") + "]" }
        }
    }
}
