package import RoadModel

/// Nouns that follow a number; the form depends on it in Russian and English.
package enum CountNoun: String, Sendable, CaseIterable {
    /// A road crash.
    case crash
    /// A person killed.
    case killed
    /// A person injured.
    case injured
    /// A violation.
    case violation
    /// A passage without a violation.
    case passage
    /// A flight.
    case flight
    /// A record of a file.
    case record
    /// A file.
    case file
    /// A hotspot.
    case hotspot
    /// A line of the road network.
    case roadLine
    /// A day.
    case day

    /// The number and the noun, for example «21 погибший», `1 crash`.
    package func counted(_ count: Int, _ language: Language) -> String {
        "\(NumberText(language).count(count))\u{00A0}\(form(count, language))"
    }

    /// The noun alone in the form that follows the number.
    package func form(_ count: Int, _ language: Language) -> String {
        let noun = forms
        switch language {
        // After a numeral a Kazakh noun stays in the singular.
        case .kk: return noun.kk
        case .en: return count == 1 ? noun.en.one : noun.en.other
        case .ru:
            switch RussianPlural(count) {
            case .one: return noun.ru.one
            case .few: return noun.ru.few
            case .many: return noun.ru.many
            }
        }
    }

    private typealias Forms = (
        kk: String, ru: (one: String, few: String, many: String), en: (one: String, other: String)
    )

    private var forms: Forms {
        switch self {
        case .crash: ("ЖКО", ("ДТП", "ДТП", "ДТП"), ("crash", "crashes"))
        case .killed:
            ("қаза тапқан", ("погибший", "погибших", "погибших"), ("killed", "killed"))
        case .injured:
            ("жараланған", ("раненый", "раненых", "раненых"), ("injured", "injured"))
        case .violation:
            (
                "құқық бұзушылық", ("нарушение", "нарушения", "нарушений"),
                ("violation", "violations")
            )
        case .passage: ("өту", ("проезд", "проезда", "проездов"), ("passage", "passages"))
        case .flight: ("ұшу", ("вылет", "вылета", "вылетов"), ("flight", "flights"))
        case .record: ("жазба", ("запись", "записи", "записей"), ("record", "records"))
        case .file: ("файл", ("файл", "файла", "файлов"), ("file", "files"))
        case .hotspot:
            ("апаттылық ошағы", ("очаг", "очага", "очагов"), ("hotspot", "hotspots"))
        case .roadLine:
            ("жол сызығы", ("линия дорог", "линии дорог", "линий дорог"), ("line", "lines"))
        case .day: ("күн", ("день", "дня", "дней"), ("day", "days"))
        }
    }
}
