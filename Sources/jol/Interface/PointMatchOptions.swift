import ArgumentParser
import Foundation
import RoadLocate
import RoadModel
import RoadPipeline

/// How single points are matched.
struct PointMatchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Least probability of a road at which a record counts as located.",
                ru: "Наименьшая вероятность дороги, при которой запись привязана.",
                kk: "Жазба байланған деп саналатын жолдың ең аз ықтималдығы."
            ),
            valueName: "0…1"
        )
    )
    var threshold: Double?

    @Option(
        help: ArgumentHelp(
            tr(
                "Constants found by 'jol match calibrate --out'.",
                ru: "Параметры, найденные 'jol match calibrate --out'.",
                kk: "'jol match calibrate --out' тапқан параметрлер."
            ),
            valueName: "file.json"
        )
    )
    var parameters: String?

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
                "Do not use names and indices as evidence.",
                ru: "Не учитывать названия и индексы.",
                kk: "Атаулар мен индекстерді ескермеу."
            )
        )
    )
    var noNames = false

    @Flag(
        help: ArgumentHelp(
            tr(
                "Do not use expected traffic as evidence.",
                ru: "Не учитывать ожидаемое движение.",
                kk: "Күтілетін қозғалысты ескермеу."
            )
        )
    )
    var noTraffic = false

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

    func options() throws(IntakeError) -> PointsRun.Options {
        var options = PointsRun.Options()
        if let parameters { options.parameters = try ParameterFile.points(path: parameters) }
        if let threshold {
            guard threshold >= 0, threshold < 1 else {
                throw IntakeError(
                    .badArgument,
                    subject: "--threshold \(threshold)",
                    detail: "A probability must lie in [0, 1).",
                    remedy: "Leave the option out for \(PointMatcherParameters().roadThreshold)."
                )
            }
            options.parameters.roadThreshold = threshold
        }
        if noTraffic { options.parameters.trafficWeight = 0 }
        options.hasSparseNames = sparseNames
        options.ignoresHeading = noHeading
        options.ignoresNames = noNames
        options.threads = try ThreadCount.checked(threads)
        return options
    }
}
