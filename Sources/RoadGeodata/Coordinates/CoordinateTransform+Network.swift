package import RoadModel

extension CoordinateTransform {
    /// The transformation from WGS 84 into a network's system.
    ///
    /// - Throws: As `init(from:to:)`, and `.crsUnknown` when the system is not plane with axes in
    ///   metres: distances on the network would be meaningless.
    package static func intoNetwork(_ crs: String) throws(IntakeError) -> CoordinateTransform {
        let transform = try CoordinateTransform(from: "EPSG:4326", to: crs)
        try transform.target.requireMetric(crs)
        return transform
    }

    /// Meridian convergence of the target system at a place: the bearing of grid north, clockwise
    /// from true north, positive east of a transverse Mercator's central meridian in the north.
    ///
    /// Headings count from true north, bearings on the network from grid north:
    /// `grid bearing = true heading − convergence`, `true heading = grid bearing + convergence`.
    ///
    /// Found numerically: the images of two points 1e-4° (11 m) north and south of the place show
    /// where true north runs on the grid. `nil` when either has no image, or at a pole.
    package func gridConvergence(at place: GeodeticCoordinate) -> Degrees? {
        let step = 1e-4
        var x = [place.longitude.value, place.longitude.value]
        var y = [place.latitude.value - step, place.latitude.value + step]
        guard y[0] >= -90, y[1] <= 90 else { return nil }
        forward(x: &x, y: &y)
        let dx = x[1] - x[0]
        let dy = y[1] - y[0]
        guard dx.isFinite, dy.isFinite, dx != 0 || dy != 0 else { return nil }
        return Radians(-atan2Clockwise(dx: dx, dy: dy)).degrees
    }
}

extension CoordinateSystem {
    /// Throws `.crsUnknown` unless the system is plane with axes in metres.
    func requireMetric(_ text: String) throws(IntakeError) {
        guard !isMetric else { return }
        throw IntakeError(
            .crsUnknown,
            subject: text,
            detail: "A network needs a projected system in metres, and \(name) is not one.",
            remedy: "Leave --crs out to have the UTM zone chosen, or name a projected system."
        )
    }
}
