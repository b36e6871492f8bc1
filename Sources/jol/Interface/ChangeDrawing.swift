import RoadAnalysis
import RoadModel

/// Changes as an answer that can be drawn: their intervals one below the other.
enum ChangeDrawing {
    /// The three intervals of one comparison.
    static func answer(_ change: TrendChange) -> AnalysisAnswer {
        let rows: [(name: String, interval: ChangeInterval)] = [
            (tr("exact", ru: "точный", kk: "дәл"), change.exact),
            ("mid-p", change.midP),
            ("φ = \(Say.decimal(change.overdispersed.phi, 2))", change.overdispersed),
        ]
        return drawn(rows.map { row($0.name, change, $0.interval) })
    }

    /// Every year against the year before.
    static func answer(_ rows: [YearOverYearChange]) -> AnalysisAnswer {
        drawn(
            rows.map { row in
                let years = "\(row.windowBefore.first.year) → \(row.windowAfter.first.year)"
                return Self.row(
                    "\(row.change.measure) \(years)",
                    row.change,
                    row.change.overdispersed
                )
            }
        )
    }

    private static func drawn(_ rows: [AnalysisTree]) -> AnalysisAnswer {
        AnalysisAnswer(["changes": .list(rows)], text: "")
    }

    /// Nothing is drawn of a comparison that must not be read.
    private static func row(
        _ name: String,
        _ change: TrendChange,
        _ interval: ChangeInterval
    ) -> AnalysisTree {
        guard change.verdict.code == .change || change.verdict.code == .noEvidence else {
            return ["name": .text("\(name): \(change.verdict.code.rawValue)")]
        }
        return [
            "name": .text(name), "percent": .number(change.percent),
            "lower": .number(interval.lower), "upper": .number(interval.upper),
        ]
    }
}
