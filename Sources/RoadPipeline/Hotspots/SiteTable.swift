package import RoadModel
package import RoadStatistics

/// A table of sites made ready for models: a row a site and period, sites named.
package struct SiteTable: Sendable {
    /// The table as read, rows by period.
    package let table: AnalysisTable
    /// Names of the columns.
    package let names: SiteColumnNames
    /// Sites in order of appearance.
    package private(set) var ids: [String] = []
    /// The site of each row of the model.
    package private(set) var site: [Int] = []
    /// The row of `table` behind each row of the model.
    package private(set) var source: [Int] = []
    /// Crashes.
    package private(set) var crashes: [Double] = []
    /// Crashes by severity.
    package private(set) var severities: [(name: String, counts: [Double])] = []
    /// Traffic; `nil` when the table has none, NaN where a cell is empty.
    package private(set) var aadt: [Double]?
    /// Standard deviation of the traffic count; `nil` when the table has none.
    package private(set) var aadtDeviation: [Double]?
    /// Year of the traffic count.
    package private(set) var aadtYear: [Double]?
    /// Length in the column's unit.
    package private(set) var length: [Double]?
    /// Years that each row stands for.
    package private(set) var years: [Double] = []
    /// Share of crashes that get into the register.
    package private(set) var reporting: [Double]?
    /// Road class.
    package private(set) var roadClass: [String]?
    /// Which column was taken for what.
    package private(set) var mapping: [String: String] = [:]
    /// Metres in one unit of length; `nil` when the unit is not known.
    package private(set) var metresPerUnit: Double?
    /// Periods that stood side by side in the file.
    package let periods: Int

    /// Reads the columns that a query names.
    ///
    /// - Throws: `.columnMissing` with the names that exist, `.formatDamaged` with the line of a
    ///   cell that is no count, `.badArgument` for lists of unequal length.
    package init(_ file: AnalysisTable, _ query: SiteQuery) throws(IntakeError) {
        let names = SiteColumnNames(file.header)
        self.names = names
        let yearColumn = query.year.map { names.find($0) ?? $0 } ?? names.find(.year)
        if let yearColumn {
            table = try SiteTable.sorted(file, by: yearColumn)
            mapping["year"] = yearColumn
        } else {
            table = file
        }
        guard let crashText = query.crashes ?? names.find(.crashes) else {
            throw IntakeError(
                .columnMissing,
                subject: file.subject,
                detail: "No column of crashes was named and none has a usual name.",
                remedy: "Name it with --y; the columns are: \(file.header.joined(separator: ", "))."
            )
        }
        let crashColumns = names.list(crashText)
        periods = crashColumns.count
        mapping["y"] = crashColumns.joined(separator: ",")
        let rows = table.rowCount
        for period in 0..<periods {
            crashes += try table.numbers(crashColumns[period], .count, allowsMissing: true)
            source += 0..<rows
        }
        try readSites(query, hasYear: yearColumn != nil)
        try readExposure(query)
        try readSeverities(query)
        if let column = query.roadClass {
            let name = names.find(column) ?? column
            let labels = try table.texts(name)
            roadClass = source.map { labels[$0] }
            mapping["class"] = name
        }
    }

    private static func sorted(
        _ file: AnalysisTable,
        by column: String
    ) throws(IntakeError) -> AnalysisTable {
        let texts = try file.texts(column)
        let keys = texts.map { file.number($0) ?? .infinity }
        guard zip(keys, keys.dropFirst()).contains(where: { $0 > $1 }) else { return file }
        return file.selecting(texts.indices.sorted { (keys[$0], $0) < (keys[$1], $1) })
    }

    private mutating func readSites(_ query: SiteQuery, hasYear: Bool) throws(IntakeError) {
        guard let column = query.id.map({ names.find($0) ?? $0 }) ?? names.find(.id) else {
            ids = (0..<table.rowCount).map { "\($0 + 1)" }
            site = source
            return
        }
        mapping["id"] = column
        let labels = try table.texts(column)
        var known: [String: Int] = [:]
        var siteOfRow: [Int] = []
        siteOfRow.reserveCapacity(labels.count)
        for (row, label) in labels.enumerated() {
            if AnalysisTable.isMissing(label) {
                throw table.badCell(row, column, "the name of a site")
            }
            let index = known[label] ?? ids.count
            if index == ids.count {
                known[label] = index
                ids.append(label)
            }
            siteOfRow.append(index)
        }
        site = source.map { siteOfRow[$0] }
    }

    private mutating func readExposure(_ query: SiteQuery) throws(IntakeError) {
        if let text = query.aadt ?? names.find(.aadt) {
            let columns = names.list(text)
            aadt = try perPeriod(columns, option: "--aadt", .number)
            mapping["aadt"] = columns.joined(separator: ",")
            if let column = query.aadtDeviation.map({ names.find($0) ?? $0 })
                ?? names.find(.aadtDeviation)
            {
                aadtDeviation = try perPeriod([column], option: "--aadt-sd", .notNegative)
                mapping["aadtSD"] = column
            }
            if let column = names.find(.aadtYear) {
                aadtYear = try perPeriod([column], option: "--aadt", .number)
                mapping["aadtYear"] = column
            }
        }
        if let text = query.length ?? names.find(.length) {
            let column = names.find(text) ?? text
            length = try perPeriod([column], option: "--length", .number)
            mapping["length"] = column
            metresPerUnit = try SiteTable.metres(query.lengthUnit, column)
        }
        years = [Double](repeating: 1, count: source.count)
        if let text = query.years, let number = table.number(text) {
            guard number > 0 else { throw SiteTable.badYears(text) }
            years = years.map { _ in number }
        } else if let column = query.years.map({ names.find($0) ?? $0 }) ?? names.find(.years) {
            years = try perPeriod([column], option: "--years", .positive)
            mapping["years"] = column
        }
        guard let text = query.reporting else { return }
        if let number = table.number(text) {
            guard number > 0, number <= 1 else {
                throw IntakeError(
                    .badArgument,
                    subject: "--reporting \(text)",
                    detail: "The share of crashes that get into the register lies in (0, 1].",
                    remedy: "Give a share such as 0.76, or a column of shares."
                )
            }
            reporting = years.map { _ in number }
        } else {
            let column = names.find(text) ?? text
            let shares = try perPeriod([column], option: "--reporting", .positive)
            if let row = shares.firstIndex(where: { $0 > 1 }) {
                throw table.badCell(source[row], column, "a share above 0 and at most 1")
            }
            reporting = shares
        }
    }

    private static func badYears(_ text: String) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: "--years \(text)",
            detail: "The years that a row stands for must be above 0.",
            remedy: "Give a number such as 3, or the name of a column."
        )
    }

    /// Metres in one unit: as said, else as the column's name says.
    private static func metres(
        _ unit: String?,
        _ column: String
    ) throws(IntakeError) -> Double? {
        switch (unit ?? "").lowercased() {
        case "m", "metre", "metres", "meters": return 1
        case "km", "kilometres", "kilometers": return 1000
        case "mi", "mile", "miles": return 1609.344
        case "": break
        default:
            throw IntakeError(
                .badArgument,
                subject: "--length-unit \(unit ?? "")",
                detail: "The unit of length is not known.",
                remedy: "Known: m, km, mi."
            )
        }
        let name = SiteColumnNames.fold(column)
        if name.hasSuffix("km") || name == "километр" { return 1000 }
        if name.hasSuffix("mi") || name.hasSuffix("miles") { return 1609.344 }
        if name.hasSuffix("metres") || name.hasSuffix("meters")
            || column.lowercased().hasSuffix("_m")
        {
            return 1
        }
        return nil
    }

    private mutating func readSeverities(_ query: SiteQuery) throws(IntakeError) {
        if query.severities != nil, periods > 1 {
            throw IntakeError(
                .badArgument,
                subject: "--severity",
                detail: "Severities need one row a site and period.",
                remedy: "Put periods below each other with a year column."
            )
        }
        for entry in (query.severities ?? "").split(separator: ",") {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            let name = parts[0].trimmingSpaces
            let column = names.find((parts.last ?? name).trimmingSpaces) ?? (parts.last ?? name)
            let counts = try table.numbers(column, .count, allowsMissing: true)
            severities.append((name, source.map { counts[$0] }))
            mapping["severity.\(name)"] = column
        }
    }

    /// One column for all periods, or one a period.
    func perPeriod(
        _ columns: [String],
        option: String,
        _ requirement: AnalysisTable.Requirement
    ) throws(IntakeError) -> [Double] {
        guard columns.count == 1 || columns.count == periods else {
            throw IntakeError(
                .badArgument,
                subject: option,
                detail: "\(columns.count) columns stand against \(periods) columns of crashes.",
                remedy: "Give one column, or as many as --y has."
            )
        }
        var values: [Double] = []
        values.reserveCapacity(source.count)
        for period in 0..<periods where columns.count > 1 || period == 0 {
            values += try table.numbers(columns[period], requirement, allowsMissing: true)
        }
        return columns.count == 1 && periods > 1
            ? source.map { values[$0] } : values
    }

    /// The columns of a model, whatever the table calls them.
    ///
    /// - Throws: `.columnMissing` for a name that means no column.
    package func model(
        _ wanted: Set<String>
    ) throws(IntakeError) -> [String: ColumnTable.Column] {
        var columns: [String: ColumnTable.Column] = [:]
        for name in wanted.sorted() {
            if table.contains(name), periods == 1 {
                columns[name] = try table.model([name]).columns[name]
            } else if SiteColumnNames.isNamed(name, .aadt), let aadt {
                columns[name] = .numbers(aadt)
            } else if SiteColumnNames.isNamed(name, .length), let length {
                columns[name] = .numbers(length)
            } else if SiteColumnNames.isNamed(name, .years) {
                columns[name] = .numbers(years)
            } else {
                let column = names.find(name) ?? name
                guard let found = try table.model([column]).columns[column] else { continue }
                columns[name] = repeated(found)
            }
        }
        return columns
    }

    private func repeated(_ column: ColumnTable.Column) -> ColumnTable.Column {
        guard periods > 1 else { return column }
        switch column {
        case .numbers(let values): return .numbers(source.map { values[$0] })
        case .labels(let values): return .labels(source.map { values[$0] })
        }
    }

    /// A mark of every row: 1, yes or true.
    package func marks(_ column: String) throws(IntakeError) -> [Bool] {
        let texts = try table.texts(names.find(column) ?? column)
        let marks = texts.map(SiteTable.isYes)
        return source.map { marks[$0] }
    }

    /// Whether a cell says yes.
    package static func isYes(_ text: String) -> Bool {
        switch text.lowercased() {
        case "1", "yes", "true", "y", "t", "да", "иә", "1.0": true
        default: false
        }
    }
}
