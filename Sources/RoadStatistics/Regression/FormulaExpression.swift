import Glibc

/// Arithmetic over columns, as it stands inside a formula.
indirect enum FormulaExpression: Hashable, Sendable {
    /// A number.
    case number(Double)
    /// A column or the constant `pi`.
    case name(String)
    /// A label in quotes, to compare a category with.
    case label(String)
    /// A sign or operator before its operand.
    case negated(FormulaExpression)
    /// Two operands.
    case binary(String, FormulaExpression, FormulaExpression)
    /// A function of one or two arguments.
    case call(String, [FormulaExpression])

    /// Functions of one number.
    private static let unary: [String: @Sendable (Double) -> Double] = [
        "log": { log($0) }, "log2": { log2($0) }, "log10": { log10($0) }, "log1p": { log1p($0) },
        "exp": { exp($0) }, "sqrt": { $0.squareRoot() }, "sin": { sin($0) }, "cos": { cos($0) },
        "abs": { abs($0) }, "floor": { $0.rounded(.down) }, "ceiling": { $0.rounded(.up) },
        "I": { $0 }, "offset": { $0 }, "as.numeric": { $0 },
        "as.integer": { $0.rounded(.towardZero) },
    ]
    /// Operators and functions of two numbers.
    private static let pairs: [String: @Sendable (Double, Double) -> Double] = [
        "+": { $0 + $1 }, "-": { $0 - $1 }, "*": { $0 * $1 }, "/": { $0 / $1 },
        "^": { pow($0, $1) }, ">": { $0 > $1 ? 1 : 0 }, "<": { $0 < $1 ? 1 : 0 },
        ">=": { $0 >= $1 ? 1 : 0 }, "<=": { $0 <= $1 ? 1 : 0 }, "==": { $0 == $1 ? 1 : 0 },
        "!=": { $0 != $1 ? 1 : 0 }, "&": { $0 != 0 && $1 != 0 ? 1 : 0 },
        "|": { $0 != 0 || $1 != 0 ? 1 : 0 }, "pmax": { max($0, $1) }, "pmin": { min($0, $1) },
    ]

    /// Whether a call makes a category of its argument.
    static func isCategory(_ function: String) -> Bool {
        function == "factor" || function == "as.factor" || function == "C" || function == "relevel"
    }

    /// Whether the value is true or false, which R codes as a category.
    var isTruth: Bool {
        switch self {
        case .binary(let symbol, _, _): "<>=!&|".contains(symbol.prefix(1))
        case .call("I", let arguments): arguments.count == 1 && arguments[0].isTruth
        default: false
        }
    }

    /// The value in every row.
    func values(in table: ColumnTable) throws(FormulaError) -> [Double] {
        switch self {
        case .number(let value):
            return [Double](repeating: value, count: table.rowCount)
        case .name(let name):
            switch table.columns[name] {
            case .numbers(let values): return values
            case .labels: throw .notNumeric(name)
            case nil where name == "pi":
                return [Double](repeating: .pi, count: table.rowCount)
            case nil: throw .unknownColumn(name)
            }
        case .label(let label): throw .notNumeric(label)
        case .negated(let operand):
            return try operand.values(in: table).map { -$0 }
        case .binary(let symbol, let left, let right):
            return try FormulaExpression.combine(symbol, left, right, table)
        case .call(let function, let arguments):
            if arguments.count == 2, FormulaExpression.pairs[function] != nil {
                return try FormulaExpression.combine(
                    function,
                    arguments[0],
                    arguments[1],
                    table
                )
            }
            if function == "lag", arguments.count == 2, case .number(let steps) = arguments[1],
                (1...1000).contains(steps), steps == steps.rounded()
            {
                let values = try arguments[0].values(in: table)
                return values.indices.map {
                    $0 < Int(steps) ? .nan : values[$0 - Int(steps)]
                }
            }
            if function == "scale", arguments.count == 1 {
                return FormulaExpression.standardised(try arguments[0].values(in: table))
            }
            guard arguments.count == 1, let apply = FormulaExpression.unary[function] else {
                throw .unknownFunction(function)
            }
            return try arguments[0].values(in: table).map(apply)
        }
    }

    private static func combine(
        _ symbol: String,
        _ left: FormulaExpression,
        _ right: FormulaExpression,
        _ table: ColumnTable
    ) throws(FormulaError) -> [Double] {
        guard let apply = pairs[symbol] else { throw .unknownFunction(symbol) }
        if symbol == "==" || symbol == "!=" {
            for case (.label(let label), .name(let name)) in [(left, right), (right, left)] {
                guard case .labels(let labels) = table.columns[name] else { continue }
                return labels.map {
                    $0.isEmpty ? .nan : ($0 == label) == (symbol == "==") ? 1 : 0
                }
            }
        }
        let (a, b) = (try left.values(in: table), try right.values(in: table))
        // A comparison with a missing number is missing, not false.
        return zip(a, b).map { $0.isNaN || $1.isNaN ? .nan : apply($0, $1) }
    }

    /// Less the mean, over the sample's standard deviation, as R's `scale`.
    private static func standardised(_ values: [Double]) -> [Double] {
        let known = values.filter(\.isFinite)
        let mean = compensatedSum(known) / Double(known.count)
        let squares = compensatedSum(known.lazy.map { ($0 - mean) * ($0 - mean) })
        let deviation = (squares / Double(known.count - 1)).squareRoot()
        return values.map { ($0 - mean) / deviation }
    }

    /// The text R would print, which is the name of the coefficient.
    var text: String {
        switch self {
        case .number(let value):
            value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        case .name(let name): name
        case .label(let label): "\"\(label)\""
        case .negated(let operand): "-\(operand.wrapped(if: operand.binds(looserThan: 4)))"
        case .binary(let symbol, let left, let right):
            left.wrapped(if: left.binds(looserThan: precedence))
                + ("/^".contains(symbol) ? symbol : " \(symbol) ")
                + right.wrapped(if: right.binds(looserThan: precedence + 1))
        case .call("relevel", let arguments) where arguments.count == 2:
            "relevel(\(arguments[0].text), ref = \(arguments[1].text))"
        case .call(let function, let arguments):
            "\(function)(\(arguments.map(\.text).joined(separator: ", ")))"
        }
    }

    private var precedence: Int {
        switch self {
        case .binary(let symbol, _, _):
            switch symbol {
            case "&", "|": 0
            case "+", "-": 2
            case "*", "/": 3
            case "^": 5
            default: 1
            }
        case .negated: 4
        default: 9
        }
    }

    private func binds(looserThan limit: Int) -> Bool { precedence < limit }
    private func wrapped(if needed: Bool) -> String { needed ? "(\(text))" : text }
}
