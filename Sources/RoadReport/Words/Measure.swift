/// The names of what is counted, by the code in `TrendChange.measure` and `CountSeries.measure`.
package enum Measure: String, Sendable, CaseIterable {
    /// People killed.
    case killed
    /// People injured.
    case injured
    /// Crashes.
    case crashes
    /// Crashes in which somebody died.
    case fatalCrashes = "fatal_crashes"
    /// Children killed or injured.
    case children
    /// Violations.
    case violations
    /// Passages without a violation.
    case passages
    /// Drone flights.
    case flights

    /// The heading, for example «Погибшие».
    package var title: LocalizedText {
        switch self {
        case .killed: LocalizedText(kk: "Қаза тапқандар", ru: "Погибшие", en: "Killed")
        case .injured: LocalizedText(kk: "Жараланғандар", ru: "Раненые", en: "Injured")
        case .crashes: LocalizedText(kk: "ЖКО", ru: "ДТП", en: "Crashes")
        case .fatalCrashes:
            LocalizedText(
                kk: "Адам қаза тапқан ЖКО",
                ru: "ДТП с погибшими",
                en: "Fatal crashes"
            )
        case .children:
            LocalizedText(
                kk: "Зардап шеккен балалар",
                ru: "Пострадавшие дети",
                en: "Children killed or injured"
            )
        case .violations:
            LocalizedText(kk: "Құқық бұзушылықтар", ru: "Нарушения", en: "Violations")
        case .passages:
            LocalizedText(
                kk: "Бұзушылықсыз өтулер",
                ru: "Проезды без нарушений",
                en: "Passages without a violation"
            )
        case .flights: LocalizedText(kk: "Дрон ұшулары", ru: "Вылеты дронов", en: "Drone flights")
        }
    }

    /// The subject of a sentence about more or fewer, for example «Погибших», `deaths`.
    package var quantity: LocalizedText {
        switch self {
        case .killed:
            LocalizedText(kk: "Қаза тапқандар саны", ru: "Погибших", en: "people killed")
        case .injured:
            LocalizedText(kk: "Жараланғандар саны", ru: "Раненых", en: "people injured")
        case .crashes: LocalizedText(kk: "ЖКО саны", ru: "ДТП", en: "crashes")
        case .fatalCrashes:
            LocalizedText(
                kk: "Адам қаза тапқан ЖКО саны",
                ru: "ДТП с погибшими",
                en: "fatal crashes"
            )
        case .children:
            LocalizedText(
                kk: "Зардап шеккен балалар саны",
                ru: "Пострадавших детей",
                en: "children killed or injured"
            )
        case .violations:
            LocalizedText(kk: "Құқық бұзушылықтар саны", ru: "Нарушений", en: "violations")
        case .passages:
            LocalizedText(
                kk: "Бұзушылықсыз өтулер саны",
                ru: "Проездов без нарушений",
                en: "passages without a violation"
            )
        case .flights:
            LocalizedText(kk: "Дрон ұшуларының саны", ru: "Вылетов дронов", en: "drone flights")
        }
    }

    /// The heading of a measure by its code; an unknown code stands for itself.
    package static func title(_ code: String) -> LocalizedText {
        Measure(rawValue: code)?.title ?? LocalizedText(same: code)
    }

    /// The subject of a sentence by the measure's code; an unknown code stands for itself.
    package static func quantity(_ code: String) -> LocalizedText {
        Measure(rawValue: code)?.quantity ?? LocalizedText(same: code)
    }
}
