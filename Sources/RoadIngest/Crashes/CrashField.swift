/// A value of a crash card that a table's columns can be mapped to.
package enum CrashField: String, Sendable, CaseIterable {
    /// The card's own number.
    case id
    /// Date and time, or date alone.
    case time
    /// Degrees north, WGS 84.
    case latitude = "lat"
    /// Degrees east, WGS 84.
    case longitude = "lon"
    /// Worst injury: a name in English, Russian or Kazakh, or 1, 2, 3.
    case severity
    /// People killed.
    case killed
    /// People injured.
    case injured
    /// Children killed or injured.
    case children
    /// Type of crash.
    case type
    /// Road name or index.
    case road
    /// Direction of travel, degrees clockwise from north.
    case heading
    /// One-sigma accuracy of the place, in metres.
    case accuracy = "accuracy_m"
    /// Light, weather, surface.
    case conditions

    /// Whether a table without it is refused.
    package var isMandatory: Bool {
        switch self {
        case .id, .time, .latitude, .longitude: true
        default: false
        }
    }

    /// Names that are taken for this field when no mapping names one.
    ///
    /// Sources: dtp-stat's open export, the road police's cards, UK STATS19, everyday names.
    package var synonyms: [String] {
        switch self {
        case .id: ["crash_id", "accident_index", "collision_index", "KartId", "номер", "нөмірі"]
        case .time: ["datetime", "date_time", "дата и время", "күні мен уақыты"]
        case .latitude: ["latitude", "широта", "ендік"]
        case .longitude: ["longitude", "lng", "long", "долгота", "бойлық"]
        case .severity:
            ["accident_severity", "collision_severity", "тяжесть", "тяжесть ДТП", "ауырлығы"]
        case .killed: ["dead_count", "dead", "deaths", "погибло", "погибших", "қаза тапты"]
        case .injured: ["injured_count", "ранено", "раненых", "жараланды", "жарақат алды"]
        case .children: ["children_count", "дети", "балалар"]
        case .type: ["category", "crash_type", "вид ДТП", "ЖКО түрі"]
        case .road: ["road_name", "address", "дорога", "адрес", "жол", "мекенжай"]
        case .heading: ["bearing", "азимут"]
        case .accuracy: ["accuracy", "точность, м", "дәлдік, м"]
        case .conditions: ["условия", "жағдайлар"]
        }
    }

    /// The field as the header matcher wants it.
    internal var spec: ColumnSpec {
        ColumnSpec(rawValue, synonyms: synonyms, isMandatory: isMandatory)
    }
}
