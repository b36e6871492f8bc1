import ArgumentParser
import Foundation
import RoadLocate
import RoadModel
import RoadPipeline
import RoadReport

extension MatchCommand {
    /// `jol match calibrate P.csv --network N.jolnet [--out F.json] [--svg F.svg]`.
    struct Calibrate: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "calibrate",
                abstract: tr(
                    "Find the matcher's constants from your own points.",
                    ru: "Найти параметры привязки по своим точкам.",
                    kk: "Байлау параметрлерін өз нүктелеріңізден табу."
                ),
                discussion: tr(
                    """
                    The table is that of 'jol match points'. With the columns way,u,v (the true \
                    way and the line's nodes in the direction of travel) the truth is made as \
                    likely as possible: accuracies, weights and one temperature. Without them \
                    only the laws of the errors are found.
                    """,
                    ru: """
                        Таблица — как у 'jol match points'. Если есть столбцы way,u,v (истинная \
                        линия и её узлы по ходу движения), подбираются точности, веса и одна \
                        температура, при которых истина наиболее вероятна. Иначе — только законы \
                        ошибок.
                        """,
                    kk: """
                        Кесте — 'jol match points' кестесіндей. way,u,v бағандары болса (шын сызық \
                        пен оның қозғалыс бойынша түйіндері), шындық ең ықтимал болатын дәлдіктер, \
                        салмақтар және бір температура таңдалады. Әйтпесе тек қате заңдары \
                        табылады.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The table of points.", ru: "Таблица точек.", kk: "Нүктелер кестесі."),
                valueName: "points.csv"
            )
        )
        var file: String

        @OptionGroup var language: LanguageOption
        @OptionGroup var output: TableOptions
        @OptionGroup var matching: PointMatchOptions

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
                    "Where to write the constants for --parameters.",
                    ru: "Куда записать параметры для --parameters.",
                    kk: "--parameters үшін параметрлер жазылатын файл."
                ),
                valueName: "file.json"
            )
        )
        var out: String?

        @Option(
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

        struct Result: Encodable {
            var schema = "jol.match.calibrate/1"
            var calibration: PointCalibration
        }

        struct Constants: Encodable {
            var schema = ParameterFile.pointSchema
            var parameters: PointMatcherParameters
        }

        func run() throws {
            for written in [out, svg].compactMap(\.self) {
                try Files.requireOther(written, than: [file, network])
            }
            let found = try PointsRun.calibrate(
                file,
                network: network,
                options: try matching.options()
            )
            for line in UnusedText.lines(found.unused) { Console.note(line) }
            if found.used < PointsRun.leastPoints {
                Console.note(
                    tr(
                        "Only \(found.used) points: constants found from so few are hardly better "
                            + "than a guess; see their intervals.",
                        ru: "Точек только \(found.used): найденные по ним параметры немногим лучше "
                            + "догадки, см. интервалы.",
                        kk:
                            "Нүкте тек \(found.used): олардан табылған параметрлер болжамнан сәл ғана "
                            + "артық, аралықтарын қараңыз."
                    )
                )
            }
            if let out {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                let text = try encoder.encode(Constants(parameters: found.parameters))
                try Files.write(String(decoding: text, as: UTF8.self), to: out, overwrite: true)
            }
            if let svg {
                guard let drawn = found.heldOut ?? (found.hasTruth ? found.after : nil) else {
                    throw IntakeError(
                        .insufficient,
                        subject: file,
                        detail: "A reliability diagram needs the true way of every point.",
                        remedy: "Add the columns way,u,v."
                    )
                }
                let chart = ReliabilityChart(
                    drawn.bins.map {
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
                    error: drawn.calibrationError ?? 0,
                    language: Interface.language
                )
                try Files.write(chart.svg, to: svg, overwrite: true)
            }
            if output.output.json {
                try Console.printJSON(Result(calibration: found))
            } else if output.csv {
                Console.print(CalibrationText.csv(found))
            } else {
                Console.print(CalibrationText.text(found))
            }
        }
    }
}
