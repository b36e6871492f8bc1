package import RoadModel

/// How a vehicle passes from one segment into the next, and what that costs.
///
/// Angles are those between the last line of one and the first line of the other. Seconds are what
/// a turn takes beyond driving through, for traffic on the right; orders of size as in the Highway
/// Capacity Manual's base delays, good enough to prefer the way with fewer turns.
package enum TurnClass: UInt8, Sendable, CaseIterable {
    /// Less than 30° aside.
    case straight = 0
    /// Less than 60° aside.
    case bend = 1
    /// To the right.
    case right = 2
    /// To the left, across oncoming traffic.
    case left = 3
    /// Back by more than 135°.
    case sharp = 4
    /// Into the same piece the other way.
    case turningRound = 5
    /// Forbidden by a restriction at the node.
    case forbidden = 6

    /// Seconds lost; infinite where the turn is forbidden.
    package var seconds: Double {
        switch self {
        case .straight: 0
        case .bend: 1
        case .right: 3
        case .left: 6
        case .sharp: 8
        case .turningRound: 20
        case .forbidden: .infinity
        }
    }

    /// The class of a turn between two directions, by their sine and cosine; left is positive.
    init(sine: Double, cosine: Double) {
        if cosine > 0.866 {
            self = .straight
        } else if cosine > 0.5 {
            self = .bend
        } else if cosine < -0.707 {
            self = .sharp
        } else {
            self = sine > 0 ? .left : .right
        }
    }
}

extension CompiledNetwork {
    /// How one passes from a segment into one that leaves its end; `nil` when it does not.
    ///
    /// Restrictions over via ways depend on where a vehicle came from and are not in here.
    ///
    /// - Precondition: `contains(from)`.
    package func turn(from: SegmentID, onto: SegmentID) -> TurnClass? {
        let c = columns
        let node = Int(c.segmentEnd[from.rawValue])
        let rows = Int(c.outStart[node])..<Int(c.outStart[node + 1])
        guard let row = rows.first(where: { c.outSegments[$0] == onto.rawValue }) else {
            return nil
        }
        let turn = Int(c.turnStart[from.rawValue]) + row - rows.lowerBound
        return TurnClass(rawValue: UInt8(truncatingIfNeeded: c.turnClass[turn]))
    }
}
