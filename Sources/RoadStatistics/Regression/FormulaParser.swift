/// Reads formulas in the notation of R: `deaths ~ time + factor(month) + offset(log(days))`.
struct FormulaParser {
    private var characters: [Character]
    private var position = 0
    /// Deepest nesting of parentheses and signs; bounds the stack on hostile input.
    private var depth = 0
    private static let deepest = 60

    /// What `.` stands for: the table's columns, of which those of the response are left out.
    private var others: [String]

    init(_ text: String, columns: [String] = []) { (characters, others) = (Array(text), columns) }

    /// Reads `response ~ terms`.
    mutating func formula() throws(FormulaError) -> Formula {
        let response = try comparison()
        try expect("~")
        others.removeAll { response.names.contains($0) }
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

    /// `a`, `a:b`, `a*b`, `a/b`, `(a + b)^2`, `.`: the products of factors that it stands for.
    private mutating func term() throws(FormulaError) -> [[FormulaExpression]] {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else {
            throw .syntax(at: position, expected: "fewer parentheses")
        }
        var groups = try interaction()
        while true {
            if take("*") {
                let next = try interaction()
                groups = Self.union(groups, next, Self.products(groups, next))
            } else if take("/") {
                let all = groups.reduce(into: []) { Self.multiply(&$0, $1) }
                groups = Self.union(groups, Self.products([all], try interaction()))
            } else {
                return groups
            }
            guard groups.count <= Self.mostTerms else {
                throw .syntax(at: position, expected: "fewer *")
            }
        }
    }

    private mutating func interaction() throws(FormulaError) -> [[FormulaExpression]] {
        var groups = try power()
        while take(":") { groups = Self.union(Self.products(groups, try power())) }
        return groups
    }

    /// `(a + b + c)^2`: all products of up to two.
    private mutating func power() throws(FormulaError) -> [[FormulaExpression]] {
        let base = try primary()
        let start = position
        guard take("^") || take("**") else { return base }
        skipSpace()
        guard position < characters.count, characters[position].isNumber,
            case .number(let order) = try number(), (1...9).contains(order)
        else { throw .syntax(at: start, expected: "a whole order from 1 to 9") }
        var groups = base
        for _ in 1..<Int(order) {
            groups = Self.union(groups, Self.products(groups, base))
            guard groups.count <= Self.mostTerms else {
                throw .syntax(at: position, expected: "a lower order")
            }
        }
        return groups
    }

    private mutating func primary() throws(FormulaError) -> [[FormulaExpression]] {
        skipSpace()
        if take("(") { return try parenthesised() }
        let single = try factor()
        guard single == .name("."), !others.isEmpty else { return [[single]] }
        return others.map { [.name($0)] }
    }

    /// `(t >= 170)` is a truth; anything else in parentheses is a sum of terms.
    private mutating func parenthesised() throws(FormulaError) -> [[FormulaExpression]] {
        let start = position
        if let inner = try? comparison(), take(")"), inner.isTruth { return [[inner]] }
        position = start
        var groups: [[FormulaExpression]] = []
        var isRemoved = take("-")
        repeat {
            let next = try term()
            if isRemoved {
                groups.removeAll { group in next.contains { Set($0) == Set(group) } }
            } else {
                groups = Self.union(groups, next)
            }
            isRemoved = take("-")
        } while isRemoved || take("+")
        try expect(")")
        return groups
    }

    /// Most products that one term may stand for.
    private static let mostTerms = 64

    private static func multiply(_ a: inout [FormulaExpression], _ b: [FormulaExpression]) {
        for factor in b where !a.contains(factor) { a.append(factor) }
    }

    private static func products(
        _ left: [[FormulaExpression]],
        _ right: [[FormulaExpression]]
    ) -> [[FormulaExpression]] {
        left.flatMap { a in
            right.map { b in
                var product = a
                multiply(&product, b)
                return product
            }
        }
    }

    private static func union(_ lists: [[FormulaExpression]]...) -> [[FormulaExpression]] {
        var seen: Set<Set<FormulaExpression>> = []
        return lists.joined().filter { seen.insert(Set($0)).inserted }
    }

    private mutating func factor() throws(FormulaError) -> FormulaExpression {
        skipSpace()
        guard position < characters.count else {
            throw .syntax(at: position, expected: "a term")
        }
        let isDecimal =
            characters[position] == "." && position + 1 < characters.count
            && characters[position + 1].isNumber
        if characters[position].isNumber || isDecimal { return try number() }
        if take("\"") { return .label(try quoted("\"")) }
        if take("'") { return .label(try quoted("'")) }
        if take("`") { return .name(try quoted("`")) }
        guard isNameStart(characters[position]) else {
            throw .syntax(at: position, expected: "a column or a function")
        }
        return try nameOrCall()
    }

    /// The text up to a closing quote.
    private mutating func quoted(_ quote: Character) throws(FormulaError) -> String {
        let start = position
        guard let end = characters[start...].firstIndex(of: quote) else {
            throw .syntax(at: start, expected: "a closing \(quote)")
        }
        position = end + 1
        return String(characters[start..<end])
    }

    // MARK: Arithmetic

    /// Comparisons joined by `&` and `|`, which bind alike and from the left.
    private mutating func comparison() throws(FormulaError) -> FormulaExpression {
        var left = try relation()
        while true {
            if take("&") {
                left = .binary("&", left, try relation())
            } else if take("|") {
                left = .binary("|", left, try relation())
            } else {
                return left
            }
        }
    }

    private mutating func relation() throws(FormulaError) -> FormulaExpression {
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
