import Glibc

/// A formula applied to a table: response, offset and one column per coefficient.
struct DesignMatrix: Sendable {
    /// Names of the coefficients, as R prints them.
    var names: [String] = []
    /// One column per coefficient, complete rows only.
    var columns: [[Double]] = []
    /// The response; shares where it was written as `cbind(events, others)`.
    var response: [Double] = []
    /// Prior weights; trials where the response was written as `cbind(events, others)`.
    var weights: [Double] = []
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
        /// The level of each row, −1 where it is missing.
        case category(String, [Int], levels: [String])
    }

    private typealias Named = (name: String, values: [Double])

    init(
        _ formula: Formula,
        _ table: ColumnTable,
        weights column: FormulaExpression? = nil
    ) throws(FormulaError) {
        hasIntercept = formula.hasIntercept
        (response, weights) = try formula.responseAndTrials(in: table)
        if let column {
            for (row, value) in try column.values(in: table).enumerated() {
                guard !(value < 0) else { throw .badResponse(row: row) }
                // A row without weight tells nothing.
                weights[row] *= value == 0 ? .nan : value
            }
        }
        offset = [Double](repeating: 0, count: table.rowCount)
        for expression in formula.offsets {
            for (row, value) in try expression.values(in: table).enumerated() {
                offset[row] += value
            }
        }
        if formula.hasIntercept {
            names.append("(Intercept)")
            columns.append([Double](repeating: 1, count: table.rowCount))
        }
        var hasFullCategory = formula.hasIntercept
        for term in formula.terms {
            var product: [Named] = []
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
        keepComplete(table.rowCount)
    }

    /// Takes columns as they are; the first is the constant.
    init(names: [String], columns: [[Double]], response: [Double], weights: [Double]? = nil) {
        (self.names, self.columns, self.response) = (names, columns, response)
        self.weights = weights ?? response.map { _ in 1 }
        offset = response.map { _ in 0 }
        rows = Array(response.indices)
        hasIntercept = true
    }

    private mutating func keepComplete(_ count: Int) {
        var isComplete = [Bool](repeating: true, count: count)
        for column in [response, offset, weights] + columns {
            for row in 0..<count where !column[row].isFinite { isComplete[row] = false }
        }
        rows = (0..<count).filter { isComplete[$0] }
        guard rows.count < count else { return }
        let complete = rows
        func narrowed(_ column: [Double]) -> [Double] { complete.map { column[$0] } }
        (response, offset, weights) = (narrowed(response), narrowed(offset), narrowed(weights))
        columns = columns.map(narrowed)
    }

    private static func code(
        _ factor: FormulaExpression,
        _ table: ColumnTable
    ) throws(FormulaError) -> Coded {
        switch factor {
        case .name(let name):
            if case .labels(let labels) = table.columns[name] { return category(name, labels) }
        case .call("relevel", let arguments) where arguments.count == 2:
            return try relevelled(factor.text, arguments[0], arguments[1], table)
        case .call(let function, let arguments)
        where FormulaExpression.isCategory(function) && arguments.count == 1:
            if case .name(let name) = arguments[0], case .labels(let labels) = table.columns[name] {
                return category(factor.text, labels)
            }
            let values = try arguments[0].values(in: table)
            let sorted = Set(values.filter { !$0.isNaN }).sorted()
            var codes: [Double: Int] = [:]
            for (code, value) in sorted.enumerated() { codes[value] = code }
            return .category(
                factor.text,
                values.map { codes[$0] ?? -1 },
                levels: sorted.map { FormulaExpression.number($0).text }
            )
        default: break
        }
        let values = try factor.values(in: table)
        guard factor.isTruth else { return .number(factor.text, values) }
        return .category(
            factor.text,
            values.map { $0.isNaN ? -1 : Int($0) },
            levels: ["FALSE", "TRUE"]
        )
    }

    /// A category with one of its levels put first.
    private static func relevelled(
        _ text: String,
        _ inner: FormulaExpression,
        _ reference: FormulaExpression,
        _ table: ColumnTable
    ) throws(FormulaError) -> Coded {
        let name: String
        switch reference {
        case .label(let label): name = label
        default: name = reference.text
        }
        guard case .category(_, let codes, let levels) = try code(inner, table),
            let first = levels.firstIndex(of: name)
        else { throw .unknownFunction("relevel") }
        return .category(
            text,
            codes.map { $0 == first ? 0 : $0 >= 0 && $0 < first ? $0 + 1 : $0 },
            levels: [name] + levels.filter { $0 != name }
        )
    }

    private static func category(_ name: String, _ labels: [String]) -> Coded {
        let levels = Set(labels).filter { !$0.isEmpty }.sorted()
        var codes: [String: Int] = [:]
        for (code, level) in levels.enumerated() { codes[level] = code }
        return .category(name, labels.map { codes[$0] ?? -1 }, levels: levels)
    }

    private static func isCategory(_ factor: FormulaExpression, _ table: ColumnTable) -> Bool {
        switch factor {
        case .name(let name):
            if case .labels = table.columns[name] { true } else { false }
        case .call(let function, _) where FormulaExpression.isCategory(function): true
        default: factor.isTruth
        }
    }

    private static func expand(
        _ factor: FormulaExpression,
        _ table: ColumnTable,
        dropsFirst: Bool
    ) throws(FormulaError) -> [Named] {
        if case .call(let function, let arguments) = factor,
            let columns = try basis(factor.text, function, arguments, table)
        {
            return columns
        }
        switch try code(factor, table) {
        case .number(let name, let values):
            return [(name, values)]
        case .category(let name, let codes, let levels):
            guard levels.count <= mostColumns else { throw .tooManyColumns(name) }
            let first = dropsFirst ? 1 : 0
            var columns = [[Double]](
                repeating: [Double](repeating: 0, count: codes.count),
                count: max(0, levels.count - first)
            )
            let isMissing = codes.contains(-1)
            for (row, code) in codes.enumerated() where code >= first {
                columns[code - first][row] = 1
            }
            if isMissing {
                for row in codes.indices where codes[row] < 0 {
                    for place in columns.indices { columns[place][row] = .nan }
                }
            }
            return zip(levels.dropFirst(first), columns).map { (name + $0, $1) }
        }
    }

    /// The columns of `poly(x, d)`, `bs(x, df)`, `ns(x, df)` and `harmonic(t, P, K)`.
    private static func basis(
        _ text: String,
        _ function: String,
        _ arguments: [FormulaExpression],
        _ table: ColumnTable
    ) throws(FormulaError) -> [Named]? {
        switch function {
        case "harmonic": return try harmonics(arguments, table)
        case "poly", "bs", "ns":
            guard arguments.count == 2, case .number(let size) = arguments[1], size >= 1,
                size <= 60, size == size.rounded()
            else { throw .unknownFunction(function) }
            let values = try arguments[0].values(in: table)
            let columns =
                switch function {
                case "poly": ColumnBasis.polynomials(values, degree: Int(size))
                case "bs": ColumnBasis.splines(values, degrees: Int(size))
                default: ColumnBasis.naturalSplines(values, degrees: Int(size))
                }
            guard let columns else {
                throw .tooFewRows(rows: table.rowCount, coefficients: Int(size))
            }
            return columns.enumerated().map { (text + "\($0.offset + 1)", $0.element) }
        default: return nil
        }
    }

    /// Pairs sin(2πkt/P), cos(2πkt/P) for k = 1…K.
    private static func harmonics(
        _ arguments: [FormulaExpression],
        _ table: ColumnTable
    ) throws(FormulaError) -> [Named] {
        guard arguments.count == 3, case .number(let period) = arguments[1], period > 0,
            case .number(let pairs) = arguments[2], pairs >= 1, pairs <= 100
        else { throw .unknownFunction("harmonic") }
        let time = try arguments[0].values(in: table)
        var columns: [Named] = []
        for k in 1...Int(pairs) {
            let angular = 2 * Double.pi * Double(k) / period
            columns.append(("sin\(k)", time.map { sin(angular * $0) }))
            columns.append(("cos\(k)", time.map { cos(angular * $0) }))
        }
        return columns
    }

    private static func cross(_ left: [Named], _ right: [Named]) -> [Named] {
        right.flatMap { b in
            left.map { a in ("\(a.name):\(b.name)", zip(a.values, b.values).map { $0 * $1 }) }
        }
    }
}
