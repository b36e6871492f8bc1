import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension CrashesCommand {
    /// `jol crashes duplicates`.
    struct Duplicates: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "duplicates",
                abstract: tr(
                    "Propose cards of different numbers that may be of one crash; nothing is merged.",
                    ru: "Предложить карточки, возможно, одного ДТП; ничего не объединяется.",
                    kk: "Бір ЖКО-ға тиесілі болуы мүмкін карточкалар; ештеңе біріктірілмейді."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        @Option(
            help: ArgumentHelp(
                tr("Minutes apart at most.", ru: "Не более минут.", kk: "Ең көп минут."),
                valueName: "minutes"
            )
        )
        var minutes = LikelyDuplicates.Limits().minutes

        @Option(
            help: ArgumentHelp(
                tr("Metres apart at most.", ru: "Не более метров.", kk: "Ең көп метр."),
                valueName: "metres"
            )
        )
        var metres = LikelyDuplicates.Limits().metres

        @Option(
            help: ArgumentHelp(
                tr(
                    "The least score that is proposed, 0 to 1.",
                    ru: "Наименьшая оценка сходства, от 0 до 1.",
                    kk: "Ең аз ұқсастық бағасы, 0-ден 1-ге дейін."
                ),
                valueName: "score"
            )
        )
        var score = LikelyDuplicates.Limits().score

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Only pairs of different sources.",
                    ru: "Только пары из разных источников.",
                    kk: "Тек әртүрлі дереккөз жұптары."
                )
            )
        )
        var acrossSources = false

        struct Result: Encodable {
            var schema = "jol.crashes.duplicates/1"
            var compared: Int
            var proposals: [DuplicateProposal]
        }

        func run() throws {
            var limits = LikelyDuplicates.Limits()
            (limits.minutes, limits.metres, limits.score) = (minutes, metres, score)
            limits.withinSource = !acrossSources
            let crashes = try global.open(.reading).crashEvents()
            let found = LikelyDuplicates.proposals(crashes, limits: limits)
            if table.output.json {
                try Console.printJSON(Result(compared: crashes.count, proposals: found))
            } else if table.csv {
                Console.print(
                    "source_1,id_1,time_1,source_2,id_2,time_2,minutes,metres,score,evidence"
                )
                for pair in found {
                    Console.print(
                        CommaSeparated.line([
                            pair.first.source, pair.first.id, "\(pair.first.time)",
                            pair.second.source, pair.second.id, "\(pair.second.time)",
                            "\(pair.minutes)", pair.metres.map { "\($0)" } ?? "", "\(pair.score)",
                            pair.evidence.joined(separator: " "),
                        ])
                    )
                }
            } else {
                for pair in found {
                    let distance = pair.metres.map { ", \(Say.decimal($0, 0)) м" } ?? ""
                    Console.print(
                        "\(Say.decimal(pair.score, 2))  \(name(pair.first)) ↔ \(name(pair.second)): "
                            + "\(Say.decimal(pair.minutes, 0)) мин\(distance) — "
                            + pair.evidence.joined(separator: ", ")
                    )
                }
                global.note(
                    tr(
                        "\(found.count) pairs proposed of \(crashes.count) cards; nothing was merged.",
                        ru:
                            "Предложено пар: \(found.count) из \(crashes.count) карточек; ничего не "
                            + "объединено.",
                        kk: "\(crashes.count) карточкадан \(found.count) жұп ұсынылды; ештеңе "
                            + "біріктірілген жоқ."
                    )
                )
            }
        }

        private func name(_ card: DuplicateProposal.Card) -> String {
            card.source.isEmpty ? card.id : "\(card.source) \(card.id)"
        }
    }
}
