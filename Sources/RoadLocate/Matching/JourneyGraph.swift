import RoadGeometry
import RoadModel
import RoadNetwork

/// Segments with what a journey over them costs.
struct JourneyGraph {
    /// A segment's end and its exits.
    struct Place {
        /// In the network's system, in metres.
        var x: Double, y: Double
        var firstExit: UInt32
        var exitCount: UInt32
    }

    /// A way on from a segment.
    struct Exit {
        /// A number of the way from which opinions are made.
        var way: UInt64
        var segment: UInt32
        /// Time at the usual speed.
        var seconds: Float
    }

    /// Segments on which journeys go, in the order of a Hilbert curve.
    private(set) var open: [UInt32] = []
    /// Every segment.
    private(set) var places: [Place] = []
    /// Open successors without the way back, segment by segment.
    private(set) var exits: [Exit] = []

    init(_ network: CompiledNetwork) {
        let c = network.columns
        let count = network.segmentCount
        let opinions = OpinionKeys(network)
        let seconds = (0..<network.pieceCount).map { Self.seconds(UInt32($0), network) }
        places.reserveCapacity(count)
        exits.reserveCapacity(2 * count)
        for segment in 0..<count {
            let piece = c.segmentPiece[segment]
            if seconds[Int(piece)].isFinite { open.append(UInt32(segment)) }
            let rows = network.vertices(piece: piece)
            let end = c.segmentForward[segment] == 1 ? rows.upperBound - 1 : rows.lowerBound
            let node = Int(c.segmentEnd[segment])
            let first = exits.count
            for row in Int(c.outStart[node])..<Int(c.outStart[node + 1]) {
                let exit = c.outSegments[row]
                let onto = c.segmentPiece[exit]
                guard onto != piece, seconds[Int(onto)].isFinite else { continue }
                exits.append(
                    Exit(
                        way: opinions.keys[Int(onto)],
                        segment: exit,
                        seconds: seconds[Int(onto)]
                    )
                )
            }
            places.append(
                Place(
                    x: c.vertexX[end],
                    y: c.vertexY[end],
                    firstExit: UInt32(first),
                    exitCount: UInt32(exits.count - first)
                )
            )
        }
        sortOpen(network)
    }

    /// Puts the open segments in an order that only depends on where they lie.
    ///
    /// The network's own order leaves pieces of one place in the order of the file.
    private mutating func sortOpen(_ network: CompiledNetwork) {
        struct Key {
            var curve: UInt32
            var place: UInt64
            var segment: UInt32
        }
        let c = network.columns
        let extent = network.projectedExtent
        var keys = open.map { segment in
            let rows = network.vertices(piece: c.segmentPiece[segment])
            let isForward = c.segmentForward[segment] == 1
            let (first, last) = (rows.lowerBound, rows.upperBound - 1)
            let (from, to) = isForward ? (first, last) : (last, first)
            let place = OpinionKeys.mixed(c.vertexX[from], c.vertexY[from])
            return Key(
                curve: HilbertCurve.index(
                    x: (c.vertexX[first] + c.vertexX[last]) / 2,
                    y: (c.vertexY[first] + c.vertexY[last]) / 2,
                    in: extent
                ),
                place: place &* 3 &+ OpinionKeys.mixed(c.vertexX[to], c.vertexY[to]),
                segment: segment
            )
        }
        keys.sort { ($0.curve, $0.place, $0.segment) < ($1.curve, $1.place, $1.segment) }
        open = keys.map(\.segment)
    }

    private static func seconds(_ piece: UInt32, _ network: CompiledNetwork) -> Float {
        let flags = SegmentFlags(rawValue: network.columns.pieceFlags[piece])
        let kilometresPerHour: Double
        switch network.roadClass(piece: piece) {
        case .motorway: kilometresPerHour = 110
        case .trunk: kilometresPerHour = 90
        case .primary: kilometresPerHour = 60
        case .secondary: kilometresPerHour = 50
        case .tertiary: kilometresPerHour = 45
        case .unclassified: kilometresPerHour = 40
        case .residential, .unknown: kilometresPerHour = 30
        case .livingStreet, .service, .track: return .infinity
        }
        if flags.contains(.restrictedAccess) { return .infinity }
        let slow = flags.contains(.link) ? 0.65 : 1
        return Float(network.length(piece: piece).value * 3.6 / (kilometresPerHour * slow))
    }
}
