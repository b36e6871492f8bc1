package import RoadModel
package import RoadReport

extension CompareRun.Outcome {
    /// Rows that gave an estimate.
    package var estimates: [CompareRun.Row] { rows.filter { $0.ratio != nil } }

    /// Own estimates, without the literature and the naive one.
    private var trusted: [CompareRun.Row] {
        estimates.filter { $0.method != "naive" && $0.method != "prior" }
    }

    /// Whether the methods that can be trusted at all disagree about the sign.
    package var disagrees: Bool {
        let signs = Set(trusted.compactMap { $0.ratio.map { $0 < 1 } })
        return signs.count > 1
    }

    /// The lowest and highest effect in percent among own methods.
    package var spread: (lowest: Double, highest: Double)? {
        let percents = estimates.filter { $0.method != "prior" }.compactMap(\.percent)
        guard let low = percents.min(), let high = percents.max() else { return nil }
        return (low, high)
    }

    /// How far the methods together carry a cause.
    package var attribution: AttributionLevel {
        func excludesNone(_ method: String) -> Bool {
            trusted.first { $0.method == method }.map { row in
                (row.upper ?? 2) < 1 || (row.lower ?? 0) > 1
            } ?? false
        }
        guard !disagrees else { return .change }
        let isFound = excludesNone("did")
        if evidence.followsDraw == true, isFound || excludesNone("panel") { return .randomised }
        let isClean = isFound && movesAlike == true && (evidence.placeboRank ?? 1) <= 0.05
        if excludesNone("empirical-bayes") || isClean {
            let isComplete = evidence.followsDose == true && evidence.leavesNeighboursAlone == true
            return isComplete ? .doseResponse : .design
        }
        return trusted.contains { excludesNone($0.method) } ? .beyondControls : .change
    }

    /// What may be said.
    package var code: VerdictCode {
        if trusted.isEmpty { return .regressionToMean }
        return attribution == .change ? .noEvidence : .change
    }

    /// The page that shows every method beside the others.
    package func content(title: String, software: String) -> StudyContent {
        let forest = estimates.map { row in
            StudyEstimate(
                name: EvaluationWords.method(row.method),
                percent: row.percent ?? 0,
                lower: row.lower.map { 100 * ($0 - 1) },
                upper: row.upper.map { 100 * ($0 - 1) },
                isMain: row.method == "empirical-bayes"
            )
        }
        return StudyContent(
            kicker: LocalizedText(
                "Шара әсер етті ме?",
                "Подействовала ли мера?",
                "Did the measure work?"
            ),
            title: LocalizedText(same: title),
            subtitle: LocalizedText(
                "Барлық әдіс қатар, шашырауымен",
                "Все методы рядом, с их разбросом",
                "Every method side by side, with their spread"
            ),
            answer: [
                VerdictWords.meaning(code), spreadWords, VerdictWords.attribution(attribution),
            ],
            sections: [
                StudySection(
                    anchor: "methods",
                    title: LocalizedText("Әдістер", "Методы", "Methods"),
                    blocks: [.forest(forest), .table(table)]
                ),
                StudySection(
                    anchor: "assumptions",
                    title: LocalizedText(
                        "Әр әдіс неге сүйенеді",
                        "На что опирается каждый метод",
                        "What each method takes for granted"
                    ),
                    blocks: [.list(assumptions, isOrdered: false)]
                ),
                StudySection(
                    anchor: "cause",
                    title: LocalizedText(
                        "Себепті не қуаттайды",
                        "Что говорит о причине",
                        "What bears on the cause"
                    ),
                    blocks: [.list(evidenceWords, isOrdered: false)]
                ),
            ],
            attribution: attribution,
            software: software
        )
    }

    /// Each piece of evidence on the cause, found, missing or against, in one sentence.
    package var evidenceWords: [LocalizedText] {
        let rank = evidence.placeboRank.map { rank in
            Spoken.each { NumberText($0).share(rank) }
        }
        return [
            EvaluationWords.movesAlike(movesAlike), EvaluationWords.placebo(rank),
            EvaluationWords.dose(evidence.followsDose),
            EvaluationWords.neighbours(evidence.leavesNeighboursAlone),
            EvaluationWords.draw(evidence.followsDraw),
        ]
    }

    private var spreadWords: LocalizedText {
        guard let spread else { return LocalizedText("", "", "") }
        let (low, high) = (Spoken.percent(spread.lowest), Spoken.percent(spread.highest))
        return LocalizedText(
            "Әдістердің бағалары \(low.kk) мен \(high.kk) арасында.",
            "Оценки методов лежат между \(low.ru) и \(high.ru).",
            "The methods' estimates lie between \(low.en) and \(high.en)."
        )
    }

    private var table: StudyTable {
        StudyTable(
            caption: LocalizedText("Әдістер", "Методы", "Methods"),
            columns: [
                LocalizedText("әдіс", "метод", "method"),
                LocalizedText("әсер", "эффект", "effect"),
                LocalizedText("95 % шектері", "границы 95 %", "95% limits"),
            ],
            numbers: [1, 2],
            rows: rows.map { row in
                [
                    EvaluationWords.method(row.method),
                    row.percent.map { Spoken.percent($0) }
                        ?? LocalizedText("қолданылмайды", "неприменим", "does not apply"),
                    Spoken.each { language in
                        guard let lower = row.lower else { return "–" }
                        let numbers = NumberText(language)
                        return numbers.signedPercent(100 * (lower - 1)) + " … "
                            + (row.upper.map { numbers.signedPercent(100 * ($0 - 1)) } ?? "∞")
                    },
                ]
            }
        )
    }

    private var assumptions: [LocalizedText] {
        rows.filter { $0.method != "prior" }.map { row in
            let name = EvaluationWords.method(row.method)
            // A method that does not apply says what it lacks.
            let text =
                row.absence.map { EvaluationWords.absence($0) }
                ?? EvaluationWords.assumption(row.method)
            return LocalizedText(
                kk: "\(name.kk): \(text.kk)",
                ru: "\(name.ru): \(text.ru)",
                en: "\(name.en): \(text.en)"
            )
        }
    }
}
