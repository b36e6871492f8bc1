/// A result for machines; a number that does not exist is `null`, never NaN.
indirect enum AnalysisTree: Encodable {
    /// Nothing.
    case null
    /// A truth value.
    case flag(Bool)
    /// A whole number.
    case count(Int)
    /// A number; not finite is written as `null`.
    case number(Double)
    /// A text.
    case text(String)
    /// Values in order.
    case list([AnalysisTree])
    /// Values by name; names are written sorted.
    case object([String: AnalysisTree])

    /// A number that may be absent.
    static func number(_ value: Double?) -> AnalysisTree { value.map { .number($0) } ?? .null }

    /// Numbers in order.
    static func numbers(_ values: some Sequence<Double>) -> AnalysisTree {
        .list(values.map { .number($0) })
    }

    /// Texts in order.
    static func texts(_ values: some Sequence<String>) -> AnalysisTree {
        .list(values.map { .text($0) })
    }

    /// Limits of an interval.
    static func limits(_ lower: Double?, _ upper: Double?) -> [String: AnalysisTree] {
        ["lower": number(lower), "upper": number(upper)]
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let value): try container.encode(value)
        case .count(let value): try container.encode(value)
        case .number(let value) where value.isFinite: try container.encode(value)
        case .number: try container.encodeNil()
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}

extension AnalysisTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .count(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: AnalysisTree...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, AnalysisTree)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
