package import RoadModel

/// What reading a file of crash cards yields: every record is a crash or a reject.
package struct CrashIntake: Sendable {
    /// Formats that `CrashReader` tells apart by content.
    package enum Format: String, Sendable, Codable {
        /// A delimited table.
        case csv
        /// A GeoJSON feature collection.
        case geoJSON = "geojson"
        /// Cards of the Russian road police as JSON.
        case policeJSON = "gibdd"
        /// Other JSON objects, one a crash.
        case json
        /// Great Britain's collision table.
        case stats19
        /// A table of vehicles that belong to cards of another file.
        case vehicles
        /// A table of people that belong to cards of another file.
        case participants

        /// The name on receipts.
        package var title: String {
            switch self {
            case .csv: "Crash CSV"
            case .geoJSON: "Crash GeoJSON"
            case .policeJSON: "Crash JSON of the road police (ГИБДД)"
            case .json: "Crash JSON"
            case .stats19: "STATS19 collisions"
            case .vehicles: "Vehicles of crashes"
            case .participants: "Participants of crashes"
            }
        }
    }

    /// What the content turned out to be.
    package internal(set) var format: Format
    /// Accepted cards, in file order.
    package internal(set) var crashes: [Crash] = []
    /// Vehicles and people that came without their cards, in file order.
    package internal(set) var parts: [CrashPart] = []
    /// Cards set aside, in file order.
    package internal(set) var rejects: [Reject] = []
    /// Records seen: `crashes.count + parts.count + rejects.count`.
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

    internal mutating func append(_ part: CrashPart) {
        recordsSeen += 1
        parts.append(part)
    }
}
