import Glibc

/// What is known of how well a track was matched.
package struct TrackEvidence: Sendable, Equatable {
    /// The expected share of wrong length away from the ends, by the competing routes.
    package var rivals = 0.0
    /// Minus the log of the probability that no competing route of more than 2 % was driven.
    package var greatRivals = 0.0
    /// The share of the route that half a gap behind the last fix would be.
    package var unseen = 0.0
    /// The probability that the drive went on unseen for less than 2 % of the route and 75 m.
    package var shortTail = 1.0
    /// Interruptions, at most five, and the share driven off the network, at most 0.3.
    package var breaks = 0.0, offNetwork = 0.0
    /// The accuracy of the fixes, and their mean distance along the route, in metres.
    package var sigmaMetres = 1.0, stepMetres = 0.0
    /// Length of the route, in metres.
    package var routeMetres = 0.0
    /// Straight distance over gaps in time, of which no road is reported, in metres.
    package var gapMetres = 0.0

    /// Nothing.
    init() {}

    init(_ arena: borrowing TrackArena, _ fixes: TrackFixes, _ match: TrackMatch) {
        let length = match.routeMetres
        for i in 0..<arena.rivals.count {
            let rival = arena.rivals[i]
            rivals += Double(rival.probability) * Double(rival.counted)
            if Double(rival.counted) > 0.02 * length {
                greatRivals -= log(1 - min(0.999, Double(rival.probability)))
            }
        }
        rivals /= length
        // Fixes at equal intervals: a drive goes on for a part of one behind its last fix.
        let steps = Double(max(1, fixes.count - 1))
        unseen = 0.5 / steps
        stepMetres = length / steps
        shortTail = min(1, (0.02 * length + 75) / max(1, Self.longestTail(fixes, stepMetres)))
        let isLost = { (stop: TrackMatch.Interruption) in
            stop.reason != .noCoordinates && stop.reason != .noTime
        }
        breaks = Double(min(5, match.interruptions.count(where: isLost)))
        offNetwork = min(0.3, match.offNetwork.reduce(0) { $0 + $1.metres } / length)
        sigmaMetres = match.sigmaMetres
        routeMetres = length
        for stop in match.interruptions where stop.reason == .gap {
            let next = match.places[stop.fix...].first { $0 != nil } ?? nil
            let last = match.places[..<stop.fix].last { $0 != nil } ?? nil
            if let last, let next { gapMetres += hypot(next.x - last.x, next.y - last.y) }
        }
    }

    /// How far the vehicle may have gone until the next fix would have been due: by its last
    /// speed, where that is known.
    private static func longestTail(_ fixes: TrackFixes, _ stepMetres: Double) -> Double {
        let timed = fixes.seconds.indices.filter { fixes.seconds[$0].isFinite }
        guard let first = timed.first, let last = timed.last, timed.count > 1,
            fixes.speed[last].isFinite
        else { return stepMetres }
        let interval = (fixes.seconds[last] - fixes.seconds[first]) / Double(timed.count - 1)
        return fixes.speed[last] * interval
    }
}
