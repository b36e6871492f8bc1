package import RoadModel

/// Whether a vehicle's class, in the words of any export, means a heavy one.
package enum VehicleWeight {
    /// Beginnings and parts of words for lorries, buses and trains of vehicles.
    private static let heavy = [
        "truck", "lorry", "heavy", "bus", "coach", "trailer", "articulated", "hgv", "tractor",
        "груз", "автобус", "прицеп", "тягач", "фура", "жүк", "тіркеме", "большегруз",
        "large", "largevehicle",
    ]

    /// Words that name the light ones although they hold one of `heavy`.
    private static let light = ["light", "minibus", "микроавтобус", "пикап", "pickup", "шағын"]

    /// `nil` when the text says nothing.
    package static func isHeavy(_ kind: String) -> Bool? {
        guard !kind.isEmpty else { return nil }
        let text = kind.lowercased()
        if text == "unknown" || text == "неизвестно" { return nil }
        if light.contains(where: text.contains) { return false }
        return heavy.contains(where: text.contains)
    }

    private static let classes: [(VehicleClass, [String])] = [
        (.minibus, ["minibus", "микроавтобус", "маршрутк", "шағын автобус"]),
        (
            .heavyTruck,
            [
                "heavy", "articulated", "hgv", "tractor", "тягач", "фура", "большегруз", "седельн",
                "ауыр жүк", "груз с прицеп", "грузовой с прицеп", "свыше 3,5", "свыше 3.5",
                "over 3.5", "above 3.5", "> 3.5", ">3.5", "более 3,5", "более 3.5", "3,5 тоннадан",
            ]
        ),
        (.trailer, ["trailer", "прицеп", "тіркеме"]),
        (.bus, ["bus", "coach", "автобус"]),
        (
            .lightTruck,
            [
                "light truck", "light_truck", "lighttruck", "lcv", "pickup", "пикап", "шағын жүк",
                "до 3,5", "до 3.5", "малотоннаж", "cargo van", "фургон",
            ]
        ),
        (.truck, ["truck", "lorry", "груз", "жүк", "large vehicle", "largevehicle", "cargo"]),
        (
            .car,
            [
                "car", "passenger", "легков", "жеңіл", "sedan", "saloon", "suv", "hatchback",
                "motor", "мото", "vehicle", "кроссовер", "внедорожник",
            ]
        ),
    ]

    /// The class that a text names; the narrower one where it fits two.
    package static func vehicleClass(_ kind: String) -> VehicleClass {
        let text = kind.lowercased()
        guard !text.isEmpty, text != "unknown", text != "неизвестно" else { return .unknown }
        return classes.first { $0.1.contains(where: text.contains) }?.0 ?? .unknown
    }
}
