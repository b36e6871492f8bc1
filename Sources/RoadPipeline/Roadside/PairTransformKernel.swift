import RoadGeodata
import RoadModel

/// Brings single pairs of a declared system to WGS 84.
///
/// Complexes stand still, so the last pair is remembered.
final class PairTransform: @unchecked Sendable {
    // Sound: made for one reading and used by the thread that reads.
    private let transform: CoordinateTransform
    private var last: (north: Double, east: Double, place: GeodeticCoordinate?)?

    init(from crs: String) throws(IntakeError) {
        transform = try CoordinateTransform(from: crs, to: "EPSG:4326")
    }

    func place(northing: Double, easting: Double) -> GeodeticCoordinate? {
        if let last, last.north == northing, last.east == easting { return last.place }
        var (x, y) = ([easting], [northing])
        transform.forward(x: &x, y: &y)
        let place =
            x[0].isNaN
            ? nil : GeodeticCoordinate(latitude: Degrees(y[0]), longitude: Degrees(x[0]))
        last = (northing, easting, place)
        return place
    }
}
