import Foundation
package import RoadModel
package import RoadStore

/// Checks packed evidence far from the workspace, with its files and a public key only.
package struct EvidenceCheck: Sendable {
    /// The case.
    package let evidence: EvidenceCase
    /// What was checked, in sentences.
    package private(set) var checked: [String] = []
    /// What does not hold; empty when everything does.
    package private(set) var faults: [String] = []

    /// The names of the files of a packed case.
    package enum Name {
        /// The case itself.
        package static let evidence = "evidence.json"
        /// The receipt with its proof.
        package static let receipt = "receipt.txt"
        /// The ledger's latest state.
        package static let checkpoint = "checkpoint.txt"
        /// The ledger's public key.
        package static let key = "ledger.pub"
        /// The record as it came, its bytes.
        package static let record = "record.txt"
        /// The whole received file.
        package static let original = "original"
        /// The digests of all files, signed.
        package static let manifest = "manifest.txt"
    }

    /// Checks a folder.
    ///
    /// - Parameters:
    ///   - folder: What `jol evidence pack` wrote.
    ///   - keys: The keys to trust.
    ///   - original: The received file, when it is at hand apart from the folder.
    /// - Throws: `.fileMissing`, `.formatDamaged`.
    package init(
        _ folder: String,
        keys: LedgerKeys,
        original: String? = nil
    ) throws(IntakeError) {
        let text = try Self.read(folder, Name.evidence)
        do { evidence = try JSONDecoder().decode(EvidenceCase.self, from: text) } catch {
            throw IntakeError(
                .formatDamaged,
                subject: "\(folder)/\(Name.evidence)",
                detail: "The file is not a case that Jol packed.",
                remedy: "Have it packed again: 'jol evidence pack'."
            )
        }
        try manifest(folder, keys)
        try receipt(folder, keys)
        try row(keys)
        try state(keys)
        try bytes(folder, original)
    }

    private static func read(_ folder: String, _ name: String) throws(IntakeError) -> Data {
        let path = "\(folder)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "There is no such file, or it cannot be read.",
                remedy: "Name the folder that 'jol evidence pack' wrote, whole."
            )
        }
        return data
    }

    private static func text(_ folder: String, _ name: String) throws(IntakeError) -> String {
        String(decoding: try read(folder, name), as: UTF8.self)
    }

    private mutating func check(_ holds: Bool, _ sentence: String, else fault: String) {
        if holds { checked.append(sentence) } else { faults.append(fault) }
    }

    private mutating func manifest(
        _ folder: String,
        _ keys: LedgerKeys
    ) throws(IntakeError) {
        let note = try SignedNote(
            text: try Self.text(folder, Name.manifest),
            subject: Name.manifest
        )
        check(
            note.isSigned(by: keys),
            "The list of files is signed by \(keys.name).",
            else: "The list of files is not signed by the key \(keys.name)."
        )
        var listed: [String: String] = [:]
        for line in note.body.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            if words.count == 2, words[0].count == 64 {
                listed[String(words[1])] = String(words[0])
            }
        }
        let present = Set(Self.files(folder)).subtracting([Name.manifest])
        check(
            present == Set(listed.keys),
            "\(listed.count) files, none missing, none added.",
            else: "The files are not those listed: "
                + present.symmetricDifference(listed.keys).sorted().joined(separator: ", ") + "."
        )
        for (name, digest) in listed.sorted(by: { $0.key < $1.key }) where present.contains(name) {
            let found = try ObjectStore.digest(of: "\(folder)/\(name)").hex
            check(found == digest, "\(name) is unchanged.", else: "\(name) was changed.")
        }
    }

    private static func files(_ folder: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder)?.allObjects ?? []
        return found.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: "\(folder)/\(name)",
                isDirectory: &isFolder
            )
                && !isFolder.boolValue
        }
    }

    private mutating func receipt(
        _ folder: String,
        _ keys: LedgerKeys
    ) throws(IntakeError) {
        let found = try ReceiptCheck(
            try Self.text(folder, Name.receipt),
            subject: Name.receipt,
            keys: keys
        )
        faults += found.faults
        check(
            found.receipt.sha256 == evidence.receipt.sha256
                && found.receipt.number == evidence.receipt.number,
            "Receipt \(found.receipt.number) is signed and stands in the ledger as entry "
                + "\(found.entry).",
            else: "The receipt is that of another file."
        )
    }

    private mutating func row(_ keys: LedgerKeys) throws(IntakeError) {
        guard let proof = evidence.proof else {
            checked.append("The row has no proof of its own; the list of files vouches for it.")
            return
        }
        let wrong = try proof.faults(keys)
        faults += wrong
        guard wrong.isEmpty else { return }
        let fields = try proof.fields()
        let shown = evidence.rows[evidence.kind.tableName]?.first ?? [:]
        // Numbers of JSON come back whole or real as they can.
        let differing = fields.filter { !$0.value.agrees(with: shown[$0.key] ?? .null) }.keys
        check(
            differing.isEmpty,
            "The row is one of the \(proof.count) that the ledger vouches for.",
            else: "The case shows other values than the ledger vouches for: "
                + differing.sorted().joined(separator: ", ") + "."
        )
    }

    private mutating func state(_ keys: LedgerKeys) throws(IntakeError) {
        guard let seal = evidence.receipt.ledger,
            let before = try LedgerProof.find(in: seal.proof, subject: "receipt")?.proof.checkpoint
        else { return }
        let latest = try Checkpoint(text: evidence.checkpoint, subject: Name.checkpoint)
        let hashes = evidence.consistency.compactMap { LedgerHash(base64: $0) }
        check(
            latest.note.isSigned(by: keys)
                && MerkleProof.isConsistent(
                    old: (before.size, before.root),
                    new: (latest.size, latest.root),
                    proof: hashes
                ),
            "The ledger of \(latest.size) entries continues the one of the receipt.",
            else: "The ledger's latest state does not continue the one of the receipt."
        )
    }

    private mutating func bytes(_ folder: String, _ original: String?) throws(IntakeError) {
        guard let excerpt = evidence.excerpt, let record = Data(base64Encoded: excerpt.bytes) else {
            checked.append(
                evidence.isErased
                    ? "The received file was erased under retention; its digest is kept."
                    : "The received file has no text of single records."
            )
            return
        }
        check(
            try Self.read(folder, Name.record) == record,
            "The record's own text is the one in the case.",
            else: "The record's own text is another than the one in the case."
        )
        let inside = "\(folder)/\(Name.original)"
        let path = original ?? (FileManager.default.fileExists(atPath: inside) ? inside : nil)
        guard let path else {
            checked.append("The record's own text is vouched for by the list of files only.")
            return
        }
        let whole = FileManager.default.contents(atPath: path) ?? Data()
        let end = excerpt.byteOffset + record.count
        check(
            try ObjectStore.digest(of: path).hex == evidence.receipt.sha256,
            "The received file is the one of the receipt.",
            else: "The file is not the one that was received."
        )
        check(
            whole.count >= end && whole[excerpt.byteOffset..<end] == record,
            "The record stands in it at byte \(excerpt.byteOffset).",
            else: "The record does not stand in the received file at byte \(excerpt.byteOffset)."
        )
    }
}
