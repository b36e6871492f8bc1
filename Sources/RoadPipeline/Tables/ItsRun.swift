import Foundation
package import RoadModel
package import RoadStatistics

/// Interrupted time series: the same question put to several models side by side.
package struct ItsRun: Sendable {
    /// What one model says about the level at the date.
    package struct Method: Sendable {
        /// Its name.
        package var name: String
        /// The step of the logarithm at the date.
        package var level: RegressionTerm
        /// The change of slope per step; `nil` where the model has none.
        package var slope: RegressionTerm?
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// Models in the order of trust in their errors: counts first.
        package var methods: [Method]
        /// The model whose figures lead.
        package var headline: Method
        /// The first period of the measure.
        package var first: String
        /// Its row, from 1.
        package var row: Int
        /// Variance factor of the counts about the model.
        package var dispersion: Double
        /// Autocorrelations of the log-linear residuals at lags 1…12.
        package var autocorrelation: [Double]
        /// Ljung & Box over 12 lags.
        package var ljungBox: (q: Double, p: Double)?
        /// Durbin & Watson.
        package var durbinWatson: Double?
        /// φ of the autoregressive errors.
        package var phi: Double?
        /// Percent effect when the date moves by so many steps, and without the slope (`nil`).
        package var sensitivity: [(shift: Int?, percent: Double)]
        /// Rows before the date, and from it on.
        package var counts: (before: Int, after: Int)
        /// Means of the headline model and what it expects without the measure.
        package var fitted: [Double]
        /// The same without step and slope.
        package var counterfactual: [Double]
    }

    /// The first period of the measure, as the times are written; `YYYY-MM` for year and month.
    package var date: String
    /// Column of exposures; `nil` is equal.
    package var exposure: String?
    /// Further terms of the formula.
    package var covariates: String?
    /// Pairs of waves; `nil` takes a constant for every step of the season.
    package var harmonics: Int?
    /// Steps of a season; 1 is none.
    package var period: Int
    /// Whether the slope may change.
    package var hasSlope: Bool

    /// Makes a run.
    package init(
        date: String,
        exposure: String?,
        covariates: String?,
        harmonics: Int?,
        period: Int,
        hasSlope: Bool
    ) {
        (self.date, self.exposure, self.covariates) = (date, exposure, covariates)
        (self.harmonics, self.period, self.hasSlope) = (harmonics, period, hasSlope)
    }

    /// Fits the models.
    ///
    /// - Throws: `.insufficient` for missing periods or too few on a side of the date;
    ///   `.badArgument` for a date outside the series.
    package func fit(_ series: AnalysisSeries) throws(IntakeError) -> Outcome {
        try series.requireComplete("an interrupted time series")
        guard let start = row(of: series) else {
            throw IntakeError(
                .badArgument,
                subject: "--at \(date)",
                detail: "The series has no such period; it runs from "
                    + "\(series.labels.first ?? "") to \(series.labels.last ?? "").",
                remedy: "Name the first period of the measure as the table writes it."
            )
        }
        let n = series.values.count
        guard start >= 4, n - start >= 2 else {
            throw IntakeError(
                .insufficient,
                subject: series.table.subject,
                detail: "\(start) periods stand before the date and \(n - start) from it on.",
                remedy: "At least 4 before and 2 after are needed; several seasons are better."
            )
        }
        guard let model = try columns(series, start) else {
            throw series.table.refusal(FormulaError.tooFewRows(rows: n, coefficients: 1))
        }
        do throws(FormulaError) { return try outcome(series, start, model) } catch {
            throw series.table.refusal(error)
        }
    }

    private func row(of series: AnalysisSeries) -> Int? {
        if let row = series.labels.firstIndex(of: date) { return row }
        if let value = Double(date) {
            return series.times.firstIndex { $0 >= value - 1e-9 }
        }
        return nil
    }

    /// Columns of the model: y, t, post, tpost, season and those of the table.
    private func columns(_ series: AnalysisSeries, _ start: Int) throws(IntakeError) -> ColumnTable?
    {
        var names: Set<String> = []
        if let covariates, let formula = try? Formula("y ~ \(covariates)") {
            names = formula.columnNames.subtracting(["y"])
        }
        var columns = names.isEmpty ? [:] : try series.table.model(names).columns
        let n = series.values.count
        columns["y"] = .numbers(series.values)
        columns["t"] = .numbers((1...n).map { Double($0) })
        columns["post"] = .numbers((0..<n).map { $0 >= start ? 1 : 0 })
        columns["tpost"] = .numbers((0..<n).map { Double(max(0, $0 - start)) })
        columns["season"] = .numbers(
            series.steps.map { $0.truncatingRemainder(dividingBy: Double(period)) }
        )
        if let exposure {
            columns["exposure"] = .numbers(try series.table.numbers(exposure, .positive))
        }
        return ColumnTable(columns)
    }

    private func terms(_ hasSlope: Bool, trend: Bool = true, season: Bool = true) -> String {
        var terms = trend ? ["t", "post"] : ["post"]
        if hasSlope { terms.append("tpost") }
        if season, period > 1 {
            if let harmonics {
                terms.append("harmonic(t, \(period), \(harmonics))")
            } else {
                terms.append("factor(season)")
            }
        }
        if let covariates { terms.append(covariates) }
        return terms.joined(separator: " + ")
    }

    private func outcome(
        _ series: AnalysisSeries,
        _ start: Int,
        _ table: ColumnTable
    ) throws(FormulaError) -> Outcome {
        let offset = exposure == nil ? "" : " + offset(log(exposure))"
        let counts = "y ~ \(terms(hasSlope))\(offset)"
        var methods: [Method] = []
        func add(_ name: String, _ terms: [RegressionTerm]) {
            guard let level = terms.first(where: { $0.name == "post" }) else { return }
            methods.append(
                Method(name: name, level: level, slope: terms.first { $0.name == "tpost" })
            )
        }
        let formula = try Formula(counts)
        let quasi = try Regression.fit(formula, to: table, family: .quasiPoisson)
        add("quasi-poisson", quasi.terms)
        add("poisson", try Regression.fit(formula, to: table, family: .poisson).terms)
        if let fit = try? Regression.fit(formula, to: table, family: .negativeBinomial) {
            add(fit.isDegenerate ? "nb (poisson)" : "nb", fit.terms)
        }
        var result = Outcome(
            methods: [],
            headline: methods[0],
            first: series.labels[start],
            row: start + 1,
            dispersion: quasi.dispersion,
            autocorrelation: [],
            ljungBox: nil,
            durbinWatson: nil,
            phi: nil,
            sensitivity: [],
            counts: (start, series.values.count - start),
            fitted: quasi.fitted,
            counterfactual: counterfactual(quasi, start)
        )
        if series.values.allSatisfy({ $0 > 0 }) {
            let left = exposure == nil ? "log(y)" : "log(y/exposure)"
            let linear = try Formula("\(left) ~ \(terms(hasSlope))")
            let ols = try Regression.fit(linear, to: table, family: .gaussian)
            add("ols", ols.terms)
            let lags = ErrorKind.neweyWest(lag: max(1, period), isAdjusted: false)
            add(
                "newey-west",
                try Regression.fit(linear, to: table, family: .gaussian, errors: lags).terms
            )
            result.autocorrelation = Array(
                Autocorrelation.coefficients(ols.residuals, lags: 12).dropFirst()
            )
            result.ljungBox = Autocorrelation.ljungBox(ols.residuals, lags: 12)
            result.durbinWatson = Autocorrelation.durbinWatson(ols.residuals)
            if let fit = try? AutoregressiveRegression.fit(linear, to: table) {
                add("gls-ar1", fit.terms)
                result.phi = fit.phi
            }
            let wandering = try Formula("\(left) ~ \(terms(false, trend: false, season: false))")
            if let fit = try? StructuralModel.fit(
                wandering,
                to: table,
                period: period,
                seasonal: period > 1 ? .fixed : .none
            ) {
                add("structural", fit.terms)
            }
            if period > 1, let fit = try? AirlineModel.fit(wandering, to: table, period: period) {
                add("airline", fit.terms)
            }
        }
        result.methods = methods
        result.sensitivity = sensitivity(series, start, offset)
        return result
    }

    /// The percent effect with the date moved, and without the slope.
    private func sensitivity(
        _ series: AnalysisSeries,
        _ start: Int,
        _ offset: String
    ) -> [(shift: Int?, percent: Double)] {
        func percent(_ start: Int, _ hasSlope: Bool) -> Double? {
            guard start >= 4, series.values.count - start >= 2,
                let table = try? columns(series, start),
                let formula = try? Formula("y ~ \(terms(hasSlope))\(offset)"),
                let fit = try? Regression.fit(formula, to: table, family: .quasiPoisson),
                let level = fit["post"]
            else { return nil }
            return 100 * expm1(level.estimate)
        }
        var rows: [(shift: Int?, percent: Double)] = []
        for shift in [-3, -2, -1, 1, 2, 3] {
            if let value = percent(start + shift, hasSlope) { rows.append((shift, value)) }
        }
        if hasSlope, let value = percent(start, false) { rows.append((nil, value)) }
        return rows
    }

    private func counterfactual(_ fit: RegressionFit, _ start: Int) -> [Double] {
        let level = fit["post"]?.estimate ?? 0
        let slope = fit["tpost"]?.estimate ?? 0
        return fit.fitted.indices.map { row in
            row < start
                ? fit.fitted[row]
                : fit.fitted[row] * exp(-level - slope * Double(row - start))
        }
    }
}
