import ArgumentParser
import RoadModel
import RoadNetwork
import RoadPipeline

extension NetworkCommand {
    /// `jol network diff A B`.
    struct Diff: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "diff",
                abstract: tr(
                    "Compare two versions of a network and carry results across.",
                    ru: "Сравнить две версии сети и перенести результаты.",
                    kk: "Желінің екі нұсқасын салыстырып, нәтижені көшіру."
                ),
                usage: """
                    jol network diff <A.jolnet> <B.jolnet> [--crosswalk <rows.csv>] [--json]
                    jol network diff <A.jolnet> <B.jolnet> --carry <values.csv> --out <carried.csv>
                    """,
                discussion: tr(
                    """
                    Segments with the same line keep their names. Every other one is walked, and the \
                    crosswalk says which share of it lies on which new segment; shares add up to 1, \
                    what has no successor included. --carry moves a table 'segment,value'.
                    """,
                    ru: """
                        Сегменты с той же линией сохраняют имена. Остальные проходятся по длине: \
                        таблица соответствия даёт долю каждого нового сегмента; сумма долей равна \
                        1 вместе с утраченной. --carry переносит таблицу 'segment,value'.
                        """,
                    kk: """
                        Сызығы өзгермеген сегменттер атын сақтайды. Қалғандары жүріп өтіледі: \
                        сәйкестік кестесі әр жаңа сегменттің үлесін береді; үлестер қосындысы \
                        жоғалғанмен бірге 1-ге тең. --carry 'segment,value' кестесін көшіреді.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The old network.", ru: "Старая сеть.", kk: "Ескі желі."),
                valueName: "A.jolnet"
            )
        )
        var old: String
        @Argument(
            help: ArgumentHelp(
                tr("The new network.", ru: "Новая сеть.", kk: "Жаңа желі."),
                valueName: "B.jolnet"
            )
        )
        var new: String

        @OptionGroup var language: LanguageOption
        @OptionGroup var output: TableOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "Metres within which a line counts as the successor.",
                    ru: "Расстояние до преемника, м.",
                    kk: "Мұрагер сызыққа дейінгі қашықтық, м."
                ),
                valueName: "m"
            )
        )
        var tolerance = 5.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Write the crosswalk.",
                    ru: "Записать таблицу соответствия.",
                    kk: "Сәйкестік кестесін жазу."
                ),
                valueName: "rows.csv"
            )
        )
        var crosswalk: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "A table 'segment,value' of the old network to carry across.",
                    ru: "Таблица 'segment,value' старой сети для переноса.",
                    kk: "Көшірілетін ескі желінің 'segment,value' кестесі."
                ),
                valueName: "values.csv"
            )
        )
        var carry: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Where carried values go; default standard output.",
                    ru: "Куда писать перенесённое; иначе стандартный вывод.",
                    kk: "Көшірілген мәндер файлы; әйтпесе стандартты шығару."
                ),
                valueName: "carried.csv"
            )
        )
        var out: String?

        struct Result: Encodable {
            var schema = "jol.network.diff/1"
            var diff: DiffReport
            var carriedTotal: Double?
            var carriedLost: Double?
        }

        func run() throws {
            guard tolerance > 0, tolerance <= 1000 else {
                throw ValidationError(
                    tr(
                        "--tolerance lies above 0 and up to 1,000 m.",
                        ru: "--tolerance больше 0 и до 1 000 м.",
                        kk: "--tolerance 0-ден үлкен, 1 000 м-ге дейін."
                    )
                )
            }
            let inputs = [old, new, carry == "-" ? "/dev/stdin" : carry ?? ""]
            for target in [crosswalk, out].compactMap({ $0 }) where target != "-" {
                try Files.requireOther(target, than: inputs)
            }
            guard carry == nil || crosswalk == nil || crosswalk != out else {
                throw ValidationError(
                    tr(
                        "--crosswalk and --out name the same file.",
                        ru: "--crosswalk и --out указывают один файл.",
                        kk: "--crosswalk пен --out бір файлды көрсетеді."
                    )
                )
            }
            let report = try DiffReport(
                from: try CompiledNetwork.open(path: old),
                to: try CompiledNetwork.open(path: new),
                tolerance: Metres(tolerance)
            )
            if let crosswalk { try RowOutput.write(report.table, to: crosswalk, inputs: inputs) }
            var result = Result(diff: report)
            if let carry {
                let carried = try report.carry(table: carry)
                try RowOutput.write(carried.table, to: out ?? "-", inputs: inputs)
                (result.carriedTotal, result.carriedLost) = (carried.total, carried.lost)
                Console.note(
                    tr("lost", ru: "утрачено", kk: "жоғалды")
                        + " \(Say.decimal(carried.lost, 3)) / "
                        + Say.decimal(carried.total, 3)
                )
                if out == nil || out == "-" { return }
            }
            if output.output.json { return try Console.printJSON(result) }
            if output.csv { return Console.print(report.table) }
            var table = TerminalTable([
                (tr("Change", ru: "Изменение", kk: "Өзгеріс"), .left),
                (tr("Pieces", ru: "Отрезки", kk: "Бөліктер"), .right),
                (tr("km", ru: "км", kk: "км"), .right),
            ])
            for name in NetworkCrosswalk.Fate.allCases.map(\.rawValue) + ["added"] {
                let change = report.changes[name] ?? DiffReport.Change()
                table.add([name, Say.count(change.pieces), Say.decimal(change.kilometres, 3)])
            }
            Console.print(table.text)
            Console.print(
                tr("carried", ru: "переносится", kk: "көшіріледі") + " "
                    + Say.percent(report.carriedShare, 2)
            )
        }
    }
}
