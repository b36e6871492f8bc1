package import RoadAnalysis
package import RoadModel
import RoadStatistics

/// The programme of measures that saves most within a budget.
package struct ProgrammeRun: Sendable {
    /// What the money side is told.
    package struct Economics: Sendable {
        /// Values of crashes.
        package var values: CrashValues
        /// Discount rate a year.
        package var rate: Double
        /// Years that a measure lasts, where its table does not say.
        package var years: Double
        /// Seed of the draws behind the limits.
        package var seed: UInt64

        /// Makes it.
        package init(values: CrashValues, rate: Double, years: Double, seed: UInt64) {
            (self.values, self.rate, self.years, self.seed) = (values, rate, years, seed)
        }
    }

    /// One option.
    package struct Option: Sendable {
        /// The site.
        package var site: String
        /// The measure.
        package var measure: String
        /// Weighed.
        package var weighed: BenefitCost
        /// Whether the limits of the benefit mean anything: not with benefits given as they are.
        package var hasLimits: Bool
        /// Whether it is part of the programme.
        package var isPicked = false
    }

    /// The options in file order.
    package private(set) var options: [Option] = []
    /// The budget.
    package let budget: Double
    /// Whether no better programme exists.
    package private(set) var isProvedBest = false

    /// Picks the programme.
    ///
    /// Columns: `site`, `cost`, and either `benefit` (present value) or `expected` crashes a year
    /// (or `expected_SEVERITY` columns) with `cmf` or a `measure` of the table of measures.
    package init(
        _ table: AnalysisTable,
        budget: Double,
        maximisesNet: Bool,
        _ economics: Economics,
        _ measures: CountermeasureTable
    ) throws(IntakeError) {
        self.budget = budget
        let names = SiteColumnNames(table.header)
        func column(_ candidates: [String]) -> String? {
            candidates.lazy.compactMap { name in
                table.header.first { SiteColumnNames.fold($0) == SiteColumnNames.fold(name) }
            }.first
        }
        let siteColumn = column(["site", "id"]) ?? names.find(.id) ?? "site"
        let sites = try table.texts(siteColumn)
        let costs = try table.numbers(
            column(["cost", "price", "стоимость"]) ?? "cost",
            .notNegative
        )
        let measureColumn = column(["measure", "treatment", "countermeasure", "option", "мера"])
        let labels = try measureColumn.map { name throws(IntakeError) in try table.texts(name) }
        if let benefit = column(["benefit", "benefits", "pv_benefit", "польза"]) {
            for (row, value) in try table.numbers(benefit).enumerated() {
                var weighed = BenefitCost(
                    [],
                    factor: BenefitCost.Factor(value: 1, lower: 1, upper: 1),
                    cost: costs[row],
                    rate: 0,
                    years: 1,
                    seed: 0
                )
                (weighed.benefit, weighed.benefitLower, weighed.benefitUpper) = (
                    value, value, value
                )
                weighed.worthwhile = value > costs[row] ? 1 : 0
                options.append(
                    Option(
                        site: sites[row],
                        measure: labels?[row] ?? "",
                        weighed: weighed,
                        hasLimits: false
                    )
                )
            }
        } else {
            try readExpected(table, sites, labels, costs, economics, measures, column)
        }
        var groups: [String: Int] = [:]
        let group = sites.map { site in
            let number = groups[site] ?? groups.count
            groups[site] = number
            return number
        }
        guard
            let selection = BudgetSelectionKernel(
                groups: group,
                costs: options.map(\.weighed.cost),
                benefits: options.map { maximisesNet ? $0.weighed.net : $0.weighed.benefit },
                budget: budget
            )
        else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "The solver found no programme.",
                remedy: "Check that the budget is not negative and the costs are finite."
            )
        }
        isProvedBest = selection.isProvedBest
        for row in selection.picked { options[row].isPicked = true }
    }

    private mutating func readExpected(
        _ table: AnalysisTable,
        _ sites: [String],
        _ labels: [String]?,
        _ costs: [Double],
        _ economics: Economics,
        _ measures: CountermeasureTable,
        _ column: ([String]) -> String?
    ) throws(IntakeError) {
        var streams: [(name: String, values: [Double])] = []
        for header in table.header where header.hasPrefix("expected_") {
            let severity = String(header.dropFirst("expected_".count))
            if economics.values.values[severity] != nil {
                streams.append((severity, try table.numbers(header, .notNegative)))
            }
        }
        if streams.isEmpty {
            let name = column(["expected", "expected_per_year", "crashes_per_year"]) ?? "expected"
            streams.append(("total", try table.numbers(name, .notNegative)))
        }
        let shapes = try column(["shape"]).map { name throws(IntakeError) in
            try table.numbers(name, .positive, allowsMissing: true)
        }
        let factors = try column(["cmf"]).map { name throws(IntakeError) in
            try table.numbers(name, .positive)
        }
        func limits(_ name: String) throws(IntakeError) -> [Double]? {
            try column([name]).map { column throws(IntakeError) in
                try table.numbers(column, .positive)
            }
        }
        let (lower, upper) = (try limits("cmf_lower"), try limits("cmf_upper"))
        for row in sites.indices {
            let known = measures.measures.first { $0.id == labels?[row] }
            var factor = known?.factor
            if let own = factors?[row] {
                factor = BenefitCost.Factor(
                    value: own,
                    lower: lower?[row] ?? own,
                    upper: upper?[row] ?? own
                )
            }
            guard let factor else {
                throw IntakeError(
                    .columnMissing,
                    subject: table.subject,
                    place: table.places[row],
                    detail: "The row has neither benefit, nor cmf, nor a known measure.",
                    remedy:
                        "Known measures: \(measures.measures.map(\.id).joined(separator: ", "))."
                )
            }
            options.append(
                Option(
                    site: sites[row],
                    measure: labels?[row] ?? "",
                    weighed: BenefitCost(
                        streams.map { stream in
                            BenefitCost.Stream(
                                mean: stream.values[row],
                                shape: shapes?[row] ?? .infinity,
                                value: economics.values.values[stream.name] ?? 0
                            )
                        },
                        factor: factor,
                        cost: costs[row],
                        rate: economics.rate,
                        years: known?.life ?? economics.years,
                        seed: economics.seed &+ UInt64(row)
                    ),
                    hasLimits: true
                )
            )
        }
    }

    /// The options as a table.
    package var table: ResultTable {
        var table = ResultTable(rows: options.count)
        table.add("site", .texts(options.map(\.site)))
        table.add("measure", .texts(options.map(\.measure)))
        table.add("selected", .flags(options.map(\.isPicked)))
        table.add("cost", options.map(\.weighed.cost))
        table.add("benefit", options.map(\.weighed.benefit))
        table.add("benefit_lower", options.map { $0.hasLimits ? $0.weighed.benefitLower : .nan })
        table.add("benefit_upper", options.map { $0.hasLimits ? $0.weighed.benefitUpper : .nan })
        table.add("bcr", options.map { $0.weighed.ratio ?? .nan })
        table.add(
            "bcr_lower",
            options.map {
                $0.hasLimits && $0.weighed.cost > 0
                    ? $0.weighed.benefitLower / $0.weighed.cost : .nan
            }
        )
        table.add(
            "bcr_upper",
            options.map {
                $0.hasLimits && $0.weighed.cost > 0
                    ? $0.weighed.benefitUpper / $0.weighed.cost : .nan
            }
        )
        table.add("net", options.map(\.weighed.net))
        table.add("p_worthwhile", options.map { $0.hasLimits ? $0.weighed.worthwhile : .nan })
        return table
    }

    /// Sum over the programme.
    package func total(_ value: (BenefitCost) -> Double) -> Double {
        options.reduce(0) { $0 + ($1.isPicked ? value($1.weighed) : 0) }
    }
}
