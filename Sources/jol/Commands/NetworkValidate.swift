import ArgumentParser
import RoadModel
import RoadNetwork
import RoadPipeline

extension NetworkCommand {
    /// `jol network validate`.
    struct Validate: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "validate",
                abstract: tr(
                    "Look a network over for mistakes of its map.",
                    ru: "Проверить сеть на ошибки карты.",
                    kk: "Желіні карта қателеріне тексеру."
                ),
                discussion: tr(
                    """
                    Finds islands, dead ends by mistake, one-way traps, roundabouts drawn backwards, \
                    duplicate geometry, crossings without a junction, missing classes, restrictions \
                    that lead nowhere, loose and contradicting kilometre posts.
                    """,
                    ru: """
                        Ищет острова, ошибочные тупики, ловушки одностороннего движения, кольца \
                        против движения, двойную геометрию, пересечения без узла, дороги без \
                        класса, запреты в никуда, лишние и противоречивые километровые столбы.
                        """,
                    kk: """
                        Аралдарды, қате тұйықтарды, бір бағытты тұзақтарды, теріс айналымдарды, \
                        қайталанған геометрияны, түйінсіз қиылысуларды, класы жоқ жолдарды, еш \
                        жерге апармайтын тыйымдарды, қате шақырым бағандарын табады.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("Network image.", ru: "Образ сети.", kk: "Желі бейнесі."),
                valueName: "N.jolnet"
            )
        )
        var image: String?

        @OptionGroup var choice: NetworkChoice
        @OptionGroup var output: TableOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "A dead end nearer than this to another road is a mistake.",
                    ru: "Тупик ближе этого к другой дороге — ошибка.",
                    kk: "Басқа жолға бұдан жақын тұйық — қате."
                ),
                valueName: "m"
            )
        )
        var deadEnd = NetworkValidation.Limits().deadEndMetres

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Exit with 79 when there are findings of severity 'error'.",
                    ru: "Завершиться с кодом 79, если есть находки уровня 'error'.",
                    kk: "'error' деңгейлі табыс болса, 79 кодымен аяқтау."
                )
            )
        )
        var failOnErrors = false

        struct Result: Encodable {
            var schema = "jol.network.validate/1"
            var report: ValidationReport
        }

        func run() throws {
            guard deadEnd >= 0, deadEnd <= 1000 else {
                throw ValidationError(
                    tr(
                        "--dead-end lies between 0 and 1,000 m.",
                        ru: "--dead-end от 0 до 1 000 м.",
                        kk: "--dead-end 0-ден 1 000 м-ге дейін."
                    )
                )
            }
            if let path = image ?? choice.network { try CompiledNetwork.verify(path: path) }
            let network =
                try image.map { path throws(IntakeError) in try CompiledNetwork.open(path: path) }
                ?? choice.open()
            let report = try ValidationReport(
                network,
                limits: NetworkValidation.Limits(deadEndMetres: deadEnd)
            )
            if output.output.json {
                try Console.printJSON(Result(report: report))
            } else if output.csv {
                Console.print(report.table)
            } else {
                var table = TerminalTable([
                    (tr("Finding", ru: "Находка", kk: "Табыс"), .left),
                    (tr("Count", ru: "Число", kk: "Саны"), .right),
                    (tr("Example: way", ru: "Пример: way", kk: "Мысал: way"), .right),
                ])
                for code in NetworkFinding.Code.allCases {
                    guard let first = report.findings.first(where: { $0.code == code }) else {
                        continue
                    }
                    let count = report.counts[code.rawValue] ?? 0
                    table.add([code.rawValue, Say.count(count), String(first.way)])
                }
                Console.print(table.text)
                Console.print(
                    tr("errors", ru: "ошибок", kk: "қате") + ": " + Say.count(report.errors)
                )
            }
            if failOnErrors, report.errors > 0 {
                throw IntakeError(
                    .verificationFailed,
                    subject: network.versionID,
                    detail: "The network has \(report.errors) findings of severity 'error'.",
                    remedy: "List them with 'jol network validate --csv' and mend the map."
                )
            }
        }
    }
}
