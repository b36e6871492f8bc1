import Foundation
import GRDB
import RoadModel

/// The ledger as the database holds it, read without trust.
struct LedgerReading {
    /// Entries that could be read, in order.
    private(set) var entries: [LedgerEntry] = []
    /// Signed states by size.
    private(set) var checkpoints: [(size: Int, text: String)] = []
    /// Keys that signed it, the first one first, each with the entry that made it valid.
    private(set) var keys: [(entry: Int, verifier: NoteVerifier)] = []
    private var bodies: [String] = []
    private var faults: [ArchiveFinding] = []
    private var tree = MerkleTree(leaves: [])

    /// An empty ledger.
    init() {}

    init(_ db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT entry, kind, body FROM ledger ORDER BY entry")
        for (index, row) in rows.enumerated() {
            let body: String = try row.field("body")
            bodies.append(body)
            guard try (row.field("entry") as Int) == index,
                let entry = try? LedgerEntry(text: body), entry.entry == index,
                try (row.field("kind") as String) == entry.kind.rawValue
            else {
                fault(.entryDamaged, "entry \(index)", "It is missing, out of order or changed.")
                continue
            }
            entries.append(entry)
            if let text = entry.detail["verifier"], entry.kind == .key {
                keys.append((index, try NoteVerifier(text: text)))
            }
        }
        let leaves = bodies.map { LedgerHash.leaf(Data($0.utf8)) }
        tree = MerkleTree(leaves: leaves)
        try compareNodes(leaves, db)
        checkpoints = try Row.fetchAll(db, sql: "SELECT size, note FROM checkpoints ORDER BY size")
            .map { (try $0.field("size"), try $0.field("note")) }
    }

    private mutating func fault(_ code: ArchiveFault, _ subject: String, _ detail: String) {
        faults.append(ArchiveFinding(code: code, subject: subject, detail: detail))
    }

    /// The stored nodes must be those that follow from the entries.
    private mutating func compareNodes(_ leaves: [LedgerHash], _ db: Database) throws {
        let stored = try Row.fetchAll(
            db,
            sql: "SELECT level, position, hash FROM ledger_nodes ORDER BY level, position"
        )
        var expected = 0
        var level = leaves.count
        while level > 0 {
            expected += level
            level /= 2
        }
        if stored.count != expected {
            fault(
                .treeDamaged,
                "ledger_nodes",
                "\(stored.count) nodes instead of the \(expected) of \(leaves.count) entries."
            )
        }
        for row in stored {
            let (level, position): (Int, Int) = (try row.field("level"), try row.field("position"))
            guard (0..<62).contains(level), position >= 0,
                position < leaves.count >> level,
                LedgerHash(try row.field("hash") as Data) == tree.complete(level, position)
            else {
                let first = (0..<62).contains(level) ? position << level : position
                fault(.treeDamaged, "entry \(first)", "Node \(level)/\(position) does not fit it.")
                continue
            }
        }
    }

    /// The root over all entries.
    var root: LedgerHash { tree.root(bodies.count) }

    /// Entries that still hold: intakes whose receipt was taken back are left out, and of rows that
    /// a change of the tables or an erasure touched only the latest digest stays.
    var active: [LedgerEntry] {
        var open: [LedgerEntry] = []
        for entry in entries {
            switch entry.kind {
            case .withdrawn:
                guard let number = entry.detail["receipt"] else { break }
                open.removeAll { $0.receipt.map { "\($0.number)" } == number }
                continue
            case .schema where !entry.rows.isEmpty:
                for index in open.indices { open[index].rows = [] }
            case .erasure where !entry.rows.isEmpty:
                let touched = Set(entry.rows.map(\.range))
                for index in open.indices {
                    open[index].rows.removeAll { touched.contains($0.range) }
                }
            default: break
            }
            open.append(entry)
        }
        return open
    }

    /// The digest of the sealed form of each received file that is sealed.
    var sealed: [String: String] {
        var digests: [String: String] = [:]
        for entry in entries {
            if let receipt = entry.receipt, let digest = entry.detail["sealed"] {
                digests[receipt.sha256] = digest
            }
            if entry.kind == .sealing, let sha = entry.detail["sha256"] {
                digests[sha] = entry.detail["sealed"]
            }
        }
        return digests
    }

