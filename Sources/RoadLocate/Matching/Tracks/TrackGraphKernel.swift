import Glibc
import RoadGeometry
import RoadModel
package import RoadNetwork

/// What a search asks of a state, in one cache line half.
struct TrackState: BitwiseCopyable {
    /// Length, in metres.
    var length: Float
    /// Usual driving time, in seconds.
    var seconds: Float
    /// Where it ends, from the middle of the network, in metres.
    var endX: Float, endY: Float
    /// First exit in the list of exits.
    var firstExit: UInt32
    /// Number of exits.
    var exitCount: UInt32
    /// What a fix on it costs for its access.
    var prior: Float
    /// How far to the north-east its middle lies, in metres: of ways that cost the same the one that
    /// comes along the road farthest to the south-west is taken.
    var rank: Float
}

/// How a vehicle passes from one state into the next; raw values index a table of costs.
enum TurnKind: UInt8 {
    case straight, turn, sharp, deadEnd, uTurn, crossing
    /// Straight on where nothing but a stub of the map leads off.
    case besideStub
    /// Turning round in such a stub.
    case stub
}

/// A way out of a state.
struct TrackExit: BitwiseCopyable {
    /// The bits of a kind that are a `TurnKind`, and the one that is set where a minor road is entered
    /// from another.
    static let turnBits: UInt32 = 7, ontoMinor: UInt32 = 8

    /// The state entered.
    var state: UInt32
    /// `TurnKind` and `ontoMinor`.
    var kind: UInt32
}

/// States and their exits, of the graph or of its mirror image.
struct TrackTables {
    // Sound: both are owned by the `TrackGraph` that lends them and outlive every search.
    let states: UnsafePointer<TrackState>
    let exits: UnsafePointer<TrackExit>
}

