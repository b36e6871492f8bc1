import Glibc

/// The fitted law of confidence: what counts for the log odds that a track is right.
///
/// A logistic law, fitted to simulated drives over five cities (six profiles of noise);
/// `Docs/Methods/map-matching.md` tells how it does on cities that it was not shown.
struct ConfidenceLaw {
    /// The constant.
    let constant: Double
    /// Of the probability of a short tail, and of its log.
    let shortTail: Double, logShortTail: Double
    /// Of the log of the expected share of wrong length, of ten times it, and of great rivals.
    let logRivals: Double, rivals: Double, greatRivals: Double
    /// Of an interruption, of ten times the share driven off the network, of the log of sigma.
    let breaks: Double, offNetwork: Double, sigma: Double
    /// Of the logs of the distance between fixes and of the length, in metres.
    let step: Double, length: Double
    /// From the log odds of a stretch to those of a fix on it being on the true route.
    let fixConstant: Double, fixSlope: Double
    /// From the log odds of a track to those of a fix on it.
    let trackConstant: Double, trackSlope: Double

    static let fitted = ConfidenceLaw(
        constant: 2.4008,
        shortTail: -1.0047,
        logShortTail: 2.4409,
        logRivals: -0.2724,
        rivals: 0.5794,
        greatRivals: -3.2669,
        breaks: -0.9009,
        offNetwork: -6.6249,
        sigma: -0.4518,
        step: -0.4684,
        length: 0.4176,
        fixConstant: 1.7262,
        fixSlope: 0.6749,
        trackConstant: 4.0629,
        trackSlope: 0.4219
    )

    /// The log odds that less than 2 % of a track's length is wrong.
    func logOdds(_ evidence: TrackEvidence) -> Double {
        constant + shortTail * evidence.shortTail
            + logShortTail * log(max(0.02, evidence.shortTail))
            + logRivals * log(evidence.rivals + 0.001) + rivals * 10 * evidence.rivals
            + greatRivals * evidence.greatRivals + breaks * evidence.breaks
            + offNetwork * 10 * evidence.offNetwork + sigma * log(evidence.sigmaMetres)
            + step * log(evidence.stepMetres + 1) + length * log(evidence.routeMetres)
    }

    /// The probability that a fix lies on the true route, by that of its stretch.
    func fix(_ stretch: Double) -> Double {
        let bounded = min(1 - 1e-4, max(1e-4, stretch))
        return logistic(fixConstant + fixSlope * log(bounded / (1 - bounded)))
    }

    /// The share of a track's fixes that lie on the true route.
    func share(_ logOdds: Double) -> Double {
        logistic(trackConstant + trackSlope * min(6, max(-4, logOdds)))
    }

    /// The probability of log odds.
    func logistic(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
}
