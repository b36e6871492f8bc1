import ArgumentParser
import RoadModel
import RoadStore

/// `jol receipt …`.
struct ReceiptCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "receipt",
            abstract: tr(
                "Receipts of received files.",
                ru: "Квитанции о приёме файлов.",
                kk: "Қабылданған файлдардың түбіртегі."
            ),
            subcommands: [List.self, Show.self, Verify.self]
        )
    }

    /// `jol receipt list`.
    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr("List receipts.", ru: "Список квитанций.", kk: "Түбіртектер тізімі.")
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        struct Result: Encodable {
            var schema = "jol.receipt.list/1"
            var receipts: [Receipt]
        }

        func run() throws {
            let receipts = try global.open(.reading).receipts()
            if table.output.json {
                try Console.printJSON(Result(receipts: receipts))
                return
            }
            let header = [
                tr("No.", ru: "№", kk: "№"), tr("Kind", ru: "Вид", kk: "Түрі"),
                tr("in", ru: "записей", kk: "жазба"),
                tr("accepted", ru: "принято", kk: "қабылданды"),
                tr("duplicate", ru: "повторных", kk: "қайталанған"),
                tr("quarantined", ru: "в карантине", kk: "карантинде"), "SHA-256",
                tr("File", ru: "Файл", kk: "Файл"),
            ]
            let rows = receipts.map { receipt in
                [
                    "\(receipt.number)", receipt.kind.rawValue, "\(receipt.recordsIn)",
                    "\(receipt.accepted)", "\(receipt.duplicate)", "\(receipt.quarantined)",
                    table.csv ? receipt.sha256 : String(receipt.sha256.prefix(12)), receipt.name,
                ]
            }
            if table.csv {
                Console.print(CommaSeparated.line(header))
                for row in rows { Console.print(CommaSeparated.line(row)) }
                return
            }
            var text = TerminalTable(
                header.enumerated().map {
                    ($0.element, (2...5).contains($0.offset) ? .right : .left)
                }
            )
            for row in rows { text.add(row) }
            Console.print(text.text)
        }
    }

    /// `jol receipt show N`.
    struct Show: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: tr(
                    "Show one receipt.",
                    ru: "Показать квитанцию.",
                    kk: "Түбіртекті көрсету."
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The receipt's number.", ru: "Номер квитанции.", kk: "Түбіртек нөмірі."),
                valueName: "number"
            )
        )
        var number: Int64

        @OptionGroup var target: OutputFileOptions
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.receipt.show/1"
            var receipt: Receipt
        }

        func run() throws {
            let store = try global.open(.reading)
            let receipts = try store.receipts()
            guard let receipt = receipts.first(where: { $0.number == number }) else {
                throw IntakeError(
                    .notFound,
                    subject: "\(number)",
                    detail: "The workspace holds no receipt with this number.",
                    remedy: "'jol receipt list' shows the numbers."
                )
            }
            if output.json {
                try Console.printJSON(Result(receipt: receipt))
                return
            }
            guard target.out != nil else { return Console.print(ReceiptText.text(receipt)) }
            // A file is for somebody else: it carries its proof.
            try target.write(try ReceiptFile.texts(receipt, store)["receipt.txt"] ?? "")
        }
    }
}
