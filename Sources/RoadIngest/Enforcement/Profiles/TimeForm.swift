import RoadModel

/// How a vendor writes times, where `ByteTime` does not read them as they are.
package enum TimeForm: Sendable, Hashable {
    /// Seconds since 1970, UTC.
    case unixSeconds
    /// Milliseconds since 1970, UTC.
    case unixMilliseconds
    /// Days since 1899-12-30 on the local clock, as spreadsheets count.
    case sheetDays
    /// A pattern such as `MM/dd/yyyy HH:mm:ss`: `yyyy yy MM dd HH mm ss S…` are digits, all other
    /// characters stand for themselves.
    case pattern(String)

    /// The form of a name or pattern, `nil` for text that is neither.
    package init?(named text: String) {
        switch text.lowercased() {
        case "unix", "unix_s", "epoch", "epoch_s": self = .unixSeconds
        case "unix_ms", "epoch_ms": self = .unixMilliseconds
        case "excel", "sheet", "serial": self = .sheetDays
        default:
            guard text.contains("yy"), text.contains("MM"), text.contains("dd") else { return nil }
            self = .pattern(text)
        }
    }

    /// The time in a form that `ByteTime` reads; `nil` when the text is not of this form.
    func iso(_ text: String) -> String? {
        switch self {
        case .unixSeconds:
            guard let value = Double(text.replacing(",", with: ".")), abs(value) < 1e11
            else { return nil }
            return Self.utc(microseconds: value * 1e6)
        case .unixMilliseconds:
            guard let value = Double(text.replacing(",", with: ".")), abs(value) < 1e14
            else { return nil }
            return Self.utc(microseconds: value * 1e3)
        case .sheetDays:
            guard let value = Double(text.replacing(",", with: ".")), (1..<110_000).contains(value)
            else { return nil }
            // 25,569 days lie between 1899-12-30 and 1970-01-01.
            let micro = ((value - 25_569) * 86_400 * 1000).rounded() * 1000
            return String(Self.utc(microseconds: micro).dropLast())
        case .pattern(let pattern): return Self.read(text, pattern)
        }
    }

    private static func utc(microseconds: Double) -> String {
        "\(Timestamp(microseconds: Int64(microseconds.rounded())))"
    }

    private static func read(_ text: String, _ pattern: String) -> String? {
        var parts: [Character: String] = [:]
        var rest = text[...]
        for letter in pattern {
            if "yMdHmsS".contains(letter) {
                if letter == "S" {
                    // Decimals may be fewer than the pattern has.
                    if let digit = rest.first, digit.isASCII, digit.isNumber {
                        parts[letter, default: ""].append(digit)
                        rest = rest.dropFirst()
                    }
                    continue
                }
                guard let digit = rest.first, digit.isASCII, digit.isNumber else { return nil }
                parts[letter, default: ""].append(digit)
                rest = rest.dropFirst()
            } else {
                guard rest.first == letter else {
                    if letter == ".", rest.isEmpty { continue }
                    return nil
                }
                rest = rest.dropFirst()
            }
        }
        guard var year = parts["y"], let month = parts["M"], let day = parts["d"] else {
            return nil
        }
        if year.count == 2 { year = "20" + year }
        var iso = "\(year)-\(month)-\(day)T\(parts["H"] ?? "00"):\(parts["m"] ?? "00")"
        iso += ":\(parts["s"] ?? "00")"
        if let fraction = parts["S"] { iso += "." + fraction }
        // An offset may follow the pattern.
        return iso + rest
    }
}
