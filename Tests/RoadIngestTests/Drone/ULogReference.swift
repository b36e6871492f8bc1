import Foundation
import RoadIngest
import RoadModel
import TestKit

/// A reference log with the values that an independent reader decoded.
struct ULogReference: Decodable {
    struct Field: Decodable {
        var name: String
        var type: String
        var sha256_le: String
        var first: String
        var last: String
    }
    struct Topic: Decodable {
        var name: String
        var multi_id: UInt8
        var msg_id: UInt16
        var count: Int
        var fields: [Field]
    }
    struct Text: Decodable {
        var timestamp_us: Int64
        var text: String
        var level: UInt8
    }
    struct Dropout: Decodable {
        var timestamp_us: Int64
        var duration_ms: UInt16
    }
    enum Value: Decodable {
        case text(String)
        case number(Double)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) { self = .text(text); return }
            self = .number(try container.decode(Double.self))
        }
    }

    var size: Int
    var file_version: UInt8
    var start_timestamp_us: Int64
    var has_data_appended: Int
    var msg_info_dict: [String: Value]
    var msg_info_multiple_dict: [String: [[Value]]]
    var initial_parameters: [String: Double]
    var changed_parameters: [[Value]]
    var default_parameters: [String: [String: Double]]
    var dropouts: [Dropout]
    var logged_messages: [Text]
    var logged_messages_tagged: [String: [Text]]
    var topics: [Topic]

    static let folder = "flightlogs/ulog"
    static let names = [
        "px4ulogrs_esc_status_log", "px4ulogrs_quadrotor_local", "pyulog_sample",
        "pyulog_sample_appended_multiple", "pyulog_sample_log_small",
        "pyulog_sample_logging_tagged_and_default_params",
    ]

    static func load(_ name: String) throws -> ULogReference {
        let bytes = try SharedReference.bytes("\(folder)/\(name).ulg.ref/ref.json")
        return try JSONDecoder().decode(Self.self, from: Data(bytes))
    }

    static func log(_ name: String) throws -> ULogFile {
        let bytes = try SharedReference.bytes("\(folder)/\(name).ulg")
        return try ULogFile(reading: bytes.span.bytes, name: name)
    }

    static func flight(_ name: String) throws -> Flight {
        let bytes = try SharedReference.bytes("\(folder)/\(name).ulg")
        return try ULogReader.read(bytes.span.bytes, name: name)
    }
}

extension ULogColumn {
    /// The values as the log's bytes, in the width of `type`.
    func littleEndianBytes(_ type: ULogScalar) -> [UInt8] {
        let words: [UInt64]
        switch self {
        case .signed(let values): words = values.map { UInt64(bitPattern: $0) }
        case .unsigned(let values): words = values
        case .single(let values): words = values.map { UInt64($0.bitPattern) }
        case .double(let values): words = values.map(\.bitPattern)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * type.byteCount)
        for word in words {
            for index in 0..<type.byteCount {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * index)))
            }
        }
        return bytes
    }
}
