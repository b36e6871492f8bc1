import RoadGeometry
package import RoadModel

/// Carries places of one version of a network to the next, with the share of each segment that
/// goes where.
///
/// A piece whose geometry did not change goes to its namesake whole. Any other is walked in steps:
/// each step goes to the nearest line of the new version within the tolerance that runs in the
/// same direction (or in the opposite one) and on the same level, and a step without one is lost.
package struct NetworkCrosswalk: Sendable {
    /// A share of a segment of the old version that lies on a segment of the new one.
    package struct Row: Hashable, Sendable {
        /// Segment of the old version.
        package var from: SegmentID
        /// Segment of the new version; `nil` for the part that is lost.
        package var to: SegmentID?
        /// Share of the old segment's length, in `[0, 1]`; the rows of one segment add up to 1.
        package var share: Double
        /// Length of the part.
        package var length: Metres
    }

    /// What became of one piece of the old version.
    package enum Fate: String, Sendable, CaseIterable, Codable {
        /// Same geometry, same attributes.
        case unchanged
        /// Same geometry, other attributes.
        case attributes
        /// Other pieces or another line lie where it was.
        case geometry
        /// Part of it, or one of its directions, has no successor.
        case partlyLost
        /// Nothing lies where it was.
        case removed
    }

    /// Metres within which a line counts as the successor.
    package let tolerance: Metres
    /// The rows, by old segment, the greatest share first.
    package private(set) var rows: [Row] = []
    /// The fate of each piece of the old version.
    package private(set) var fates: [Fate] = []
    /// Pieces of the new version that no step went to.
    package private(set) var added: [UInt32] = []
    /// Share of each old piece that is lost, its directions together.
    package private(set) var lostShares: [Double] = []

    /// Directed segments of the old version whose names the new one still has.
    package private(set) var stableSegments = 0

    private static let lostShare = 0.02
    private static let removedShare = 0.98
    /// Length of a step in metres.
    private static let step = 2.0

    /// Compares two versions.
    ///
    /// - Parameters:
    ///   - old: The old version.
    ///   - new: The new version.
    ///   - names: The stable names of both versions.
    ///   - tolerance: Metres within which a line counts as the successor.
    ///   - project: Turns points of the old version's system into the new one's, in place; `nil`
    ///     when both have the same system.
    package init(
        from old: CompiledNetwork,
        to new: CompiledNetwork,
        names: (old: StableSegments, new: StableSegments),
        tolerance: Metres = Metres(5),
        project: ((_ x: inout [Double], _ y: inout [Double]) -> Void)? = nil
    ) {
        self.tolerance = tolerance
        var used = [Bool](repeating: false, count: new.pieceCount)
        var scratch = RTreeScratch()
        for piece in 0..<UInt32(old.pieceCount) {
            if let same = names.new.piece(named: names.old.pieceNames[Int(piece)]) {
                used[Int(same)] = true
                keep(piece, same, old, new)
            } else {
                walk(piece, old, new, project, &used, &scratch)
            }
        }
        added = used.indices.filter { !used[$0] }.map { UInt32($0) }
    }

    /// Moves values of old segments to new ones by the shares; what is lost is returned too.
    package func carry(
        _ values: [SegmentID: Double]
    ) -> (values: [SegmentID: Double], lost: Double) {
        var carried: [SegmentID: Double] = [:]
        var lost = 0.0
        for row in rows {
            guard let value = values[row.from] else { continue }
            if let to = row.to {
                carried[to, default: 0] += value * row.share
            } else {
                lost += value * row.share
            }
        }
        return (carried, lost)
    }

    /// A piece with the same geometry in both versions.
    private mutating func keep(
        _ piece: UInt32,
        _ same: UInt32,
        _ old: CompiledNetwork,
        _ new: CompiledNetwork
    ) {
        let length = old.length(piece: piece)
        let pairs = [
            (old.columns.pieceForward[piece], new.columns.pieceForward[same]),
            (old.columns.pieceBackward[piece], new.columns.pieceBackward[same]),
        ]
        var (directions, lost) = (0, 0)
        for (from, to) in pairs where from != CompiledNetwork.none {
            directions += 1
            if to == CompiledNetwork.none { lost += 1 }
            rows.append(
                Row(
                    from: SegmentID(rawValue: from),
                    to: to == CompiledNetwork.none ? nil : SegmentID(rawValue: to),
                    share: 1,
                    length: length
                )
            )
        }
        stableSegments += directions - lost
        // A road that became one-way keeps its line, but not what is known of the other direction.
        lostShares.append(Double(lost) / Double(max(1, directions)))
        guard lost == 0 else { return fates.append(lost < directions ? .partlyLost : .removed) }
        fates.append(Self.haveSameAttributes(piece, same, old, new) ? .unchanged : .attributes)
    }

    private static func haveSameAttributes(
        _ piece: UInt32,
        _ same: UInt32,
        _ old: CompiledNetwork,
        _ new: CompiledNetwork
    ) -> Bool {
        let (a, b) = (old.columns, new.columns)
        return a.pieceClass[piece] == b.pieceClass[same]
            && a.pieceFlags[piece] == b.pieceFlags[same]
            && a.pieceLevel[piece] == b.pieceLevel[same]
            && a.pieceLimit[piece] == b.pieceLimit[same]
            && a.pieceLimitAgainst[piece] == b.pieceLimitAgainst[same]
            && a.pieceLanes[piece] == b.pieceLanes[same]
            && old.label(a.pieceLabel[piece]) == new.label(b.pieceLabel[same])
    }

    private mutating func walk(
        _ piece: UInt32,
        _ old: CompiledNetwork,
        _ new: CompiledNetwork,
        _ project: ((inout [Double], inout [Double]) -> Void)?,
        _ used: inout [Bool],
        _ scratch: inout RTreeScratch
    ) {
        let walk = CrosswalkWalk(old, piece, step: Self.step, project)
        // Steps that go to each new piece, along its vertices and against them.
        var steps: [UInt32: (along: Int, against: Int)] = [:]
        var lost = 0
        for i in walk.x.indices {
            let successor = CrosswalkStep.successor(
                of: walk.point(i),
                bearing: walk.bearing[i],
                level: old.columns.pieceLevel[piece],
                in: new,
                tolerance: tolerance,
                scratch: &scratch
            )
            guard let successor else {
                lost += 1
                continue
            }
            used[Int(successor.piece)] = true
            if successor.isAlong {
                steps[successor.piece, default: (0, 0)].along += 1
            } else {
                steps[successor.piece, default: (0, 0)].against += 1
            }
        }
        let count = Double(max(1, walk.x.count))
        let length = old.length(piece: piece).value
        let isBoth = old.columns.pieceBackward[piece] != CompiledNetwork.none
        var gone = 0.0
        for isForward in isBoth ? [true, false] : [true] {
            var parts: [SegmentID: Double] = [:]
            var without = Double(lost)
            for (successor, number) in steps.sorted(by: { $0.key < $1.key }) {
                for (isAlong, number) in [(true, number.along), (false, number.against)]
                where number > 0 {
                    let segment =
                        isAlong == isForward
                        ? new.columns.pieceForward[successor]
                        : new.columns.pieceBackward[successor]
                    if segment == CompiledNetwork.none {
                        without += Double(number)
                    } else {
                        parts[SegmentID(rawValue: segment), default: 0] += Double(number)
                    }
                }
            }
            let from = SegmentID(
                rawValue: isForward
                    ? old.columns.pieceForward[piece] : old.columns.pieceBackward[piece]
            )
            let ordered = parts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            for (to, number) in ordered {
                rows.append(
                    Row(
                        from: from,
                        to: to,
                        share: number / count,
                        length: Metres(length * number / count)
                    )
                )
            }
            gone += without / count / (isBoth ? 2 : 1)
            if without > 0 {
                rows.append(
                    Row(
                        from: from,
                        to: nil,
                        share: without / count,
                        length: Metres(length * without / count)
                    )
                )
            }
        }
        lostShares.append(gone)
        fates.append(
            gone >= Self.removedShare
                ? .removed : gone > Self.lostShare ? .partlyLost : .geometry
        )
    }
}
