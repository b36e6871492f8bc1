import Glibc
import RoadModel
import RoadNetwork

/// What is known of a segment before anything is observed, as factors ready to multiply.
struct PointPriors: Sendable {
    private let columns: NetworkColumns
    /// Factor by class, then the same with restricted access.
    private let byClass: [Double]
    /// Factor of traffic by segment; empty when nothing is known.
    private let byTraffic: [Float]

    init(_ network: CompiledNetwork, _ parameters: PointMatcherParameters, _ traffic: TrafficShare)
    {
        columns = network.columns
        // The class stands in for the traffic of the road; where traffic itself is known, only
        // the rest of it counts.
        let rest = traffic.relative.isEmpty ? 1 : 1 - parameters.trafficWeight
        let terms = RoadClass.allCases.map { rest * parameters.classPrior($0) }
        byClass = terms.map(exp) + terms.map { exp($0 + parameters.restrictedAccess) }
        let floor = parameters.trafficFloor
        byTraffic = traffic.relative.map {
            Float(pow((Double($0) + floor) / (1 + floor), parameters.trafficWeight))
        }
    }

    /// Class and access.
    @inline(__always)
    func factor(ofPiece piece: UInt32) -> Double {
        let row = Int(columns.pieceClass[piece])
        let isRestricted =
            columns.pieceFlags[piece] & SegmentFlags.restrictedAccess.rawValue != 0
        return byClass[isRestricted ? row + byClass.count / 2 : row]
    }

    /// Traffic.
    @inline(__always)
    func factor(ofSegment segment: UInt32) -> Double {
        byTraffic.isEmpty ? 1 : Double(byTraffic[Int(segment)])
    }
}
