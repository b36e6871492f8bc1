package import RoadModel

/// Dates as Unicode CLDR writes them in Kazakh, Russian and British English.
package struct DateText: Sendable {
    /// The language.
    package let language: Language

    /// Chooses a language.
    package init(_ language: Language) { self.language = language }

    /// The long form: `2026 ж. 23 қараша`, `23 ноября 2026 г.`, `23 November 2026`.
    package func long(_ day: CivilDate) -> String {
        let dayMonth = dayAndMonth(day)
        switch language {
        case .kk: return "\(day.year)\(space)ж. \(dayMonth)"
        case .ru: return "\(dayMonth) \(day.year)\(space)г."
        case .en: return "\(dayMonth) \(day.year)"
        }
    }

    /// The short form: `23.11.26`, `23.11.2026`, `23/11/2026`.
    package func short(_ day: CivilDate) -> String {
        let (d, m) = (zeroPadded(day.day, 2), zeroPadded(day.month, 2))
        switch language {
        case .kk: return "\(d).\(m).\(zeroPadded(max(0, day.year) % 100, 2))"
        case .ru: return "\(d).\(m).\(zeroPadded(max(0, day.year), 4))"
        case .en: return "\(d)/\(m)/\(zeroPadded(max(0, day.year), 4))"
        }
    }

    /// The time of day on a 24-hour clock, for example `23.11.2026 14:05`.
    package func shortWithTime(_ instant: Timestamp, offsetSeconds: Int) -> String {
        let second = instant.secondOfDay(offsetSeconds: offsetSeconds)
        let clock = "\(zeroPadded(second / 3600, 2)):\(zeroPadded(second / 60 % 60, 2))"
        return short(instant.date(offsetSeconds: offsetSeconds)) + " " + clock
    }

    /// A period: one year is `2025 год`, a part of one year names the year once.
    package func period(_ period: ReportPeriod) -> String {
        let (a, b) = (period.first, period.last)
        if a == b { return long(a) }
        guard a.year == b.year else { return "\(long(a)) – \(long(b))" }
        if a.month == 1, a.day == 1, b.month == 12, b.day == 31 {
            switch language {
            case .kk: return "\(a.year)\(space)жыл"
            case .ru: return "\(a.year)\(space)год"
            case .en: return "\(a.year)"
            }
        }
        let span = "\(dayAndMonth(a)) – \(dayAndMonth(b))"
        switch language {
        case .kk: return "\(a.year)\(space)ж. \(span)"
        case .ru: return "\(span) \(a.year)\(space)г."
        case .en: return "\(span) \(a.year)"
        }
    }

    /// The month alone, nominative, for example `қараша`, `ноябрь`, `November`.
    package func month(_ month: Int) -> String {
        name(month, in: language == .ru ? Self.ruStandalone : formatNames)
    }

    /// A month of a year: `2026 ж. қараша`, `ноябрь 2026 г.`, `November 2026`.
    package func monthOfYear(_ month: Int, _ year: Int) -> String {
        switch language {
        case .kk: "\(year)\(space)ж. \(self.month(month))"
        case .ru: "\(self.month(month)) \(year)\(space)г."
        case .en: "\(self.month(month)) \(year)"
        }
    }

    private var space: String { "\u{00A0}" }

    private func dayAndMonth(_ day: CivilDate) -> String {
        "\(day.day)\(space)\(name(day.month, in: formatNames))"
    }

    private var formatNames: [String] {
        switch language {
        case .kk: Self.kk
        case .ru: Self.ru
        case .en: Self.en
        }
    }

    private func name(_ month: Int, in names: [String]) -> String {
        names.indices.contains(month - 1) ? names[month - 1] : NumberText.absent
    }

    private static let kk = [
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ]
    private static let ru = [
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ]
    private static let ruStandalone = [
        "январь", "февраль", "март", "апрель", "май", "июнь",
        "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
    ]
    private static let en = [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ]
}
