import Foundation
import RoadModel

/// A receipt as it was issued, with what its entry of the ledger states: enough to read its file
/// again when the database is lost.
package struct IssuedReceipt: Sendable {
    /// The receipt.
    package let receipt: Receipt
    /// With which options the file was read, as JSON.
    package let options: String
    /// Digests of its rows by table, its own row left out.
    package let rowDigests: [String: String]

    /// The receipts that lie in a workspace's folder, by their number, of each the latest.
    ///
    /// Files that are no receipts with a sound proof are passed over.
    package static func all(of workspace: Workspace) -> [IssuedReceipt] {
        let folder = workspace.receipts
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var found: [Int64: IssuedReceipt] = [:]
        for name in names.sorted() where name.hasSuffix(".receipt.json") {
            let file = folder.appendingPathComponent(name)
            guard let bytes = try? Data(contentsOf: file),
                let issued = try? IssuedReceipt(json: bytes, subject: file.path)
            else { continue }
            let (number, entry) = (issued.receipt.number, issued.receipt.ledger?.entry ?? 0)
            if let known = found[number]?.receipt.ledger?.entry, known > entry { continue }
            found[number] = issued
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private init(json: Data, subject: String) throws {
        let printed = try JSONDecoder().decode(Receipt.self, from: json)
        let proof = try LedgerProof.find(in: printed.ledger?.proof ?? "", subject: subject)?.proof
        guard let proof, proof.isIncluded else {
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                detail: "The receipt has no proof.",
                remedy: "Use the receipt as it was issued."
            )
        }
        let entry = try LedgerEntry(text: proof.entry)
        // What the ledger states counts, not what stands beside it.
        var stated = entry.receipt ?? printed
        stated.ledger = printed.ledger
        receipt = stated
        options = entry.detail["options"] ?? "{}"
        rowDigests = Dictionary(
            entry.rows.filter { $0.table != .intake }
                .map { ($0.table.rawValue, "\($0.rows) \($0.sha256)") },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
