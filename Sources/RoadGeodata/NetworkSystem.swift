import RoadModel

/// Guards a network against a coordinate system in which its lengths would be wrong.
enum NetworkSystem {
    /// The largest error of lengths at the network's centre, as a share.
    private static let worstAtCentre = 0.01
    /// The largest error of lengths anywhere in its extent.
    private static let worstAnywhere = 0.08
    /// Half the length of the probe, in degrees of latitude: about 100 m.
    private static let step = 5e-4

    /// Refuses a system whose scale is off where the network lies, as Web Mercator's is everywhere
    /// and a UTM zone's far outside of it.
    ///
    /// - Throws: `.crsUnknown` with the error of lengths.
    static func requireTrue(
        _ crs: String,
        for extent: GeodeticExtent,
        around centre: GeodeticCoordinate
    ) throws(IntakeError) {
        let transform = try CoordinateTransform.intoNetwork(crs)
        let corners = [extent.west, extent.east].flatMap { lon in
            [extent.south, extent.north].map { lat in
                GeodeticCoordinate(latitude: Degrees(lat), longitude: Degrees(lon))
            }
        }
        let atCentre = scaleError(at: centre, transform)
        let worst = corners.map { scaleError(at: $0, transform) }.max() ?? 0
        // NaN, where the system has no image at all, fails both comparisons.
        guard atCentre <= worstAtCentre, worst <= worstAnywhere else {
            let error = atCentre <= worstAtCentre ? worst : atCentre
            let percent = error.isFinite ? "\((error * 1000).rounded() / 10) %" : "any amount"
            throw IntakeError(
                .crsUnknown,
                subject: crs,
                detail: "\(transform.target.name) is not made for this region: lengths would be "
                    + "wrong by \(percent).",
                remedy: "Leave --crs out to have the UTM zone chosen "
                    + "(\(UTMZone.crs(at: centre))), or name a system of this region."
            )
        }
    }

    /// How far a length of 100 m, north–south or east–west, is from true; NaN without an image.
    private static func scaleError(
        at place: GeodeticCoordinate,
        _ transform: borrowing CoordinateTransform
    ) -> Double {
        let (lat, lon) = (min(max(place.latitude.value, -89.9), 89.9), place.longitude.value)
        let cosine = EllipsoidLengths.cosine(lat)
        let east = step / max(cosine, 1e-3)
        var x = [lon, lon, lon - east, lon + east]
        var y = [lat - step, lat + step, lat, lat]
        transform.forward(x: &x, y: &y)
        let north = EllipsoidLengths.meridian(lat) * 2 * step
        let parallel = EllipsoidLengths.parallel(lat) * 2 * east
        func length(_ a: Int, _ b: Int) -> Double {
            ((x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b])).squareRoot()
        }
        return max(abs(length(1, 0) / north - 1), abs(length(3, 2) / parallel - 1))
    }
}
