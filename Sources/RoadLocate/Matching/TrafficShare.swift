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
/// empty. Opinions and origins go by where roads lie, not by their ids or their order in the file: a
/// map whose ids are given anew has the same traffic. Networks too small to have journeys of their
/// own say nothing.
package struct TrafficShare: Sendable {
    /// Traffic of each segment over the mean of segments with any; empty when nothing is known.
    package let relative: [Float]

    /// Fewer segments than these make no network that journeys stay in.
    private static let leastSegments = 400
    /// Origins of a small network.
    private static let leastOrigins = 128
    /// One more origin for so many segments.
    private static let segmentsPerOrigin = 256
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
        // The open segments stand in a space-filling order, so a regular sample covers the map.
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
        // In double precision the order of the segments does not show.
        let sum = used.reduce(0.0) { $0 + Double($1) }
        guard sum > 0 else {
            self = .none
            return
        }
        let mean = Float(sum / Double(used.count))
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
