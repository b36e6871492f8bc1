import RoadNetwork

/// What an observation says about the name of its road, folded once and used for many points.
package struct RoadNameEvidence: Hashable, Sendable {
    /// Shared, so that a copy costs one reference, and so that its identity tells statements apart.
    let statement: Statement

    /// A folded statement.
    final class Statement: Hashable, Sendable {
        /// The name.
        let name: ComparableName
        /// Hashes of stated indices, ascending.
        let refs: [UInt64]
        /// Hashes of words of the name that look like an index, ascending.
        let refsInName: [UInt64]
        /// Whether the name is nothing but an index.
        let isRef: Bool
        /// Whether the source names every road that has a name.
        let isExhaustive: Bool
        /// Whether nothing follows from it.
        let isSilent: Bool

        init(
            _ name: ComparableName,
            _ refs: [UInt64],
            _ refsInName: [UInt64],
            _ isAll: Bool,
            isRef: Bool
        ) {
            (self.name, self.refs, self.refsInName, isExhaustive) = (name, refs, refsInName, isAll)
            self.isRef = isRef
            isSilent = name.words.isEmpty && refs.isEmpty && !isAll
        }

        static func == (a: Statement, b: Statement) -> Bool {
            a === b
                || a.name == b.name && a.refs == b.refs && a.refsInName == b.refsInName
                    && a.isExhaustive == b.isExhaustive
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(refs)
            hasher.combine(isExhaustive)
        }
    }

    /// Folds a name and an index; either may be empty.
    ///
    /// - Parameters:
    ///   - name: What is said of the name.
    ///   - ref: What is said of the index.
    ///   - isExhaustive: Whether the source names every road that has a name or index; then an
    ///     empty name is evidence for a road without one. Cards filled in by people do not.
    package init(name: String, ref: String = "", isExhaustive: Bool = false) {
        // Who writes a name where the index belongs means the name.
        let isNamed = !ref.isEmpty && !ref.utf8.contains { (48...57).contains($0) }
        let written = name.isEmpty && isNamed ? ref : name
        statement = Statement(
            ComparableName(written),
            ref.isEmpty || isNamed ? [] : PlaceNameFolding.refHashes(stated: ref),
            written.isEmpty ? [] : PlaceNameFolding.refHashes(inName: written),
            isExhaustive,
            isRef: PlaceNameFolding.isRef(written)
        )
    }

    /// Nothing known.
    package static let none = RoadNameEvidence(name: "")

    /// Whether neither name nor index is given.
    package var isEmpty: Bool { statement.name.words.isEmpty && statement.refs.isEmpty }

    /// Whether nothing follows from it, not even from its silence.
    var isSilent: Bool { statement.isSilent }
}
