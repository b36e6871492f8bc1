import Foundation
import RoadStore
import Testing

@Suite("Merkle tree")
struct MerkleTreeTests {
    /// The inputs and roots of the Certificate Transparency reference tests of RFC 6962.
    private static let inputs: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [
            0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
            0x6e, 0x6f,
        ],
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private static func leaves(_ count: Int) -> [LedgerHash] {
        (0..<count).map { LedgerHash.leaf(Data("entry \($0)".utf8)) }
    }

    @Test("has the roots that the reference of RFC 6962 publishes")
    func published() {
        let leaves = Self.inputs.map { LedgerHash.leaf(Data($0)) }
        let tree = MerkleTree(leaves: leaves)
        for size in 1...8 { #expect(tree.root(size).hex == Self.roots[size - 1]) }
        #expect(
            tree.root(0).hex
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
    }

    @Test("proves every leaf of every size, and no other leaf, place or root")
    func inclusion() {
        let leaves = Self.leaves(40)
        let tree = MerkleTree(leaves: leaves)
        for size in 1...40 {
            let root = tree.root(size)
            for index in 0..<size {
                let proof = tree.inclusion(index, size)
                func holds(_ leaf: LedgerHash, _ at: Int, _ root: LedgerHash) -> Bool {
                    MerkleProof.includes(leaf, at: at, size: size, root: root, proof: proof)
                }
                #expect(holds(leaves[index], index, root))
                #expect(!holds(leaves[(index + 1) % 40], index, root))
                #expect(size == 1 || !holds(leaves[index], (index + 1) % size, root))
                #expect(!holds(leaves[index], index, tree.root(size % 40 + 1)))
                #expect(
                    proof.isEmpty
                        || !MerkleProof.includes(
                            leaves[index],
                            at: index,
                            size: size,
                            root: root,
                            proof: proof.dropLast()
                        )
                )
            }
        }
    }

    @Test("proves that every earlier size is its beginning, and that a changed one is not")
    func consistency() {
        let tree = MerkleTree(leaves: Self.leaves(33))
        var other = Self.leaves(33)
        other[0] = LedgerHash.leaf(Data("forged".utf8))
        let forged = MerkleTree(leaves: other)
        for old in 1...33 {
            for new in old...33 {
                let proof = tree.consistency(old, new)
                func holds(_ before: LedgerHash, _ after: LedgerHash) -> Bool {
                    MerkleProof.isConsistent(
                        old: (old, before),
                        new: (new, after),
                        proof: proof
                    )
                }
                #expect(holds(tree.root(old), tree.root(new)))
                #expect(!holds(forged.root(old), tree.root(new)))
                #expect(!holds(tree.root(old), forged.root(new)))
            }
        }
    }
}
