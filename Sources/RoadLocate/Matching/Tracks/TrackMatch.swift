package import RoadModel

/// The route of a track and the place of each of its fixes.
package struct TrackMatch: Sendable, Equatable {
    /// A stretch driven without interruption.
    package struct Part: Sendable, Equatable {
        /// The directed segments in the order driven.
        package var segments: [SegmentID] = []
        /// Where on the first segment the part begins, in metres.
        package var startMeasure: Double = 0
        /// Where on the last segment it ends, in metres.
        package var endMeasure: Double = 0
        /// The first and the last fix on it.
        package var fixes: ClosedRange<Int> = 0...0
    }

    /// Where a fix lies on the route.
    package struct Place: Sendable, Equatable {
        /// Part of the route.
        package var part: Int
        /// Segment.
        package var segment: SegmentID
        /// Distance from the segment's start along its line, in metres.
        package var measure: Double
        /// Easting of the foot on the line, in metres.
        package var x: Double
        /// Northing of the foot on the line, in metres.
        package var y: Double
        /// Probability that the fix was made on this way in this direction, in `[0, 1]`.
        package var confidence: Double
    }

    /// Why a route is interrupted, or a fix has no place; the raw value is a stable code.
    package enum Break: String, Sendable, Codable {
        /// The fix has no coordinates.
        case noCoordinates = "track.no_coordinates"
        /// The fix has no time.
        case noTime = "track.no_time"
        /// The vehicle was where the network has no road.
        case offNetwork = "track.off_network"
        /// No route leads from the last fix to this one within the bound.
        case noRoute = "track.no_route"
        /// Too long a time without a fix.
        case gap = "track.gap"
        /// The fix contradicts its neighbours and was left out.
        case outlier = "track.outlier"
        /// The fix would need a speed that is impossible.
        case impossibleSpeed = "track.impossible_speed"

        /// Whether the route begins anew there.
        var beginsAnew: Bool { self == .noRoute || self == .gap || self == .impossibleSpeed }
    }

    /// An interruption.
    package struct Interruption: Sendable, Equatable {
        /// The first fix behind it, or the fix that has no place.
        package var fix: Int
        /// Why.
        package var reason: Break
    }

    /// A stretch driven where the network has no road.
    package struct OffNetworkRun: Sendable, Equatable {
        /// The fixes; when none was made off the network, the two around it.
        package var fixes: ClosedRange<Int>
        /// Length from the last place on the network over the fixes to the next one, in metres.
        package var metres: Double
    }

    /// A route that competes with a stretch of the reported one.
    package struct Rival: Sendable, Equatable {
        /// The part.
        package var part: Int
        /// Row of the last segment of the part in common before; −1 when it begins elsewhere.
        package var leavesAfter: Int
        /// Row of the first segment in common after; the number of segments when it ends elsewhere.
        package var returnsAt: Int
        /// How much more it costs, in natural-log units.
        package var cost: Double
        /// Length of the reported route that it avoids, in metres.
        package var missedMetres: Double
        /// Length of its own, in metres.
        package var addedMetres: Double
        /// The probability that it was driven rather than the reported stretch.
        package var probability: Double
        /// The segments of its own, in order.
        package var segments: [SegmentID]
    }

    /// The stretches; empty when no fix has a place.
    package var parts: [Part] = []
    /// The place of each fix; `nil` without one.
    package var places: [Place?] = []
    /// The interruptions, in order of fixes.
    package var interruptions: [Interruption] = []
    /// The sigma in force, in metres.
    package var sigmaMetres: Double = 0
    /// Stretches driven off the network, in order.
    package var offNetwork: [OffNetworkRun] = []
    /// Length of the route, in metres.
    package var routeMetres: Double = 0
    /// The probability that less than 2 % of the route's length is wrong (added or missed).
    package var confidence: Double = 0
    /// The share of the route's length that is expected to be wrong (added plus missed).
    package var expectedMismatch: Double = 0
    /// What that rests on.
    package var evidence = TrackEvidence()
    /// Competing routes, likely ones first; filled when the parameters ask for it.
    package var rivals: [Rival] = []

    /// Nothing yet.
    package init() {}
}
