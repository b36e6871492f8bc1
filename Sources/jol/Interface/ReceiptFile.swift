import Foundation
import RoadModel
import RoadStore

/// Receipts as files: `NAME.receipt.txt` in the user's language, signed, with the proof under it,
/// and `NAME.receipt.json`.
enum ReceiptFile {
    /// The texts by the ending of their file.
    static func texts(_ receipt: Receipt, _ store: Store) throws -> [String: String] {
        var text = ReceiptText.text(receipt)
        if let seal = receipt.ledger {
            text = try store.signed(text) + "\n" + seal.proof
        }
        return ["receipt.txt": text, "receipt.json": try Console.jsonText(receipt)]
    }

    /// Keeps a receipt in the workspace's `receipts` folder.
    static func keep(_ receipt: Receipt, _ store: Store) throws {
        guard receipt.ledger != nil, !receipt.isRepeat else { return }
        let folder = store.workspace.receipts
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true
            )
            let stem = "\(receipt.number)-\(name(receipt.name))"
            for (ending, text) in try texts(receipt, store) {
                try Data(text.utf8).write(
                    to: folder.appendingPathComponent("\(stem).\(ending)"),
                    options: .atomic
                )
            }
        } catch { throw IntakeError.io(subject: folder.path, error) }
    }

    /// A file name is a label of its sender: no separators, no control characters, not too long.
    private static func name(_ received: String) -> String {
        let plain = received.unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar == "/" || scalar == "\u{7F}" ? "_" : String(scalar)
        }.joined()
        return String(plain.prefix(100))
    }
}
