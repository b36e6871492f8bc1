package import RoadModel
package import RoadStatistics

/// Fits a structural model to a series of a table.
package struct StructuralRun: Sendable {
    /// Response and regressors.
    package var formula: Formula
    /// The column of times, checked for gaps; `nil` trusts the order of rows.
    package var x: String?
    /// Steps of a season.
    package var period: Int
    /// How the season may change.
    package var seasonal: StructuralModel.Seasonal

    /// Whether the level has a slope that wanders.
    package var hasSlope: Bool
    /// What the variances maximise.
    package var likelihood: StructuralModel.Likelihood
    /// Steps to forecast.
    package var steps: Int
    /// A table of regressors of the steps ahead.
    package var future: AnalysisTable?

    /// Makes a run.
    package init(
        formula: Formula,
        x: String?,
        period: Int,
        seasonal: StructuralModel.Seasonal,
        hasSlope: Bool = false,
        likelihood: StructuralModel.Likelihood = .diffuse,
        steps: Int = 0,
        future: AnalysisTable? = nil
    ) {
        (self.hasSlope, self.likelihood) = (hasSlope, likelihood)
        (self.steps, self.future) = (steps, future)
        (self.formula, self.x) = (formula, x)
        (self.period, self.seasonal) = (period, seasonal)
    }

    /// The response of every row with the name of its period, for a drawing.
    package func response(
        _ table: AnalysisTable
    ) throws(IntakeError) -> (labels: [String], values: [Double]) {
        let names = (x ?? AnalysisSeries.usualTime(table))?.split(separator: ",").map(String.init)
        var labels = table.places.indices.map { "\($0 + 1)" }
        for (place, name) in (names ?? []).enumerated() {
            let texts = try table.texts(name)
            labels = place == 0 ? texts : zip(labels, texts).map { "\($0)-\($1)" }
        }
        let model = try table.model(formula.columnNames)
        do throws(FormulaError) { return (labels, try formula.responses(in: model)) } catch {
            throw table.refusal(error)
        }
    }

    /// Fits the model.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad or empty cell;
    ///   `.insufficient` for missing periods, short series and regressors that never vary.
    package func fit(_ table: AnalysisTable) throws(IntakeError) -> StructuralFit {
        let names = formula.columnNames
        if let x = x ?? AnalysisSeries.usualTime(table) {
            // Any column of the model serves: only the times are looked at.
            let column = names.sorted().first { table.contains($0) } ?? x
            let series = try AnalysisSeries(table, x: x, y: column)
            try series.requireComplete("a structural model")
        }
        let model = try table.model(names)
        for name in names.sorted() {
            let texts = try table.texts(name)
            if let row = texts.firstIndex(where: AnalysisTable.isMissing) {
                throw table.badCell(row, name, "a value, because every period is needed")
            }
        }
        if steps > 0, future == nil, let name = formula.regressorNames.sorted().first {
            throw IntakeError(
                .badArgument,
                subject: "--steps \(steps)",
                detail: "The future of '\(name)' is not known.",
                remedy: "Give --future a table with the regressors of the steps ahead."
            )
        }
        let ahead = try future.map { table throws(IntakeError) in
            try table.model(formula.regressorNames)
        }
        do throws(FormulaError) {
            let response = try formula.responses(in: model)
            if let row = response.firstIndex(where: { !$0.isFinite }) {
                throw FormulaError.badResponse(row: row)
            }
            return try StructuralModel.fit(
                formula,
                to: model,
                period: period,
                seasonal: seasonal,
                hasSlope: hasSlope,
                likelihood: likelihood,
                steps: steps,
                future: ahead
            )
        } catch .badResponse(let row) {
            throw IntakeError(
                .formatDamaged,
                subject: table.subject,
                place: table.places[row],
                detail: "The response has no finite value here, for example the logarithm of 0.",
                remedy: "Mend the cell, or use a count model (trends glm)."
            )
        } catch {
            throw table.refusal(error)
        }
    }
}
