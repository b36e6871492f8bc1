import ArgumentParser
import RoadModel
import RoadPipeline

/// What a comparison may know of the scatter of counts and of their maturity.
struct ChangeEvidenceOptions: ParsableArguments {
    @OptionGroup var columns: SeriesOptions
    @Option(
        help: ArgumentHelp(
            tr(
                "Compare every group of this column by itself.",
                ru: "Сравнивать каждую группу этого столбца отдельно.",
                kk: "Осы бағанның әр тобын жеке салыстыру."
            ),
            valueName: "column"
        )
    )
    var by: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Mean deaths of a fatal crash, for phi = 2m - 1.",
                ru: "Погибших на смертельное ДТП в среднем, для phi = 2m - 1.",
                kk: "Өлімді ЖКО-дағы орташа қаза, phi = 2m - 1 үшін."
            ),
            valueName: "m"
        )
    )
    var perCrash: Double?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column of fatal crashes, which gives that mean.",
                ru: "Столбец смертельных ДТП, из которого берётся среднее.",
                kk: "Осы орташаны беретін өлімді ЖКО бағаны."
            ),
            valueName: "column"
        )
    )
    var fatalCrashes: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Counts of earlier years in order, at least 8, without the two compared.",
                ru: "Числа прошлых лет по порядку, не менее 8, без двух сравниваемых.",
                kk: "Алдыңғы жылдар сандары ретімен, кемі 8, салыстырылатын екеуінсіз."
            ),
            valueName: "n,n,…"
        )
    )
    var history: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Days from the end of the period before to the day its count was taken.",
                ru: "Дней от конца прежнего периода до дня, когда взято его число.",
                kk: "Бұрынғы кезең соңынан саны алынған күнге дейінгі күндер."
            ),
            valueName: "days"
        )
    )
    var maturityBefore: Int?
    @Option(
        help: ArgumentHelp(
            tr(
                "The same for the period after; unequal maturity is not comparable.",
                ru: "То же для нового периода; разная зрелость несравнима.",
                kk: "Кейінгі кезең үшін; толықтығы әртүрлі болса салыстырылмайды."
            ),
            valueName: "days"
        )
    )
    var maturityAfter: Int?

    /// The mean deaths of a fatal crash.
    func mean() throws(IntakeError) -> Double? {
        guard let perCrash else { return nil }
        guard (1...100).contains(perCrash) else {
            throw AnalysisOptions.usage(
                "--per-crash \(perCrash)",
                "A fatal crash has at least one death: 1 to 100.",
                verb: "trends change"
            )
        }
        return perCrash
    }

    /// The counts of earlier years.
    func counts() throws(IntakeError) -> [Int] {
        guard let history else { return [] }
        let counts = history.split(separator: ",").map { Int($0.trimmed) }
        guard counts.count >= 8, counts.allSatisfy({ ($0 ?? -1) >= 0 }) else {
            throw AnalysisOptions.usage(
                "--history \(history)",
                "At least 8 counts that are not negative, between commas.",
                verb: "trends change"
            )
        }
        return counts.compactMap(\.self)
    }
}
