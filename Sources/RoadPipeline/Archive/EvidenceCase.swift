import Foundation
import RoadAnalysis
import RoadIngest
package import RoadModel
package import RoadStore

/// Everything there is about one record, to be checked far from the workspace.
package struct EvidenceCase: Sendable, Codable {
    /// A finding of the rules of evidence.
    package struct Finding: Sendable, Codable, Hashable {
        /// Its code.
        package var code: String
        /// What was found.
        package var detail: String
        /// Whether the violation cannot stand with it.
        package var isBlocking: Bool
    }

    /// The bytes of the record in the received file.
    package struct Excerpt: Sendable, Codable, Hashable {
        /// Where they begin.
        package var byteOffset: Int
        /// Them, base 64.
        package var bytes: String
    }

    /// The form of the case.
    package var schema = "jol.evidence/1"
    /// What the record is.
    package var kind: RecordKind
    /// Its number in the workspace.
    package var number: Int64
    /// When it was packed.
    package var packed: Timestamp
    /// Who packed it.
    package var who: String
    /// Why.
    package var reason: String
    /// Program and version.
    package var software: String
    /// The receipt of its file.
    package var receipt: Receipt
    /// That the row is what came in.
    package var proof: RecordProof?
    /// The record in the received file; `nil` when that was erased, or is a workbook.
    package var excerpt: Excerpt?
    /// Whether the received file was erased under retention.
    package var isErased: Bool
    /// The rows around it: the complex, its register with certificates, corrections, versions.
    package var rows: [String: [StoredRow]]
    /// Whether the certificate of the complex covered the day: `valid`, `expired`, `not stated`.
    package var certificate: String?
    /// What the rules of evidence say of a violation.
    package var findings: [Finding]
    /// The ledger's latest signed state.
    package var checkpoint: String
    /// The hashes that lead from the receipt's state of the ledger to the latest.
    package var consistency: [String]
    /// The ledger's public keys, one a line, the present one first.
    package var verifier: String

    /// Gathers the case and puts down in the ledger that it was read.
    ///
    /// - Parameters:
    ///   - store: Opened for writing.
    ///   - number: The record.
    ///   - kind: What it is.
    ///   - who: Who asks for it.
    ///   - reason: Why.
    ///   - time: This moment.
    /// - Returns: The case.
    /// - Throws: `.notFound`, `.verificationFailed` when the record is not what came in.
    package static func gather(
        _ store: Store,
        _ number: Int64,
        _ kind: RecordKind,
        who: String,
        reason: String,
        at time: Timestamp
    ) throws(IntakeError) -> EvidenceCase {
        let receiptNumber = try store.receipt(ofRecord: number, kind)
        guard let receipt = try store.receipts().first(where: { $0.number == receiptNumber }),
            let keys = try store.ledgerKeys()
        else {
            throw IntakeError(
                .notFound,
                subject: "\(kind.rawValue) \(number)",
                detail: "The record has no receipt, or the ledger has no key.",
                remedy: "Run 'jol archive verify'."
            )
        }
        let proof = try store.proof(ofRecord: number, kind)
        try store.recordAccess(
            "evidence of \(kind.rawValue) \(number), receipt \(receiptNumber)",
            who: who,
            reason: reason,
            software: Software.name
        )
        let rows = try store.surroundings(ofRecord: number, kind)
        let isErased = try store.isErased(ContentDigest(hex: receipt.sha256))
        let place = rows[kind.tableName]?.first.map(Self.place)
        let first = try receipt.ledger.flatMap { seal throws(IntakeError) in
            try LedgerProof.find(in: seal.proof, subject: "receipt")?.proof.checkpoint.size
        }
        let latest = try store.checkpoint()
        return EvidenceCase(
            kind: kind,
            number: number,
            packed: time,
            who: who,
            reason: reason,
            software: Software.name,
            receipt: receipt,
            proof: proof,
            excerpt: isErased
                ? nil
                : try place.flatMap { place throws(IntakeError) in
                    try excerpt(receipt, place, store)
                },
            isErased: isErased,
            rows: rows,
            certificate: kind == .violation ? certificate(rows) : nil,
            findings: kind == .violation && !isErased
                ? try findings(receipt, place, store) : [],
            checkpoint: latest?.note.text ?? "",
            consistency: try first.map { old throws(IntakeError) in
                try store.consistencyProof(from: old).map(\.base64)
            } ?? [],
            verifier: keys.text
        )
    }

    private static func place(_ row: StoredRow) -> SourcePlace {
        var place = SourcePlace(byteOffset: 0)
        if case .integer(let offset) = row["byte_offset"] { place.byteOffset = Int(offset) }
        if case .integer(let line) = row["line"] { place.line = Int(line) }
        return place
    }

    private static func excerpt(
        _ receipt: Receipt,
        _ place: SourcePlace,
        _ store: Store
    ) throws(IntakeError) -> Excerpt? {
        guard let bytes = try RecordText.bytes(of: receipt, at: place, in: store) else {
            return nil
        }
        return Excerpt(
            byteOffset: place.byteOffset,
            bytes: Data(bytes).base64EncodedString()
        )
    }

    /// The state of the certificate on the day of the violation, by the complex's own record.
    private static func certificate(_ rows: [String: [StoredRow]]) -> String {
        guard case .text(let text) = rows["devices"]?.first?["certificate_valid_until"],
            let until = AnalysisSeries.date(text),
            case .integer(let observed) = rows["violations"]?.first?["observed_us"],
            case .integer(let offset) = rows["violations"]?.first?["zone_offset_s"]
        else { return "not stated" }
        let local = observed + offset * 1_000_000
        let day = CivilDate(daysSinceEpoch: Int((Double(local) / 86_400e6).rounded(.down)))
        return day <= until ? "valid" : "expired"
    }

    private static func findings(
        _ receipt: Receipt,
        _ place: SourcePlace?,
        _ store: Store
    ) throws(IntakeError) -> [Finding] {
        guard let file = try ReceivedFiles.complexes(in: store, receipt: receipt.number).first
        else { return [] }
        let register = try store.register()
        let run = AdmissibilityRun(
            register: register.isEmpty ? nil : register,
            revoked: [],
            policy: Admissibility.Policy()
        )
        var found: [Finding] = []
        do throws(IntakeError) {
            _ = try run.run([file]) { row throws(IntakeError) in
                guard row.place == place else { return }
                found = row.findings.map {
                    Finding(
                        code: $0.reason.rawValue,
                        detail: $0.detail,
                        isBlocking: $0.reason.isBlocking
                    )
                }
            }
        } catch {
            // Without the law at hand the facts are packed without what follows from it.
            guard error.code == .componentMissing else { throw error }
        }
        return found
    }
}

/// A record's own text in the file it came in.
package enum RecordText {
    /// The bytes of a record; `nil` when its file was erased, or is a workbook or a database, whose
    /// records have no place of their own.
    ///
    /// - Throws: `.verificationFailed` when the file cannot be opened.
    package static func bytes(
        of receipt: Receipt,
        at place: SourcePlace,
        in store: Store
    ) throws(IntakeError) -> [UInt8]? {
        let digest = ContentDigest(hex: receipt.sha256)
        guard try !store.isErased(digest) else { return nil }
        let copy = try ObjectStore(workspace: store.workspace).open(digest)
        return try MappedFile(path: copy.path).withBytes { bytes throws(IntakeError) in
            let isPacked =
                PassageFileKind.format(bytes) == .sheet
                || bytes.count > 15
                    && "SQLite format 3".utf8.enumerated()
                        .allSatisfy { bytes[$0.offset] == $0.element }
            guard !isPacked, let range = RecordExcerpt.range(in: bytes, from: place.byteOffset)
            else { return nil }
            return range.map { bytes[$0] }
        }
    }
}
