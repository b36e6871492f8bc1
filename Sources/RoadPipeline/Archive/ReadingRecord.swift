import Foundation
import RoadModel

/// With which options a file was read: kept beside its receipt, so that it can be read again.
struct ReadingRecord: Codable, Hashable, Sendable {
    /// The zone of times without an offset.
    var zone: String?
    /// Where records could be.
    var extent: GeodeticExtent?
    /// The profile of a complex's export, as TOML.
    var profile: String?
    /// Which columns held what.
    var columns: String?
    /// Accuracy of places without one, metres.
    var accuracyMetres: Double?
    /// Whether keys from outside were used, which are not kept.
    var usesKeychains: Bool?
    /// The source whose numbers crash cards bear.
    var source: String?
    /// Days within which a death counts.
    var deathWindowDays: Int?
    /// The region of every crash.
    var region: String?
    /// The declared system of coordinates.
    var crs: String?
    /// The text encoding; UTF-8 when not said.
    var encoding: String?
    /// Repairs that a person confirmed.
    var repairs: [String]?
    /// Who made corrections that do not say it themselves, and why.
    var who: String?
    /// See `who`.
    var why: String?

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// Reads a record; a damaged one says nothing.
    static func read(_ text: String) -> ReadingRecord {
        (try? JSONDecoder().decode(ReadingRecord.self, from: Data(text.utf8))) ?? ReadingRecord()
    }
}
