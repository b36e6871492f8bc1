import ArgumentParser
import Foundation
import RoadLocate
import RoadModel
import RoadPipeline

extension MatchCommand {
    /// `jol match tracks OBS.csv --network N.jolnet --out F.jsonl`.
    struct Tracks: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "tracks",
                abstract: tr(
                    "Find the routes of recorded tracks.",
                    ru: "Найти маршруты записанных треков.",
                    kk: "Жазылған тректердің бағыттарын табу."
                ),
                discussion: tr(
                    """
                    The table has the columns track,t,lon,lat and, when known, speed_mps,heading \
                    (degrees from true north), and the accuracy of each fix: sigma, \
                    cov_ee,cov_en,cov_nn (m²) or semi_major,semi_minor,orientation. One line of JSON is written for every track: the \
                    node pairs driven, the place and the probability of every fix, and the reason \
                    of every break.
                    """,
                    ru: """
                        Столбцы таблицы: track,t,lon,lat и, если известны, speed_mps,heading \
                        (градусы от истинного севера), а также точность каждой точки: sigma, \
                        cov_ee,cov_en,cov_nn (м²) или semi_major,semi_minor,orientation. На каждый трек пишется строка JSON: \
                        пройденные пары узлов, место и вероятность каждой точки, причина каждого \
                        разрыва.
                        """,
                    kk: """
                        Кесте бағандары: track,t,lon,lat және белгілі болса speed_mps,heading \
                        (нақты солтүстіктен градус), сондай-ақ әр нүктенің дәлдігі: sigma, \
                        cov_ee,cov_en,cov_nn (м²) не semi_major,semi_minor,orientation. Әр трекке бір JSON жолы жазылады: өткен түйін \
                        жұптары, әр нүктенің орны мен ықтималдығы, әр үзілістің себебі.
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
        @OptionGroup var output: OutputOptions
        @OptionGroup var remarks: QuietOption
        @OptionGroup var image: NetworkImageOption

        @Option(
            help: ArgumentHelp(
                tr(
                    "Constants found by 'jol match calibrate-tracks --out'.",
                    ru: "Параметры, найденные 'jol match calibrate-tracks --out'.",
                    kk: "'jol match calibrate-tracks --out' тапқан параметрлер."
                ),
                valueName: "file.json"
            )
        )
        var parameters: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Accuracy of fixes that state none, one sigma in metres; tracks that prove better or worse use their own. (default: 8, and 10 from a fix in 30 s on)",
                    ru:
                        "Точность точек без собственной, одна сигма в метрах; у треков, которые оказались лучше или хуже, берётся своя. (по умолчанию: 8, а при точке в 30 с и реже 10)",
                    kk:
                        "Өз дәлдігі жоқ нүктелер дәлдігі, метрмен бір сигма; одан жақсы не нашар тректе өзінікі алынады. (әдепкісі: 8, ал 30 с сайын не одан сирек нүктеде 10)"
                ),
                valueName: "m"
            )
        )
        var sigma: Double?

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

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Do not use headings as evidence.",
                    ru: "Не учитывать направление движения.",
                    kk: "Қозғалыс бағытын ескермеу."
                )
            )
        )
        var noHeading = false

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Also list the competing routes of every track.",
                    ru: "Перечислить и конкурирующие маршруты каждого трека.",
                    kk: "Әр тректің бәсекелес бағыттарын да келтіру."
                )
            )
        )
        var alternatives = false

        struct Result: Encodable {
            var schema = "jol.match.tracks/1"
            var summary: TrackRun.Summary
        }

        func run() throws {
            var constants = TrackMatcherParameters()
            if let parameters { constants = try ParameterFile.tracks(path: parameters) }
            if let sigma { constants.take(toldSigma: sigma) }
            guard constants.sigmaMetres > 0, constants.sigmaMetres <= 200 else {
                throw IntakeError(
                    .badArgument,
                    subject: "--sigma \(constants.sigmaMetres)",
                    detail: "An accuracy lies above 0 and up to 200 m.",
                    remedy: "Leave the option out for \(TrackMatcherParameters().sigmaMetres)."
                )
            }
            let threads = try ThreadCount.checked(threads)
            try image.requireAbsent()
            constants.usesHeading = constants.usesHeading && !noHeading
            constants.listsRivals = alternatives
            let table = try TrackRunTable(path: file)
            let lines = try RowOutput(image.out, inputs: [file, image.network])
            let summary: TrackRun.Summary
            do {
                summary = try TrackRun.run(
                    table,
                    network: image.network,
                    parameters: constants,
                    threads: threads
                ) { (bytes) throws(IntakeError) in try lines.write(bytes) }
                try lines.finish()
            } catch {
                lines.abandon()
                throw error
            }
            if summary.placesExchanged {
                remarks.note(ExchangedPlaces.text)
            }
            for line in UnusedText.lines(summary.unused) { remarks.note(line) }
            if lines.isStandardOutput { return }
            if output.json {
                try Console.printJSON(Result(summary: summary))
            } else {
                Console.print(
                    tr("tracks", ru: "треков", kk: "трек")
                        + " \(Say.count(summary.matched))/\(Say.count(summary.tracks)), "
                        + tr("fixes", ru: "точек", kk: "нүкте")
                        + " \(Say.count(summary.placed))/\(Say.count(summary.fixes))"
                )
                if summary.ownAccuracy > 0 {
                    let words = tr(
                        "fixes with their own accuracy",
                        ru: "точек с собственной точностью",
                        kk: "өз дәлдігі бар нүкте"
                    )
                    remarks.note("  \(words): \(Say.count(summary.ownAccuracy))")
                }
                for (reason, count) in summary.interruptions.sorted(by: { $0.key < $1.key }) {
                    remarks.note("  \(reason): \(Say.count(count))")
                }
            }
        }
    }

    /// The network image and the file to write.
    struct NetworkImageOption: ParsableArguments {
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
                    "File to write; - for standard output.",
                    ru: "Файл результата; - для стандартного вывода.",
                    kk: "Нәтиже файлы; - стандартты шығыс."
                ),
                valueName: "file"
            )
        )
        var out: String

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Keep an existing file and stop.",
                    ru: "Не заменять имеющийся файл.",
                    kk: "Бар файлды ауыстырмау."
                )
            )
        )
        var keep = false

        // Other commands ask for this before they replace a file; who writes it here means the same.
        @Flag(help: .hidden)
        var overwrite = false

        func requireAbsent() throws(IntakeError) {
            if keep, !overwrite { try Files.requireAbsent(out) }
        }
    }
}
