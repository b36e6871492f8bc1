import RoadPipeline
import RoadReport
import RoadStatistics

/// Joinpoints for machines and for a person.
struct JoinpointAnswer {
    let series: AnalysisSeries
    let outcome: JoinpointRun.Outcome

    var answer: AnalysisAnswer {
        var answer = AnalysisAnswer(fields, flags: flags, text: text)
        answer.sheet = (
            ["k", "from", "to", "observations", "apc", "lower", "upper"],
            outcome.fits.flatMap { fit in
                fit.segments.map { piece in
                    ["\(fit.joinpoints.count)"]
                        + [piece.from, piece.to].map(Self.time) + ["\(piece.observations)"]
                        + [piece.annualChange, piece.lower, piece.upper].map { "\($0)" }
                }
            }
        )
        var chart = series.chart("jol trends joinpoint")
        if outcome.fits.indices.contains(chosen) {
            let fit = outcome.fits[chosen]
            chart.lines = [
                TrendChart.Line(
                    zip(series.times, fit.fitted).map { ($0, Calculus.exponential($1)) }
                )
            ]
            chart.marks = fit.joinpoints.map { ($0, label($0)) }
        }
        answer.chart = chart
        return answer
    }

    /// The number of joinpoints that is shown: NCI's default criterion.
    private var chosen: Int { outcome.selected[.weightedBIC] ?? 0 }

    private var flags: [AnalysisFlag] {
        var flags: [AnalysisFlag] = []
        if series.missingCount > 0 { flags.append(.missingPeriods) }
        if series.values.contains(where: { $0 < 30 }) { flags.append(.smallCounts) }
        if series.values.count < 8 { flags.append(.shortSeries) }
        let selected = Set(outcome.selected.values)
        if outcome.fits.contains(where: {
            selected.contains($0.joinpoints.count) && $0.isTailArtefact
        }) {
            flags.append(.tailArtefact)
        }
        return flags
    }

    private var fields: [String: AnalysisTree] {
        var selected: [String: AnalysisTree] = [:]
        for (criterion, count) in outcome.selected { selected[criterion.rawValue] = .count(count) }
        selected["permutation"] = outcome.tested.map { .count($0) } ?? .null
        return [
            "n": .count(series.values.count), "missing": .texts(series.missing),
            "fits": .list(outcome.fits.map(Self.tree)), "selected": .object(selected),
            "tests": .list(
                outcome.tests.map {
                    [
                        "null": .count($0.null), "alternative": .count($0.alternative),
                        "statistic": .number($0.statistic),
                        "permutations": .count($0.permutations),
                        "exceeding": .count($0.exceeding), "p": .number($0.p),
                    ]
                }
            ),
            "between": .list(
                outcome.between.map {
                    [
                        "k": .count($0.joinpoints.count), "joinpoints": .numbers($0.joinpoints),
                        "se": .numbers($0.errors), "sse": .number($0.squares),
                        "slopes": .numbers($0.slopes),
                    ]
                }
            ),
        ]
    }

    private static func tree(_ fit: JoinpointFit) -> AnalysisTree {
        [
            "k": .count(fit.joinpoints.count), "joinpoints": .numbers(fit.joinpoints),
            "sse": .number(fit.squares), "candidates": .count(fit.candidates),
            "bic": .number(fit.bic), "bic3": .number(fit.bic3), "wbic": .number(fit.weightedBIC),
            "wbicWeight": .number(fit.largestShare), "tailArtefact": .flag(fit.isTailArtefact),
            "aapc": [
                "estimate": .number(fit.averageChange), "lower": .number(fit.averageLower),
                "upper": .number(fit.averageUpper),
            ],
            "segments": .list(
                fit.segments.map {
                    [
                        "from": .number($0.from), "to": .number($0.to),
                        "observations": .count($0.observations), "slope": .number($0.slope),
                        "se": .number($0.slopeError), "apc": .number($0.annualChange),
                        "lower": .number($0.lower), "upper": .number($0.upper),
                    ]
                }
            ),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var choice = TerminalTable([
            ("k", .right), (tr("joinpoints", ru: "точки", kk: "нүктелер"), .left),
            ("SSE", .right), ("BIC", .right), ("BIC3", .right), ("WBIC", .right),
            ("AAPC", .right),
        ])
        for fit in outcome.fits {
            choice.add([
                "\(fit.joinpoints.count)" + (fit.joinpoints.count == chosen ? " *" : "  "),
                fit.joinpoints.map(label).joined(separator: ", "),
                Say.decimal(fit.squares, 4), Say.decimal(fit.bic, 4), Say.decimal(fit.bic3, 4),
                Say.decimal(fit.weightedBIC, 4), numbers.signedPercent(fit.averageChange),
            ])
        }
        var parts = [choice.text]
        if outcome.fits.indices.contains(chosen) {
            var pieces = TerminalTable([
                (tr("Piece", ru: "Отрезок", kk: "Бөлік"), .left),
                (tr("annual change", ru: "изменение в год", kk: "жылдық өзгеріс"), .right),
                (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
            ])
            for piece in outcome.fits[chosen].segments {
                pieces.add([
                    "\(label(piece.from)) – \(label(piece.to))",
                    numbers.signedPercent(piece.annualChange),
                    numbers.signedPercent(piece.lower) + " … "
                        + numbers.signedPercent(piece.upper),
                ])
            }
            parts.append(pieces.text)
        }
        if !outcome.between.isEmpty {
            var between = TerminalTable([
                ("k", .right),
                (tr("anywhere", ru: "в любом месте", kk: "кез келген жерде"), .left),
                ("SSE", .right),
            ])
            for fit in outcome.between {
                let places = zip(fit.joinpoints, fit.errors).map {
                    Say.decimal($0, 2) + " ± " + Say.decimal($1, 2)
                }
                between.add([
                    "\(fit.joinpoints.count)", places.joined(separator: ", "),
                    Say.decimal(fit.squares, 4),
                ])
            }
            parts.append(between.text)
        }
        if !outcome.tests.isEmpty {
            var tests = TerminalTable([
                (tr("Test", ru: "Тест", kk: "Тест"), .left), ("T", .right), ("p", .right),
            ])
            for test in outcome.tests {
                tests.add([
                    "\(test.null) : \(test.alternative)", Say.decimal(test.statistic, 4),
                    numbers.probability(test.p),
                ])
            }
            parts.append(tests.text)
        }
        return parts.joined(separator: "\n\n")
    }

    /// A time as the table wrote it.
    private func label(_ value: Double) -> String {
        if let place = series.times.firstIndex(of: value) { return series.labels[place] }
        return Self.time(value)
    }

    private static func time(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
