import Foundation
package import RoadAnalysis
package import RoadModel
package import RoadStatistics

/// A safety performance function of a table of sites: fitted, by class, or given.
package struct SiteModel: Sendable {
    /// A fit of one class of sites, or of all.
    package struct Part: Sendable {
        /// The class; `nil` for all sites together.
        package var roadClass: String?
        /// Sites and crashes that took part.
        package var sites: Int
        /// Crashes that took part.
        package var crashes: Double
        /// The fit; `nil` where the class is too small and the model of all stands in.
        package var fit: DispersionFit?
    }

    /// A row that took no part, and why.
    package struct LeftOut: Sendable, Hashable {
        /// The site.
        package var id: String
        /// The line in the file.
        package var line: Int?
        /// Stable code of the reason.
        package var reason: String
    }

    /// Sites below this, or crashes below the next, and a class has no model of its own (HSM).
    package static let fewestSites = 10
    /// Fewest crashes of a class.
    package static let fewestCrashes = 100.0

    /// The right side of the model.
    package private(set) var formula: String
    /// The model of all sites; `nil` with given coefficients.
    package private(set) var whole: DispersionFit?
    /// Models by class.
    package private(set) var parts: [Part] = []
    /// The panel with predictions.
    package private(set) var panel: SitePanel
    /// Rows without a prediction.
    package private(set) var leftOut: [LeftOut] = []
    /// Relative standard deviation of each row's prediction that its traffic count's brings; `nil`
    /// when no count has one.
    package private(set) var predictionSpread: [Double]?
    /// Codes of what qualifies the model.
    package private(set) var flags: [SiteFlag] = []
    /// Where the coefficients come from.
    package private(set) var origin: String
    /// The columns of the model by the names of the formula.
    package let columns: [String: ColumnTable.Column]

    /// Fits or applies the model that a query asks for.
    ///
    /// - Throws: `.columnMissing`, `.badArgument` for the formula, `.insufficient` for too few
    ///   sites, no crashes, or a fit that does not settle.
    package init(_ sites: SiteTable, _ query: SiteQuery) throws(IntakeError) {
        let given = try query.given.map { text throws(IntakeError) in try GivenModel(text, query) }
        formula = given?.formula ?? SiteModel.formula(query, sites)
        origin = given == nil ? "fitted" : "given"
        panel = SitePanel(
            ids: sites.ids,
            site: sites.site,
            observed: sites.crashes,
            predicted: [],
            dispersion: []
        )
        var model: Formula
        do throws(FormulaError) { model = try Formula("\(Self.response) ~ \(formula)") } catch {
            throw SiteModel.refusal(error, sites)
        }
        var wanted = model.columnNames.subtracting([Self.response])
        let expressions = try given?.expressions() ?? []
        for expression in expressions { wanted.formUnion(expression.columnNames) }
        var columns = try sites.model(wanted)
        columns[Self.response] = .numbers(sites.crashes)
        self.columns = columns
        let scales = try SiteModel.scales(query, sites, model)
        let offset = SiteModel.offset(sites)
        if offset != nil {
            columns[Self.offset] = .numbers(offset ?? [])
            do throws(FormulaError) {
                model = try Formula("\(Self.response) ~ \(formula) + offset(\(Self.offset))")
            } catch { throw SiteModel.refusal(error, sites) }
        }
        guard let table = ColumnTable(columns) else {
            throw SiteModel.refusal(.tooFewRows(rows: 0, coefficients: 1), sites)
        }
        if let given {
            try given.apply(&panel, table, model, sites, scales, sites.years)
            flags.append(.givenModel)
        } else {
            try fit(sites, query, model, table, scales)
        }
        if let raised = raised(columns, sites), let raisedTable = ColumnTable(raised) {
            var other = panel
            if let given {
                try given.apply(&other, raisedTable, model, sites, scales, sites.years)
            } else {
                other.predicted = try predicted(model, raisedTable, sites)
            }
            predictionSpread = Self.spread(panel.predicted, other.predicted, sites)
        }
        noteLeftOut(sites, model)
        if sites.aadt == nil, !formula.contains("log(") || !formula.lowercased().contains("aadt") {
            flags.append(.noTraffic)
        }
    }

    /// The response's name inside the model.
    private static let response = "jol_crashes"
    /// The name of the offset ln(years · reporting).
    private static let offset = "jol_exposure"

    /// What the query says, else what the table has.
    private static func formula(_ query: SiteQuery, _ sites: SiteTable) -> String {
        if let text = query.formula {
            guard let tilde = text.firstIndex(of: "~") else { return text }
            return String(text[text.index(after: tilde)...]).trimmingSpaces
        }
        switch (sites.aadt != nil, sites.length != nil) {
        case (true, true): return "log(aadt)+log(length)"
        case (true, false): return "log(aadt)"
        case (false, true): return "offset(log(length))"
        case (false, false): return "1"
        }
    }

    /// ln(years · reporting), `nil` when it is 0 everywhere.
    private static func offset(_ sites: SiteTable) -> [Double]? {
        let exposure = sites.years.indices.map { sites.years[$0] * (sites.reporting?[$0] ?? 1) }
        return exposure.contains { $0 != 1 } ? exposure.map { Foundation.log($0) } : nil
    }

    /// sᵢ of the dispersion, `nil` for a constant one.
    private static func scales(
        _ query: SiteQuery,
        _ sites: SiteTable,
        _ formula: Formula
    ) throws(IntakeError) -> [Double]? {
        guard query.form == .perLength else { return nil }
        guard let length = sites.length else {
            throw IntakeError(
                .columnMissing,
                subject: sites.table.subject,
                detail: "A dispersion per length needs a column of length.",
                remedy: "Name it with --length; the columns are: "
                    + "\(sites.table.header.joined(separator: ", "))."
            )
        }
        return length.map { $0 > 0 ? 1 / $0 : .nan }
    }

    // MARK: Fitting

    private mutating func fit(
        _ sites: SiteTable,
        _ query: SiteQuery,
        _ formula: Formula,
        _ table: ColumnTable,
        _ scales: [Double]?
    ) throws(IntakeError) {
        let takesPart = try SiteModel.participants(sites, query)
        let all = try fit(sites, formula, table, scales) { takesPart[$0] }
        whole = all
        if all.isPoisson { flags.append(.noOverdispersion) }
        if !all.aliased.isEmpty { flags.append(.aliased) }
        let distinct = Set(all.rows.map { sites.site[$0] }).count
        if distinct < Self.fewestSites { flags.append(.fewSites) }
        var k = [Double](repeating: all.dispersion, count: sites.site.count)
        if let classes = sites.roadClass {
            for label in Set(classes).sorted() {
                let rows = classes.indices.filter { classes[$0] == label && takesPart[$0] }
                let crashes = rows.reduce(0.0) {
                    $0 + (sites.crashes[$1].isFinite ? sites.crashes[$1] : 0)
                }
                let count = Set(rows.map { sites.site[$0] }).count
                var part = Part(roadClass: label, sites: count, crashes: crashes)
                if count >= Self.fewestSites, crashes >= Self.fewestCrashes,
                    let own = try? fit(
                        sites,
                        formula,
                        table,
                        scales,
                        { takesPart[$0] && classes[$0] == label }
                    )
                {
                    part.fit = own
                    for row in classes.indices where classes[row] == label {
                        k[row] = own.dispersion
                    }
                } else if !flags.contains(.pooledClass) {
                    flags.append(.pooledClass)
                }
                parts.append(part)
            }
        }
        panel.predicted = try predicted(formula, table, sites)
        panel.dispersion = k.indices.map { k[$0] * (scales?[$0] ?? 1) }
    }

    /// Fits the rows that a condition holds for; the others keep their place without a response.
    private func fit(
        _ sites: SiteTable,
        _ formula: Formula,
        _ table: ColumnTable,
        _ scales: [Double]?,
        _ holds: (Int) -> Bool
    ) throws(IntakeError) -> DispersionFit {
        var columns = table.columns
        columns[Self.response] = .numbers(
            sites.crashes.indices.map { holds($0) ? sites.crashes[$0] : .nan }
        )
        let crashes = sites.crashes.indices.reduce(0.0) {
            $0 + (holds($1) && sites.crashes[$1].isFinite ? sites.crashes[$1] : 0)
        }
        guard crashes > 0 else {
            throw IntakeError(
                .insufficient,
                subject: sites.table.subject,
                detail: "No site has a crash: every count is 0.",
                remedy: "Take a longer period; a model cannot be fitted to zeros. A model from "
                    + "elsewhere can be applied with --spf."
            )
        }
        do throws(FormulaError) {
            return try DispersionModel.fit(
                formula,
                to: ColumnTable(columns) ?? table,
                scales: scales
            )
        } catch { throw SiteModel.refusal(error, sites) }
    }

    func predict(
        _ formula: Formula,
        _ fit: DispersionFit,
        _ table: ColumnTable,
        _ sites: SiteTable
    ) throws(IntakeError) -> [Double] {
        do throws(FormulaError) {
            return try formula.means(coefficients: fit.coefficients, in: table)
        } catch { throw SiteModel.refusal(error, sites) }
    }

    /// Which rows a fit may use.
    private static func participants(
        _ sites: SiteTable,
        _ query: SiteQuery
    ) throws(IntakeError) -> [Bool] {
        var takesPart = [Bool](repeating: true, count: sites.site.count)
        if let column = query.untreated { takesPart = try sites.marks(column) }
        if let column = query.treated {
            for (row, isTreated) in try sites.marks(column).enumerated() where isTreated {
                takesPart[row] = false
            }
        }
        return takesPart
    }

    /// Names the rows that cannot be predicted.
    private mutating func noteLeftOut(_ sites: SiteTable, _ formula: Formula) {
        for row in panel.predicted.indices {
            var reason: String?
            if !sites.crashes[row].isFinite { reason = "NO-COUNT" }
            if !(panel.predicted[row].isFinite && panel.predicted[row] > 0) {
                reason = "INCOMPLETE"
                if let aadt = sites.aadt, !(aadt[row] > 0) { reason = "ZERO-AADT" }
                if let length = sites.length, !(length[row] > 0) { reason = "ZERO-LENGTH" }
                panel.predicted[row] = .nan
            } else if !(panel.dispersion[row].isFinite && panel.dispersion[row] >= 0) {
                reason = "NO-DISPERSION"
                panel.predicted[row] = .nan
            }
            guard let reason else { continue }
            let place = sites.table.places[sites.source[row]]
            leftOut.append(
                LeftOut(id: sites.ids[sites.site[row]], line: place.line, reason: reason)
            )
        }
        guard !leftOut.isEmpty else { return }
        flags.append(.rowsLeftOut)
        if leftOut.contains(where: { $0.reason == "ZERO-AADT" }) { flags.append(.zeroTraffic) }
    }

    /// An error of the model as an error about the table.
    static func refusal(_ error: FormulaError, _ sites: SiteTable) -> IntakeError {
        switch error {
        case .tooFewRows(let rows, let coefficients):
            IntakeError(
                .insufficient,
                subject: sites.table.subject,
                detail: "\(rows) complete rows cannot tell \(coefficients) coefficients.",
                remedy:
                    "Zero or missing AADT and length leave a row out. Add sites, drop terms, or "
                    + "apply a model from elsewhere with --spf."
            )
        default: sites.table.refusal(error)
        }
    }
}
