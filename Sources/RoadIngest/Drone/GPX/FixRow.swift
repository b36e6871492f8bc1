/// One position of a text log before it goes into the columns of a flight.
internal struct FixRow {
    /// Microseconds on the flight's clock.
    var microseconds: Int64 = 0
    /// Degrees north and east; `nan` when the record has none.
    var latitude = Double.nan, longitude = Double.nan
    /// Metres above mean sea level, as the record says.
    var altitudeMSL = Double.nan
    /// Metres above the WGS 84 ellipsoid.
    var altitudeEllipsoid = Double.nan
    /// Metres above a level that the record does not name or that cannot be trusted.
    var altitudeUnverified = Double.nan
    /// Metres above the take-off point.
    var relativeHeight = Double.nan
    /// Metres per second over ground.
    var groundSpeed = Double.nan
    /// Degrees clockwise from true north.
    var course = Double.nan
    /// One-sigma accuracies, in metres.
    var horizontalAccuracy = Double.nan, verticalAccuracy = Double.nan
    /// Satellites used; 255 when unknown.
    var satellites: UInt8 = 255
    /// Kind of fix as in `FixColumns`; 255 when unknown.
    var fixKind: UInt8 = 255

    /// No position.
    init() {}

    /// What the position is worth.
    @inline(__always)
    var standing: FixStanding {
        guard latitude.isFinite, longitude.isFinite else { return .absent }
        if latitude == 0, longitude == 0 { return .zero }
        return latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180
            ? .place : .impossible
    }
}
