import Foundation
package import RoadLocate
package import RoadModel
import RoadNetwork
package import RoadStore

/// Puts every violation and crash of a workspace on its network.
package enum MatchRun {
    /// Accuracy taken for observations that do not state theirs.
    package static let unstatedAccuracy = Metres(15)
    /// Rows fetched at a time; results are the same for any number.
    private static let batch = 65_536

    /// What a run came to, by kind.
    package struct Summary: Sendable, Hashable, Codable {
        /// One kind of observation.
        package struct Kind: Sendable, Hashable, Codable {
            /// What was matched.
            package var kind: ObservationKind
            /// Observations.
            package var total = 0
            /// Observations with a place.
            package var located = 0
            /// Crashes among them that lie at a junction whose arms compete.
            package var atJunctions = 0
            /// Observations without a place, by reason.
            package var unlocated: [String: Int] = [:]
            /// Mean probability of the chosen road over located observations.
            package var meanProbability = 0.0
        }
        /// The network's version.
        package var network: String
        /// Figures by kind.
        package var kinds: [Kind]
    }

    /// Matches everything and replaces earlier results in one transaction.
    ///
    /// - Parameters:
    ///   - store: Opened for writing.
    ///   - parameters: Of the matcher; stored with the run.
    ///   - threads: Cores to use.
    ///   - time: When the run began.
    ///   - progress: Told of records matched.
    /// - Returns: Figures by kind.
    /// - Throws: `.networkMissing`, `.networkImage`, `.io`.
    package static func run(
        _ store: Store,
        parameters: PointMatcherParameters,
        threads: Int,
        at time: Timestamp,
        progress: any ProgressSink
    ) throws(IntakeError) -> Summary {
        let version = try store.currentNetwork()
        let network = try NetworkImport.open(version, in: store)
        let matching = MatchBatch(
            network: network,
            parameters: parameters,
            threads: threads
        )
        var summary = Summary(network: version.version, kinds: [])
        var total = 0
        for kind in ObservationKind.allCases { total += try store.locatableCount(kind) }
        let run = RunRecord(
            kind: "match",
            networkID: version.number,
            parameters: try jsonText(parameters),
            software: Software.name,
            started: time,
            summary: ""
        )
        try store.replaceLocated(run) { session in
            var done = 0
            var words: WordPlaces?
            for kind in ObservationKind.allCases {
                var figures = Summary.Kind(kind: kind)
                var last = ObservationID(rawValue: 0)
                while true {
                    let rows = try session.locatable(kind, after: last, limit: batch)
                    guard let final = rows.last else { break }
                    last = final.id
                    var located = try matching.match(rows)
                    for (row, given) in rows.enumerated()
                    where given.location == nil && !given.placeText.isEmpty {
                        if words == nil { words = try WordPlaces(network) }
                        if let found = words?.locate(given) { located[row] = found }
                    }
                    try session.add(located)
                    figures.add(located)
                    done += rows.count
                    progress.advance(to: done, of: total, unit: .records)
                }
                figures.finish()
                summary.kinds.append(figures)
            }
            return try jsonText(summary)
        }
        return summary
    }
}

extension MatchRun.Summary.Kind {
    fileprivate mutating func add(_ rows: [LocatedRow]) {
        for row in rows {
            total += 1
            if let reason = row.reason {
                unlocated[reason.rawValue, default: 0] += 1
            } else {
                located += 1
                atJunctions += row.junction == nil ? 0 : 1
                meanProbability += row.roadProbability ?? 0
            }
        }
    }

    fileprivate mutating func finish() {
        meanProbability = located > 0 ? meanProbability / Double(located) : 0
    }
}

/// A value as compact JSON with sorted keys.
func jsonText(_ value: some Encodable) throws(IntakeError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch { throw IntakeError.io(subject: "parameters", error) }
}
