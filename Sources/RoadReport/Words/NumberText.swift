package import RoadModel

/// Numbers as Unicode CLDR writes them in Kazakh, Russian and British English, without a locale
/// database: U+00A0 between groups and a decimal comma in kk and ru, comma and point in en.
package struct NumberText: Sendable {
    /// The language.
    package let language: Language

    /// Chooses a language.
    package init(_ language: Language) { self.language = language }

    /// The sign before negative numbers, U+2212.
    package static let minus = "\u{2212}"
    /// What stands where a figure is absent.
    package static let absent = "–"

    /// A whole number in groups of three, for example `2 579`.
    package func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        return (value < 0 ? Self.minus : "") + grouped(digits)
    }

    /// A number rounded half away from zero, for example `10,5`; `–` when it is not finite.
    ///
    /// `decimals` digits stand after the decimal mark, in `[0, 6]`; all of them are written.
    package func decimal(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return Self.absent }
        let places = min(max(decimals, 0), 6)
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        // Beyond 2^53 the digits would be invented.
        guard scaled < 9e15 else { return Self.absent }
        let units = Int(scaled)
        let divisor = Int(scale)
        var text = grouped(String(units / divisor))
        if places > 0 {
            text += decimalMark + zeroPadded(units % divisor, places)
        }
        return (value < 0 && units != 0 ? Self.minus : "") + text
    }

    /// A percentage, for example `10,5 %` (kk, ru) or `10.5%` (en).
    package func percent(_ value: Double, decimals: Int = 1) -> String {
        let text = decimal(value, decimals: decimals)
        if text == Self.absent { return text }
        return text + (language == .en ? "%" : "\u{00A0}%")
    }

    /// A percentage that always carries its sign, for example `−10,0 %`, `+3,2 %`, `0,0 %`.
    package func signedPercent(_ value: Double, decimals: Int = 1) -> String {
        let text = percent(value, decimals: decimals)
        let isZero = percent(0, decimals: decimals) == text
        return value > 0 && !isZero && text != Self.absent ? "+" + text : text
    }

    /// A share in `[0, 1]` as a percentage.
    package func share(_ value: Double, decimals: Int = 1) -> String {
        percent(value * 100, decimals: decimals)
    }

    /// A length in kilometres, for example `1,2 км`.
    package func kilometres(_ length: Metres, decimals: Int = 1) -> String {
        unit(decimal(length.kilometres, decimals: decimals), kk: "км", ru: "км", en: "km")
    }

    /// A length in whole metres, for example `250 м`.
    package func metres(_ length: Metres) -> String {
        unit(decimal(length.value, decimals: 0), kk: "м", ru: "м", en: "m")
    }

    /// A time span in hours and minutes, for example `1 ч 05 мин`; under a minute in seconds.
    package func duration(seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 9e9 else { return Self.absent }
        if seconds < 60 { return unit(decimal(seconds, decimals: 0), kk: "с", ru: "с", en: "s") }
        let minutes = Int((seconds / 60).rounded(.toNearestOrAwayFromZero))
        let rest = unit(String(minutes % 60), kk: "мин", ru: "мин", en: "min")
        if minutes < 60 { return rest }
        return unit(count(minutes / 60), kk: "сағ", ru: "ч", en: "h") + "\u{00A0}" + rest
    }

    /// A probability with three decimals; below 0.001 `<0,001`.
    package func probability(_ value: Double) -> String {
        guard value.isFinite else { return Self.absent }
        return value < 0.001 ? "<" + decimal(0.001, decimals: 3) : decimal(value, decimals: 3)
    }

    private var decimalMark: String { language == .en ? "." : "," }
    private var groupMark: Character { language == .en ? "," : "\u{00A0}" }

    private func unit(_ number: String, kk: String, ru: String, en: String) -> String {
        guard number != Self.absent else { return number }
        return number + "\u{00A0}" + LocalizedText(kk: kk, ru: ru, en: en)[language]
    }

    private func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { text.append(groupMark) }
            text.append(digit)
        }
        return text
    }
}
