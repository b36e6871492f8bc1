package import RoadModel

/// What is wrong with a pair of numbers that should be latitude and longitude.
package struct PlaceFault: Hashable, Sendable {
    /// The reason to set the record aside.
    package var reason: RejectReason
    /// What was expected.
    package var expected: String
    /// A repair to confirm; empty when none is known.
    package var proposal: String

    /// Judges a pair of numbers; `nil` when they are a place that may be accepted.
    ///
    /// Axes count as swapped when only the swapped pair is a coordinate, or when only the swapped
    /// pair lies inside the expected extent. A place outside the extent is refused; when reading
    /// its decimals as minutes and seconds (43.4010 for 43°40′10″) puts it inside, that is
    /// proposed.
    package init?(latitude: Double, longitude: Double, expectedExtent: GeodeticExtent?) {
        let asWritten = place(latitude, longitude)
        if latitude == 0, longitude == 0 {
            reason = .coordinateZero
            expected = "a place other than 0, 0"
            proposal = "leave both fields empty if the place is unknown"
            return
        }
        let fits = asWritten.isValid && expectedExtent?.contains(asWritten) ?? true
        if fits { return nil }
        let swapped = place(longitude, latitude)
        if swapped.isValid, expectedExtent?.contains(swapped) ?? true {
            reason = .coordinatesSwapped
            expected = "latitude first, longitude second"
            proposal = "swap them: latitude \(longitude), longitude \(latitude)"
            return
        }
        reason = .coordinateRange
        expected = "latitude in [-90, 90], longitude in [-180, 180]"
        proposal = ""
        guard asWritten.isValid, let extent = expectedExtent else { return }
        expected =
            "inside latitude \(extent.south) to \(extent.north), "
            + "longitude \(extent.west) to \(extent.east)"
        let sexagesimal = place(fromMinutes(latitude), fromMinutes(longitude))
        if extent.contains(sexagesimal) {
            proposal =
                "if the decimals are minutes and seconds: latitude \(sexagesimal.latitude.value), "
                + "longitude \(sexagesimal.longitude.value)"
        }
    }
}

private func place(_ latitude: Double, _ longitude: Double) -> GeodeticCoordinate {
    GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
}

/// A number of the form `DD.MMSS` as decimal degrees, or `nan` when minutes or seconds reach 60.
private func fromMinutes(_ value: Double) -> Double {
    guard value.magnitude < 1000 else { return .nan }
    let packed = Int((value.magnitude * 10_000).rounded())
    let (degrees, minutes, seconds) = (packed / 10_000, packed / 100 % 100, packed % 100)
    guard minutes < 60, seconds < 60 else { return .nan }
    let whole = Double(degrees) + Double(minutes) / 60 + Double(seconds) / 3600
    // Six decimals are a tenth of a metre: more than the notation holds.
    let rounded = (whole * 1e6).rounded() / 1e6
    return value < 0 ? -rounded : rounded
}
