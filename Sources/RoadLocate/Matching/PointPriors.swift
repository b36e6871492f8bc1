import Glibc
import RoadModel
import RoadNetwork

/// What is known of a segment before anything is observed, as factors ready to multiply.
struct PointPriors: Sendable {
    /// Factor of class and access by piece.
    private let byPiece: [Double]
    /// Factor of traffic by segment; empty when nothing is known.
    private let byTraffic: [Float]
    /// The same with a two-way road's traffic shared evenly by its directions.
    private let byRoadTraffic: [Float]

    init(_ network: CompiledNetwork, _ parameters: PointMatcherParameters, _ traffic: TrafficShare)
    {
        let columns = network.columns
        // The class stands in for the traffic of the road; where traffic itself is known, only
        // the rest of it counts.
        let rest = traffic.relative.isEmpty ? 1 : 1 - parameters.trafficWeight
        let terms = RoadClass.allCases.map { rest * parameters.classPrior($0) }
        let byClass = terms.map(exp) + terms.map { exp($0 + parameters.restrictedAccess) }
        byPiece = (0..<network.pieceCount).map { piece in
            let row = Int(columns.pieceClass[piece])
            let isRestricted =
                columns.pieceFlags[piece] & SegmentFlags.restrictedAccess.rawValue != 0
            return byClass[isRestricted ? row + terms.count : row]
        }
        let floor = parameters.trafficFloor
        func factor(_ relative: Float) -> Float {
            Float(pow((Double(relative) + floor) / (1 + floor), parameters.trafficWeight))
        }
        let relative = traffic.relative
        let byDirection = relative.map(factor)
        byTraffic = byDirection
        byRoadTraffic = relative.indices.map { segment in
            let piece = columns.segmentPiece[segment]
            let (ahead, back) = (columns.pieceForward[piece], columns.pieceBackward[piece])
            guard ahead != CompiledNetwork.none, back != CompiledNetwork.none else {
                return byDirection[segment]
            }
            return factor((relative[Int(ahead)] + relative[Int(back)]) / 2)
        }
    }

    /// Class and access.
    @inline(__always)
    func factor(ofPiece piece: UInt32) -> Double { byPiece[Int(piece)] }

    /// Traffic.
    ///
    /// Who goes comes back: what the directions of a road differ by is the chance of the
    /// sampled journeys, and without a heading it would pass for evidence of a direction.
    @inline(__always)
    func factor(ofSegment segment: UInt32, isHeaded: Bool) -> Double {
        if byTraffic.isEmpty { return 1 }
        return Double(isHeaded ? byTraffic[Int(segment)] : byRoadTraffic[Int(segment)])
    }
}
