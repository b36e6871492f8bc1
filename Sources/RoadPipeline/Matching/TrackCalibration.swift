import Foundation
package import RoadLocate
package import RoadModel
import RoadNetwork

/// What a user's own tracks say of the constants of the trajectory matcher.
package struct TrackCalibration: Sendable, Codable {
    /// An estimate with its 95 % interval.
    package struct Fit: Sendable, Codable {
        /// The value now in force.
        package var inForce: Double
        /// The estimate.
        package var estimate: Double
        /// The interval.
        package var low: Double, high: Double
        /// Observations behind it.
        package var count: Int
        /// Log likelihood at the value in force and at the estimate.
        package var logLikelihoodInForce: Double, logLikelihood: Double
    }

    /// Routes between fixes of like distance in time.
    package struct GapClass: Sendable, Codable {
        /// Longest time between fixes, in seconds.
        package var upToSeconds: Double
        /// Newson and Krumm's β: mean of |route − straight line|, in metres.
        package var beta: Fit
    }

    /// How a choice of weights does on what it was not shown.
    package struct Trial: Sendable, Codable {
        /// Factor on the costs of a route, or on the scale of the confidence.
        package var factor: Double
        /// Share of length that is wrong, or mean log loss.
        package var loss: Double
        /// Standard error of its difference from the weights in force, over tracks.
        package var standardError: Double
    }

    /// How the accuracies found do on what they were not shown.
    package struct AccuracyTrial: Sendable, Codable {
        /// Share of wrong length with the accuracies in force and with those found.
        package var inForce: Double, found: Double
        /// Standard error of the difference, over tracks.
        package var standardError: Double
        /// Whether they are taken: not when they are worse by more than a standard error.
        package var isTaken: Bool
    }

    /// Fixes of like confidence.
    package struct Bin: Sendable, Codable {
        /// Edges of the confidence.
        package var from: Double, to: Double
        /// Fixes.
        package var count: Int
        /// Mean confidence and share that is right.
        package var said: Double, right: Double
        /// The share's 95 % Wilson interval.
        package var low: Double, high: Double
    }

    /// Tracks and fixes that were used.
    package var tracks = 0, fixes = 0
    /// Whether right and wrong are judged by a true route, or by the match of all fixes.
    package var isJudgedByTruth = false
    /// Accuracy of the fixes, in metres.
    package var sigma: Fit?
    /// Share of fixes with a wide error.
    package var strayShare = 0.0
    /// Time in which an error falls to 1/e of itself, in seconds.
    package var memory: Fit?
    /// Accuracy of headings above walking speed, in degrees.
    package var heading: Fit?
    /// By time between fixes.
    package var gaps: [GapClass] = []
    /// Whether accuracies and memory are taken.
    package var accuracies: AccuracyTrial?
    /// Factors on the costs of a route.
    package var routeWeights: [Trial] = []
    /// Factors on the scale of the confidence.
    package var confidenceScales: [Trial] = []
    /// Reliability of the fixes' confidence, with the parameters below.
    package var reliability: [Bin] = []
    /// Mean difference between said and right.
    package var calibrationError = 0.0
    /// Mean share of wrong length that was expected of tracks, and that was found.
    package var expectedMismatch = 0.0, foundMismatch = 0.0
    /// The parameters that follow.
    package var parameters: TrackMatcherParameters

    /// Estimates from a table.
    ///
    /// Accuracies and β come from the match of all fixes. Weights and confidence are judged on
    /// what they were not shown: by the true routes when there are any, and otherwise every track
    /// is thinned to a fix in `heldOutSeconds` and its route compared with that of all fixes.
    package static func run(
        _ table: TrackRunTable,
        truth: TrackTruth?,
        network path: String,
        parameters: TrackMatcherParameters,
        threads: Int,
        heldOutSeconds: Double = 30
    ) throws(IntakeError) -> TrackCalibration {
        let network = try CompiledNetwork.open(path: path)
        let graph = TrackGraph(network, parameters: parameters)
        var calibration = TrackCalibration(parameters: parameters)
        calibration.tracks = table.tracks.count
        calibration.fixes = table.seconds.count
        calibration.isJudgedByTruth = truth != nil
        let matcher = TrackMatcher(graph, parameters: parameters)
        let samples = try TrackRun.each(table, graph, threads: threads, TrackSample()) {
            number,
            transform,
            scratch in
            let track = table.tracks[number]
            var fixes = TrackRun.fixes(table, track, transform, usesHeading: true)
            // What is asked for is the law of fixes that do not state their own.
            fixes.covariances = []
            var sample = TrackSample(fixes, matcher.match(fixes, scratch: &scratch), network)
            sample.truth =
                truth?.routes[track.name]
                ?? TrackTruth.lines(of: sample.match, network)
            sample.shown = truth == nil ? sample.thinned(to: heldOutSeconds) : fixes
            return sample
        }
        calibration.fitAccuracy(samples)
        calibration.fitMemory(samples)
        calibration.fitGaps(samples)
        try calibration.tryAccuracies(samples, table, network, threads)
        try calibration.fitWeights(samples, table, network, threads)
        return calibration
    }
}
