import RoadNetwork

/// What an observation says about the name of its road, folded once and used for many points.
package struct RoadNameEvidence: Hashable, Sendable {
    /// Hashes of the folded words, ascending.
    let words: [UInt64]
    /// Hashes of stated indices, ascending.
    let refs: [UInt64]
    /// Hashes of words of the name that look like an index, ascending.
    let refsInName: [UInt64]

    /// Folds a name and an index; either may be empty.
    package init(name: String, ref: String = "") {
        words = name.isEmpty ? [] : PlaceNameFolding.nameTokens(name)
        refs = ref.isEmpty ? [] : PlaceNameFolding.refHashes(ref)
        refsInName = name.isEmpty ? [] : PlaceNameFolding.refHashes(inName: name)
    }

    /// Nothing known.
    package static let none = RoadNameEvidence(name: "")

    /// Whether nothing is known.
    package var isEmpty: Bool { words.isEmpty && refs.isEmpty }
}
