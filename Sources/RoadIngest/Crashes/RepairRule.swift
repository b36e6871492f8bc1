package import RoadModel

/// A repair of crash cards that a person may confirm; each mends one reason.
package enum RepairRule: String, Sendable, Codable, CaseIterable {
    /// Exchange latitude and longitude.
    case swapAxes = "swap-axes"
    /// Read decimals as minutes and seconds.
    case minutes
    /// Change a coordinate's sign.
    case sign
    /// Take the card without its place.
    case dropPlace = "drop-place"
    /// Of a time shown twice take the first.
    case earlier
    /// Of a time shown twice take the second.
    case later
    /// Take the person without the age.
    case dropAge = "drop-age"
    /// Let the severity follow from the people counted.
    case severityFromCounts = "severity-from-counts"

    /// The reasons that it mends.
    package var reasons: Set<RejectReason> {
        switch self {
        case .swapAxes: [.coordinatesSwapped]
        case .minutes: [.coordinateMinutes]
        case .sign: [.coordinateSign]
        case .dropPlace: [.coordinateZero, .coordinateRange, .outsideNetwork, .outsideRegion]
        case .earlier, .later: [.timeTwice]
        case .dropAge: [.ageRange]
        case .severityFromCounts: [.severityMismatch]
        }
    }

    /// The rules that mend a reason.
    package static func mending(_ reason: RejectReason) -> [RepairRule] {
        allCases.filter { $0.reasons.contains(reason) }
    }
}
