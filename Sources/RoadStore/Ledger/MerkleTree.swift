/// The Merkle tree of RFC 6962, section 2.1, over hashes of whole subtrees.
///
/// A subtree of 2ᵏ leaves that is complete never changes again, so a log keeps those only:
/// `node(k, i)` is the hash over the leaves `i·2ᵏ ..< (i+1)·2ᵏ`. Roots and proofs of any earlier
/// size follow from them in a logarithmic number of look-ups.
package struct MerkleTree<Failure: Error> {
    /// The hash of a complete subtree by level and position.
    package typealias Node = (_ level: Int, _ position: Int) throws(Failure) -> LedgerHash

    private let node: Node

    /// A tree over the given look-up.
    package init(node: @escaping Node) { self.node = node }

    /// The root over the first `size` leaves.
    package func root(_ size: Int) throws(Failure) -> LedgerHash {
        size == 0 ? .empty : try hash(0, size)
    }

    /// The hashes beside the way from a leaf to the root, nearest the leaf first.
    ///
    /// - Parameters:
    ///   - index: The leaf, from 0, below `size`.
    ///   - size: Number of leaves of the tree.
    /// - Returns: As many hashes as there are levels.
    /// - Throws: What the look-up throws.
    package func inclusion(_ index: Int, _ size: Int) throws(Failure) -> [LedgerHash] {
        try path(index, 0, size)
    }

    /// The hashes that show that the tree of `old` leaves is the beginning of that of `new`.
    ///
    /// - Parameters:
    ///   - old: The earlier size, at least 1.
    ///   - new: The later size, not below `old`.
    /// - Returns: The proof; empty when both are equal.
    /// - Throws: What the look-up throws.
    package func consistency(_ old: Int, _ new: Int) throws(Failure) -> [LedgerHash] {
        old == new || old == 0 ? [] : try subproof(old, 0, new, isWhole: true)
    }

    /// The hash of a complete subtree.
    func complete(_ level: Int, _ position: Int) throws(Failure) -> LedgerHash {
        try node(level, position)
    }

    private func hash(_ first: Int, _ end: Int) throws(Failure) -> LedgerHash {
        let count = end - first
        if count & (count - 1) == 0 {
            return try node(count.trailingZeroBitCount, first / count)
        }
        let split = first + Self.split(count)
        return LedgerHash.node(try hash(first, split), try hash(split, end))
    }

    private func path(_ index: Int, _ first: Int, _ end: Int) throws(Failure) -> [LedgerHash] {
        guard end - first > 1 else { return [] }
        let split = first + Self.split(end - first)
        return index < split
            ? try path(index, first, split) + [try hash(split, end)]
            : try path(index, split, end) + [try hash(first, split)]
    }

    private func subproof(
        _ old: Int,
        _ first: Int,
        _ end: Int,
        isWhole: Bool
    ) throws(Failure) -> [LedgerHash] {
        if old == end { return isWhole ? [] : [try hash(first, end)] }
        let split = first + Self.split(end - first)
        return old <= split
            ? try subproof(old, first, split, isWhole: isWhole) + [try hash(split, end)]
            : try subproof(old, split, end, isWhole: false) + [try hash(first, split)]
    }

    /// The largest power of two below a count of at least 2.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}

extension MerkleTree where Failure == Never {
    /// A tree over leaves at hand.
    package init(leaves: [LedgerHash]) {
        var levels = [leaves]
        while let last = levels.last, last.count > 1 {
            levels.append(
                (0..<last.count / 2).map { LedgerHash.node(last[2 * $0], last[2 * $0 + 1]) }
            )
        }
        let complete = levels
        self.init { level, position in complete[level][position] }
    }
}

/// Checks of proofs, which need no tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
package enum MerkleProof {
    /// Whether a leaf stands at `index` of the tree with this size and root.
    package static func includes(
        _ leaf: LedgerHash,
        at index: Int,
        size: Int,
        root: LedgerHash,
        proof: [LedgerHash]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (position, last) = (index, size - 1)
        var hash = leaf
        for step in proof {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = LedgerHash.node(step, hash)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = LedgerHash.node(hash, step)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the tree of `old` leaves is the beginning of the tree of `new` leaves.
    package static func isConsistent(
        old: (size: Int, root: LedgerHash),
        new: (size: Int, root: LedgerHash),
        proof: [LedgerHash]
    ) -> Bool {
        guard old.size > 0, old.size <= new.size else { return old.size == 0 && proof.isEmpty }
        guard old.size < new.size else { return proof.isEmpty && old.root == new.root }
        var steps = proof[...]
        // A power of two is a subtree of its own, and its root is what is known already.
        let isPower = old.size & (old.size - 1) == 0
        guard let first = isPower ? old.root : steps.popFirst() else { return false }
        var (position, last) = (old.size - 1, new.size - 1)
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var (before, after) = (first, first)
        for step in steps {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                before = LedgerHash.node(step, before)
                after = LedgerHash.node(step, after)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                after = LedgerHash.node(after, step)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && before == old.root && after == new.root
    }
}
