import Glibc

/// What a stretch of a route takes of its driver.
struct RouteStretch: BitwiseCopyable {
    /// Length, in metres.
    var metres: Float = 0
    /// Usual driving time, in seconds.
    var seconds: Float = 0
    /// Sum of the squares of the times on each of its ways, in square seconds.
    var scatter: Float = 0
    /// What its turns cost, going straight on at junctions, and turning round.
    var turns: Float = 0, crossings: Float = 0, reversals: Float = 0
    /// How often it turns onto a minor road.
    var minorEntries: Float = 0
    /// How many times it passes from one segment into the next.
    var passages: Float = 0
}

/// How drivers choose between two stretches, each of which leads around the other.
///
/// A driver takes a way for shorter or longer than it usually is, by an error in proportion to its
/// time; of two routes the one is taken that seems shorter (the probit law of C. Daganzo, Y. Sheffi,
/// "On stochastic models of traffic assignment", 1977). So a difference of some seconds decides
/// between short stretches and says little between long ones, and what routes share says nothing:
/// a search, whose costs add up along a route, cannot know either.
struct RouteChoice {
    /// Fixes that speak for a stretch by more than this do not compare two ways of one drive.
    static let strongest: Float = 6
    /// How often competing routes take the place of the reported one before it is left at that.
    static let rounds = 3

    /// How much the law counts; 0 for nothing.
    var weight: Float
    /// One sigma of the error, as a share of the time on a way.
    var spread: Float
    /// Seconds that passing from one segment into the next takes.
    var passageSeconds: Float
    /// Cost of a metre.
    var perMetre: Float
    /// The share of the costs of turns that counts.
    var turnShare: Float
    /// The share of the cost of turning onto minor roads that counts.
    var minorShare: Float
    /// How much the clock counts.
    var clockWeight: Float
    /// How much cheaper a competing route must be to be preferred.
    var margin: Float
    /// What all fixes say.
    var evidence: RouteEvidence
    /// The costs by which the search went.
    var searched: TrackCosts

    /// What the search charges for a stretch.
    func searchedCost(_ stretch: RouteStretch) -> Float {
        searched.perMetre * stretch.metres + searched.perSecond * stretch.seconds
            + stretch.turns + stretch.crossings + stretch.reversals
            + searched.minorEntry * stretch.minorEntries
    }

    /// How much dearer than `own` a stretch is to a driver.
    func chosenCost(_ stretch: RouteStretch, over own: RouteStretch) -> Float {
        perMetre * (stretch.metres - own.metres) + turnShare * (stretch.turns - own.turns)
            + stretch.reversals - own.reversals
            + minorShare * searched.minorEntry * (stretch.minorEntries - own.minorEntries)
            + weight * odds(stretch, over: own)
    }

    /// Minus the log odds that a stretch seems shorter than `own`.
    private func odds(_ stretch: RouteStretch, over own: RouteStretch) -> Float {
        // A second of its own keeps the shortest stretches comparable.
        let scatter = (stretch.scatter + own.scatter).squareRoot() + 1
        let waits = passageSeconds * (stretch.passages - own.passages)
        let z = Double((stretch.seconds - own.seconds + waits) / (spread * scatter))
        // Beyond five sigma there are other reasons than time.
        let half = min(5, max(-5, z)) * 0.5.squareRoot()
        return Float(log(erfc(-half)) - log(erfc(half)))
    }
}
