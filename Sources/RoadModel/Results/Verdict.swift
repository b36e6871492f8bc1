/// What may be said about a figure; one value drives sentence, table cell and chart mark.
package enum VerdictCode: String, Sendable, Codable, CaseIterable {
    /// The change can be told from chance.
    case change = "CHANGE"
    /// The change cannot be told from chance.
    case noEvidence = "NO-EVIDENCE"
    /// Too few events to publish.
    case suppress = "SUPPRESS"
    /// The recording rule changed between the periods.
    case refuseBreak = "REFUSE-BREAK"
    /// The periods are not of the same kind, for example part of a year against a whole one.
    case notComparable = "NOT-COMPARABLE"
    /// Published figures contradict each other.
    case inconsistent = "INCONSISTENT"
    /// The model has no sensible fit.
    case degenerate = "DEGENERATE"
    /// A trend that rests on the last points only.
    case tailArtefact = "TAIL-ARTEFACT"
    /// The sites were chosen for a bad year, so they improve by themselves.
    case regressionToMean = "RTM-RISK"
    /// More changed than the measure could have caused.
    case notExplainedByMeasure = "NOT-EXPLAINED-BY-MEASURE"
}

/// How far a change may be put down to a measure: A0 change only … A5 randomised roll-out.
package enum AttributionLevel: Int, Sendable, Codable, CaseIterable, Comparable {
    /// A change was observed, nothing more.
    case change = 0
    /// The change exceeds the noise of earlier years.
    case beyondHistory = 1
    /// It differs from control regions or untreated road users.
    case beyondControls = 2
    /// Empirical Bayes or staggered design with clean pre-trends.
    case design = 3
    /// A3 with dose–response and no spill-over.
    case doseResponse = 4
    /// Randomised roll-out.
    case randomised = 5

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The full interpretation of one comparison.
package struct Verdict: Hashable, Sendable, Codable {
    /// What may be said.
    package var code: VerdictCode
    /// Further codes that qualify it, in the order they were raised.
    package var flags: [VerdictCode]
    /// How far the change may be put down to a measure.
    package var attribution: AttributionLevel

    /// Makes a verdict.
    package init(code: VerdictCode, flags: [VerdictCode] = [], attribution: AttributionLevel) {
        (self.code, self.flags, self.attribution) = (code, flags, attribution)
    }
}
