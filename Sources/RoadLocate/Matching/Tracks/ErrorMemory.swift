import Glibc

/// How the error of one fix tells that of the next: errors of a receiver drift, they do not jump.
///
/// The error across the road is an autoregressive process of first order whose variance is that of
/// the law of single fixes. So a road beside the true one, on which the errors would have to jump
/// where the two come apart and meet, is told from it although every single fix might lie on either;
/// and errors that agree, as those of a second do, are not counted as so many witnesses.
struct ErrorMemory: BitwiseCopyable {
    /// Share of an error that is left after the step; 0 when fixes know nothing of each other.
    var share: Float = 0
    /// 1 / (2 σ²), σ in metres.
    var perSquare: Float = 0
    /// What an error costs more that began anew.
    var resetCost: Float = 0

    /// What the error before changes in the cost of a distance.
    @inline(__always)
    func change(_ here: TrackCandidate, after before: TrackCandidate) -> Float {
        // Of an error along one road a road across it sees nothing.
        let kept = share * (here.ux * before.ux + here.uy * before.uy)
        let left = max(1e-3, 1 - kept * kept)
        let jump = here.across - kept * before.across
        let drifted = (jump * jump / left + here.alongSquared) * perSquare + 0.5 * logf(left)
        // Bursts of multipath begin and end at once; other errors begin anew at a price.
        let anew = isStray(here) || isStray(before) ? 0 : resetCost
        return min(drifted - here.distanceCost, anew)
    }

    /// Whether a distance costs less as that of a burst.
    @inline(__always)
    private func isStray(_ place: TrackCandidate) -> Bool {
        place.distanceCost
            < 0.999 * (place.across * place.across + place.alongSquared) * perSquare
    }
}
