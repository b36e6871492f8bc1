/// What is known about how much a count varies beyond the Poisson law.
///
/// The variance of a log ratio is taken as `φw·(1/a + 1/b) + 2σ²`: φw because one crash may kill
/// several, σ because years differ for reasons of their own.
package struct VarianceEvidence: Hashable, Sendable, Codable {
    /// A variance factor from elsewhere, used as it is when set; at least 1 in practice.
    package var phi: Double?
    /// Deaths (or casualties) of each crash counted, for φw = ΣN²/ΣN.
    package var eventsPerCrash: [Int]
    /// Mean deaths of a fatal crash where single crashes are not known: φw = 2m − 1, the geometric law.
    package var meanPerCrash: Double?
    /// The same mean from published figures of elsewhere, used when neither is known.
    package var assumedMeanPerCrash: Double?
    /// Counts of full years without a recording break, in order, none of them compared.
    ///
    /// Fewer than 8 are not used.
    package var yearlyHistory: [Int]

    /// Makes the evidence; empty means the Poisson law is assumed.
    package init(
        phi: Double? = nil,
        eventsPerCrash: [Int] = [],
        meanPerCrash: Double? = nil,
        assumedMeanPerCrash: Double? = nil,
        yearlyHistory: [Int] = []
    ) {
        (self.phi, self.eventsPerCrash) = (phi, eventsPerCrash)
        (self.meanPerCrash, self.assumedMeanPerCrash) = (meanPerCrash, assumedMeanPerCrash)
        self.yearlyHistory = yearlyHistory
    }
}
