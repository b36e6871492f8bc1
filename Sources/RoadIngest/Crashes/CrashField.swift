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
    /// The day alone, where date and hour stand in columns of their own.
    case date
    /// Easting in the declared system.
    case easting
    /// Northing in the declared system.
    case northing
    /// Kilometre post.
    case kilometre = "km"
    /// Metres behind the kilometre post.
    case metres = "m"
    /// Road and kilometre, or street, in words.
    case place
    /// Street or streets.
    case street
    /// Region.
    case region
    /// Whether the crash stands on the special register.
    case register
    /// Days within which a death counts in the source.
    case deathWindow = "death_window"
    /// The source of the card's number.
    case source

    /// Whether a table without it is refused.
    ///
    /// A time may stand in `date` and a place in other columns, so those are checked by the reader.
    package var isMandatory: Bool { self == .id }

    /// Names that are taken for this field when no mapping names one.
    ///
    /// Sources: dtp-stat's open export, the road police's cards, UK STATS19, everyday names.
    package var synonyms: [String] {
        switch self {
        case .id:
            [
                "crash_id", "accident_index", "collision_index", "KartId", "card", "card_id",
                "номер", "номер карточки", "№", "нөмірі", "карточка нөмірі",
            ]
        case .time:
            [
                "datetime", "date_time", "timestamp", "дата и время", "күні мен уақыты", "время",
                "уақыты", "уақыт", "hour",
            ]
        case .latitude: ["latitude", "широта", "ендік", "COORD_W"]
        case .longitude: ["longitude", "lng", "long", "долгота", "бойлық", "COORD_L"]
        case .severity:
            ["accident_severity", "collision_severity", "тяжесть", "тяжесть ДТП", "ауырлығы"]
        case .killed:
            [
                "dead_count", "dead", "deaths", "погибло", "погибших", "POG", "қаза тапты",
                "қаза болды",
            ]
        case .injured: ["injured_count", "ранено", "раненых", "RAN", "жараланды", "жарақат алды"]
        case .children: ["children_count", "дети", "балалар"]
        case .type: ["category", "crash_type", "вид ДТП", "DTP_V", "ЖКО түрі"]
        case .road:
            ["road_name", "address", "дорога", "автодорога", "адрес", "жол", "мекенжай", "dor"]
        case .heading: ["bearing", "азимут"]
        case .accuracy: ["accuracy", "точность, м", "дәлдік, м"]
        case .conditions: ["условия", "жағдайлар"]
        case .date: ["дата", "күні", "дата ДТП", "day"]
        case .easting: ["x", "easting", "location_easting_osgr"]
        case .northing: ["y", "northing", "location_northing_osgr"]
        case .kilometre: ["kilometre", "километр", "км", "шақырым"]
        case .metres: ["metres", "метр", "метров"]
        case .place: ["place_text", "location", "место", "место ДТП", "орны", "ЖКО орны"]
        case .street: ["улица", "көше"]
        case .region: ["oblast", "parent_region", "область", "регион", "облыс"]
        case .register:
            [
                "on_register", "special_register", "registered", "спецучёт", "на спецучёте",
                "арнайы есеп", "арнайы есепте",
            ]
        case .deathWindow: ["death_window_days", "срок смерти, суток", "қаза мерзімі, тәулік"]
        case .source: ["источник", "дереккөз"]
        }
    }

    /// The field as the header matcher wants it.
    internal var spec: ColumnSpec { Self.specs[self] ?? ColumnSpec(rawValue) }

    /// Made once: reducing the names is work.
    private static let specs = Dictionary(
        uniqueKeysWithValues: allCases.map { field in
            (
                field,
                ColumnSpec(
                    field.rawValue,
                    synonyms: field.synonyms,
                    isMandatory: field.isMandatory
                )
            )
        }
    )
}
