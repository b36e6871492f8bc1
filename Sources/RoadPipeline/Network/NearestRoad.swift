import RoadGeometry
import RoadModel
import RoadNetwork

/// Finds the segment nearest to a point.
enum NearestRoad {
    /// The place on the nearest segment.
    ///
    /// On a road of both directions the segment that fits the heading is taken, and without one
    /// the segment whose right side the point lies on. Among equally near lines one that fits the
    /// heading wins; a line against it counts as 20 m farther.
    ///
    /// - Parameters:
    ///   - point: The point in the network's system.
    ///   - gridHeading: Direction of travel from grid north.
    ///   - route: Only roads of this route.
    ///   - referencing: The routes.
    ///   - network: The network.
    ///   - radius: How far to look.
    ///   - scratch: Memory to reuse.
    /// - Returns: `nil` when no road lies within the radius.
    static func reference(
        to point: ProjectedPoint,
        gridHeading: Degrees?,
        onlyPieces route: Int?,
        of referencing: LinearReferencing,
        in network: CompiledNetwork,
        radius: Metres,
        scratch: inout RTreeScratch
    ) -> LinearReference? {
        network.findRuns(near: point, radiusMetres: radius.value, scratch: &scratch)
        let pieces = Set(scratch.items.map { network.columns.runPiece[$0] }).sorted()
        var best: (cost: Double, reference: LinearReference)?
        for piece in pieces {
            if let route, !referencing.runs(piece: piece, onRoute: route) { continue }
            for segment in [
                network.columns.pieceForward[piece], network.columns.pieceBackward[piece],
            ]
            where segment != CompiledNetwork.none {
                let id = SegmentID(rawValue: segment)
                guard let foot = network.reference(of: point, on: id),
                    abs(foot.offset.value) <= radius.value
                else { continue }
                var cost = abs(foot.offset.value)
                if let gridHeading {
                    let bearing = bearing(at: foot, network)
                    cost += 20 * bearing.separation(from: gridHeading).value / 180
                } else if foot.offset.value < 0 {
                    cost += 1e-6
                }
                if cost < best?.cost ?? .infinity { best = (cost, foot) }
            }
        }
        return best?.reference
    }

    private static func bearing(at foot: LinearReference, _ network: CompiledNetwork) -> Degrees {
        let before = LinearReference(
            segment: foot.segment,
            measure: Metres(max(0, foot.measure.value - 1)),
            offset: Metres(0)
        )
        let behind = LinearReference(
            segment: foot.segment,
            measure: foot.measure + Metres(1),
            offset: Metres(0)
        )
        guard let a = network.point(at: before), let b = network.point(at: behind) else {
            return Degrees(0)
        }
        return GridBearing.of(dx: b.x - a.x, dy: b.y - a.y)
    }
}
