import Glibc

/// A formula applied to a table: response, offset and one column per coefficient.
struct DesignMatrix: Sendable {
    /// Names of the coefficients, as R prints them.
    var names: [String] = []
    /// One column per coefficient, complete rows only.
    var columns: [[Double]] = []
    /// The response.
    var response: [Double] = []
    /// The offset on the scale of the linear predictor.
    var offset: [Double] = []
    /// The table's rows that are complete, ascending.
    var rows: [Int] = []
    /// Whether the first column is the constant.
    var hasIntercept: Bool

    /// Most columns of a model; the covariance takes time in their cube.
    private static let mostColumns = 500

    /// The columns that one factor of a term stands for.
    private enum Coded {
        case number(String, [Double])
        case category(String, [String], levels: [String])
    }

    init(_ formula: Formula, _ table: ColumnTable) throws(FormulaError) {
        hasIntercept = formula.hasIntercept
        var response = try formula.response.values(in: table)
        var offset = [Double](repeating: 0, count: table.rowCount)
        for expression in formula.offsets {
            for (row, value) in try expression.values(in: table).enumerated() {
                offset[row] += value
            }
        }
        var names: [String] = []
        var columns: [[Double]] = []
        if formula.hasIntercept {
            names.append("(Intercept)")
            columns.append([Double](repeating: 1, count: table.rowCount))
        }
        var hasFullCategory = formula.hasIntercept
        for term in formula.terms {
            var product: [(name: String, values: [Double])] = []
            for (place, factor) in term.enumerated() {
                var others = term
                others.remove(at: place)
                // Contrasts only when the model holds the term without this factor.
                let margin =
                    others.isEmpty
                    ? hasFullCategory
                    : formula.terms.contains { Set($0) == Set(others) }
                let coded = try DesignMatrix.expand(factor, table, dropsFirst: margin)
                if others.isEmpty, DesignMatrix.isCategory(factor, table) {
                    hasFullCategory = true
                }
                guard coded.count * max(1, product.count) <= Self.mostColumns else {
                    throw .tooManyColumns(factor.text)
                }
                product = product.isEmpty ? coded : DesignMatrix.cross(product, coded)
            }
            guard names.count + product.count <= Self.mostColumns else {
                throw .tooManyColumns(term.map(\.text).joined(separator: ":"))
            }
            names += product.map(\.name)
            columns += product.map(\.values)
        }
        let complete = (0..<table.rowCount).filter { row in
            response[row].isFinite && offset[row].isFinite
                && columns.allSatisfy { $0[row].isFinite }
        }
        if complete.count < table.rowCount {
            response = complete.map { response[$0] }
            offset = complete.map { offset[$0] }
            columns = columns.map { column in complete.map { column[$0] } }
        }
        (self.names, self.columns) = (names, columns)
        (self.response, self.offset, rows) = (response, offset, complete)
    }

    private static func code(
        _ factor: FormulaExpression,
        _ table: ColumnTable
    ) throws(FormulaError) -> Coded {
        switch factor {
        case .name(let name):
            if case .labels(let labels) = table.columns[name] {
                return .category(name, labels, levels: levels(labels))
            }
        case .call("factor", let arguments) where arguments.count == 1:
            if case .name(let name) = arguments[0], case .labels(let labels) = table.columns[name] {
                return .category(factor.text, labels, levels: levels(labels))
            }
            let values = try arguments[0].values(in: table)
            let sorted = Set(values.filter { !$0.isNaN }).sorted()
            return .category(
                factor.text,
                values.map { $0.isNaN ? "" : FormulaExpression.number($0).text },
                levels: sorted.map { FormulaExpression.number($0).text }
            )
        default: break
        }
        return .number(factor.text, try factor.values(in: table))
    }

    private static func isCategory(_ factor: FormulaExpression, _ table: ColumnTable) -> Bool {
        switch factor {
        case .name(let name):
            if case .labels = table.columns[name] { true } else { false }
        case .call("factor", _): true
        default: false
        }
    }

    private static func levels(_ labels: [String]) -> [String] {
        Set(labels).filter { !$0.isEmpty }.sorted()
    }

    private static func expand(
        _ factor: FormulaExpression,
        _ table: ColumnTable,
        dropsFirst: Bool
    ) throws(FormulaError) -> [(name: String, values: [Double])] {
        if case .call("harmonic", let arguments) = factor {
            return try harmonics(arguments, table)
        }
        switch try code(factor, table) {
        case .number(let name, let values):
            return [(name, values)]
        case .category(let name, let labels, let levels):
            guard levels.count <= mostColumns else { throw .tooManyColumns(name) }
            return levels.dropFirst(dropsFirst ? 1 : 0).map { level in
                (name + level, labels.map { $0.isEmpty ? .nan : $0 == level ? 1 : 0 })
            }
        }
    }

    /// Pairs sin(2πkt/P), cos(2πkt/P) for k = 1…K.
    private static func harmonics(
        _ arguments: [FormulaExpression],
        _ table: ColumnTable
    ) throws(FormulaError) -> [(name: String, values: [Double])] {
        guard arguments.count == 3, case .number(let period) = arguments[1], period > 0,
            case .number(let pairs) = arguments[2], pairs >= 1, pairs <= 100
        else { throw .unknownFunction("harmonic") }
        let time = try arguments[0].values(in: table)
        var columns: [(name: String, values: [Double])] = []
        for k in 1...Int(pairs) {
            let angular = 2 * Double.pi * Double(k) / period
            columns.append(("sin\(k)", time.map { sin(angular * $0) }))
            columns.append(("cos\(k)", time.map { cos(angular * $0) }))
        }
        return columns
    }

    private static func cross(
        _ left: [(name: String, values: [Double])],
        _ right: [(name: String, values: [Double])]
    ) -> [(name: String, values: [Double])] {
        right.flatMap { b in
            left.map { a in ("\(a.name):\(b.name)", zip(a.values, b.values).map { $0 * $1 }) }
        }
    }
}
