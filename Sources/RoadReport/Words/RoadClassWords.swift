package import RoadModel

/// The names of road classes for people.
package enum RoadClassWords {
    /// The name, lower case.
    package static func name(_ roadClass: RoadClass) -> LocalizedText {
        switch roadClass {
        case .motorway: LocalizedText(kk: "автомагистраль", ru: "автомагистраль", en: "motorway")
        case .trunk:
            LocalizedText(kk: "магистральдық жол", ru: "магистральная дорога", en: "trunk road")
        case .primary: LocalizedText(kk: "басты жол", ru: "главная дорога", en: "primary road")
        case .secondary:
            LocalizedText(
                kk: "екінші дәрежелі жол",
                ru: "второстепенная дорога",
                en: "secondary road"
            )
        case .tertiary:
            LocalizedText(kk: "жергілікті жол", ru: "местная дорога", en: "tertiary road")
        case .unclassified: LocalizedText(kk: "өзге жол", ru: "прочая дорога", en: "minor road")
        case .residential:
            LocalizedText(kk: "тұрғын көше", ru: "жилая улица", en: "residential street")
        case .livingStreet:
            LocalizedText(kk: "тұрғын аймақ", ru: "жилая зона", en: "living street")
        case .service: LocalizedText(kk: "қызметтік жол", ru: "проезд", en: "service road")
        case .track: LocalizedText(kk: "дала жолы", ru: "полевая дорога", en: "track")
        case .unknown:
            LocalizedText(
                kk: "санаты белгісіз жол",
                ru: "дорога без категории",
                en: "road of unknown class"
            )
        }
    }
}
