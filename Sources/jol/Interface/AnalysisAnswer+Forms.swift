import RoadReport

/// Tables and drawings of answers that bring none of their own: read off their fields.
extension AnalysisAnswer {
    /// The main table: the answer's own, else its list of findings, else its figures in one row.
    var mainSheet: (header: [String], rows: [[String]]) {
        if let sheet { return sheet }
        let rows = findings.map { finding in
            var cells = Self.flat(finding.fields)
            if let name = finding.name { cells["name"] = name }
            return cells
        }
        let known = rows.isEmpty ? [Self.flat(tree)] : rows
        let names = Set(known.flatMap(\.keys))
        let first = Self.labels.filter(names.contains)
        let header = first + names.subtracting(first).sorted()
        return (header, known.map { row in header.map { row[$0] ?? "" } })
    }

    /// The drawing as SVG: the answer's own, else its findings with their limits.
    func drawing(named name: String) -> String? {
        if let chart { return chart.svg }
        var rows: [IntervalChart.Row] = []
        var isRatio = false
        for finding in findings.isEmpty ? [(nil, fields)] : findings {
            guard let figure = Self.figure(finding.fields) else { continue }
            let texts = Self.labels.compactMap { finding.fields[$0].flatMap(Self.text) }
            let label = finding.name ?? texts.prefix(2).joined(separator: " ")
            rows.append(IntervalChart.Row(label, figure.value, limits: figure.limits))
            isRatio = isRatio || figure.isRatio
        }
        guard !rows.isEmpty else { return nil }
        return IntervalChart(
            title: name,
            rows: rows,
            neutral: isRatio ? 1 : 0,
            language: Interface.language
        ).svg
    }

    /// Lists that hold an answer's findings, the main one first.
    private static let lists = [
        "coefficients", "attGT", "methods", "rings", "parts", "contributions", "values",
        "partitions", "allocation", "rows", "changes", "definitions", "priors", "periods",
    ]
    /// Fields that name a finding.
    private static let labels = [
        "name", "term", "method", "cohort", "time", "event", "ring", "part", "label", "unit",
        "id", "series", "key", "period", "kind", "measure",
    ]
    /// Fields that hold a finding's figure.
    private static let figures = [
        "percent", "ratio", "att", "estimate", "value", "contribution", "cmf", "meanRatio",
        "percentOfWhole", "difference", "observed", "mean", "p", "ceilingPercent", "windowDays",
        "rss",
        "power",
    ]
    private static let ratios: Set<String> = ["ratio", "cmf", "meanRatio"]

    /// Findings of the same kind, with names where the fields lend them.
    private var findings: [(name: String?, fields: [String: AnalysisTree])] {
        for name in Self.lists {
            switch fields[name] {
            case .list(let items):
                let rows = items.compactMap(Self.object)
                if !rows.isEmpty { return rows.map { (nil, $0) } }
            case .object(let named):
                let rows = named.sorted { $0.key < $1.key }.compactMap { entry in
                    Self.object(entry.value).map { (name: Optional(entry.key), fields: $0) }
                }
                if !rows.isEmpty { return rows }
            default: break
            }
        }
        // Objects with limits stand beside each other: exact, midp, overdispersed.
        let rows = fields.sorted { $0.key < $1.key }.compactMap { entry in
            Self.object(entry.value)
                .flatMap { $0["lower"] == nil ? nil : (name: Optional(entry.key), fields: $0) }
        }
        return rows
    }

    private static func object(_ tree: AnalysisTree) -> [String: AnalysisTree]? {
        if case .object(let fields) = tree { fields } else { nil }
    }

    private static func number(_ tree: AnalysisTree?) -> Double? {
        switch tree {
        case .number(let value) where value.isFinite: value
        case .count(let value): Double(value)
        default: nil
        }
    }

    private static func text(_ tree: AnalysisTree) -> String? {
        switch tree {
        case .text(let value): value
        case .count(let value): "\(value)"
        case .number(let value) where value.isFinite:
            value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
        case .flag(let value): value ? "true" : "false"
        default: nil
        }
    }

    /// The first figure that its limits hold, else the first figure, else the limits' middle.
    private static func figure(
        _ fields: [String: AnalysisTree]
    ) -> (value: Double, limits: (lower: Double, upper: Double)?, isRatio: Bool)? {
        let known = figures.compactMap { name in
            number(fields[name]).map { (name: name, value: $0) }
        }
        if let lower = number(fields["lower"]), let upper = number(fields["upper"]) {
            let limits = (lower: lower, upper: upper)
            if let held = known.first(where: { lower <= $0.value && $0.value <= upper }) {
                return (held.value, limits, ratios.contains(held.name))
            }
            if known.isEmpty { return ((lower + upper) / 2, limits, false) }
        }
        return known.first.map { ($0.value, nil, ratios.contains($0.name)) }
    }

    /// Figures and texts by name; those of objects within as `outer.inner`, plain lists joined.
    private static func flat(_ fields: [String: AnalysisTree]) -> [String: String] {
        var cells: [String: String] = [:]
        for (name, tree) in fields {
            switch tree {
            case .object(let inner):
                for (key, value) in flat(inner) { cells["\(name).\(key)"] = value }
            case .list(let items):
                let texts = items.compactMap(text)
                if texts.count == items.count { cells[name] = texts.joined(separator: " ") }
            default: cells[name] = text(tree) ?? ""
            }
        }
        return cells
    }
}
