import RoadAnalysis
import RoadModel
import RoadReport

/// Staggered differences for machines and for a person.
struct DidAnswer {
    let panel: StaggeredPanel
    let effects: StaggeredDifferences
    let options: StaggeredDifferences.Options

    var answer: AnalysisAnswer { AnalysisAnswer(fields, flags: flags, text: text) }

    private var flags: [AnalysisFlag] {
        effects.preTrend.map { $0.p < 0.05 } ?? false ? [.preTrend] : []
    }

    private var fields: [String: AnalysisTree] {
        [
            "control": .text(options.control.rawValue), "units": .count(panel.units.count),
            "periods": .count(panel.times.count), "alwaysTreated": .count(panel.alwaysTreated),
            "covariates": .count(panel.covariates.count),
            "method": .text(panel.covariates.isEmpty ? "none" : options.method.rawValue),
            "base": .text(options.base.rawValue),
            "attribution": .text("A\(attribution.rawValue)"),
            "causation": .text(attribution < .design ? "NOT-ESTABLISHED" : "SUPPORTED"),
            "verdict": .text(verdict.rawValue),
            "band": [
                "dynamic": .number(effects.dynamicFactor),
                "attGT": .number(effects.groupTimeFactor), "draws": .count(options.draws),
            ],
            "attGT": .list(
                effects.groupTimes.map { cell in
                    .object(
                        Self.tree(cell.effect, effects.groupTimeFactor).merging(
                            ["cohort": .number(cell.cohort), "time": .number(cell.time)]
                        ) { $1 }
                    )
                }
            ),
            "simple": .object(Self.tree(effects.simple)),
            "dynamic": Self.list(
                effects.dynamic.map { ($0.event, $0.effect) },
                "event",
                effects.dynamicFactor
            ),
            "dynamicOverall": .object(Self.tree(effects.dynamicOverall)),
            "group": Self.list(effects.groups.map { ($0.cohort, $0.effect) }, "cohort"),
            "groupOverall": .object(Self.tree(effects.groupOverall)),
            "calendar": Self.list(effects.calendar.map { ($0.time, $0.effect) }, "time"),
            "preTrend": effects.preTrend.map {
                [
                    "statistic": .number($0.statistic), "df": .count($0.degrees),
                    "p": .number($0.p),
                ]
            } ?? .null,
        ]
    }

    private static func list(
        _ rows: [(Double, StaggeredEffect)],
        _ key: String,
        _ factor: Double? = nil
    ) -> AnalysisTree {
        .list(rows.map { .object(tree($0.1, factor).merging([key: .number($0.0)]) { $1 }) })
    }

    private static func tree(
        _ effect: StaggeredEffect,
        _ factor: Double? = nil
    ) -> [String: AnalysisTree] {
        var tree: [String: AnalysisTree] = [
            "att": .number(effect.estimate), "se": .number(effect.standardError),
            "lower": .number(effect.lower), "upper": .number(effect.upper),
            "p": .number(effect.p),
        ]
        if let factor {
            tree["bandLower"] = .number(effect.estimate - factor * effect.standardError)
            tree["bandUpper"] = .number(effect.estimate + factor * effect.standardError)
        }
        return tree
    }

    private var isFound: Bool { effects.simple.p < 0.05 }

    private var verdict: VerdictCode { isFound ? .change : .noEvidence }

    /// A3 needs groups that moved alike before; without earlier periods that stays open.
    private var attribution: AttributionLevel {
        guard isFound else { return .change }
        return effects.preTrend.map { $0.p >= 0.05 } ?? false ? .design : .beyondControls
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Effect", ru: "Эффект", kk: "Әсер"), .left),
            (tr("estimate", ru: "оценка", kk: "баға"), .right),
            (tr("std. error", ru: "ст. ошибка", kk: "ст. қате"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
            ("p", .right),
        ])
        func add(_ name: String, _ effect: StaggeredEffect) {
            table.add([
                name, Say.decimal(effect.estimate, 5), Say.decimal(effect.standardError, 5),
                "\(Say.decimal(effect.lower, 4)) … \(Say.decimal(effect.upper, 4))",
                numbers.probability(effect.p),
            ])
        }
        add(tr("all treated", ru: "все с мерой", kk: "шара алғандар"), effects.simple)
        for row in effects.dynamic {
            let sign = row.event < 0 ? "−" : "+"
            let event = Say.decimal(row.event.magnitude, row.event.rounded() == row.event ? 0 : 1)
            add(tr("event", ru: "событие", kk: "оқиға") + " \(sign)\(event)", row.effect)
        }
        for row in effects.groups {
            let year = row.cohort.rounded() == row.cohort ? "\(Int(row.cohort))" : "\(row.cohort)"
            add(tr("cohort", ru: "когорта", kk: "когорта") + " \(year)", row.effect)
        }
        guard let test = effects.preTrend else { return table.text }
        let words = tr(
            "Before the measure: χ²",
            ru: "До меры: χ²",
            kk: "Шараға дейін: χ²"
        )
        return table.text + "\n\n\(words)(\(test.degrees)) = \(Say.decimal(test.statistic, 2)), p "
            + numbers.probability(test.p)
    }
}
