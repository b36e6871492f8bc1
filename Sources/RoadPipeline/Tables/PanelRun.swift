import Glibc
package import RoadModel
package import RoadStatistics

/// Fits a Poisson model with a constant for every unit and every period, and asks it about a dose.
package struct PanelRun: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        /// The fit of the question.
        package var fit: FixedEffectsPoisson.Fit
        /// The same with next period's doses beside this one's: coefficients of the future.
        package var placebo: [RegressionTerm]
        /// Ratio of events by thirds of the dose against none (or the lowest third).
        package var steps: [RegressionTerm]
        /// Units and periods of the table.
        package var units: Int
        /// Periods of the table.
        package var periods: Int
        /// Unit and period pairs without a row.
        package var missing: Int
        /// Whether standard errors are by cluster.
        package var isClustered: Bool
    }

    /// Column of units.
    package var unit: String
    /// Column of periods.
    package var time: String
    /// Column of counts.
    package var outcome: String
    /// Terms of the regressors, as in a formula.
    package var terms: [String]
    /// Columns that are doses, for the placebo and the steps.
    package var doses: [String]
    /// Column of exposure; `nil` for none.
    package var exposure: String?
    /// Column of clusters; `nil` clusters by unit.
    package var cluster: String?
    /// Periods by which doses lag behind: 1 takes last period's dose.
    package var lag = 0

    /// Makes a run.
    package init(unit: String, time: String, outcome: String, terms: [String], doses: [String]) {
        (self.unit, self.time, self.outcome) = (unit, time, outcome)
        (self.terms, self.doses) = (terms, doses)
    }

    /// Fits the models.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad or negative cell or of a
    ///   second row of one unit and period; `.insufficient` when nothing is left to fit.
    package func fit(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let grid = try PanelGrid(table, unit: unit, time: time)
        let counts = try table.numbers(outcome, .notNegative)
        var offset: [Double] = []
        if let exposure {
            for value in try table.numbers(exposure, .positive) { offset.append(value) }
        }
        let doseNames = Self.names(of: doses)
        var columns: [String: [Double]] = [:]
        for name in Self.names(of: terms + doses) {
            let values = try table.numbers(name)
            let isLagged = lag > 0 && doseNames.contains(name)
            columns[name] = isLagged ? grid.shifted(values, by: -lag) : values
        }
        let keeps = (0..<table.rowCount).filter { row in
            columns.values.allSatisfy { !$0[row].isNaN }
        }
        let main = try design(columns, keeps, table)
        let clusters = try labels(table, grid)
        func solve(
            _ rows: [Int],
            _ names: [String],
            _ regressors: [[Double]]
        ) throws(IntakeError) -> FixedEffectsPoisson.Fit {
            do throws(FormulaError) {
                return try FixedEffectsPoisson.fit(
                    response: rows.map { counts[$0] },
                    regressors: regressors,
                    names: names,
                    groupings: [rows.map { grid.units[$0] }, rows.map { grid.times[$0] }],
                    offset: offset.isEmpty ? [] : rows.map { log(offset[$0]) },
                    clusters: rows.map { clusters[$0] }
                )
            } catch {
                throw table.refusal(error)
            }
        }
        let fit = try solve(keeps, main.names, main.columns)
        var placebo: [RegressionTerm] = []
        var ahead = columns
        for name in doseNames { ahead[name] = columns[name].map { grid.shifted($0, by: 1) } }
        let rows = keeps.filter { row in doseNames.allSatisfy { !(ahead[$0]?[row].isNaN ?? true) } }
        if let now = try? design(columns, rows, table), let next = try? design(ahead, rows, table) {
            let isDose = next.names.map { name in doses.contains(name) }
            let names = next.names.indices.filter { isDose[$0] }.map { "future \(next.names[$0])" }
            let fitted = try? solve(
                rows,
                now.names + names,
                now.columns + next.columns.indices.filter { isDose[$0] }.map { next.columns[$0] }
            )
            placebo = fitted?.terms.filter { $0.name.hasPrefix("future ") } ?? []
        }
        var steps: [RegressionTerm] = []
        for dose in doseNames {
            guard let values = columns[dose], let cuts = PanelGrid.thirds(keeps.map { values[$0] })
            else { continue }
            let others = main.names.indices.filter { place in
                !Self.names(of: [main.names[place]]).contains(dose)
            }
            let bins = cuts.map { cut in keeps.map { cut.holds(values[$0]) ? 1.0 : 0 } }
            let fitted = try? solve(
                keeps,
                others.map { main.names[$0] } + cuts.map { "\(dose) \($0.name)" },
                others.map { main.columns[$0] } + bins
            )
            steps = fitted?.terms.filter { $0.name.hasPrefix("\(dose) dose ") } ?? []
            break
        }
        return Outcome(
            fit: fit,
            placebo: placebo,
            steps: steps,
            units: grid.unitCount,
            periods: grid.timeCount,
            missing: grid.missing,
            isClustered: true
        )
    }

    /// The columns that terms use.
    private static func names(of terms: [String]) -> [String] {
        let all = terms.flatMap { (try? Formula("1 ~ \($0)"))?.columnNames ?? [] }
        return Set(all).sorted()
    }

    /// The regressors of the terms on some rows, without the constant.
    private func design(
        _ columns: [String: [Double]],
        _ rows: [Int],
        _ table: AnalysisTable
    ) throws(IntakeError) -> (names: [String], columns: [[Double]]) {
        let numbers = columns.mapValues { values in rows.map { values[$0] } }
        guard let model = ColumnTable(numbers: numbers), !rows.isEmpty else {
            throw table.refusal(FormulaError.tooFewRows(rows: rows.count, coefficients: 1))
        }
        do throws(FormulaError) {
            return try Regression.columns(of: terms, in: model)
        } catch .badResponse(let row) {
            throw IntakeError(
                .formatDamaged,
                subject: table.subject,
                place: rows.indices.contains(row) ? table.places[rows[row]] : nil,
                detail: "A regressor has no finite value here, for example the logarithm of 0.",
                remedy: "Mend the cell, or use a term like log(1 + hours)."
            )
        } catch {
            throw table.refusal(error)
        }
    }

    private func labels(
        _ table: AnalysisTable,
        _ grid: PanelGrid
    ) throws(IntakeError) -> [Int] {
        guard let cluster, cluster != unit else { return grid.units }
        var numbers: [String: Int] = [:]
        return try table.texts(cluster).map { label in
            if let known = numbers[label] { return known }
            numbers[label] = numbers.count
            return numbers.count - 1
        }
    }
}
