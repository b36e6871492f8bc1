import ArgumentParser
import Foundation
import RoadLocate
import RoadModel
import RoadPipeline

extension MatchCommand {
    /// `jol match points P.csv --network N.jolnet --out F.csv`.
    struct Points: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                abstract: tr(
                    "Find road and direction of single points.",
                    ru: "Найти дорогу и направление отдельных точек.",
                    kk: "Жеке нүктелердің жолы мен бағытын табу."
                ),
                discussion: tr(
                    """
                    The table has the columns id,lon,lat and, when known, heading,name,ref,sigma. \
                    The answer has a row for every point with its way, the line's nodes in the \
                    direction of travel, the probability and the strongest rival.
                    """,
                    ru: """
                        Столбцы таблицы: id,lon,lat и, если известны, heading,name,ref,sigma. \
                        Ответ содержит строку на каждую точку: линия, её узлы по ходу движения, \
                        вероятность и сильнейший соперник.
                        """,
                    kk: """
                        Кесте бағандары: id,lon,lat және белгілі болса heading,name,ref,sigma. \
                        Жауапта әр нүктеге бір жол: сызық, оның қозғалыс бойынша түйіндері, \
                        ықтималдығы және ең күшті бәсекелесі.
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

        @OptionGroup var global: LanguageOption
        @OptionGroup var output: OutputOptions
        @OptionGroup var image: NetworkImageOption
        @OptionGroup var threshold: ThresholdOption

        @Flag(
            help: ArgumentHelp(
                tr(
                    "A blank name says nothing; otherwise it speaks for a nameless road.",
                    ru: "Пустое название ничего не значит; иначе это довод за безымянную дорогу.",
                    kk: "Бос атау ештеңе білдірмейді; әйтпесе ол атаусыз жолға дәлел."
                )
            )
        )
        var sparseNames = false

        struct Result: Encodable {
            var schema = "jol.match.points/1"
            var summary: PointsRun.Summary
        }

        func run() throws {
            try image.requireAbsent()
            let (text, summary) = try PointsRun.run(
                file,
                network: image.network,
                parameters: try threshold.parameters(),
                hasSparseNames: sparseNames
            )
            try image.write(text)
            if output.json {
                try Console.printJSON(Result(summary: summary))
            } else {
                Console.print(
                    tr("points", ru: "точек", kk: "нүкте")
                        + " \(Say.count(summary.answered))/\(Say.count(summary.points)), "
                        + tr("located", ru: "привязано", kk: "байланды")
                        + " \(Say.count(summary.located))"
                )
                for (reason, count) in summary.reasons.sorted(by: { $0.key < $1.key }) {
                    Console.note("  \(reason): \(Say.count(count))")
                }
            }
        }
    }
}
