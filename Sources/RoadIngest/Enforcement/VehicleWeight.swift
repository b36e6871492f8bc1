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
}