/// The graph over which tracks are matched: directed segments as states, allowed turns as edges.
///
/// States from `segmentCount` on are copies of segments that a restriction over via ways needs.
/// Made once for a network, read by all workers.
package final class TrackGraph: @unchecked Sendable {
    // Sound: nothing writes to the buffers after `init`; `network` keeps the columns alive.

    /// The network.
    package let network: CompiledNetwork
    /// Its lines.
    let lines: RoadLines
    /// States in the direction of travel.
    let forward: TrackTables
    /// The same states with the ways into them as exits.
    let mirror: TrackTables
    let stateCount: Int
    /// Segment of each state beyond `segmentCount`.
    let copies: [UInt32]
    /// Copies of a segment.
    let copiesOf: [UInt32: [UInt32]]
    /// Middle of the network, origin of `TrackState.endX` and `endY`.
    let originX: Double, originY: Double
    /// Fastest usual speed, in metres per second.
    let fastestUsual: Double
    /// The index over its lines.
    let runs: RunTree
    /// The pieces in which roads go on beside stubs.
    let continuations: RoadContinuations

    /// A dead end shorter than this is a stub and no place to turn, in metres.
    private static let leastDeadEnd = 10.0

    private let owned: UnsafeMutablePointer<TrackState>
    private let ownedExits: UnsafeMutablePointer<TrackExit>

    /// Prepares a network; takes about 0.1 µs a segment.
    package init(
        _ network: CompiledNetwork,
        parameters: TrackMatcherParameters = TrackMatcherParameters()
    ) {
        self.network = network
        runs = RunTree(network)
        let c = network.columns
        lines = RoadLines(c)
        let turns = TurnTable(network)
        copies = turns.copies
        let segments = network.segmentCount
        stateCount = segments + copies.count
        let box = network.projectedExtent
        (originX, originY) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
        fastestUsual = RoadClass.allCases.reduce(1) {
            max($0, parameters.usualSpeed($1, isLink: false))
        }
        var lists: [UInt32: [UInt32]] = [:]
        for (i, segment) in copies.enumerated() {
            lists[segment, default: []].append(UInt32(segments + i))
        }
        copiesOf = lists
        owned = .allocate(capacity: max(1, 2 * stateCount))
        var goesOn = RoadContinuations()
        var entries = [Int32](repeating: 0, count: network.nodeCount)
        for segment in 0..<segments { entries[Int(c.segmentEnd[segment])] += 1 }
        var flat: [TrackExit] = []
        flat.reserveCapacity(3 * stateCount)
        for state in 0..<stateCount {
            let segment = state < segments ? UInt32(state) : copies[state - segments]
            let piece = c.segmentPiece[segment]
            let flags = SegmentFlags(rawValue: c.pieceFlags[piece])
            let length = network.length(piece: piece).value
            let speed = parameters.usualSpeed(
                network.roadClass(piece: piece),
                isLink: flags.contains(.link)
            )
            let end = Self.direction(network, segment, atEnd: true)
            let first = flat.count
            let options =
                turns.changed.isEmpty ? nil : turns.changed[UInt32(state)]
            if let options {
                var onward = 0
                for exit in options {
                    let onto = Int(exit) < segments ? exit : copies[Int(exit) - segments]
                    if c.segmentPiece[onto] != piece { onward += 1 }
                }
                let isDeadEnd = options.count == 1 && length >= Self.leastDeadEnd
                for exit in options {
                    let onto = Int(exit) < segments ? exit : copies[Int(exit) - segments]
                    flat.append(Self.exit(network, segment, exit, onto, isDeadEnd, onward, end))
                }
            } else {
                let node = c.segmentEnd[segment]
                let rows = Int(c.outStart[node])..<Int(c.outStart[Int(node) + 1])
                var (onward, stubs, isCut, isTwoWay) = (0, 0, false, false)
                for row in rows where c.segmentPiece[c.outSegments[row]] != piece {
                    if Self.isStub(network, c.outSegments[row]) {
                        stubs += 1
                    } else {
                        onward += 1
                        let next = c.segmentPiece[c.outSegments[row]]
                        isCut = c.pieceWay[next] == c.pieceWay[piece]
                        isTwoWay = c.pieceBackward[next] != CompiledNetwork.none
                    }
                }
                // Without the stub both were one piece. Roads that only lead here are no exits.
                isCut =
                    isCut && onward == 1 && stubs > 0
                    && entries[Int(node)] <= stubs + (isTwoWay ? 2 : 1)
                let isDeadEnd = rows.count == 1 && length >= Self.leastDeadEnd
                let isStub = Self.isStub(network, segment)
                for row in rows {
                    let onto = c.outSegments[row]
                    let isSame = c.segmentPiece[onto] == piece
                    if isCut, isSame, onto != segment { continue }
                    if isCut, !isSame, !Self.isStub(network, onto) {
                        goesOn.add(network, from: segment, onto: onto)
                    }
                    var exit = Self.exit(network, segment, onto, onto, isDeadEnd, onward, end)
                    if stubs > 0, onward == 1, exit.kind == UInt32(TurnKind.straight.rawValue) {
                        exit.kind = UInt32(TurnKind.besideStub.rawValue)
                    } else if isStub {
                        exit.kind = UInt32(TurnKind.stub.rawValue)
                    }
                    flat.append(exit)
                }
            }
            owned[state] = TrackState(
                length: Float(length),
                seconds: Float(length / speed),
                endX: Float(end.x - originX),
                endY: Float(end.y - originY),
                firstExit: UInt32(first),
                exitCount: UInt32(flat.count - first),
                prior: flags.contains(.restrictedAccess)
                    ? Float(parameters.restrictedAccessCost) : 0,
                rank: Float(Self.rank(network, segment) - 0.8 * originX - 0.6 * originY)
            )
        }
        continuations = goesOn
        func isMinor(_ state: UInt32) -> Bool {
            let segment = Int(state) < segments ? state : turns.copies[Int(state) - segments]
            return Self.isMinor(network, segment)
        }
        for state in 0..<stateCount where !isMinor(UInt32(state)) {
            let first = Int(owned[state].firstExit)
            for row in first..<first + Int(owned[state].exitCount) where isMinor(flat[row].state) {
                flat[row].kind |= TrackExit.ontoMinor
            }
        }
        ownedExits = .allocate(capacity: max(1, 2 * flat.count))
        for (i, exit) in flat.enumerated() { ownedExits[i] = exit }
        forward = TrackTables(states: UnsafePointer(owned), exits: UnsafePointer(ownedExits))
        mirror = TrackTables(
            states: UnsafePointer(owned + stateCount),
            exits: UnsafePointer(ownedExits + flat.count)
        )
        for state in 0..<stateCount {
            var record = owned[state]
            record.exitCount = 0
            owned[stateCount + state] = record
        }
        reverseExits(flat)
    }

    deinit {
        owned.deallocate()
        ownedExits.deallocate()
    }

    /// Fills the exits of the mirror image.
    private func reverseExits(_ flat: [TrackExit]) {
        let records = owned + stateCount
        for exit in flat { records[Int(exit.state)].exitCount += 1 }
        var first: UInt32 = 0
        for state in 0..<stateCount {
            records[state].firstExit = first
            first += records[state].exitCount
            records[state].exitCount = 0
        }
        for state in 0..<stateCount {
            let rows =
                Int(
                    owned[state].firstExit
                )..<Int(
                    owned[state].firstExit + owned[state].exitCount
                )
            for row in rows {
                let onto = Int(flat[row].state)
                let slot = Int(records[onto].firstExit + records[onto].exitCount)
                ownedExits[flat.count + slot] = TrackExit(
                    state: UInt32(state),
                    kind: flat[row].kind
                )
                records[onto].exitCount += 1
            }
        }
    }

    /// How far along a bearing that no street grid has a road lies: the middle of its box, and for
    /// one that comes back to where it began the point driven to first.
    private static func rank(_ network: CompiledNetwork, _ segment: UInt32) -> Double {
        let c = network.columns
        let rows = network.vertices(piece: c.segmentPiece[segment])
        let end = rows.upperBound - 1
        func along(_ v: Int) -> Double { 0.8 * c.vertexX[v] + 0.6 * c.vertexY[v] }
        if rows.count > 2, along(rows.lowerBound) == along(end) {
            return along(c.segmentForward[segment] == 1 ? rows.lowerBound + 1 : end - 1)
        }
        var (low, high) = (Double.infinity, -Double.infinity)
        for v in rows { (low, high) = (min(low, along(v)), max(high, along(v))) }
        return (low + high) / 2
    }

    /// The segment of a state.
    @inline(__always)
    func segment(_ state: UInt32) -> UInt32 {
        Int(state) < network.segmentCount ? state : copies[Int(state) - network.segmentCount]
    }

    /// Whether a state lies on a minor road.
    func isMinor(_ state: UInt32) -> Bool { Self.isMinor(network, segment(state)) }

    private static func isMinor(_ network: CompiledNetwork, _ segment: UInt32) -> Bool {
        let piece = network.columns.segmentPiece[segment]
        return TrackMatcherParameters.isMinor(network.roadClass(piece: piece))
    }

    /// Whether a segment leads nowhere, and not far.
    private static func isStub(_ network: CompiledNetwork, _ segment: UInt32) -> Bool {
        let c = network.columns
        guard network.length(piece: c.segmentPiece[segment]).value < leastDeadEnd else {
            return false
        }
        let end = c.segmentEnd[segment]
        let (first, next) = (Int(c.outStart[end]), Int(c.outStart[Int(end) + 1]))
        return next == first
            || next == first + 1
                && c.segmentPiece[c.outSegments[first]] == c.segmentPiece[segment]
    }

    private typealias End = (x: Double, y: Double, dx: Double, dy: Double)

    /// The last or first point of a segment and the unit direction of travel there.
    private static func direction(
        _ network: CompiledNetwork,
        _ segment: UInt32,
        atEnd: Bool
    ) -> End {
        let c = network.columns
        let rows = network.vertices(piece: c.segmentPiece[segment])
        let isForward = c.segmentForward[segment] == 1
        let atLast = isForward == atEnd
        let v = atLast ? rows.upperBound - 1 : rows.lowerBound
        let w = atLast ? v - 1 : v + 1
        let sign: Double = atEnd ? 1 : -1
        let dx = (c.vertexX[v] - c.vertexX[w]) * sign
        let dy = (c.vertexY[v] - c.vertexY[w]) * sign
        let length = (dx * dx + dy * dy).squareRoot()
        let scale = length > 0 ? 1 / length : 0
        return (c.vertexX[v], c.vertexY[v], dx * scale, dy * scale)
    }

    private static func exit(
        _ network: CompiledNetwork,
        _ from: UInt32,
        _ state: UInt32,
        _ onto: UInt32,
        _ isDeadEnd: Bool,
        _ onward: Int,
        _ end: End
    ) -> TrackExit {
        let c = network.columns
        let kind: TurnKind
        if c.segmentPiece[from] == c.segmentPiece[onto], from != onto {
            kind = isDeadEnd ? .deadEnd : .uTurn
        } else {
            let start = direction(network, onto, atEnd: false)
            let cosine = end.dx * start.dx + end.dy * start.dy
            let straight: TurnKind = onward > 1 ? .crossing : .straight
            kind = cosine > 0.766 ? straight : (cosine > -0.5 ? .turn : .sharp)
        }
        return TrackExit(state: state, kind: UInt32(kind.rawValue))
    }
}
