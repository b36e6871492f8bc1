import RoadGeodata
import RoadModel
import RoadNetwork

/// Draws hotspots: the stretch of line of each of their parts, in WGS 84.
struct HotspotDrawing {
    private let network: CompiledNetwork

    init(_ network: CompiledNetwork) throws(IntakeError) { self.network = network }

    /// Lines by hotspot id; a stretch that both directions cover is drawn once.
    func lines(of hotspots: [Hotspot]) throws(IntakeError) -> [String: [[GeodeticCoordinate]]] {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        var x: [Double] = []
        var y: [Double] = []
        var runs: [(hotspot: String, end: Int)] = []
        for hotspot in hotspots {
            var drawn: Set<UInt32> = []
            for part in hotspot.parts where network.contains(part.segment) {
                let piece = network.columns.segmentPiece[part.segment.rawValue]
                guard drawn.insert(piece).inserted else { continue }
                for point in stretch(part) {
                    x.append(point.x)
                    y.append(point.y)
                }
                runs.append((hotspot.id, x.count))
            }
        }
        transform.inverse(x: &x, y: &y)
        var lines: [String: [[GeodeticCoordinate]]] = [:]
        var start = 0
        for run in runs {
            lines[run.hotspot, default: []].append(
                (start..<run.end).map {
                    GeodeticCoordinate(latitude: Degrees(y[$0]), longitude: Degrees(x[$0]))
                }
            )
            start = run.end
        }
        return lines
    }

    /// The vertices of a part: its two ends and every vertex between them.
    private func stretch(_ part: HotspotPart) -> [ProjectedPoint] {
        func at(_ measure: Metres) -> ProjectedPoint? {
            network.point(
                at: LinearReference(segment: part.segment, measure: measure, offset: Metres(0))
            )
        }
        guard let first = at(part.from), let last = at(part.to) else { return [] }
        var points = [first]
        let line = network.polyline(of: part.segment)
        for (b, measure) in zip(line, network.measures(of: part.segment)) {
            if measure > part.from.value, measure < part.to.value { points.append(b) }
        }
        points.append(last)
        return points
    }
}
