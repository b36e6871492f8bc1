package import RoadAnalysis
package import RoadModel
package import RoadStatistics

/// Evaluates treated sites by every method that their table allows.
package struct BeforeAfterRun: Sendable {
    /// Where the expected crashes of a site come from.
    package enum Prediction: Hashable, Sendable {
        /// Expressions over columns for before, after and the overdispersion k.
        case given(before: String, after: String, overdispersion: String)
        /// Terms of a negative binomial model fitted to the untreated sites.
        case fitted(String)
        /// Columns `predicted_before`, `predicted_after`, `overdispersion` where they exist, else
        /// mean and variance of at least ten reference sites.
        case automatic
    }

    /// To which sites a function is fitted; before the measure all of them are untreated.
    package enum Reference: String, Sendable, CaseIterable {
        /// All sites when the treated ones are the top of the table, else the untreated.
        case auto
        /// The sites that stay untreated: right when they were chosen without their counts.
        case untreated
        /// All sites in the period before: right when the treated were chosen out of the table.
        case all
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// After over before per year, without any control.
        package var naive: RatioTest
        /// The naive ratio.
        package var naiveRatio: Double
        /// Against the untreated sites.
        package var comparison: BeforeAfterEffect?
        /// Against what the sites' own past and their kind lead to expect.
        package var bayes: BeforeAfterEffect?
        /// The same with Hauer's standard error.
        package var bayesHauer: BeforeAfterEffect?
        /// The expectation of each treated site.
        package var sites: [SiteExpectation]
        /// Rows of the treated sites.
        package var treatedRows: [Int]
        /// Where the expectation comes from: `given`, `fitted`, `moments`,
        /// `hsm-rural-two-lane`.
        package var source: String?
        /// Sites the function was fitted to; `nil` when it was given.
        package var referenceSites: Int?
        /// Whether the untreated sites are what was left over after a choice by counts.
        package var isLeftOver: Bool
        /// The trend of the untreated sites, when expected crashes follow it.
        package var trend: Double?
        /// Whether treated sites had over 1.2 times the crashes of untreated ones before.
        package var isSelected: Bool
        /// Whether the untreated sites show no overdispersion.
        package var isDegenerate: Bool
        /// Crashes of treated sites before and after, and the years of both.
        package var totals: (before: Int, after: Int, yearsBefore: Double, yearsAfter: Double)
    }

    /// Columns of crashes before; empty takes `observed_before`, else those numbered from `b1` on.
    package var before: [String] = []
    /// Columns of crashes after; empty takes `observed_after`, else those numbered from `a1` on.
    package var after: [String] = []
    /// Years before; `nil` counts the columns.
    package var yearsBefore: Double?
    /// Years after; `nil` counts the columns.
    package var yearsAfter: Double?
    /// The column that is 1 for treated sites; without it all are.
    package var treated = "treated"
    /// Where expected crashes come from.
    package var prediction = Prediction.automatic
    /// To which sites a function is fitted.
    package var reference = Reference.auto
    /// Variance of the odds ratio between treated and untreated sites in untreated years.
    package var oddsVariance = 0.0

    /// Makes a run with the usual columns.
    package init() {}

    /// Evaluates the sites.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell, `.insufficient`
    ///   without crashes or treated sites.
    package func evaluate(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let sites = try BeforeAfterTable(table, self)
        func total(_ counts: [Double], _ rows: [Int]) -> Int {
            Int(rows.reduce(0.0) { min(9e15, $0 + counts[$1]) })
        }
        var oddsVariance = oddsVariance
        if oddsVariance == 0, table.contains("var_omega") {
            oddsVariance = try table.numbers("var_omega", .notNegative).first ?? 0
        }
        let (k, l) = (total(sites.before, sites.treated), total(sites.after, sites.treated))
        let (m, n) = (total(sites.before, sites.untreated), total(sites.after, sites.untreated))
        guard k > 0,
            let rates = RateRatio(
                before: k,
                after: l,
                exposureBefore: sites.yearsBefore,
                exposureAfter: sites.yearsAfter
            )
        else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "The treated sites have \(k) crashes before and \(l) after.",
                remedy: "An effect needs crashes before and years above 0; add sites or years."
            )
        }
        var outcome = Outcome(
            naive: rates.midP(level: 0.95),
            naiveRatio: rates.ratio,
            comparison: BeforeAfter.comparisonGroup(
                treatedBefore: k,
                treatedAfter: l,
                comparisonBefore: m,
                comparisonAfter: n,
                oddsVariance: oddsVariance
            ),
            bayes: nil,
            bayesHauer: nil,
            sites: [],
            treatedRows: sites.treated,
            source: nil,
            referenceSites: nil,
            isLeftOver: sites.isLeftOver,
            trend: nil,
            isSelected: !sites.untreated.isEmpty
                && Double(k) / Double(sites.treated.count)
                    > 1.2 * Double(m) / Double(sites.untreated.count),
            isDegenerate: false,
            totals: (k, l, sites.yearsBefore, sites.yearsAfter)
        )
        try addBayes(table, sites, &outcome)
        return outcome
    }

    private func addBayes(
        _ table: AnalysisTable,
        _ sites: BeforeAfterTable,
        _ outcome: inout Outcome
    ) throws(IntakeError) {
        let expectations: SiteExpectations
        let rows = referenceRows(sites)
        switch prediction {
        case .given(let before, let after, let overdispersion):
            expectations = try SiteExpectations(given: before, after, overdispersion, table)
            outcome.source = "given"
        case .fitted(let terms):
            expectations = try SiteExpectations(fitted: terms, table, sites, rows)
            outcome.source = "fitted"
        case .automatic:
            if let columns = PredictionColumns(table) {
                expectations = try SiteExpectations(
                    given: columns.before,
                    columns.after,
                    columns.overdispersion,
                    table
                )
                outcome.source = columns.source
            } else if let moments = SiteExpectations(momentsOf: sites, rows) {
                expectations = moments
                outcome.source = "moments"
            } else {
                return
            }
        }
        outcome.referenceSites = expectations.reference
        outcome.trend = expectations.reference == nil ? nil : expectations.trend
        outcome.isDegenerate = expectations.isDegenerate
        var treated: [EvaluationSite] = []
        for row in sites.treated {
            let (before, after) = (expectations.before[row], expectations.after[row])
            let k = expectations.overdispersion[row]
            guard before > 0, after > 0, k >= 0, before.isFinite, after.isFinite, k.isFinite
            else {
                throw IntakeError(
                    .formatDamaged,
                    subject: table.subject,
                    place: table.places[row],
                    detail: "The crashes expected at this site are not a positive number.",
                    remedy: "Check traffic, length and the function of this site."
                )
            }
            treated.append(
                EvaluationSite(
                    observedBefore: Int(sites.before[row]),
                    observedAfter: Int(sites.after[row]),
                    predictedBefore: before,
                    predictedAfter: after,
                    overdispersion: k
                )
            )
        }
        let spread = expectations.trendVariance
        if let result = BeforeAfter.empiricalBayes(treated, trendVariance: spread) {
            (outcome.bayes, outcome.sites) = (result.effect, result.expectations)
            outcome.bayesHauer =
                BeforeAfter.empiricalBayes(treated, trendVariance: spread, form: .hauer)?.effect
        }
    }

    /// The sites a function is fitted to.
    private func referenceRows(_ sites: BeforeAfterTable) -> [Int] {
        let isAll = reference == .all || (reference == .auto && sites.isLeftOver)
        return isAll ? Array(sites.before.indices) : sites.untreated
    }
}
