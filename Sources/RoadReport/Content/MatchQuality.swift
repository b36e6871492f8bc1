/// How well records of one kind were placed on the network, over all files of the workspace.
package struct MatchQuality: Hashable, Sendable, Codable {
    /// What was placed.
    package var kind: SourceKind
    /// Records that were to be placed.
    package var accepted: Int
    /// Records with a place.
    package var located: Int
    /// Mean probability of the chosen segment over placed records, in `[0, 1]`.
    package var meanProbability: Double?

    /// Makes a line.
    package init(kind: SourceKind, accepted: Int, located: Int, meanProbability: Double?) {
        (self.kind, self.accepted, self.located) = (kind, accepted, located)
        self.meanProbability = meanProbability
    }
}
