import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// `jol reconcile --against LIST.csv`.
struct ReconcileCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reconcile",
            abstract: tr(
                "Hold another list of crash cards against the workspace.",
                ru: "Сверить чужой список карточек ДТП с рабочим пространством.",
                kk: "Басқа ЖКО тізімін жұмыс кеңістігімен салыстыру."
            ),
            usage: "jol reconcile --against <list.csv> [--json|--csv]",
            discussion: tr(
                """
                The list has a column of card numbers (id) and, where known, time or date, \
                severity, killed, injured, children, register. Cards are compared within the \
                list's days. Numbers that only one side has are listed with the number that may \
                be the same crash; nothing is joined.
                """,
                ru: """
                    В списке столбец номеров карточек (id) и, если есть, time или date, severity, \
                    killed, injured, children, register. Сравниваются карточки за дни списка. \
                    Номера, что есть лишь с одной стороны, показаны вместе с возможным двойником; \
                    ничего не объединяется.
                    """,
                kk: """
                    Тізімде карточка нөмірлерінің бағаны (id) және бар болса time не date, \
                    severity, killed, injured, children, register болады. Тізім күндеріндегі \
                    карточкалар салыстырылады. Тек бір жақта бар нөмірлер ықтимал сыңарымен \
                    көрсетіледі; ештеңе біріктірілмейді.
                    """
            )
        )
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var table: TableOptions

    @Option(
        help: ArgumentHelp(
            tr(
                "The list; '-' is standard input.",
                ru: "Список; «-» — ввод.",
                kk: "Тізім; «-» — енгізу."
            ),
            valueName: "list.csv"
        )
    )
    var against: String

    @Option(
        help: ArgumentHelp(
            tr("Only cards of this source.", ru: "Только этот источник.", kk: "Тек осы дереккөз."),
            valueName: "name"
        )
    )
    var source: String?

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

    @Flag(
        help: ArgumentHelp(
            tr(
                "End with code 65 when anything differs.",
                ru: "Завершить с кодом 65 при любом расхождении.",
                kk: "Айырма болса, 65 кодымен аяқтау."
            )
        )
    )
    var failOnDifference = false

    struct Result: Encodable {
        var schema = "jol.reconcile/1"
        var against: String
        var result: CrashReconcile
    }

    func run() throws {
        let store = try global.open(.reading)
        let crashes = try store.crashEvents().filter { source == nil || $0.source == source }
        let result = try CrashReconcile.run(
            against,
            against: crashes,
            encoding: try encoding.map { try CrashReadingOptions.encoding($0) } ?? .utf8
        )
        if table.output.json {
            try Console.printJSON(Result(against: against, result: result))
        } else if table.csv {
            printCSV(result)
        } else {
            printText(result)
        }
        let isEqual =
            result.onlyListed.isEmpty && result.onlyStored.isEmpty && result.differences.isEmpty
        if failOnDifference, !isEqual { throw ExitCode(65) }
    }

    private func printCSV(_ result: CrashReconcile) {
        Console.print("kind,id,line,day,field,list,workspace,maybe")
        for lone in result.onlyListed {
            Console.print(
                CommaSeparated.line([
                    "only_listed", lone.id, lone.line.map { "\($0)" } ?? "", lone.day, "", "", "",
                    lone.maybe ?? "",
                ])
            )
        }
        for lone in result.onlyStored {
            Console.print(
                CommaSeparated.line([
                    "only_stored", lone.id, "", lone.day, "", "", "", lone.maybe ?? "",
                ])
            )
        }
        for difference in result.differences {
            Console.print(
                CommaSeparated.line([
                    "differs", difference.id, difference.line.map { "\($0)" } ?? "", "",
                    difference.field, difference.list, difference.workspace, "",
                ])
            )
        }
    }

    private func printText(_ result: CrashReconcile) {
        let span = result.period.map { " (\($0.joined(separator: " – ")))" } ?? ""
        Console.print(
            tr(
                "\(result.listed) listed, \(result.stored) stored\(span): \(result.matched) in both, "
                    + "\(result.onlyListed.count) only listed, \(result.onlyStored.count) only "
                    + "stored, \(result.differences.count) fields differ.",
                ru: "В списке \(result.listed), в хранилище \(result.stored)\(span): общих "
                    + "\(result.matched), только в списке \(result.onlyListed.count), только в "
                    + "хранилище \(result.onlyStored.count), различий в полях "
                    + "\(result.differences.count).",
                kk: "Тізімде \(result.listed), қоймада \(result.stored)\(span): екеуінде де "
                    + "\(result.matched), тек тізімде \(result.onlyListed.count), тек қоймада "
                    + "\(result.onlyStored.count), өріс айырмасы \(result.differences.count)."
            )
        )
        let maybe = tr("maybe", ru: "возможно", kk: "мүмкін")
        for lone in result.onlyListed {
            let hint = lone.maybe.map { " (\(maybe) \($0))" } ?? ""
            Console.print(
                "  " + tr("only listed", ru: "только в списке", kk: "тек тізімде")
                    + ": \(lone.id) \(lone.day)\(hint)"
            )
        }
        for lone in result.onlyStored {
            let hint = lone.maybe.map { " (\(maybe) \($0))" } ?? ""
            Console.print(
                "  " + tr("only stored", ru: "только в хранилище", kk: "тек қоймада")
                    + ": \(lone.id) \(lone.day)\(hint)"
            )
        }
        for difference in result.differences {
            Console.print(
                "  \(difference.id), \(difference.field): «\(difference.list)» ≠ "
                    + "«\(difference.workspace)»"
            )
        }
        for id in result.repeated {
            Console.print(
                "  " + tr("twice in the list", ru: "дважды в списке", kk: "тізімде екі рет")
                    + ": \(id)"
            )
        }
    }
}
