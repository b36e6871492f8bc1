import ArgumentParser
import RoadIngest
import RoadModel
import RoadReport
import RoadStore

/// `jol quarantine …`.
struct QuarantineCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "quarantine",
            abstract: tr(
                "Records that were set aside, and why.",
                ru: "Записи в карантине и причины.",
                kk: "Карантиндегі жазбалар мен себептері."
            ),
            subcommands: [List.self, Show.self, Reasons.self, Fix.self, Retry.self, Export.self]
        )
    }

    /// `jol quarantine list`.
    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr(
                    "List records with file, line, byte, reason and repair.",
                    ru: "Список: файл, строка, байт, причина, исправление.",
                    kk: "Тізім: файл, жол, байт, себеп, түзету."
                ),
                usage: "jol quarantine list [--receipt <number>] [--reason <code>] [options]"
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        @OptionGroup var filter: QuarantineFilter

        @Option(
            help: ArgumentHelp(
                tr("Rows at most.", ru: "Не более строк.", kk: "Ең көп жол."),
                valueName: "n"
            )
        )
        var limit = 100

        @Flag(
            name: .customLong("open"),
            help: ArgumentHelp(
                tr(
                    "Only records that no repair has taken out.",
                    ru: "Только записи, ещё не выпущенные исправлением.",
                    kk: "Тек түзету арқылы шықпаған жазбалар."
                )
            )
        )
        var isOpen = false

        struct Result: Encodable {
            var schema = "jol.quarantine.list/1"
            var records: [QuarantinedRecord]
        }

        func run() throws {
            let known = try filter.knownReason()
            let records = try global.open(.reading).quarantined(
                intake: filter.receipt,
                reason: known,
                isOpen: isOpen,
                limit: max(1, limit)
            )
            if table.output.json {
                try Console.printJSON(Result(records: records))
            } else if table.csv {
                printCSV(records)
            } else {
                printText(records)
            }
        }

        private func printCSV(_ records: [QuarantinedRecord]) {
            Console.print(
                "receipt,file,line,byte,reason,field,found,expected,proposal,number,repaired_by,"
                    + "outcome"
            )
            for record in records {
                Console.print(
                    CommaSeparated.line([
                        "\(record.receipt)", record.file, record.line.map { "\($0)" } ?? "",
                        "\(record.byteOffset)", record.reason, record.field, record.found,
                        record.expected, record.proposal, "\(record.number)",
                        record.repairedBy ?? "", record.outcome ?? "",
                    ])
                )
            }
        }

        private func printText(_ records: [QuarantinedRecord]) {
            guard !records.isEmpty else {
                Console.note(
                    tr("The quarantine is empty.", ru: "Карантин пуст.", kk: "Карантин бос.")
                )
                return
            }
            for record in records { QuarantineText.print(record) }
        }
    }
}

/// One quarantined record in words.
enum QuarantineText {
    static func print(_ record: QuarantinedRecord) {
        let line = record.line.map { tr("line", ru: "строка", kk: "жол") + " \($0), " } ?? ""
        Console.print(
            "№\(record.number)  \(record.file), \(line)\(tr("byte", ru: "байт", kk: "байт")) "
                + "\(record.byteOffset) [\(record.reason)]"
        )
        guard let reason = RejectReason(rawValue: record.reason) else { return }
        Console.print("  " + RejectWords.meaning(reason)[Interface.language])
        if !record.field.isEmpty || !record.found.isEmpty {
            Console.print(
                "  \(record.field): «\(record.found)», "
                    + tr("expected", ru: "ожидалось", kk: "күтілгені") + ": "
                    + RejectPhrases.local(record.expected, Interface.language)
            )
        }
        if !record.proposal.isEmpty {
            Console.print("  → " + RejectPhrases.local(record.proposal, Interface.language))
        }
        if let who = record.repairedBy {
            Console.print(
                "  " + tr("repaired by", ru: "исправил", kk: "түзеткен") + " \(who): "
                    + (record.outcome ?? "")
            )
            return
        }
        Console.print("  " + RejectWords.remedy(reason)[Interface.language])
        let rules = RepairRule.mending(reason)
        guard !rules.isEmpty, record.kind == IntakeKind.crashes.rawValue else { return }
        let names = rules.map(\.rawValue).joined(separator: " | ")
        Console.print("  jol quarantine fix --rule \(names) --dry-run")
        for rule in rules { Console.print("    \(rule.rawValue): \(RepairWords.meaning(rule))") }
    }
}
