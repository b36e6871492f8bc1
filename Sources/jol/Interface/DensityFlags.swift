import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand.Density {
    /// What qualifies a density.
    func flags(
        _ run: DensityRun,
        _ network: SpatialNetwork,
        _ placed: PlaceReader.Placed,
        _ outcome: DensityRun.Outcome
    ) -> [(code: String, words: String)] {
        var flags = SpatialAnswer.flags(network, placed)
        if run.method == .simple {
            flags.append(
                (
                    "NO-DENSITY",
                    tr(
                        "the simple method does not split at junctions: its mass is too great",
                        ru: "метод simple не делит в узлах: масса завышена",
                        kk: "simple әдісі түйінде бөлмейді: масса артық"
                    )
                )
            )
        }
        if outcome.lostAtEnds > 1e-9 * outcome.weight {
            flags.append(
                (
                    "MASS-LOST-AT-ENDS",
                    tr(
                        "\(Say.percent(outcome.lostAtEnds / outcome.weight)) of the mass left "
                            + "at dead ends; --ends reflect keeps it",
                        ru: "\(Say.percent(outcome.lostAtEnds / outcome.weight)) массы ушло в "
                            + "тупиках; --ends reflect сохраняет её",
                        kk: "массаның \(Say.percent(outcome.lostAtEnds / outcome.weight)) "
                            + "тұйықта жоғалды; --ends reflect сақтайды"
                    )
                )
            )
        }
        if outcome.lostWalks > 1e-9 * outcome.weight {
            flags.append(
                (
                    "WALKS-CUT",
                    tr(
                        "faint walks past --max-depth junctions were given up, see lostWalks",
                        ru: "слабые пути дальше --max-depth узлов отброшены, см. lostWalks",
                        kk: "--max-depth түйіннен әрі әлсіз жолдар тасталды, lostWalks қараңыз"
                    )
                )
            )
        }
        if !outcome.hasConverged {
            flags.append(
                (
                    "NOT-CONVERGED",
                    tr(
                        "the heat equation was not solved to the last digits",
                        ru: "уравнение теплопроводности решено не до последних знаков",
                        kk: "жылу теңдеуі соңғы таңбасына дейін шешілмеді"
                    )
                )
            )
        }
        return flags
    }
}
