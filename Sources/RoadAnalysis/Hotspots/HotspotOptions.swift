/// How a hotspot list is made.
package struct HotspotOptions: Hashable, Sendable, Codable {
    /// Weights of the score.
    package var weights: HotspotWeights
    /// Confidence level of the rates, in `(0, 1)`.
    package var level: Double
    /// Level of the rank intervals, in `(0, 1)`.
    package var rankLevel: Double
    /// Draws behind the rank intervals; 0 leaves them out.
    package var rankDraws: Int
    /// Seed of the draws.
    package var seed: UInt64
    /// Fewest units of a class for an average of its own; below it the whole network's is used.
    package var fewestPeers: Int
    /// Whether units without any crash are listed too.
    package var listsEmptyUnits: Bool

    /// Makes options.
    package init(
        weights: HotspotWeights = HotspotWeights(),
        level: Double = 0.95,
        rankLevel: Double = 0.9,
        rankDraws: Int = 1000,
        seed: UInt64 = 1,
        fewestPeers: Int = 10,
        listsEmptyUnits: Bool = false
    ) {
        (self.weights, self.level, self.rankLevel) = (weights, level, rankLevel)
        (self.rankDraws, self.seed) = (rankDraws, seed)
        (self.fewestPeers, self.listsEmptyUnits) = (fewestPeers, listsEmptyUnits)
    }
}
