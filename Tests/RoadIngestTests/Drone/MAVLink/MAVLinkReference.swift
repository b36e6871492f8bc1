import Foundation
import RoadIngest
import RoadModel
import TestKit

/// The reference log with what an independent reader made of it.
struct MAVLinkReference: Decodable {
    var size: Int
    var messages: Int
    var bad_data: Int
    var counts: [String: Int]
    var sources: [String: Int]
    var row_json_sha256: [String: String]

    static let folder = "flightlogs/tlog"
    static let name = "dronekit_flight.tlog"

    static func load() throws -> MAVLinkReference {
        let bytes = try SharedReference.bytes("\(folder)/\(name).ref/ref.json")
        return try JSONDecoder().decode(Self.self, from: Data(bytes))
    }

    static func bytes() throws -> [UInt8] { try SharedReference.bytes("\(folder)/\(name)") }

    static func file() throws -> MAVLinkFile {
        let bytes = try bytes()
        return try MAVLinkFile(reading: bytes.span.bytes, name: name)
    }
}

extension MAVLinkColumn {
    /// The values as JSON.
    var json: [String] {
        switch self {
        case .signed(let values): values.map { "\($0)" }
        case .unsigned(let values): values.map { "\($0)" }
        case .single(let values): values.map { TestJSON.text(Double($0)) }
        case .double(let values): values.map { TestJSON.text($0) }
        case .text(let values): values.map { TestJSON.text($0) }
        }
    }
}
