import ArgumentParser
import Foundation
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// `jol corrections …`.
struct CorrectionsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "corrections",
            abstract: tr(
                "Corrections of crash cards; the source's values stay beside them.",
                ru: "Поправки к карточкам ДТП; значения источника сохраняются рядом.",
                kk: "ЖКО карточкаларына түзетулер; дереккөз мәндері қатар сақталады."
            ),
            subcommands: [Apply.self, List.self]
        )
    }

    /// `jol corrections apply FILE.csv`.
    struct Apply: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "apply",
                abstract: tr(
                    "Apply corrections from a table: card, field, value, who, why.",
                    ru: "Применить поправки из таблицы: card, field, value, who, why.",
                    kk: "Кестедегі түзетулерді қолдану: card, field, value, who, why."
                ),
                usage:
                    "jol corrections apply <file.csv> … [--who <name>] [--why <text>] [--dry-run]",
                discussion: tr(
                    "Fields: \(CorrectableField.names.joined(separator: ", ")). Each correction "
                        + "is a leaf of the ledger; a card that comes in again does not undo it.",
                    ru:
                        "Поля: \(CorrectableField.names.joined(separator: ", ")). Каждая поправка — "
                        + "запись журнала; повторный приём карточки её не отменяет.",
                    kk: "Өрістер: \(CorrectableField.names.joined(separator: ", ")). Әр түзету — "
                        + "тізілім жазбасы; карточканың қайта келуі оны жоймайды."
                )
            )
        }

        @OptionGroup var intake: IntakeOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "Who made those that do not say it.",
                    ru: "Кто внёс, если в таблице не сказано.",
                    kk: "Кестеде жоқ болса, кім түзеткен."
                ),
                valueName: "name"
            )
        )
        var who: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Why, for those that do not say it.",
                    ru: "Почему, если в таблице не сказано.",
                    kk: "Кестеде жоқ болса, неге."
                ),
                valueName: "text"
            )
        )
        var why: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Text encoding: utf-8, windows-1251, kz-1048 or utf-16.",
                    ru: "Кодировка текста: utf-8, windows-1251, kz-1048 или utf-16.",
                    kk: "Мәтін кодтауы: utf-8, windows-1251, kz-1048 не utf-16."
                ),
                valueName: "name"
            )
        )
        var encoding: String?

        func run() throws {
            let encoding = try encoding.map { try CrashReadingOptions.encoding($0) } ?? .utf8
            let (who, why) = (who ?? "", why ?? "")
            try intake.run { target in
                { file in
                    try target.addCorrections(file, who: who, why: why, encoding: encoding)
                }
            }
        }
    }

    /// `jol corrections list`.
    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr(
                    "List corrections: source, correction, effective value, who and why.",
                    ru: "Поправки: источник, поправка, действующее значение, кто и почему.",
                    kk: "Түзетулер: дереккөз, түзету, қолданылатын мән, кім және неге."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        @Option(
            help: ArgumentHelp(
                tr("Only this card.", ru: "Только эта карточка.", kk: "Тек осы карточка."),
                valueName: "number"
            )
        )
        var card: String?

        struct Row: Encodable {
            var correction: StoredCorrection
            var state: String
        }

        struct Result: Encodable {
            var schema = "jol.corrections.list/1"
            var corrections: [Row]
        }

        func run() throws {
            let rows = try global.open(.reading).corrections(card: card).map { correction in
                let state =
                    correction.isSuperseded
                    ? "superseded"
                    : correction.sourceNow == correction.value
                        ? "source_agrees"
                        : correction.sourceNow == correction.before ? "effective" : "source_changed"
                return Row(correction: correction, state: state)
            }
            if table.output.json {
                try Console.printJSON(Result(corrections: rows))
                return
            }
            let header = [
                "source", "card", "field", "before", "correction", "source_now", "state", "who",
                "why", "receipt",
            ]
            let cells = rows.map { row in
                let k = row.correction
                return [
                    k.source, k.card, k.field, k.before, k.value, k.sourceNow, row.state, k.who,
                    k.why, "\(k.receipt)",
                ]
            }
            if table.csv {
                Console.print(CommaSeparated.line(header))
                for row in cells { Console.print(CommaSeparated.line(row)) }
                return
            }
            guard !cells.isEmpty else {
                global.note(
                    tr("There are no corrections.", ru: "Поправок нет.", kk: "Түзетулер жоқ.")
                )
                return
            }
            var text = TerminalTable(header.map { ($0, .left) })
            for row in cells { text.add(row) }
            Console.print(text.text)
        }
    }
}
