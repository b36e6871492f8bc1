import Glibc

/// How well the best way of an attempt explains the fixes of a track.
struct TrackFit {
    /// What it costs, and how much of that are the distances of the fixes from it.
    var total = 0.0, errors = 0.0
    /// How many fixes lie on it, and how many of them on minor roads.
    var fixes = 0.0, onMinorRoads = 0.0

    /// Whether fixes on a minor road were put on another one only because they are taken for so many
    /// times worse.
    ///
    /// The street beside a service road explains any fixes once they are thought bad enough; n of them
    /// are the less likely by n log σ. Another sigma thins otherwise, so the distances count as if as
    /// many fixes had been kept.
    func leavesMinorRoad(of before: TrackFit, timesWorse ratio: Double) -> Bool {
        guard ratio > 1, fixes > 0, before.onMinorRoads > 0.2 * before.fixes,
            onMinorRoads < 0.5 * before.onMinorRoads
        else { return false }
        let cost = total - errors + errors * before.fixes / fixes
        return cost + before.fixes * log(ratio) > before.total
    }
}
