import RoadModel

/// A stretch of road between two junctions, in the direction of the map's vertices.
///
/// Positions follow the straight legs between vertices in degrees, as the map file means them;
/// lengths use the ellipsoid's radii at the middle of each leg.
struct RoadPiece {
    /// Index of the road it belongs to.
    let road: Int
    /// Index of the first node.
    let from: Int
    /// Index of the last node.
    let to: Int
    /// Vertices in order.
    let points: [WorldPoint]
    /// Metres from the first vertex to each vertex.
    let measures: [Double]
    /// Heading of each leg, degrees clockwise from north, in `[0, 360)`.
    let headings: [Double]

    /// Length in metres.
    var length: Double { measures.last ?? 0 }

    /// Cuts out a piece and measures it.
    init(road: Int, from: Int, to: Int, points: [WorldPoint]) {
        (self.road, self.from, self.to, self.points) = (road, from, to, points)
        var measures = [0.0]
        var headings: [Double] = []
        for (a, b) in zip(points, points.dropFirst()) {
            let scale = EllipsoidScale(latitudeDegrees: (a.latitude + b.latitude) / 2)
            let east = (b.longitude - a.longitude) * scale.metresPerDegreeEast
            let north = (b.latitude - a.latitude) * scale.metresPerDegreeNorth
            measures.append((measures.last ?? 0) + (east * east + north * north).squareRoot())
            let heading = Elementary.angle(y: east, x: north) * (180 / .pi)
            headings.append(heading < 0 ? heading + 360 : heading)
        }
        (self.measures, self.headings) = (measures, headings)
    }

    /// The place at a measure in metres, clamped to `[0, length]`.
    func place(at measure: Double) -> PiecePlace {
        let at = min(max(measure, 0), length)
        var low = 0
        var high = measures.count - 1
        while low + 1 < high {
            let middle = (low + high) / 2
            if measures[middle] <= at { low = middle } else { high = middle }
        }
        let a = points[low]
        let b = points[high]
        let span = measures[high] - measures[low]
        let share = span > 0 ? (at - measures[low]) / span : 0
        return PiecePlace(
            longitude: a.longitude + (b.longitude - a.longitude) * share,
            latitude: a.latitude + (b.latitude - a.latitude) * share,
            headingDegrees: headings.isEmpty ? 0 : headings[min(low, headings.count - 1)]
        )
    }
}
