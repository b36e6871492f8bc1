/// Reads formulas in the notation of R: `deaths ~ time + factor(month) + offset(log(days))`.
struct FormulaParser {
    private var characters: [Character]
    private var position = 0
    /// Deepest nesting of parentheses and signs; bounds the stack on hostile input.
    private var depth = 0
    private static let deepest = 60

    init(_ text: String) { characters = Array(text) }

    /// Reads `response ~ terms`.
    mutating func formula() throws(FormulaError) -> Formula {
        let response = try comparison()
        try expect("~")
        var formula = Formula(response: response)
        var isRemoved = take("-")
        if !isRemoved { _ = take("+") }
        repeat {
            try apply(try term(), isRemoved, to: &formula)
            isRemoved = take("-")
        } while isRemoved || take("+")
        skipSpace()
        guard position == characters.count else {
            throw .syntax(at: position, expected: "+, -, : or the end")
        }
        formula.sortTerms()
        return formula
    }

    /// Reads arithmetic without a response.
    mutating func expression() throws(FormulaError) -> FormulaExpression {
        let expression = try comparison()
        skipSpace()
        guard position == characters.count else {
            throw .syntax(at: position, expected: "an operator or the end")
        }
        return expression
    }

    // MARK: Terms

    private mutating func apply(
        _ groups: [[FormulaExpression]],
        _ isRemoved: Bool,
        to formula: inout Formula
    ) throws(FormulaError) {
        for group in groups {
            if group.count == 1, case .number(let value) = group[0] {
                guard value == 0 || value == 1 else {
                    throw .syntax(at: position, expected: "0 or 1")
                }
                formula.hasIntercept = (value == 1) != isRemoved
            } else if group.count == 1, case .call("offset", let arguments) = group[0],
                arguments.count == 1
            {
                formula.offsets.append(arguments[0])
            } else if isRemoved {
                formula.terms.removeAll { Set($0) == Set(group) }
            } else if !formula.terms.contains(where: { Set($0) == Set(group) }) {
                formula.terms.append(group)
            }
        }
    }

    /// `a`, `a:b`, `a*b`: the products of factors that it stands for.
    private mutating func term() throws(FormulaError) -> [[FormulaExpression]] {
        var groups = [[try factor()]]
        while true {
            if take(":") {
                let next = try factor()
                groups = groups.map { $0.contains(next) ? $0 : $0 + [next] }
            } else if take("*") {
                let next = try factor()
                groups += [[next]] + groups.map { $0.contains(next) ? $0 : $0 + [next] }
            } else {
                return groups
            }
            guard groups.count <= 64 else { throw .syntax(at: position, expected: "fewer *") }
        }
    }

    private mutating func factor() throws(FormulaError) -> FormulaExpression {
        skipSpace()
        guard position < characters.count else {
            throw .syntax(at: position, expected: "a term")
        }
        if characters[position].isNumber { return try number() }
        if take("(") { return try comparisonTerm() }
        guard isNameStart(characters[position]) else {
            throw .syntax(at: position, expected: "a column or a function")
        }
        return try nameOrCall()
    }

    /// `(t >= 170)`: the one use of parentheses around a term; sums of terms have none.
    private mutating func comparisonTerm() throws(FormulaError) -> FormulaExpression {
        let start = position
        let inner = try comparison()
        try expect(")")
        guard case .binary(let symbol, _, _) = inner, "<>=!".contains(symbol.prefix(1)) else {
            throw .syntax(at: start, expected: "a comparison, or I(…) around arithmetic")
        }
        return inner
    }

    // MARK: Arithmetic

    private mutating func comparison() throws(FormulaError) -> FormulaExpression {
        let left = try sum()
        for symbol in [">=", "<=", "==", "!=", ">", "<"] where take(symbol) {
            return .binary(symbol, left, try sum())
        }
        return left
    }

    private mutating func sum() throws(FormulaError) -> FormulaExpression {
        var left = try product()
        while true {
            if take("+") {
                left = .binary("+", left, try product())
            } else if take("-") {
                left = .binary("-", left, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(FormulaError) -> FormulaExpression {
        var left = try signed()
        while true {
            if take("*") {
                left = .binary("*", left, try signed())
            } else if take("/") {
                left = .binary("/", left, try signed())
            } else {
                return left
            }
        }
    }

    private mutating func signed() throws(FormulaError) -> FormulaExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else {
            throw .syntax(at: position, expected: "fewer parentheses")
        }
        if take("-") { return .negated(try signed()) }
        let base = try atom()
        return take("^") ? .binary("^", base, try signed()) : base
    }

    private mutating func atom() throws(FormulaError) -> FormulaExpression {
        if take("(") {
            let inner = try comparison()
            try expect(")")
            return inner
        }
        return try factor()
    }

    private mutating func nameOrCall() throws(FormulaError) -> FormulaExpression {
        let name = word()
        guard take("(") else { return .name(name) }
        depth += 1
        defer { depth -= 1 }
        var arguments = [try argument()]
        while take(",") { arguments.append(try argument()) }
        try expect(")")
        return .call(name, arguments)
    }

    /// A value, or a named one such as `df = 4`, of which only the value counts.
    private mutating func argument() throws(FormulaError) -> FormulaExpression {
        let start = position
        skipSpace()
        if position < characters.count, isNameStart(characters[position]) {
            _ = word()
            let isEqual = take("==")
            if !isEqual, take("=") { return try comparison() }
        }
        position = start
        return try comparison()
    }

    // MARK: Characters

    private func isNameStart(_ character: Character) -> Bool {
        character.isLetter || character == "." || character == "_"
    }

    private mutating func word() -> String {
        let start = position
        while position < characters.count,
            isNameStart(characters[position]) || characters[position].isNumber
        {
            position += 1
        }
        return String(characters[start..<position])
    }

    private mutating func number() throws(FormulaError) -> FormulaExpression {
        let start = position
        while position < characters.count,
            characters[position].isNumber || characters[position] == "."
        {
            position += 1
        }
        passExponent()
        guard let value = Double(String(characters[start..<position])) else {
            throw .syntax(at: start, expected: "a number")
        }
        return .number(value)
    }

    /// Passes over `e-6` after a number.
    private mutating func passExponent() {
        var end = position
        guard end < characters.count, "eE".contains(characters[end]) else { return }
        end += 1
        if end < characters.count, "+-".contains(characters[end]) { end += 1 }
        let digits = end
        while end < characters.count, ("0"..."9").contains(characters[end]) { end += 1 }
        if end > digits { position = end }
    }

    private mutating func skipSpace() {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
    }

    private mutating func take(_ symbol: String) -> Bool {
        skipSpace()
        let end = position + symbol.count
        guard end <= characters.count, String(characters[position..<end]) == symbol else {
            return false
        }
        position = end
        return true
    }

    private mutating func expect(_ symbol: String) throws(FormulaError) {
        guard take(symbol) else { throw .syntax(at: position, expected: symbol) }
    }
}
