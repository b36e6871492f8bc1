import Foundation
import RoadModel

/// Ranks of road by the words that national road layers use for them.
enum RoadClassSynonyms {
    /// The rank a value means.
    ///
    /// Values of OpenStreetMap's `highway` keep their meaning; other words are compared without
    /// case, accents and what follows the first word if that alone is known ("Collectrice
    /// municipale"). `nil` for words that name a kind of street ("rue", "avenue") and no rank.
    static func roadClass(of value: String) -> RoadClass? {
        let word = folded(value)
        if let kind = OSMRoadRules.byValue[word] { return kind.roadClass }
        if let known = words[word] { return known }
        let first = word.prefix { $0 != " " && $0 != "/" && $0 != "-" }
        return words[String(first)]
    }

    /// Whether a value is a ramp in OpenStreetMap's terms.
    static func isLink(_ value: String) -> Bool {
        OSMRoadRules.byValue[folded(value)]?.isLink ?? false
    }

    /// Whether a value is a way of OpenStreetMap that is not for motor traffic.
    static func isNotDrivable(_ value: String) -> Bool { notDrivable.contains(folded(value)) }

    private static func folded(_ value: String) -> String {
        value.trimmingSpaces()
            .folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }

    private static let notDrivable: Set<String> = [
        "footway", "cycleway", "path", "steps", "pedestrian", "bridleway", "corridor",
        "construction", "proposed", "abandoned", "platform",
    ]

    // Quebec: Ministère des Transports, «classification fonctionnelle»; Kazakhstan and Russia:
    // significance of public roads; the rest are common English terms.
    private static let words: [String: RoadClass] = [
        "autoroute": .motorway, "freeway": .motorway, "interstate": .motorway,
        "expressway": .motorway, "автомагистраль": .motorway,
        "nationale": .primary, "national": .trunk, "республиканская": .trunk,
        "республикалык": .trunk, "республикалық": .trunk, "федеральная": .trunk,
        "regionale": .secondary, "областная": .secondary, "облыстык": .secondary,
        "облыстық": .secondary, "региональная": .secondary,
        "artere": .secondary, "arterielle": .secondary, "arterial": .secondary,
        "major arterial": .primary, "principal arterial": .primary, "minor arterial": .secondary,
        "collectrice": .tertiary, "collector": .tertiary, "районная": .tertiary,
        "аудандык": .tertiary, "аудандық": .tertiary,
        "locale": .residential, "local": .residential, "местная": .unclassified,
        "улица": .residential, "проезд": .service,
    ]
}
