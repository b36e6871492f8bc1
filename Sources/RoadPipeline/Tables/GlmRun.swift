package import RoadModel
package import RoadStatistics

/// Fits one regression to a table of a file.
package struct GlmRun: Sendable {
    /// How standard errors are asked for.
    package enum Errors: Hashable, Sendable {
        /// As the model says.
        case model
        /// White's errors, with the factor n/(n − p) or without.
        case robust(isHC1: Bool)
        /// Residuals over (1 − leverage) to a power: HC2 and HC3.
        case leverage(power: Int)
        /// By groups of a column.
        case cluster(String)
        /// Newey and West's, with the factor n/(n − p) or without.
        case neweyWest(lags: Int, isAdjusted: Bool)

        /// Reads `model`, `hc0`, `hc1`, `cluster:COL`, `nw:LAGS`, `nw-adjusted:LAGS`.
        package init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            switch (parts.first?.lowercased(), parts.count) {
            case ("model", 1): self = .model
            case ("hc0", 1): self = .robust(isHC1: false)
            case ("hc1", 1): self = .robust(isHC1: true)
            case ("hc2", 1): self = .leverage(power: 1)
            case ("hc3", 1): self = .leverage(power: 2)
            case ("cluster", 2): self = .cluster(parts[1])
            case ("nw", 2), ("nw-adjusted", 2):
                guard let lags = Int(parts[1]), (0...1000).contains(lags) else { return nil }
                self = .neweyWest(lags: lags, isAdjusted: parts[0].lowercased() != "nw")
            default: return nil
            }
        }
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// The fit.
        package var fit: RegressionFit
        /// The coefficients without those of fixed effects.
        package var terms: [RegressionTerm]
        /// Coefficients left out, without those of fixed effects.
        package var aliased: [String]
        /// Labels of each fixed effect that took part.
        package var levels: [(column: String, count: Int)]
        /// Rows with an empty cell.
        package var rowsLeftOut: Int
        /// Rows of groups without events.
        package var zeroRows: Int
        /// Clusters, when errors are by cluster.
        package var clusters: Int?
    }

    /// The model.
    package var formula: Formula
    /// The law of the response.
    package var family: RegressionFamily
    /// How standard errors are computed.
    package var errors: Errors
    /// Columns with a constant for every label.
    package var fixed: [String]
    /// Where θ of the negative binomial law comes from.
    package var size: SizeRule
    /// A column or arithmetic of prior weights.
    package var weights: ColumnExpression?
    /// Confidence level.
    package var level: Double

    /// Makes a run.
    package init(
        formula: Formula,
        family: RegressionFamily,
        errors: Errors = .model,
        fixed: [String] = [],
        size: SizeRule = .estimated,
        weights: ColumnExpression? = nil,
        level: Double = 0.95
    ) {
        (self.formula, self.family, self.errors) = (formula, family, errors)
        (self.fixed, self.size, self.weights, self.level) = (fixed, size, weights, level)
    }

    /// Fits the model to a table.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell, `.insufficient`
    ///   for too few rows or a fit that does not settle, `.badArgument` for the formula.
    package func fit(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let job = try prepare(table)
        let fit = try Self.naming(table) { () throws(FormulaError) in
            try Regression.fit(
                formula.withFixedEffects(fixed),
                to: job.table,
                family: family,
                errors: job.errors,
                level: level,
                size: size,
                weights: weights
            )
        }
        return try outcome(table, job, fit)
    }

    /// Fits the negative binomial model to several tables with one θ for all of them.
    ///
    /// - Returns: An outcome or an error a table, in their order.
    package func fitPooled(_ tables: [AnalysisTable]) -> [Result<Outcome, IntakeError>] {
        let jobs = tables.map { table -> Result<Job, IntakeError> in
            do throws(IntakeError) { return .success(try prepare(table)) } catch {
                return .failure(error)
            }
        }
        let good = jobs.indices.filter { if case .success = jobs[$0] { true } else { false } }
        let ready = good.compactMap { try? jobs[$0].get() }
        let fits = Regression.fitPooled(
            formula.withFixedEffects(fixed),
            to: ready.map(\.table),
            errors: ready.map(\.errors),
            level: level
        )
        var results = jobs.map { job -> Result<Outcome, IntakeError> in
            job.flatMap { _ in
                .failure(IntakeError(.insufficient, subject: "", detail: "", remedy: ""))
            }
        }
        for (place, index) in good.enumerated() {
            let table = tables[index]
            switch fits[place] {
            case .failure(let error): results[index] = .failure(table.refusal(error))
            case .success(let fit):
                do throws(IntakeError) {
                    results[index] = .success(try outcome(table, ready[place], fit))
                } catch {
                    results[index] = .failure(error)
                }
            }
        }
        return results
    }

    /// What a fit needs of a table.
    private struct Job {
        var table: ColumnTable
        var rows: [Int]
        var errors: ErrorKind
        var clusters: [String]?
    }

    private func prepare(_ table: AnalysisTable) throws(IntakeError) -> Job {
        let model = try columns(table)
        let response = try Self.naming(table) { () throws(FormulaError) in
            try formula.responses(in: model)
        }
        if family.isCount, let row = response.firstIndex(where: { $0 < 0 }) {
            throw table.refusal(FormulaError.badResponse(row: row))
        }
        let keeps =
            !family.isCount || fixed.isEmpty
            ? response.map { _ in true } : try withoutZeroGroups(table, response)
        let rows = keeps.indices.filter { keeps[$0] }
        guard let used = model.filtered(keeps), !rows.isEmpty else {
            throw table.refusal(FormulaError.tooFewRows(rows: 0, coefficients: 1))
        }
        let (kind, clusters) = try errorKind(table, rows)
        return Job(table: used, rows: rows, errors: kind, clusters: clusters)
    }

    private func outcome(
        _ table: AnalysisTable,
        _ job: Job,
        _ fit: RegressionFit
    ) throws(IntakeError) -> Outcome {
        let prefixes = fixed.map(Formula.fixedEffectPrefix)
        func isFixed(_ name: String) -> Bool {
            !name.contains(":") && prefixes.contains { name.hasPrefix($0) }
        }
        var levels: [(column: String, count: Int)] = []
        for column in fixed {
            let labels = try table.texts(column)
            levels.append((column, Set(fit.rows.map { labels[job.rows[$0]] }).count))
        }
        return Outcome(
            fit: fit,
            terms: fit.terms.filter { !isFixed($0.name) },
            aliased: fit.aliased.filter { !isFixed($0) },
            levels: levels,
            rowsLeftOut: job.rows.count - fit.rows.count,
            zeroRows: table.rowCount - job.rows.count,
            clusters: job.clusters.map { labels in Set(fit.rows.map { labels[$0] }).count }
        )
    }

    /// The columns of the model; fixed effects are labels unless the formula computes with them.
    private func columns(_ table: AnalysisTable) throws(IntakeError) -> ColumnTable {
        let model = try table.model(formula.columnNames.union(weights?.columnNames ?? []))
        var columns = model.columns
        for name in fixed where columns[name] == nil {
            let texts = try table.texts(name)
            columns[name] = .labels(texts.map { AnalysisTable.isMissing($0) ? "" : $0 })
        }
        return ColumnTable(columns) ?? model
    }

    /// The rows that stay when groups without a single event are taken away, again and again.
    ///
    /// Their constant runs to minus infinity and they say nothing about the other coefficients.
    private func withoutZeroGroups(
        _ table: AnalysisTable,
        _ response: [Double]
    ) throws(IntakeError) -> [Bool] {
        var keeps = response.map { _ in true }
        var columns: [[String]] = []
        for column in fixed { columns.append(try table.texts(column)) }
        var isSettled = false
        while !isSettled {
            isSettled = true
            for labels in columns {
                var sums: [String: Double] = [:]
                for row in response.indices where keeps[row] && !response[row].isNaN {
                    sums[labels[row], default: 0] += response[row]
                }
                for row in response.indices where keeps[row] && sums[labels[row]] == 0 {
                    keeps[row] = false
                    isSettled = false
                }
            }
        }
        return keeps
    }

    private func errorKind(
        _ table: AnalysisTable,
        _ rows: [Int]
    ) throws(IntakeError) -> (kind: ErrorKind, clusters: [String]?) {
        switch errors {
        case .model: return (.model, nil)
        case .robust(let isHC1): return (.robust(isHC1: isHC1), nil)
        case .leverage(let power): return (.leverage(power: power), nil)
        case .neweyWest(let lags, let isAdjusted):
            return (.neweyWest(lag: lags, isAdjusted: isAdjusted), nil)
        case .cluster(let column):
            let texts = try table.texts(column)
            if let row = rows.first(where: { AnalysisTable.isMissing(texts[$0]) }) {
                throw table.badCell(row, column, "the name of a cluster")
            }
            let labels = rows.map { texts[$0] }
            return (.clustered(labels), labels)
        }
    }

    private static func naming<Value>(
        _ table: AnalysisTable,
        _ body: () throws(FormulaError) -> Value
    ) throws(IntakeError) -> Value {
        do throws(FormulaError) { return try body() } catch { throw table.refusal(error) }
    }
}
