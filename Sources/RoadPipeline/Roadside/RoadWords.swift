import RoadAnalysis
import RoadLaw
import RoadModel

/// Kinds of road as people write them in tables of sections and of complexes.
enum RoadWords {
    private static let roads: [(LimitedRoad, [String])] = [
        (
            .settlement,
            ["settlement", "urban", "city", "town", "населенный", "нп", "город", "елді", "қала"]
        ),
        (.residential, ["residential", "living", "yard", "жилая", "двор", "тұрғын"]),
        (.motorway, ["motorway", "автомагистраль", "автомагистралі"]),
        (.divided, ["divided", "dual", "median", "разделительная", "разделенная", "бөлу"]),
        (
            .rural,
            ["rural", "outside", "other", "trunk", "primary", "вне", "прочая", "сыртында", "басқа"]
        ),
    ]

    /// What a cell may hold, for messages.
    static let known = "one of " + LimitedRoad.allCases.map(\.rawValue).joined(separator: ", ")

    /// The kind of road that a text names.
    static func road(_ written: String) -> LimitedRoad? {
        let words = written.lowercased().replacing("ё", with: "е")
            .split { !$0.isLetter }.map(String.init)
        return roads.first { $0.1.contains(where: words.contains) }?.0
    }

    /// The limits of classes that have to go slower than cars on a road.
    static func classLimits(
        on road: LimitedRoad
    ) throws(IntakeError) -> [ControlledSection.ClassLimit] {
        try LawPackReader.classLimits(RulePacks()).limitsBelowCars(on: road).map { limit in
            .init(firstDay: limit.from.daysSinceEpoch, vehicle: limit.vehicle, kmh: limit.kmh)
        }
    }
}
