import RoadModel

/// How a vendor writes times, where `ByteTime` does not read them as they are.
package enum TimeForm: Sendable, Hashable {
    /// Seconds since 1970, UTC.
    case unixSeconds
    /// Milliseconds since 1970, UTC.
    case unixMilliseconds
    /// Days since 1899-12-30 on the local clock, as spreadsheets count.
    case sheetDays
    /// A pattern such as `MM/dd/yyyy HH:mm:ss`: `yyyy yy MM dd HH hh mm ss S…` are digits, a
    /// letter alone one digit or two, `a` is AM or PM, all other characters stand for themselves.
    case pattern(String)

    /// The form of a name or pattern, `nil` for text that is neither.
    package init?(named text: String) {
        switch text.lowercased() {
        case "unix", "unix_s", "epoch", "epoch_s": self = .unixSeconds
        case "unix_ms", "epoch_ms": self = .unixMilliseconds
        case "excel", "sheet", "serial": self = .sheetDays
        default:
            guard text.contains("yy"), text.contains("M"), text.contains("d") else { return nil }
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
        var letters = pattern[...]
        while let letter = letters.first {
            let run = letters.prefix { $0 == letter }.count
            letters = letters.dropFirst(run)
            switch letter {
            case "y", "M", "d", "H", "h", "m", "s":
                // A letter alone stands for one digit or two, more for just as many.
                let digits = rest.prefix(run == 1 ? 2 : run)
                    .prefix { $0.isASCII && $0.isNumber }
                guard run == 1 ? !digits.isEmpty : digits.count == run else { return nil }
                parts[letter, default: ""] += digits
                rest = rest.dropFirst(digits.count)
            case "S":
                // Decimals may be fewer than the pattern has.
                let digits = rest.prefix(run).prefix { $0.isASCII && $0.isNumber }
                if !digits.isEmpty { parts["S", default: ""] += digits }
                rest = rest.dropFirst(digits.count)
            case "a":
                let mark = rest.prefix(2).uppercased()
                guard mark == "AM" || mark == "PM" else { return nil }
                parts["a"] = mark
                rest = rest.dropFirst(2)
            default:
                guard rest.prefix(run).allSatisfy({ $0 == letter }), rest.count >= run else {
                    if letter == ".", rest.isEmpty { continue }
                    return nil
                }
                rest = rest.dropFirst(run)
            }
        }
        return iso(parts).map { $0 + rest }
    }

    /// An offset may follow what a pattern reads.
    private static func iso(_ parts: [Character: String]) -> String? {
        guard var year = parts["y"], let month = parts["M"], let day = parts["d"] else {
            return nil
        }
        func two(_ text: String) -> String { text.count == 1 ? "0" + text : text }
        if year.count == 2 { year = "20" + year }
        var hour = parts["H"] ?? parts["h"] ?? "00"
        if let half = parts["a"] {
            guard let number = Int(hour), (1...12).contains(number) else { return nil }
            hour = "\(number % 12 + (half == "PM" ? 12 : 0))"
        }
        var iso = "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(parts["m"] ?? "00"))"
        iso += ":\(two(parts["s"] ?? "00"))"
        if let fraction = parts["S"] { iso += "." + fraction }
        return iso
    }
}
