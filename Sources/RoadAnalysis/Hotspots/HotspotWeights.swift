/// How much a death, an injury and a crash weigh in the score.
package struct HotspotWeights: Hashable, Sendable, Codable {
    /// Weight of a person killed.
    package var killed: Double
    /// Weight of a person injured.
    package var injured: Double
    /// Weight of a crash as such.
    package var crash: Double

    /// Makes weights; by default the score is the number of people killed or injured.
    package init(killed: Double = 1, injured: Double = 1, crash: Double = 0) {
        (self.killed, self.injured, self.crash) = (killed, injured, crash)
    }

    /// The weight of one crash.
    func score(_ crash: HotspotCrash) -> Double {
        killed * Double(crash.killed) + injured * Double(crash.injured) + self.crash
    }
}
