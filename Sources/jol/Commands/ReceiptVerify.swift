import ArgumentParser
import Foundation
import RoadModel
import RoadStore

extension ReceiptCommand {
    /// `jol receipt verify FILE`.
    struct Verify: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "verify",
                abstract: tr(
                    "Check a receipt without the workspace: with its text and a public key.",
                    ru: "Проверить квитанцию без рабочего пространства: текст и открытый ключ.",
                    kk: "Түбіртекті жұмыс кеңістігінсіз тексеру: мәтін мен ашық кілт."
                ),
                usage: "jol receipt verify <file> [--key <key>] [--original <file>] [options]",
                discussion: tr(
                    """
                    The key is the line that 'jol archive key' prints, or a file that holds it; \
                    inside the workspace it is found by itself. With --original the received file \
                    is compared too. Exit code 79 when something does not hold.
                    """,
                    ru: """
                        Ключ — строка, которую печатает 'jol archive key', или файл с ней; внутри \
                        рабочего пространства он находится сам. --original сверяет и принятый \
                        файл. Код завершения 79, если что-то не сходится.
                        """,
                    kk: """
                        Кілт — 'jol archive key' шығаратын жол не сол жол жазылған файл; жұмыс \
                        кеңістігі ішінде өзі табылады. --original қабылданған файлды да \
                        салыстырады. Бірдеңе сәйкес келмесе, аяқталу коды 79.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "NAME.receipt.txt or NAME.receipt.json.",
                    ru: "ИМЯ.receipt.txt или ИМЯ.receipt.json.",
                    kk: "АТЫ.receipt.txt не АТЫ.receipt.json."
                ),
                valueName: "file"
            )
        )
        var file: String

        @Option(help: KeyArgument.help)
        var key: String?

        @Option(name: [.customLong("original"), .customLong("file")], help: OriginalFile.help)
        var original: String?

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.receipt.verify/1"
            var valid: Bool
            var key: String
            var check: ReceiptCheck
        }

        func run() throws {
            let keys = try KeyArgument.keys(key, global)
            let check = try ReceiptCheck(
                try Files.text(file),
                subject: file,
                keys: keys,
                original: try original.map { try ObjectStore.digest(of: $0) }
            )
            if output.json {
                try Console.printJSON(
                    Result(valid: check.faults.isEmpty, key: keys.text, check: check)
                )
            } else {
                show(check, keys.name)
            }
            if !check.faults.isEmpty { throw ExitCode(79) }
        }

        private func show(_ check: ReceiptCheck, _ signer: String) {
            let (number, entry, size) = (check.receipt.number, check.entry, check.size)
            Console.print(ReceiptText.text(check.receipt))
            Console.print(
                tr(
                    "Entry \(entry) of \(check.ledger), \(size) entries, written \(check.recorded).",
                    ru: "Запись \(entry) журнала \(check.ledger), записей \(size), внесена "
                        + "\(check.recorded).",
                    kk: "\(check.ledger) журналының \(entry)-жазбасы, барлығы \(size), енгізілген "
                        + "\(check.recorded)."
                )
            )
            guard check.faults.isEmpty else {
                Console.print(
                    tr(
                        "NOT VALID. Do not rely on this receipt.",
                        ru: "НЕДЕЙСТВИТЕЛЬНА. На эту квитанцию полагаться нельзя.",
                        kk: "ЖАРАМСЫЗ. Бұл түбіртекке сенуге болмайды."
                    )
                )
                for fault in check.faults { Console.print("  " + fault) }
                return
            }
            Console.print(
                tr(
                    "Valid: receipt \(number) was signed by \(signer) and not changed.",
                    ru: "Действительна: квитанция \(number) подписана \(signer), изменений "
                        + "нет.",
                    kk: "Жарамды: \(number)-түбіртекке \(signer) қол қойған, өзгеріс жоқ."
                )
            )
        }
    }
}

/// A verifier key on the command line: the line itself, a file that holds it, or the workspace's.
enum KeyArgument {
    static var help: ArgumentHelp {
        ArgumentHelp(
            tr(
                "The ledger's public key, or a file that holds it.",
                ru: "Открытый ключ журнала или файл с ним.",
                kk: "Журналдың ашық кілті не сол жазылған файл."
            ),
            valueName: "key"
        )
    }

    /// The keys of a text or file, else those of the workspace.
    static func keys(_ text: String?, _ global: GlobalOptions) throws -> LedgerKeys {
        if let text { return try read(text) }
        guard let own = try? global.open(.reading).ledgerKeys() else {
            throw IntakeError(
                .badArgument,
                subject: "--key",
                detail: "There is no workspace here whose key could be used.",
                remedy: "Pass the line that 'jol archive key' printed, or a file that holds it."
            )
        }
        return own
    }

    /// Reads the keys of a text, or of a file with one a line.
    static func read(_ text: String) throws -> LedgerKeys {
        guard FileManager.default.fileExists(atPath: text) else {
            return try LedgerKeys(text: text)
        }
        return try LedgerKeys(text: try Files.text(text))
    }
}

/// The received file on the command line of what checks a copy of its record.
enum OriginalFile {
    static var help: ArgumentHelp {
        ArgumentHelp(
            tr(
                "The file that was received.",
                ru: "Файл, который был принят.",
                kk: "Қабылданған файл."
            ),
            valueName: "file"
        )
    }
}
