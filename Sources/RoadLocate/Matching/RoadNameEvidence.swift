import RoadNetwork

/// What an observation says about the name of its road, folded once and used for many points.
package struct RoadNameEvidence: Hashable, Sendable {
    /// Hashes of the folded words, ascending.
    let words: [UInt64]
    /// Hashes of stated indices, ascending.
    let refs: [UInt64]
    /// Hashes of words of the name that look like an index, ascending.
    let refsInName: [UInt64]

    /// Whether the source names every road that has a name, so that silence speaks for a road
    /// without one.
    let isExhaustive: Bool

    /// Folds a name and an index; either may be empty.
    ///
    /// - Parameters:
    ///   - name: What is said of the name.
    ///   - ref: What is said of the index.
    ///   - isExhaustive: Whether the source names every road that has a name or index; then an
    ///     empty name is evidence for a road without one. Cards filled in by people do not.
    package init(name: String, ref: String = "", isExhaustive: Bool = false) {
        self.isExhaustive = isExhaustive
        words = name.isEmpty ? [] : PlaceNameFolding.nameTokens(name)
        refs = ref.isEmpty ? [] : PlaceNameFolding.refHashes(ref)
        refsInName = name.isEmpty ? [] : PlaceNameFolding.refHashes(inName: name)
    }

    /// Nothing known.
    package static let none = RoadNameEvidence(name: "")

    /// Whether neither name nor index is given.
    package var isEmpty: Bool { words.isEmpty && refs.isEmpty }
}
