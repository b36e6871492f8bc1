package import RoadModel

/// What is wrong with a pair of numbers that should be latitude and longitude.
package struct PlaceFault: Hashable, Sendable {
    /// The reason to set the record aside.
    package var reason: RejectReason
    /// What was expected.
    package var expected: String
    /// A repair to confirm; empty when none is known.
    package var proposal: String
    /// The place after the repair; `nil` when none is known.
    package var repaired: GeodeticCoordinate?

    /// How far outside a region's border a place still counts, since borders are drawn roughly.
    package static let borderTolerance = Metres(2000)

    /// Judges a pair of numbers; `nil` when they are a place that may be accepted.
    ///
    /// A pair is accepted when it is a coordinate inside the expected extent and inside the region.
    /// Otherwise the usual slips are tried in this order and the first that leads there names the
    /// reason: axes swapped, decimals that are minutes and seconds (43.4010 for 43°40′10″) or
    /// decimal minutes (43.40167), a sign lost or too many, and two of these at once.
    package init?(
        latitude: Double,
        longitude: Double,
        expectedExtent: GeodeticExtent?,
        region: RegionOutline? = nil
    ) {
        let asWritten = place(latitude, longitude)
        if latitude == 0, longitude == 0 {
            reason = .coordinateZero
            expected = "a place other than 0, 0"
            proposal = "leave both fields empty if the place is unknown"
            return
        }
        func fits(_ place: GeodeticCoordinate) -> Bool {
            guard place.isValid, expectedExtent?.contains(place) ?? true else { return false }
            return region.map { $0.contains(place, near: PlaceFault.borderTolerance) } ?? true
        }
        if fits(asWritten) { return nil }
        let isKnown = asWritten.isValid
        let isOutsideRegion =
            isKnown && region != nil && expectedExtent?.contains(asWritten) ?? true
        expected = "latitude in [-90, 90], longitude in [-180, 180]"
        if isOutsideRegion, let region {
            expected = "a place in \(region.names.first ?? region.code)"
        } else if isKnown, let extent = expectedExtent {
            expected =
                "inside latitude \(extent.south) to \(extent.north), "
                + "longitude \(extent.west) to \(extent.east)"
        }
        proposal = ""
        for slip in Slip.allCases {
            for found in slip.undone(latitude, longitude) where fits(found) {
                reason = slip.reason
                if slip == .swapped { expected = "latitude first, longitude second" }
                proposal =
                    "\(slip.words): latitude \(rounded(found.latitude.value)), "
                    + "longitude \(rounded(found.longitude.value))"
                repaired = found
                return
            }
        }
        reason =
            isOutsideRegion
            ? .outsideRegion : isKnown && expectedExtent != nil ? .outsideNetwork : .coordinateRange
    }

    /// A way in which coordinates go wrong.
    private enum Slip: CaseIterable {
        case swapped
        case minutes
        case sign
        case swappedMinutes
        case swappedSign

        var reason: RejectReason {
            switch self {
            case .swapped, .swappedMinutes, .swappedSign: .coordinatesSwapped
            case .minutes: .coordinateMinutes
            case .sign: .coordinateSign
            }
        }

        var words: String {
            switch self {
            case .swapped: "swap them"
            case .minutes: "if the decimals are minutes (and seconds)"
            case .sign: "with the other sign"
            case .swappedMinutes: "swapped, and if the decimals are minutes (and seconds)"
            case .swappedSign: "swapped and with the other sign"
            }
        }

        /// The places that may have been meant.
        func undone(_ latitude: Double, _ longitude: Double) -> [GeodeticCoordinate] {
            switch self {
            case .swapped: [place(longitude, latitude)]
            case .minutes: PlaceFault.fromMinutes(latitude, longitude)
            case .sign: PlaceFault.otherSigns(latitude, longitude)
            case .swappedMinutes: PlaceFault.fromMinutes(longitude, latitude)
            case .swappedSign: PlaceFault.otherSigns(longitude, latitude)
            }
        }
    }

    private static func fromMinutes(_ latitude: Double, _ longitude: Double) -> [GeodeticCoordinate]
    {
        [
            place(fromSeconds(latitude), fromSeconds(longitude)),
            place(fromDecimalMinutes(latitude), fromDecimalMinutes(longitude)),
        ]
    }

    private static func otherSigns(_ latitude: Double, _ longitude: Double) -> [GeodeticCoordinate]
    {
        [
            place(latitude, -longitude), place(-latitude, longitude),
            place(-latitude, -longitude),
        ]
    }
}

private func place(_ latitude: Double, _ longitude: Double) -> GeodeticCoordinate {
    GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
}

/// Six decimals are a tenth of a metre: more than the notation holds.
private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

/// A number of the form `DD.MMSS` as decimal degrees, or `nan` when minutes or seconds reach 60.
private func fromSeconds(_ value: Double) -> Double {
    guard value.magnitude < 1000 else { return .nan }
    let packed = Int((value.magnitude * 10_000).rounded())
    let (degrees, minutes, seconds) = (packed / 10_000, packed / 100 % 100, packed % 100)
    guard minutes < 60, seconds < 60 else { return .nan }
    let whole = rounded(Double(degrees) + Double(minutes) / 60 + Double(seconds) / 3600)
    return value < 0 ? -whole : whole
}

/// A number of the form `DD.MMmmm` as decimal degrees, or `nan` when the minutes reach 60.
private func fromDecimalMinutes(_ value: Double) -> Double {
    guard value.magnitude < 1000 else { return .nan }
    let degrees = value.magnitude.rounded(.down)
    let minutes = (value.magnitude - degrees) * 100
    guard minutes < 60 else { return .nan }
    let whole = rounded(degrees + minutes / 60)
    return value < 0 ? -whole : whole
}

extension RegionOutline {
    /// Whether a place lies inside or at most so far from the border.
    fileprivate func contains(_ place: GeodeticCoordinate, near distance: Metres) -> Bool {
        // Cosine of the latitude by its series: RoadModel has no trigonometry, and 0.1 % is enough.
        let angle = place.latitude.value * .pi / 180
        let square = angle * angle
        let cosine = 1 - square / 2 + square * square / 24 - square * square * square / 720
        return contains(place, within: distance, squeeze: max(cosine, 0.01))
    }
}