    /// Road maps that were imported, the latest entry of each.
    var networks: [ImportedNetwork] {
        var found: [String: ImportedNetwork] = [:]
        for entry in entries where entry.kind == .network {
            guard let network = ImportedNetwork(entry) else { continue }
            found[network.version] = network
        }
        return found.values.sorted { $0.entry < $1.entry }
    }

    /// Received files whose content was erased.
    var erased: Set<String> {
        var gone = Set<String>()
        for entry in entries {
            guard entry.kind == .erasure, entry.detail["object"] != nil else { continue }
            if let sha = entry.detail["sha256"] { gone.insert(sha) }
        }
        return gone
    }

    /// What is wrong with the ledger in itself.
    func findings(trusting trusted: NoteVerifier?) -> [ArchiveFinding] {
        var found = faults
        func add(_ subject: String, _ detail: String) {
            found.append(
                ArchiveFinding(code: .checkpointInvalid, subject: subject, detail: detail)
            )
        }
        if let trusted, !keys.contains(where: { $0.verifier == trusted }) {
            add("key", "The ledger was never signed by the key to trust, \(trusted.name).")
        }
        let sizes = checkpoints.map(\.size)
        if sizes != Array(1..<(bodies.count + 1)) {
            add("checkpoints", "\(sizes.count) signed states for \(bodies.count) entries.")
        }
        for one in checkpoints {
            let subject = "checkpoint \(one.size)"
            guard let checkpoint = try? Checkpoint(text: one.text, subject: subject),
                checkpoint.size == one.size, one.size <= bodies.count
            else {
                add(subject, "It cannot be read or stands at the wrong size.")
                continue
            }
            if let wrong = signatureFault(checkpoint) {
                add(subject, wrong)
            } else if checkpoint.root != tree.root(one.size) {
                add(subject, "The entries up to \(one.size - 1) give another root.")
            }
        }
        return found
    }

    /// What is wrong with the signatures under a state: the key of its time must have signed it, and
    /// the key before as well where a new one begins, for else anyone could write himself a key.
    private func signatureFault(_ checkpoint: Checkpoint) -> String? {
        let valid = keys.filter { $0.entry < checkpoint.size }
        guard let present = valid.last, checkpoint.note.isSigned(by: present.verifier) else {
            return "Its signature is not the ledger's."
        }
        guard valid.count > 1, present.entry == checkpoint.size - 1 else { return nil }
        return checkpoint.note.isSigned(by: valid[valid.count - 2].verifier)
            ? nil : "The key that begins here is not vouched for by the one before."
    }

    /// Holds the ledger against a receipt or a checkpoint that was issued before.
    ///
    /// - Throws: `.formatDamaged` when the text is neither.
    func compare(_ name: String, _ text: String) throws(IntakeError) -> [ArchiveFinding] {
        func finding(_ code: ArchiveFault, _ detail: String) -> [ArchiveFinding] {
            [ArchiveFinding(code: code, subject: name, detail: detail)]
        }
        let proof = try LedgerProof.find(in: text, subject: name)?.proof
        let checkpoint =
            if let proof { proof.checkpoint } else {
                // As `archive checkpoint` prints it, bare or on its way to a witness.
                try WitnessRequest(text: text, subject: name).checkpoint
            }
        guard checkpoint.size <= bodies.count else {
            return finding(
                .ledgerCut,
                "It was issued at \(checkpoint.size) entries; the ledger holds \(bodies.count)."
            )
        }
        guard keys.contains(where: { checkpoint.note.isSigned(by: $0.verifier) }) else {
            return finding(.ledgerRewritten, "It is not signed by a key of this ledger.")
        }
        guard checkpoint.root == tree.root(checkpoint.size) else {
            return finding(
                .ledgerRewritten,
                "The first \(checkpoint.size) entries are not those it was issued for."
            )
        }
        guard let proof else { return [] }
        guard proof.isIncluded, proof.index < bodies.count, bodies[proof.index] == proof.entry
        else {
            return finding(.ledgerRewritten, "Entry \(proof.index) is not what it states.")
        }
        return []
    }
}
