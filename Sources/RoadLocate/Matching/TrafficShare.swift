import Glibc
import RoadModel
package import RoadNetwork

/// How much traffic each directed segment carries, against the mean, as far as the shape of the
/// network tells.
///
/// Journeys begin and end anywhere on public roads, no nearer than `shortest` and no farther than
/// `longest`, and take the quickest way as their driver sees it: each journey's origin has its own
/// opinion of every way. From each of the sampled origins one search finds the ways to all
/// destinations at once; a segment's traffic is the share of them that pass it. Because all
/// journeys of an origin start on one segment, an origin counts on a segment with `cap` at most.
///
/// This is an all-or-nothing assignment of uniform demand with perturbed costs (Y. Sheffi, "Urban
/// Transportation Networks", 1985, sections 5.2 and 11.2), and in other words sampled edge
/// betweenness (U. Brandes, "A faster algorithm for betweenness centrality", 2001).
///
/// Service roads, tracks and roads without public access take part in no journey and count as
/// empty. Networks too small to have journeys of their own say nothing.
package struct TrafficShare: Sendable {
    /// Traffic of each segment over the mean of segments with any; empty when nothing is known.
    package let relative: [Float]

    /// Fewer segments than these make no network that journeys stay in.
    private static let leastSegments = 400
    /// Origins of a small network.
    private static let leastOrigins = 64
    /// One more origin for so many segments.
    private static let segmentsPerOrigin = 512
    /// Segments that all searches together may settle: about a second of work.
    private static let budget = 12_000_000
    /// Shortest and longest journey, in metres as the crow flies.
    private static let (shortest, longest) = (800.0, 10_000.0)
    /// Greatest share of an origin's journeys that counts on one segment.
    private static let cap: Float = 0.1
    /// Seconds lost at every junction.
    private static let junctionSeconds: Float = 1.5

    /// Nothing known.
    package static let none = TrafficShare(relative: [])

    private init(relative: [Float]) { self.relative = relative }

    /// Assigns traffic to a network.
    package init(_ network: CompiledNetwork) {
        let count = network.segmentCount
        let journey = JourneyGraph(network)
        let open = journey.open
        guard open.count >= Self.leastSegments else {
            self = .none
            return
        }
        var search = JourneySearch(count)
        var traffic = [Float](repeating: 0, count: count)
        let origins = max(Self.leastOrigins, open.count / Self.segmentsPerOrigin)
        var left = Self.budget
        // Segments lie along a space-filling order of ways, so a regular sample covers the map.
        // Visiting it in strides keeps the cover even when the budget ends early.
        let stride = Self.stride(origins)
        for number in 0..<origins where left > 0 {
            let place = (number * stride) % origins
            let origin = open[(2 * place + 1) * open.count / (2 * origins)]
            left -= search.run(
                from: origin,
                opinion: UInt64(place),
                journey,
                shortest: Self.shortest,
                longest: Self.longest,
                junctionSeconds: Self.junctionSeconds
            )
            search.addShares(to: &traffic, cap: Self.cap)
        }
        let used = traffic.lazy.filter { $0 > 0 }
        let sum = used.reduce(Float(0), +)
        guard sum > 0 else {
            self = .none
            return
        }
        let mean = sum / Float(used.count)
        relative = traffic.map { $0 / mean }
    }

    /// A step of about 0.618 of a number and without a common divisor.
    private static func stride(_ count: Int) -> Int {
        var step = max(1, Int(Double(count) * 0.618))
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        while divisor(step, count) != 1 { step += 1 }
        return step
    }
}

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

    /// Segments on which journeys go.
    private(set) var open: [UInt32] = []
    /// Every segment.
    private(set) var places: [Place] = []
    /// Open successors without the way back, segment by segment.
    private(set) var exits: [Exit] = []

    init(_ network: CompiledNetwork) {
        let c = network.columns
        let count = network.segmentCount
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
                        way: UInt64(bitPattern: c.pieceWay[onto]) &* 0x9E37_79B9_7F4A_7C15,
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
