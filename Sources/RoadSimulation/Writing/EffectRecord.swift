import Foundation
import RoadModel

/// The options and the known effect behind a world, as `truth/effect.json` states them.
struct EffectRecord: Codable {
    /// A fixed complex and the first local day of its work.
    struct Start: Codable {
        var serial: String
        var firstDay: String
    }

    var schema = 1
    var options: SimulationOptions
    /// Factor on the rate of segments near a working fixed complex.
    var effect: Double
    /// How near, in metres, any part of a segment must come.
    var radiusMetres: Double
    /// Fixed complexes; mobile ones have no effect.
    var starts: [Start]
    /// Common level of each year.
    var yearLevels: [String: Double]
    /// Mean number of people killed in a fatal crash.
    var meanKilledPerFatalCrash = 1.28

    /// Gathers the record.
    init(options: SimulationOptions, model: RiskModel, complexes: [RoadsideComplex]) {
        self.options = options
        // Whether an old world was replaced is no property of the world.
        self.options.overwrites = false
        effect = options.enforcementEffect
        radiusMetres = options.effectRadiusMetres
        starts = complexes.filter { !$0.isMobile }.map { complex in
            Start(
                serial: complex.serial,
                firstDay: "\(CivilDate(daysSinceEpoch: complex.firstDay))"
            )
        }
        yearLevels = [:]
        for (year, level) in model.yearLevels { yearLevels["\(year)"] = level }
    }

    /// The record as JSON with sorted keys.
    func text() throws(IntakeError) -> ByteText {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        var out = ByteText()
        do {
            out.encoded([UInt8](try encoder.encode(self)))
        } catch {
            throw IntakeError(
                .io,
                subject: "truth/effect.json",
                detail: error.localizedDescription,
                remedy: "Report this as a fault of the simulation."
            )
        }
        out.endLine()
        return out
    }
}
