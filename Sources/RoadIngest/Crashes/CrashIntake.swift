package import RoadModel

/// What reading a file of crash cards yields: every record is a crash or a reject.
package struct CrashIntake: Sendable {
    /// Formats that `CrashReader` tells apart by content.
    package enum Format: String, Sendable, Codable {
        /// A delimited table.
        case csv
        /// A GeoJSON feature collection.
        case geoJSON = "geojson"
    }

    /// What the content turned out to be.
    package internal(set) var format: Format
    /// Accepted cards, in file order.
    package internal(set) var crashes: [Crash] = []
    /// Cards set aside, in file order.
    package internal(set) var rejects: [Reject] = []
    /// Records seen: `crashes.count + rejects.count`.
    package internal(set) var recordsSeen = 0
    /// What a person should know about the file as a whole.
    package internal(set) var notes: [IntakeNote] = []

    internal init(format: Format) { self.format = format }

    internal mutating func append(_ outcome: CrashOutcome) {
        recordsSeen += 1
        switch outcome {
        case .accepted(let crash): crashes.append(crash)
        case .rejected(let reject): rejects.append(reject)
        }
    }
}
