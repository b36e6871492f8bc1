import Glibc
import RoadModel
import RoadNetwork

extension TrackMatcher {
    /// Finds for every candidate of a part what the best way on from it costs.
    ///
    /// The same search on the mirror image of the graph, from the last column to the first. With
    /// the cost of the best way there it gives the cost of the best route through each
    /// candidate, its max-marginal.
    func weigh(_ part: Range<Int>, _ fixes: TrackFixes, _ arena: inout TrackArena) {
        guard let last = part.last else { return }
        for j in arena.columns[last].candidates { arena.candidates[j].onward = 0 }
        var at = last
        let rows = arena.candidates.count
        while at > part.lowerBound {
            let (from, to) = (arena.columns[at], arena.columns[at - 1])
            // Twins with measures from the far end, at the end of the list of candidates.
            for column in [from, to] {
                for j in column.candidates {
                    var twin = arena.candidates[j]
                    let length = graph.forward.states[Int(twin.state)].length
                    twin.measure = max(0, length - twin.measure)
                    twin.score = twin.emission + twin.onward
                    arena.candidates.append(twin)
                }
            }
            let sources = rows..<(rows + from.candidates.count)
            arena.normalise(sources)
            let targets = sources.upperBound..<arena.candidates.count
            _ = arena.sweep(
                graph.mirror,
                from: sources,
                to: targets,
                step(fixes, Int(from.fix), Int(to.fix)),
                writesPaths: false
            )
            for (k, j) in to.candidates.enumerated() {
                let twin = arena.candidates[targets.lowerBound + k]
                arena.candidates[j].onward = twin.score - twin.emission
            }
            arena.candidates.truncate(to: rows)
            at -= 1
        }
    }

    /// The probability that a fix was made on the route as it is reported around it: the share of
    /// all hypotheses that lie on the same stretch, weighted by the best route through each.
    func confidence(_ k: Int, _ part: Range<Int>, _ arena: borrowing TrackArena) -> Double {
        let column = arena.columns[part.lowerBound + k]
        let own = Int(arena.routeRow[k])
        let first = max(own - 2, k > 0 ? Int(arena.routeRow[k - 1]) : own)
        let last = min(own + 2, k + 1 < part.count ? Int(arena.routeRow[k + 1]) : own)
        var least = Float.infinity
        for j in column.candidates {
            least = min(least, arena.candidates[j].score + arena.candidates[j].onward)
        }
        guard least < .infinity else { return 1 }
        var (agree, all) = (0.0, 0.0)
        for j in column.candidates {
            let candidate = arena.candidates[j]
            let cost = candidate.score + candidate.onward - least
            guard cost < 40 else { continue }
            let weight = exp(-Double(cost) / parameters.temperature)
            all += weight
            let segment = graph.segment(candidate.state)
            for row in first...last where graph.segment(arena.route[row]) == segment {
                agree += weight
                break
            }
        }
        return all > 0 ? agree / all : 1
    }
}
