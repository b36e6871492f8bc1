/// The parameters as a search needs them.
struct TrackCosts {
    var perMetre: Float
    var perSecond: Float
    var backwardPerMetre: Float
    var backwardLimit: Float
    var shortfallPerMetre: Float
    var hastePerSecond: Float
    var leastTimeShare: Float
    var beam: Float
    /// How much dearer than the dearest target competing routes are followed at most.
    var rivalSlack: Float
    var detourFactor: Float, detourMetres: Float
    /// Least cost of a metre on any road.
    var leastPerMetre: Float
    var turns: (Float, Float, Float, Float, Float, Float)
    /// Cost of turning onto a minor road besides.
    var minorEntry: Float
    /// How much less it costs where the next fix lies on that road.
    var minorRelief: Float

    /// The cost of a `TrackExit.kind`.
    @inline(__always)
    func turn(_ kind: UInt32) -> Float {
        kind & TrackExit.ontoMinor == 0
            ? plainTurn(kind) : plainTurn(kind & TrackExit.turnBits) + minorEntry
    }

    /// The same for a `TurnKind` alone.
    @inline(__always)
    func plainTurn(_ kind: UInt32) -> Float {
        switch kind {
        case 0: turns.0
        case 1: turns.1
        case 2: turns.2
        case 3: turns.3
        case 4: turns.4
        case 5: turns.5
        case 7: 2 * turns.4
        default: 0
        }
    }
}
