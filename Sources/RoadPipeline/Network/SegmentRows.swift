import RoadGeodata
import RoadModel
import RoadNetwork
import RoadStore

/// The rows of the network table: every piece once, in WGS 84.
enum SegmentRows {
    static func make(of network: CompiledNetwork) throws(IntakeError) -> [SegmentRow] {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        var rows: [SegmentRow] = []
        rows.reserveCapacity(network.pieceCount)
        var x: [Double] = []
        var y: [Double] = []
        var ends: [Int] = []
        for id in forward(network) {
            for point in network.polyline(of: id) {
                x.append(point.x)
                y.append(point.y)
            }
            ends.append(x.count)
        }
        transform.inverse(x: &x, y: &y)
        var start = 0
        for (id, end) in zip(forward(network), ends) {
            let attributes = network.segment(id)
            rows.append(
                SegmentRow(
                    segment: id,
                    reverse: network.reverse(of: id),
                    way: attributes.way,
                    roadClass: attributes.roadClass,
                    name: attributes.label.name,
                    ref: attributes.label.ref,
                    flags: attributes.flags,
                    limitKmh: attributes.limitKmh,
                    level: Int(attributes.level),
                    length: attributes.length,
                    line: (start..<end).map {
                        GeodeticCoordinate(latitude: Degrees(y[$0]), longitude: Degrees(x[$0]))
                    }
                )
            )
            start = end
        }
        return rows
    }

    /// One segment a piece: the one along the way's vertices where there is one.
    static func forward(_ network: CompiledNetwork) -> some Sequence<SegmentID> {
        (0..<UInt32(clamping: network.segmentCount)).lazy.map(SegmentID.init).filter { id in
            guard let reverse = network.reverse(of: id) else { return true }
            return network.columns.segmentForward[id.rawValue] == 1 && reverse != id
        }
    }
}
