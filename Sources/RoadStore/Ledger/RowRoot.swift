/// The root of the tree over rows (RFC 6962) while they go by, in logarithmic memory.
struct RowRoot {
    /// Roots of complete subtrees, the largest first, with their numbers of leaves.
    private var parts: [(leaves: Int, hash: LedgerHash)] = []

    mutating func add(_ leaf: LedgerHash) {
        var part = (leaves: 1, hash: leaf)
        while let last = parts.last, last.leaves == part.leaves {
            part = (2 * part.leaves, LedgerHash.node(last.hash, part.hash))
            parts.removeLast()
        }
        parts.append(part)
    }

    var root: LedgerHash {
        guard var root = parts.last?.hash else { return .empty }
        for part in parts.dropLast().reversed() { root = LedgerHash.node(part.hash, root) }
        return root
    }
}
