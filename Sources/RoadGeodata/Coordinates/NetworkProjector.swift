import RoadModel

/// Projects WGS 84 into a network's system: by our own series in a UTM zone, else through PROJ.
///
/// A point costs 0.1 µs in a zone, and PROJ (20 ms to start) is not needed at all; both agree to
/// a millionth of a metre, which a test holds them to.
struct NetworkProjector {
    /// Owns a transformation that may be absent.
    private final class Owner {
        let transform: CoordinateTransform

        init(_ crs: String) throws(IntakeError) {
            transform = try CoordinateTransform.intoNetwork(crs)
        }
    }

    private let zone: TransverseMercator?
    private let other: Owner?

    /// Prepares the projection into a system.
    ///
    /// - Throws: As `CoordinateTransform.intoNetwork`.
    init(_ crs: String) throws(IntakeError) {
        if let zone = TransverseMercator(utm: crs) {
            (self.zone, other) = (zone, nil)
        } else {
            (zone, other) = (nil, try Owner(crs))
        }
    }

    /// Projects columns in place: longitude becomes easting, latitude northing; NaN stays NaN.
    ///
    /// - Parameters:
    ///   - x: Longitudes in degrees.
    ///   - y: Latitudes in degrees.
    ///   - threads: Cores to use; the result is the same for any number.
    func forward(x: inout [Double], y: inout [Double], threads: Int) {
        guard let zone else {
            other?.transform.forward(x: &x, y: &y)
            return
        }
        zone.forward(x: &x, y: &y, threads: threads)
    }

    /// Projects one place; `nil` when it has no image.
    func forward(longitude: Double, latitude: Double) -> ProjectedPoint? {
        if let zone {
            let point = zone.forward(longitude: longitude, latitude: latitude)
            return point.x.isFinite && point.y.isFinite ? point : nil
        }
        guard let other else { return nil }
        return other.transform.forward(
            GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
        )
    }
}
