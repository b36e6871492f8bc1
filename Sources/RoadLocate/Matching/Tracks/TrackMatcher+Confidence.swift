import Glibc
import RoadModel
import RoadNetwork

extension TrackMatcher {
    /// How competing routes are weighed.
    var rivalLaw: RivalLaw {
        RivalLaw(
            limit: Float(parameters.rivalLimit),
            odds: Float(parameters.rivalOdds),
            scale: Float(parameters.rivalScale),
            perMetre: Float(parameters.rivalScalePerMetre)
        )
    }

    /// The probability that the route was driven on a row of it.
    @inline(__always)
    func confidence(row: Int, _ arena: borrowing TrackArena) -> Double {
        1 / (1 + max(0, arena.rivalWeight[row]))
    }

    /// Says how sure a whole track is, and lets that count for its fixes.
    ///
    /// The law is a logistic one, fitted to 3,000 simulated drives over five cities (six profiles
    /// of noise); `Docs/Methods/map-matching.md` tells how it does on cities that it was not shown.
    func judge(
        _ arena: borrowing TrackArena,
        _ fixes: TrackFixes,
        _ result: inout TrackMatch
    ) {
        guard result.routeMetres > 0 else { return }
        var rivals = 0.0
        for i in 0..<arena.rivals.count {
            let rival = arena.rivals[i]
            rivals += Double(rival.probability) * Double(rival.missed + rival.added)
        }
        rivals /= result.routeMetres
        // A drive is taken to go on for half a gap behind its last fix.
        let steps = Double(max(1, fixes.count - 1))
        let unseen = 0.5 / steps
        let off = result.offNetwork.reduce(0) { $0 + $1.metres } / result.routeMetres
        let law = ConfidenceLaw.fitted
        let logOdds =
            law.constant + law.mismatch * log(rivals + unseen + 0.001)
            + law.rivals * log(rivals + 0.001)
            + law.breaks * Double(min(5, result.interruptions.count))
            + law.offNetwork * min(0.3, off) + law.sigma * log(result.sigmaMetres)
            + law.step * log(result.routeMetres / steps + 1)
            + law.length * log(result.routeMetres)
        result.expectedMismatch = min(1, rivals + unseen)
        result.confidence = logistic(logOdds)
        let doubt = 1 - law.trackShare * (1 - result.confidence)
        for i in 0..<result.places.count {
            guard let own = result.places[i]?.confidence else { continue }
            let bounded = min(1 - 1e-4, max(1e-4, own))
            let fix = logistic(law.fixConstant + law.fixSlope * log(bounded / (1 - bounded)))
            result.places[i]?.confidence = fix * doubt
        }
    }

    /// Lists the competing routes of the track.
    func list(_ arena: borrowing TrackArena, _ result: inout TrackMatch) {
        for i in 0..<arena.rivals.count {
            let rival = arena.rivals[i]
            var segments: [SegmentID] = []
            let first = Int(rival.firstState)
            for k in stride(from: first + Int(rival.stateCount) - 1, through: first, by: -1) {
                segments.append(SegmentID(rawValue: graph.segment(arena.rivalStates[k])))
            }
            result.rivals.append(
                TrackMatch.Rival(
                    part: Int(rival.part),
                    leavesAfter: Int(rival.leaves),
                    returnsAt: Int(rival.returns),
                    cost: Double(rival.cost),
                    missedMetres: Double(rival.missed),
                    addedMetres: Double(rival.added),
                    probability: Double(rival.probability),
                    segments: segments
                )
            )
        }
        result.rivals.sort { $0.probability > $1.probability }
    }
}

/// The fitted law of confidence: what counts for the log odds that a track is right.
private struct ConfidenceLaw {
    /// The constant.
    let constant: Double
    /// Of the logs of the expected share of wrong length, with and without the unseen end.
    let mismatch: Double, rivals: Double
    /// Of an interruption, of the share driven off the network, of the log of sigma.
    let breaks: Double, offNetwork: Double, sigma: Double
    /// Of the logs of the distance between fixes and of the length, in metres.
    let step: Double, length: Double
    /// From the log odds of a stretch to those of a fix on it being on the true route.
    let fixConstant: Double, fixSlope: Double
    /// By how much a hopeless track lowers the confidence of its fixes.
    let trackShare: Double

    static let fitted = ConfidenceLaw(
        constant: 4.2645,
        mismatch: -1.8777,
        rivals: 0.3025,
        breaks: -0.6236,
        offNetwork: -105.3,
        sigma: -0.2423,
        step: -0.4421,
        length: -0.4891,
        fixConstant: 1.5581,
        fixSlope: 0.7495,
        trackShare: 0.03
    )
}

private func logistic(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
