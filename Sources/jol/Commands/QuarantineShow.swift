import ArgumentParser
import Foundation
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension QuarantineCommand {
    /// `jol quarantine show NUMBER`.
    struct Show: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: tr(
                    "Show one record: where, what was found, its text, what to do.",
                    ru: "Показать запись: где, что найдено, её текст, что делать.",
                    kk: "Жазбаны көрсету: қай жерде, не табылды, мәтіні, не істеу керек."
                ),
                discussion: tr(
                    """
                    Whatever could be a plate is masked in the text. With --reason it is shown, and \
                    that it was read is put down in the ledger.
                    """,
                    ru: """
                        Всё похожее на номерной знак в тексте скрыто. С --reason показывается, и \
                        обращение записывается в журнал.
                        """,
                    kk: """
                        Мәтінде нөмірге ұқсағанның бәрі жасырылады. --reason берілсе көрсетіледі, \
                        әрі оқылғаны журналға жазылады.
                        """
                )
            )
        }

        @OptionGroup var order: SignedOrder
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        @Argument(
            help: ArgumentHelp(
                tr(
                    "Its number in the quarantine.",
                    ru: "Номер в карантине.",
                    kk: "Карантиндегі нөмірі."
                ),
                valueName: "number"
            )
        )
        var number: Int64

        struct Result: Encodable {
            var schema = "jol.quarantine.show/1"
            var record: QuarantinedRecord
            var meaning: String
            var remedy: String
            var rules: [String]
            /// The record's own text, masked without a reason; `null` when its file was erased or
            /// has no text of single records.
            var text: String?
        }

        func run() throws {
            let store = try global.open(order.reason == nil ? .reading : .writing)
            let found = try store.quarantined(number: number, limit: 1)
            guard let record = found.first else {
                throw IntakeError(
                    .notFound,
                    subject: "\(number)",
                    detail: "The quarantine has no record of this number.",
                    remedy: "List the numbers: 'jol quarantine list'."
                )
            }
            let text = try self.text(record, store)
            guard output.json else {
                QuarantineText.print(record)
                if let text { Console.print("  | " + TerminalTable.harmless(text)) }
                return
            }
            let reason = RejectReason(rawValue: record.reason)
            try Console.printJSON(
                Result(
                    record: record,
                    meaning: reason.map { RejectWords.meaning($0)[Interface.language] } ?? "",
                    remedy: reason.map { RejectWords.remedy($0)[Interface.language] } ?? "",
                    rules: reason.map { RepairRule.mending($0).map(\.rawValue) } ?? [],
                    text: text
                )
            )
        }

        private func text(_ record: QuarantinedRecord, _ store: Store) throws -> String? {
            guard let receipt = try store.receipts().first(where: { $0.number == record.receipt }),
                receipt.kind != .flights
            else { return nil }
            let place = record.place
            guard let bytes = try RecordText.bytes(of: receipt, at: place, in: store) else {
                return nil
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard order.reason != nil else { return withoutPlates(text) }
            try store.recordAccess(
                "quarantine record \(record.number), receipt \(record.receipt)",
                who: order.signer,
                reason: try order.requiredReason(),
                software: Software.name
            )
            return text
        }
    }

    /// `jol quarantine reasons`.
    struct Reasons: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "reasons",
                abstract: tr(
                    "The closed list of reasons: code, meaning, what to do, repairs.",
                    ru: "Закрытый список причин: код, смысл, что делать, правки.",
                    kk: "Себептердің жабық тізімі: коды, мағынасы, не істеу керек, түзетулер."
                )
            )
        }

        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        struct Reason: Encodable {
            var code: String
            var meaning: [String: String]
            var remedy: [String: String]
            var rules: [String]
        }

        struct Result: Encodable {
            var schema = "jol.quarantine.reasons/1"
            var reasons: [Reason]
        }

        func run() throws {
            let reasons = RejectReason.allCases.map { reason in
                let (meaning, remedy) = (RejectWords.meaning(reason), RejectWords.remedy(reason))
                return Reason(
                    code: reason.rawValue,
                    meaning: ["kk": meaning[.kk], "ru": meaning[.ru], "en": meaning[.en]],
                    remedy: ["kk": remedy[.kk], "ru": remedy[.ru], "en": remedy[.en]],
                    rules: RepairRule.mending(reason).map(\.rawValue)
                )
            }
            if table.output.json {
                try Console.printJSON(Result(reasons: reasons))
            } else if table.csv {
                Console.print("code,kk,ru,en,fix_kk,fix_ru,fix_en,rules")
                for reason in reasons {
                    let texts = [reason.meaning, reason.remedy].flatMap { words in
                        ["kk", "ru", "en"].map { words[$0] ?? "" }
                    }
                    let rules = reason.rules.joined(separator: " ")
                    Console.print(CommaSeparated.line([reason.code] + texts + [rules]))
                }
            } else {
                let language = Interface.language.rawValue
                for reason in reasons {
                    Console.print("\(reason.code): \(reason.meaning[language] ?? "")")
                    Console.print("  → \(reason.remedy[language] ?? "")")
                    for rule in reason.rules.compactMap(RepairRule.init(rawValue:)) {
                        Console.print("  --rule \(rule.rawValue): \(RepairWords.meaning(rule))")
                    }
                }
            }
        }
    }

    /// `jol quarantine export --out FILE.csv`.
    struct Export: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "export",
                abstract: tr(
                    "Write a list for the supplier: where, what, expected, what to do.",
                    ru: "Выгрузить список для поставщика: где, что, ожидалось, что делать.",
                    kk: "Жеткізушіге тізім шығару: қайда, не, күтілгені, не істеу керек."
                )
            )
        }

        @OptionGroup var global: GlobalOptions

        @OptionGroup var filter: QuarantineFilter

        @Option(
            help: ArgumentHelp(
                tr(
                    "The file; default standard output.",
                    ru: "Файл; иначе стандартный вывод.",
                    kk: "Файл; әйтпесе стандартты шығару."
                ),
                valueName: "file.csv"
            )
        )
        var out: String?

        @Flag(
            help: ArgumentHelp(
                tr("Overwrite the file.", ru: "Перезаписать файл.", kk: "Файлды қайта жазу.")
            )
        )
        var overwrite = false

        func run() throws {
            let store = try global.open(.reading)
            let records = try store.quarantined(
                intake: filter.receipt,
                reason: try filter.knownReason(),
                isOpen: true,
                limit: Int(Int32.max)
            )
            var lines = ["receipt,file,line,byte,code,field,found,expected,proposal,meaning,remedy"]
            for record in records {
                let reason = RejectReason(rawValue: record.reason)
                lines.append(
                    CommaSeparated.line([
                        "\(record.receipt)", record.file, record.line.map { "\($0)" } ?? "",
                        "\(record.byteOffset)", record.reason, record.field, record.found,
                        record.expected, record.proposal,
                        reason.map { RejectWords.meaning($0)[Interface.language] } ?? "",
                        reason.map { RejectWords.remedy($0)[Interface.language] } ?? "",
                    ])
                )
            }
            guard let out else {
                for line in lines { Console.print(line) }
                return
            }
            try Files.write(lines.joined(separator: "\n") + "\n", to: out, overwrite: overwrite)
            global.note(
                tr(
                    "\(records.count) records written to \(out).",
                    ru: "Записей выгружено: \(records.count), файл \(out).",
                    kk: "\(records.count) жазба \(out) файлына жазылды."
                )
            )
        }
    }
}
