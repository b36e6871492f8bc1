import ArgumentParser
import Foundation
import RoadLocate
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// `jol match …`.
struct MatchCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "match",
            abstract: tr(
                "Put violations and crashes on the road network.",
                ru: "Привязка нарушений и ДТП к дорожной сети.",
                kk: "Бұзушылықтар мен ЖКО-ны жол желісіне байлау."
            ),
            subcommands: [
                Run.self, Explain.self, Tracks.self, Points.self, Calibrate.self,
                CalibrateTracks.self,
            ]
        )
    }

    /// `jol match run`.
    struct Run: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "run",
                abstract: tr(
                    "Match every violation and crash.",
                    ru: "Привязать все нарушения и ДТП.",
                    kk: "Барлық бұзушылық пен ЖКО-ны байлау."
                ),
                usage: "jol match run [--threshold <0…1>] [--threads <n>] [options]"
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var threshold: ThresholdOption

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
            var schema = "jol.match.run/1"
            var summary: MatchRun.Summary
            var seconds: Double
        }

        func run() throws {
            let parameters = try threshold.parameters()
            let threads = try ThreadCount.checked(threads)
            let clock = ContinuousClock()
            let start = clock.now
            let progress = ProgressLine("match", isQuiet: global.quiet)
            let summary = try MatchRun.run(
                try global.open(.writing),
                parameters: parameters,
                threads: threads,
                at: Files.now,
                progress: progress
            )
            progress.finish()
            let seconds = (clock.now - start).seconds
            if output.json {
                try Console.printJSON(Result(summary: summary, seconds: seconds))
            } else {
                MatchText.print(summary)
            }
        }
    }

    /// The least probability of a road.
    struct ThresholdOption: ParsableArguments {
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
        var threshold = PointMatcherParameters().roadThreshold

        func parameters() throws(IntakeError) -> PointMatcherParameters {
            guard threshold >= 0, threshold < 1 else {
                throw IntakeError(
                    .badArgument,
                    subject: "--threshold \(threshold)",
                    detail: "A probability must lie in [0, 1).",
                    remedy: "Leave the option out for \(PointMatcherParameters().roadThreshold)."
                )
            }
            var parameters = PointMatcherParameters()
            parameters.roadThreshold = threshold
            return parameters
        }
    }
}

/// Ids of observations as people type them: `V17`, `C4`.
enum ObservationName {
    static func parse(_ text: String) throws(IntakeError) -> (ObservationKind, ObservationID) {
        let kind = ObservationKind.allCases.first { $0.letter == text.prefix(1).uppercased() }
        if let kind, let number = Int64(text.dropFirst()), number > 0 {
            return (kind, ObservationID(rawValue: number))
        }
        throw IntakeError(
            .badArgument,
            subject: text,
            detail: "This is not the id of a violation or a crash.",
            remedy: "Write V and the violation's number or C and the crash's, for example V17."
        )
    }
}
