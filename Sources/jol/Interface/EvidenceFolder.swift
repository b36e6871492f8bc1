import Foundation
import RoadModel
import RoadPipeline
import RoadStore

/// A packed case as files.
enum EvidenceFolder {
    /// Writes the files and the signed list of them.
    ///
    /// - Returns: Their names.
    static func write(
        _ made: EvidenceCase,
        _ store: Store,
        to folder: String,
        withFile: Bool
    ) throws -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: folder)
        guard found?.isEmpty ?? true else {
            throw IntakeError(
                .outputExists,
                subject: folder,
                detail: "The folder is not empty.",
                remedy: "Name an empty or a new folder."
            )
        }
        var files: [String: Data] = [
            EvidenceCheck.Name.evidence: Data((try Console.jsonText(made) + "\n").utf8),
            EvidenceCheck.Name.receipt: Data(
                (try ReceiptFile.texts(made.receipt, store)["receipt.txt"] ?? "").utf8
            ),
            EvidenceCheck.Name.checkpoint: Data(made.checkpoint.utf8),
            EvidenceCheck.Name.key: Data((made.verifier + "\n").utf8),
        ]
        if let bytes = made.excerpt.flatMap({ Data(base64Encoded: $0.bytes) }) {
            files[EvidenceCheck.Name.record] = bytes
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            for (name, content) in files {
                try content.write(to: URL(fileURLWithPath: "\(folder)/\(name)"), options: .atomic)
            }
        } catch { throw IntakeError.io(subject: folder, error) }
        var names = files.keys.sorted()
        if withFile, !made.isErased {
            let digest = ContentDigest(hex: made.receipt.sha256)
            try ObjectStore(workspace: store.workspace)
                .copyOut(digest, to: "\(folder)/\(EvidenceCheck.Name.original)")
            names.append(EvidenceCheck.Name.original)
        }
        var list = "jol evidence \(made.kind.rawValue) \(made.number)\n"
        for name in names {
            list += "\(try ObjectStore.digest(of: "\(folder)/\(name)").hex) \(name)\n"
        }
        do {
            try Data(try store.signed(list).utf8).write(
                to: URL(fileURLWithPath: "\(folder)/\(EvidenceCheck.Name.manifest)"),
                options: .atomic
            )
        } catch { throw IntakeError.io(subject: folder, error) }
        return names + [EvidenceCheck.Name.manifest]
    }

    /// The case for a person.
    static func show(_ made: EvidenceCase) {
        Console.print("")
        Console.print(
            "\(made.kind.rawValue) \(made.number), "
                + tr("receipt", ru: "квитанция", kk: "түбіртек")
                + " \(made.receipt.number) (\(made.receipt.name)), SHA-256 \(made.receipt.sha256)"
        )
        if let bytes = made.excerpt.flatMap({ Data(base64Encoded: $0.bytes) }) {
            let text = TerminalTable.harmless(String(decoding: bytes, as: UTF8.self))
            Console.print("  " + text)
        }
        for (name, value) in (made.rows[made.kind.tableName]?.first ?? [:])
            .sorted(by: { $0.key < $1.key }) where value != .null
        {
            Console.print("  \(name): " + TerminalTable.harmless(value.shown))
        }
        if let certificate = made.certificate {
            Console.print(
                tr("Certificate: ", ru: "Сертификат: ", kk: "Сертификат: ") + certificate
            )
        }
        for finding in made.findings {
            Console.print("  [\(finding.code)] " + TerminalTable.harmless(finding.detail))
        }
        for correction in made.rows["corrections"] ?? [] {
            let field = correction["field"]?.shown ?? ""
            let (before, now) = (
                correction["value_before"]?.shown ?? "", correction["value"]?.shown ?? ""
            )
            Console.print(
                tr("Corrected: ", ru: "Исправлено: ", kk: "Түзетілді: ")
                    + TerminalTable.harmless("\(field): \(before) → \(now), ")
                    + TerminalTable.harmless(
                        "\(correction["who"]?.shown ?? ""): \(correction["why"]?.shown ?? "")"
                    )
            )
        }
    }
}
