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
                commandName: "points",
                abstract: tr(
                    "Find road and direction of single points.",
                    ru: "Найти дорогу и направление отдельных точек.",
                    kk: "Жеке нүктелердің жолы мен бағытын табу."
                ),
                discussion: tr(
                    """
                    The table has the columns id,lon,lat and, when known, heading,name,ref,sigma, \
                    also heading_sigma, route,km,metres,post_sigma, level, speed_limit, \
                    cov_ee,cov_en,cov_nn or semi_major,semi_minor,orientation, \
                    site_way, site_road. The answer has a row for every point with its way, the \
                    line's nodes in the direction of travel, the probability and the strongest \
                    rival.
                    """,
                    ru: """
                        Столбцы таблицы: id,lon,lat и, если известны, heading,name,ref,sigma, а \
                        также heading_sigma, route,km,metres,post_sigma, level, speed_limit, \
                        cov_ee,cov_en,cov_nn или semi_major,semi_minor,orientation, \
                        site_way, site_road. \
                        Ответ содержит строку на каждую точку: линия, её узлы по ходу движения, \
                        вероятность и сильнейший соперник.
                        """,
                    kk: """
                        Кесте бағандары: id,lon,lat және белгілі болса heading,name,ref,sigma, \
                        сондай-ақ heading_sigma, route,km,metres,post_sigma, level, speed_limit, \
                        cov_ee,cov_en,cov_nn не semi_major,semi_minor,orientation, \
                        site_way, site_road. \
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
        @OptionGroup var remarks: QuietOption
        @OptionGroup var image: NetworkImageOption
        @OptionGroup var matching: PointMatchOptions

        struct Result: Encodable {
            var schema = "jol.match.points/1"
            var summary: PointsRun.Summary
        }

        func run() throws {
            try image.requireAbsent()
            let rows = try RowOutput(image.out, inputs: [file, image.network])
            let summary: PointsRun.Summary
            do {
                summary = try PointsRun.run(
                    file,
                    network: image.network,
                    options: try matching.options()
                ) { (bytes) throws(IntakeError) in try rows.write(bytes) }
                try rows.finish()
            } catch {
                rows.abandon()
                throw error
            }
            tell(summary)
            if rows.isStandardOutput { return }
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
                    remarks.note("  \(reason): \(Say.count(count))")
                }
                let version = tr("network version", ru: "версия сети", kk: "желі нұсқасы")
                remarks.note("  \(version): \(summary.network)")
            }
        }

        /// What a person should know of the table.
        private func tell(_ summary: PointsRun.Summary) {
            if summary.placesExchanged { remarks.note(ExchangedPlaces.text) }
            for line in UnusedText.lines(summary.unused) { remarks.note(line) }
        }
    }
}
