import RoadModel
import RoadNetwork

/// A place on the network with its road, kilometre and coordinates.
package struct PlaceAnswer: Sendable, Hashable, Codable {
    /// Index of the road; empty on a road without one.
    package var ref = ""
    /// What the road is called.
    package var name = ""
    /// What the post behind shows; `nil` where no post tells.
    package var kilometre: Int?
    /// Metres behind that post.
    package var metres: Double?
    /// `forward` with growing kilometres, else `backward`; empty without kilometres.
    package var direction = ""
    /// The stretch whose kilometres count here, from 1 within the route.
    package var section: Int?
    /// Whether posts on both sides enclose the place.
    package var enclosed: Bool?
    /// Distance along the road to the nearest post of the section.
    package var postDistance: Double?
    /// How far the place lies beyond the stretch for which the posts count.
    package var beyond: Double?
    /// The directed segment.
    package var segment: UInt32
    /// Metres from the segment's start.
    package var measure: Double
    /// Metres beside the line, positive to the right of travel; for places given by coordinates.
    package var offset: Double?
    /// The segment and measure in the other direction, where traffic may go there too.
    package var reverseSegment: UInt32?
    /// See `reverseSegment`.
    package var reverseMeasure: Double?
    /// Way in the source.
    package var way: Int64
    /// Nodes of the line the place lies on, in the direction of travel.
    package var u: Int64
    /// See `u`.
    package var v: Int64
    /// Longitude on the line, in degrees.
    package var lon: Double
    /// Latitude on the line, in degrees.
    package var lat: Double
    /// Direction of travel, degrees from true north.
    package var heading: Double
    /// Way of the opposite carriageway beside the place's piece, on a dual road.
    package var oppositeWay: Int64?
    /// Way of the main road that the place's service road runs beside.
    package var mainRoadWay: Int64?
    /// Ways of service roads beside the place's piece.
    package var serviceRoadWays: [Int64] = []
    /// The road's other indices with kilometre and metres, for example `M36 12+300`.
    package var others: [String] = []

    /// The place of a reference; coordinates are still those of the network's system.
    init(_ reference: LinearReference, in network: CompiledNetwork) {
        let c = network.columns
        let id = reference.segment.rawValue
        let piece = c.segmentPiece[id]
        let label = network.label(c.pieceLabel[piece])
        (ref, name) = (label.ref, label.name)
        (segment, measure) = (id, reference.measure.value)
        way = c.pieceWay[piece]
        oppositeWay = network.oppositeCarriageway(ofPiece: piece).map { c.pieceWay[$0] }
        mainRoadWay = network.mainRoad(besidePiece: piece).map { c.pieceWay[$0] }
        for beside in network.serviceRoads(besidePiece: piece) {
            let way = c.pieceWay[beside]
            if !serviceRoadWays.contains(way) { serviceRoadWays.append(way) }
        }
        let isForward = c.segmentForward[id] == 1
        let rows = network.vertices(piece: piece)
        let length = network.length(piece: piece).value
        let along = isForward ? reference.measure.value : length - reference.measure.value
        var vertex = rows.lowerBound
        while vertex < rows.upperBound - 2, c.vertexMeasure[vertex + 1] <= along { vertex += 1 }
        (u, v) = (c.vertexNode[vertex], c.vertexNode[vertex + 1])
        var dx = c.vertexX[vertex + 1] - c.vertexX[vertex]
        var dy = c.vertexY[vertex + 1] - c.vertexY[vertex]
        if !isForward { (u, v, dx, dy) = (v, u, -dx, -dy) }
        let onLine = LinearReference(
            segment: reference.segment,
            measure: reference.measure,
            offset: Metres(0)
        )
        let point = network.point(at: onLine) ?? ProjectedPoint(x: .nan, y: .nan)
        (lon, lat) = (point.x, point.y)
        // A point 10 m ahead; turned into a true heading together with the coordinates.
        let step = 10 / max(1e-9, (dx * dx + dy * dy).squareRoot())
        ahead = ProjectedPoint(x: point.x + dx * step, y: point.y + dy * step)
        heading = 0
    }

    /// A place a little ahead, for the heading; not part of the answer.
    var ahead = ProjectedPoint(x: 0, y: 0)

    private enum CodingKeys: String, CodingKey {
        case ref, name, kilometre, metres, direction, section, enclosed, postDistance, beyond
        case segment, measure, offset, reverseSegment, reverseMeasure, way, u, v, lon, lat, heading
        case oppositeWay, mainRoadWay, serviceRoadWays, others
    }

    /// Takes kilometre and direction from an address.
    mutating func take(_ address: RouteAddress, of referencing: LinearReferencing) {
        let route = referencing.routes[address.route]
        ref = route.ref
        if name.isEmpty { name = route.names.first ?? "" }
        (kilometre, metres) = (address.reading.kilometre, address.reading.metres)
        direction = address.isForward ? "forward" : "backward"
        (section, enclosed) = (address.section, address.isEnclosed)
        postDistance = address.postDistance.value
    }
}
