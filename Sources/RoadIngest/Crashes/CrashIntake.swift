package import RoadModel

/// What reading a file of crash cards yields: every record is a crash, a part of one, or a reject.
///
/// A long file comes in batches: the records of each are handed on and forgotten, so that memory
/// does not grow with the file; the counts and notes are of the whole file.
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
    /// Accepted cards that were not handed on yet, in file order.
    package internal(set) var crashes: [Crash] = []
    /// Vehicles and people without their cards that were not handed on yet, in file order.
    package internal(set) var parts: [CrashPart] = []
    /// Records set aside that were not handed on yet, in file order.
    package internal(set) var rejects: [Reject] = []
    /// Records seen in the whole file.
    package internal(set) var recordsSeen = 0
    /// Records of the whole file that were set aside.
    package internal(set) var recordsRejected = 0
    /// Where the first of them stands.
    internal var firstReject: SourcePlace?
    /// What a person should know about the file as a whole.
    package internal(set) var notes: [IntakeNote] = []

    /// Records of a full batch.
    private static let batchCount = 1024

    internal init(format: Format) { self.format = format }

    internal mutating func append(_ outcome: CrashOutcome) {
        recordsSeen += 1
        switch outcome {
        case .accepted(let crash): crashes.append(crash)
        case .rejected(let reject):
            rejects.append(reject)
            recordsRejected += 1
            firstReject = firstReject ?? reject.place
        }
    }

    internal mutating func append(_ part: CrashPart) {
        recordsSeen += 1
        parts.append(part)
    }

    /// Takes another batch's records behind its own.
    internal mutating func gather(_ batch: CrashIntake) {
        crashes += batch.crashes
        parts += batch.parts
        rejects += batch.rejects
    }

    /// Hands a full batch on and begins the next.
    internal mutating func passOn(_ take: CrashReader.Taker) throws(IntakeError) {
        guard crashes.count + parts.count + rejects.count >= Self.batchCount else { return }
        try passOnAll(take)
    }

    /// Hands on what is there.
    internal mutating func passOnAll(_ take: CrashReader.Taker) throws(IntakeError) {
        guard !crashes.isEmpty || !parts.isEmpty || !rejects.isEmpty else { return }
        try take(self)
        crashes.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
    }
}
