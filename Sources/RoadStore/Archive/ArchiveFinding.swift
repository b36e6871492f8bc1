/// What a check of an archive can find; the raw value is the code that users see.
package enum ArchiveFault: String, Sendable, Codable, CaseIterable {
    /// A received file is gone.
    case objectMissing = "object.missing"
    /// A received file is not what was received.
    case objectChanged = "object.changed"
    /// A received file whose erasure the ledger states is still there.
    case objectKept = "object.kept"
    /// Rows of a received file were changed, added or deleted.
    case rowsChanged = "rows.changed"
    /// Rows that no entry of the ledger speaks of.
    case rowsUnaccounted = "rows.unaccounted"
    /// A table that later work writes is not what it wrote.
    case stateChanged = "state.changed"
    /// An entry of the ledger is missing, out of order or not readable.
    case entryDamaged = "ledger.entry"
    /// The tree does not follow from the entries.
    case treeDamaged = "ledger.tree"
    /// A signed state is missing, is not signed by the ledger's key, or states another root.
    case checkpointInvalid = "ledger.checkpoint"
    /// The ledger is shorter than when a receipt or checkpoint was issued.
    case ledgerCut = "ledger.cut"
    /// The ledger is not the one that a receipt or checkpoint was issued from.
    case ledgerRewritten = "ledger.rewritten"
    /// What the ledger was to be held against is no receipt and no checkpoint.
    case issuedUnreadable = "issued.unreadable"
    /// The tables are not defined as they were.
    case schemaChanged = "schema.changed"
    /// SQLite itself finds the file damaged.
    case databaseDamaged = "database.damaged"
    /// There was nothing to check.
    case nothingChecked = "verify.nothing"
}

/// One fault and where it is.
package struct ArchiveFinding: Sendable, Hashable, Codable {
    /// What is wrong.
    package var code: ArchiveFault
    /// The object, receipt, table or entry concerned.
    package var subject: String
    /// What was found, in one sentence.
    package var detail: String
}

/// What a check looked at, and what it found.
package struct ArchiveReport: Sendable, Hashable, Codable {
    /// Received files read and hashed anew.
    package var objects = 0
    /// Their bytes.
    package var bytes = 0
    /// Received files that are sealed and were opened with the key.
    package var opened = 0
    /// Received files that are sealed and, without the key, were compared by their sealed form.
    package var sealed = 0
    /// Received files that may hold plates and lie as they came, from before files were sealed.
    package var unsealed = 0
    /// Received files whose content was erased under retention; their digests are kept.
    package var erased = 0
    /// Road maps and compiled networks hashed anew.
    package var networks = 0
    /// Receipts.
    package var receipts = 0
    /// Rows digested anew.
    package var rows = 0
    /// Tables whose latest state was digested anew.
    package var states = 0
    /// Entries of the ledger.
    package var entries = 0
    /// Signed states of the ledger.
    package var checkpoints = 0
    /// Receipts and checkpoints kept elsewhere that it was held against.
    package var compared = 0
    /// Entries that were written while the clock stood before that of the entry before.
    package var clockWentBackwards = 0
    /// Files among the objects that no receipt speaks of: what an interrupted intake leaves.
    package var unreferenced = 0
    /// The ledger's verifier key.
    package var verifier = ""
    /// The root of the ledger, base 64.
    package var root = ""
    /// A digest of the facts alone: equal wherever the same facts came in, in any order.
    package var contentSHA256 = ""
    /// What is wrong.
    package var findings: [ArchiveFinding] = []

    init() {}

    /// What is found when the database cannot even be opened.
    package init(unreadable path: String, _ detail: String) {
        add(.databaseDamaged, path, detail)
    }

    /// Whether something was checked and nothing found.
    package var isSound: Bool { findings.isEmpty && objects + entries > 0 }

    mutating func add(_ code: ArchiveFault, _ subject: String, _ detail: String) {
        findings.append(ArchiveFinding(code: code, subject: subject, detail: detail))
    }
}
