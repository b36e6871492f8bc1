package import RoadModel

/// Something about a network that looks like a mistake of its map.
package struct NetworkFinding: Sendable, Hashable {
    /// What is wrong; the raw value is the stable code that users see.
    package enum Code: String, Sendable, CaseIterable, Codable {
        /// A part of the network that no road joins to the rest.
        case island = "network.island"
        /// Roads that can be entered but not left.
        case noWayOut = "network.no_way_out"
        /// Roads that can be left but not entered.
        case noWayIn = "network.no_way_in"
        /// A junction that one-way roads only lead into.
        case oneWaySink = "network.oneway_sink"
        /// A junction that one-way roads only lead out of.
        case oneWaySource = "network.oneway_source"
        /// A dead end that stops just before another road.
        case deadEndNearRoad = "network.dead_end_near_road"
        /// A main road that ends in nothing, away from the edge of the map.
        case mainRoadEnds = "network.main_road_ends"
        /// A roundabout drawn against the direction of right-hand traffic.
        case roundaboutDirection = "network.roundabout_direction"
        /// Two pieces with the same vertices.
        case duplicateGeometry = "network.duplicate_geometry"
        /// Roads of one level that cross without a junction.
        case crossingUnconnected = "network.crossing_unconnected"
        /// A piece that crosses itself.
        case selfCrossing = "network.self_crossing"
        /// A road without a class.
        case classMissing = "network.class_missing"
        /// A piece too short to be a road.
        case shortPiece = "network.short_piece"
        /// A turn restriction whose ways do not meet.
        case restrictionUnresolved = "network.restriction_unresolved"
        /// A kilometre post that no road with an index is near.
        case postLoose = "network.post_loose"
        /// A kilometre post that contradicts both neighbours.
        case postContradicts = "network.post_contradicts"

        /// Whether routing or matching goes wrong there.
        package var isError: Bool {
            switch self {
            case .noWayOut, .noWayIn, .oneWaySink, .oneWaySource, .roundaboutDirection,
                .duplicateGeometry, .crossingUnconnected, .deadEndNearRoad:
                true
            default: false
            }
        }
    }

    /// What is wrong.
    package var code: Code
    /// Way in the source; 0 when none is concerned.
    package var way: Int64
    /// The other way concerned; 0 when there is none.
    package var otherWay: Int64
    /// Where, in the network's system.
    package var point: ProjectedPoint
    /// How much: length of an island, distance to the near road, and the like, in metres.
    package var metres: Double

    /// Makes a finding.
    package init(
        _ code: Code,
        way: Int64,
        otherWay: Int64 = 0,
        at point: ProjectedPoint,
        metres: Double = 0
    ) {
        (self.code, self.way, self.otherWay) = (code, way, otherWay)
        (self.point, self.metres) = (point, metres)
    }
}
