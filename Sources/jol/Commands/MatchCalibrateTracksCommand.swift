import ArgumentParser
import Foundation
import RoadLocate
import RoadModel
import RoadPipeline
import RoadReport

extension MatchCommand {
    /// `jol match calibrate-tracks OBS.csv --network N.jolnet [--truth R.csv] [--out P.json]`.
    struct CalibrateTracks: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "calibrate-tracks",
                abstract: tr(
                    "Find the constants of track matching from your own tracks.",
                    ru: "Найти параметры привязки треков по своим трекам.",
                    kk: "Трек байлау параметрлерін өз тректеріңізден табу."
                ),
                discussion: tr(
                    """
                    The table is that of 'jol match tracks'. Accuracy, the memory of errors, β and \
                    the spread of headings come with intervals and likelihoods; weights and \
                    confidence are judged by the true routes, or on thinned tracks without them. \
                    What makes routes worse is not taken.
                    """,
                    ru: """
                        Таблица — как у 'jol match tracks'. Точность, память ошибок, β и разброс \
                        курса даются с интервалами и правдоподобием; веса и достоверность \
                        проверяются по истинным маршрутам, а без них — на прореженных треках. \
                        Что ухудшает маршруты, не принимается.
                        """,
                    kk: """
                        Кесте — 'jol match tracks' кестесіндей. Дәлдік, қателер жады, β және бағыт \
                        шашырауы аралықтармен және шындыққа ұқсастықпен беріледі; салмақтар мен \
                        сенімділік шын бағыттар бойынша, олар болмаса сиретілген тректерде \
                        тексеріледі. Бағыттарды нашарлататыны қабылданбайды.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The table of fixes.", ru: "Таблица точек.", kk: "Нүктелер кестесі."),
                valueName: "obs.csv"
            )
        )
        var file: String

        @OptionGroup var global: LanguageOption
        @OptionGroup var output: TableOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "Network image made by 'jol network import --out'.",
                    ru: "Образ сети, созданный 'jol network import --out'.",
                    kk: "'jol network import --out' жасаған желі бейнесі."
                ),
                valueName: "N.jolnet"
            )
        )
        var network: String

        @Option(
            help: ArgumentHelp(
                tr(
                    "True routes: a table track,u,v with a row for every line driven.",
                    ru: "Истинные маршруты: таблица track,u,v со строкой на каждую линию.",
                    kk: "Шын бағыттар: әр сызыққа бір жолы бар track,u,v кестесі."
                ),
                valueName: "routes.csv"
            )
        )
        var truth: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Where to write the constants for 'jol match tracks --parameters'.",
                    ru: "Куда записать параметры для 'jol match tracks --parameters'.",
                    kk: "'jol match tracks --parameters' үшін параметрлер жазылатын файл."
                ),
                valueName: "file.json"
            )
        )
        var out: String?

        @Option(
            name: [.long, .customLong("plot")],
            help: ArgumentHelp(
                tr(
                    "Where to write the reliability diagram.",
                    ru: "Куда записать диаграмму надёжности.",
                    kk: "Сенімділік диаграммасы жазылатын файл."
                ),
                valueName: "file.svg"
            )
        )
        var svg: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Cores to use; the result is the same for any number.",
                    ru: "Число ядер; результат от него не зависит.",
                    kk: "Ядро саны; нәтиже оған тәуелді емес."
                ),
                valueName: "n"
            )
        )
        var threads = ThreadCount.all

        struct Result: Encodable {
            var schema = "jol.match.calibrate.tracks/1"
            var calibration: TrackCalibration
        }

        struct Constants: Encodable {
            var schema = ParameterFile.trackSchema
            var parameters: TrackMatcherParameters
        }

        func run() throws {
            for written in [out, svg].compactMap(\.self) {
                try Files.requireOther(written, than: [file, network] + [truth].compactMap(\.self))
            }
            let table = try TrackRunTable(path: file)
            for line in UnusedText.lines(table.unused) { Console.note(line) }
            let found = try TrackCalibration.run(
                table,
                truth: try truth.map { path throws(IntakeError) in try TrackTruth(path: path) },
                network: network,
                parameters: TrackMatcherParameters(),
                threads: try ThreadCount.checked(threads)
            )
            if let out {
                try Files.write(
                    try Console.jsonText(Constants(parameters: found.parameters)),
                    to: out,
                    overwrite: true
                )
            }
            if let svg {
                let chart = ReliabilityChart(
                    found.reliability.map {
                        ReliabilityChart.Bin(
                            from: $0.from,
                            to: $0.to,
                            count: $0.count,
                            said: $0.said,
                            right: $0.right,
                            low: $0.low,
                            high: $0.high
                        )
                    },
                    error: found.calibrationError,
                    language: Interface.language
                )
                try Files.write(chart.svg, to: svg, overwrite: true)
            }
            if output.output.json {
                try Console.printJSON(Result(calibration: found))
            } else if output.csv {
                Console.print(TrackCalibrationText.csv(found))
            } else {
                Console.print(TrackCalibrationText.text(found))
            }
        }
    }
}
