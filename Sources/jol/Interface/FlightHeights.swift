import RoadModel
import RoadPipeline

/// Least and greatest heights of a flight, each datum by itself.
struct FlightHeights: Encodable {
    /// Least and greatest value, metres.
    struct Span: Encodable {
        var least: Double
        var greatest: Double
    }

    /// Above mean sea level as the receiver says.
    var altitudeMSL: Span?
    /// Above the WGS 84 ellipsoid.
    var altitudeEllipsoid: Span?
    /// Above the take-off point.
    var relative: Span?
    /// Above a level that the log does not name or that cannot be trusted, as DJI's barometer.
    var altitudeUnverified: Span?
    /// Terrain at take-off, in the terrain model's datum.
    var terrainAtTakeOff: Double?
    /// Terrain at take-off + height above take-off.
    var altitudeTerrain: Span?
    /// Above the terrain below the drone.
    var aboveGround: Span?

    init(_ fixes: FixColumns, _ terrain: FlightTerrain?) {
        altitudeMSL = Self.span(fixes.altitudeMSLMetres)
        altitudeEllipsoid = Self.span(fixes.altitudeEllipsoidMetres)
        relative = Self.span(fixes.relativeHeightMetres)
        altitudeUnverified = Self.span(fixes.altitudeUnverifiedMetres)
        terrainAtTakeOff = terrain?.takeOffMetres
        altitudeTerrain = terrain.flatMap { Self.span($0.altitudeMetres) }
        aboveGround = terrain.flatMap { Self.span($0.aboveGroundMetres) }
    }

    private static func span(_ values: [Double]) -> Span? {
        let known = values.filter(\.isFinite)
        guard let least = known.min(), let greatest = known.max() else { return nil }
        return Span(least: least, greatest: greatest)
    }

    /// Label and value of each datum that is known.
    var lines: [(label: String, value: String)] {
        func text(_ span: Span?) -> String? {
            span.map {
                "\(Say.decimal($0.least, 1)) … \(Say.decimal($0.greatest, 1)) "
                    + tr("m", ru: "м", kk: "м")
            }
        }
        let rows: [(String, String?)] = [
            (tr("Height, take-off", ru: "Высота над взлётом", kk: "Ұшқан жерден"), text(relative)),
            (
                tr("Altitude, sea", ru: "Высота над морем", kk: "Теңіз деңгейінен"),
                text(altitudeMSL)
            ),
            (
                tr("Altitude, ellipsoid", ru: "Высота, эллипсоид", kk: "Эллипсоидтан"),
                text(altitudeEllipsoid)
            ),
            (
                tr("Altitude, unsure", ru: "Высота, неверная", kk: "Сенімсіз биіктік"),
                text(altitudeUnverified)
            ),
            (
                tr("Terrain, take-off", ru: "Рельеф у взлёта", kk: "Ұшқан жер бедері"),
                terrainAtTakeOff.map { "\(Say.decimal($0, 1)) " + tr("m", ru: "м", kk: "м") }
            ),
            (
                tr("Altitude, terrain", ru: "Высота по рельефу", kk: "Бедер бойынша"),
                text(altitudeTerrain)
            ),
            (tr("Above ground", ru: "Высота над землёй", kk: "Жерден"), text(aboveGround)),
        ]
        return rows.compactMap { label, value in value.map { (label, $0) } }
    }
}
