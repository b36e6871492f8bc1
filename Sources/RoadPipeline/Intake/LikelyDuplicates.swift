import Foundation
package import RoadModel
package import RoadStore

/// Two cards that may be of one crash; proposed to a person, never merged.
package struct DuplicateProposal: Sendable, Hashable, Codable {
    /// One card of the pair.
    package struct Card: Sendable, Hashable, Codable {
        /// The source of its number; empty when there is only one.
        package var source: String
        /// Its number.
        package var id: String
        /// When it happened, UTC.
        package var time: Timestamp
        /// Its severity.
        package var severity: CrashSeverity
        /// Killed and injured.
        package var killed: Int
        /// See `killed`.
        package var injured: Int

        init(_ crash: CrashEvent) {
            (source, id, time) = (crash.source, crash.cardNumber, crash.time)
            (severity, killed, injured) = (crash.severity, crash.killed, crash.injured)
        }
    }

    /// The earlier card.
    package var first: Card
    /// The later card.
    package var second: Card
    /// Minutes between them.
    package var minutes: Double
    /// Metres between their places; `nil` when one has none.
    package var metres: Double?
    /// How well they agree, in `[0, 1]`: nearness in time and place, victims, severity, type.
    package var score: Double
    /// What agrees and what does not, in codes such as `same.victims`.
    package var evidence: [String]
}

/// Finds cards of different numbers that may be of one crash.
package enum LikelyDuplicates {
    /// How far apart two cards of one crash may lie.
    package struct Limits: Sendable {
        /// In time.
        package var minutes = 60.0
        /// In place.
        package var metres = 300.0
        /// The least score that is proposed.
        package var score = 0.5
        /// Whether pairs of one source are proposed too; its own numbers usually differ with
        /// reason.
        package var withinSource = true

        /// The limits of the properties.
        package init() {}
    }

    /// Pairs, the likeliest first.
    ///
    /// Times at local midnight are taken for dates: such a card is compared with its whole day.
    package static func proposals(
        _ crashes: [CrashEvent],
        limits: Limits
    ) -> [DuplicateProposal] {
        let sorted = crashes.sorted {
            ($0.time, $0.source, $0.cardNumber) < ($1.time, $1.source, $1.cardNumber)
        }
        var found: [DuplicateProposal] = []
        for (row, first) in sorted.enumerated() {
            let reach = isDate(first) ? 1440 : limits.minutes
            for second in sorted[(row + 1)...] {
                let minutes = Double(second.time.microseconds - first.time.microseconds) / 6e7
                if minutes > max(reach, 1440) { break }
                let isNear = minutes <= limits.minutes
                let isSameDay =
                    (isDate(first) || isDate(second)) && first.day == second.day
                guard isNear || isSameDay else { continue }
                guard limits.withinSource || first.source != second.source else { continue }
                if let pair = compare(first, second, minutes, limits), pair.score >= limits.score {
                    found.append(pair)
                }
            }
        }
        return found.sorted {
            ($1.score, $0.first.id, $0.second.id) < ($0.score, $1.first.id, $1.second.id)
        }
    }

    private static func isDate(_ crash: CrashEvent) -> Bool {
        let local =
            crash.time.microseconds / 1_000_000
            - Int64(crash.day.daysSinceEpoch) * 86_400
        return local % 3600 == 0 && crash.hour == 0
    }

    private static func compare(
        _ first: CrashEvent,
        _ second: CrashEvent,
        _ minutes: Double,
        _ limits: Limits
    ) -> DuplicateProposal? {
        var evidence: [String] = []
        var score = 0.0
        let isTimed = !isDate(first) && !isDate(second)
        score += isTimed ? 0.3 * (1 - minutes / max(limits.minutes, 1)) : 0.1
        evidence.append(isTimed ? "near.time" : "same.day")
        var metres: Double?
        if let a = first.location, let b = second.location {
            let distance = GreatCircle.distance(a, b).value
            guard distance <= limits.metres else { return nil }
            metres = distance
            score += 0.4 * (1 - distance / max(limits.metres, 1))
            evidence.append("near.place")
        } else if !first.roadIndex.isEmpty || !second.roadIndex.isEmpty {
            guard RoadIndexText.key(first.roadIndex) == RoadIndexText.key(second.roadIndex) else {
                return nil
            }
            score += 0.2
            evidence.append("same.road")
        } else {
            let texts = (first.placeText, second.placeText)
            guard !texts.0.isEmpty, texts.0.lowercased() == texts.1.lowercased() else { return nil }
            score += 0.3
            evidence.append("same.place_text")
        }
        let isSame = (first.killed, first.injured) == (second.killed, second.injured)
        score += isSame ? 0.15 : 0
        evidence.append(isSame ? "same.victims" : "other.victims")
        if first.severity == second.severity {
            score += 0.1
            evidence.append("same.severity")
        } else {
            evidence.append("other.severity")
        }
        if !first.type.isEmpty, first.type.lowercased() == second.type.lowercased() {
            score += 0.05
            evidence.append("same.type")
        }
        return DuplicateProposal(
            first: .init(first),
            second: .init(second),
            minutes: minutes,
            metres: metres,
            score: (score * 1000).rounded() / 1000,
            evidence: evidence
        )
    }
}
