import Foundation
import RoadLocate
import RoadModel
import RoadNetwork
import RoadStatistics

/// How the match of a track that was shown in part fares.
private struct Verdict: Sendable {
    /// Length added or missed, and true length, in metres.
    var wrong = 0.0, length = 0.0
    /// What the track itself expected.
    var expected = 0.0
    /// Confidence of fixes, and whether each lies on the true route.
    var fixes: [(said: Double, isRight: Bool)] = []

    /// Mean log loss of the fixes.
    var logLoss: Double {
        guard !fixes.isEmpty else { return 0 }
        return fixes.reduce(0) {
            let p = min(0.999, max(0.001, $1.said))
            return $0 - log($1.isRight ? p : 1 - p)
        } / Double(fixes.count)
    }
}

extension TrackCalibration {
    private static let factors = [0.5, 0.7, 1.0, 1.4, 2.0]

    /// Takes the accuracies and the memory that were found, unless routes fare worse with them.
    ///
    /// A σ may fit the distances and still be too strict: a map that is drawn a few metres off
    /// makes errors that no receiver made.
    mutating func tryAccuracies(
        _ samples: [TrackSample],
        _ table: TrackRunTable,
        _ network: CompiledNetwork,
        _ threads: Int
    ) throws(IntakeError) {
        var found = parameters
        if let sigma { found.take(toldSigma: sigma.estimate) }
        if let memory, memory.count >= 200 { found.errorMemorySeconds = min(60, memory.estimate) }
        if let heading, heading.count >= 200 {
            found.headingSigmaDegrees = max(4, heading.estimate)
        }
        guard found != parameters else { return }
        let base = try judge(parameters, samples, table, network, threads)
        let own = try judge(found, samples, table, network, threads)
        let wrong: (Verdict) -> (Double, Double) = { ($0.wrong, $0.length) }
        let before = compare(base, base, wrong)
        let after = compare(own, base, wrong)
        let isTaken = after.loss - before.loss <= after.standardError
        accuracies = AccuracyTrial(
            inForce: before.loss,
            found: after.loss,
            standardError: after.standardError,
            isTaken: isTaken
        )
        if isTaken { parameters = found }
    }

    /// Tries factors on the costs of routes, then on the scale of the confidence, and draws the
    /// reliability with what was chosen.
    mutating func fitWeights(
        _ samples: [TrackSample],
        _ table: TrackRunTable,
        _ network: CompiledNetwork,
        _ threads: Int
    ) throws(IntakeError) {
        var verdicts: [[Verdict]] = []
        for factor in Self.factors {
            let trial = parameters.scalingRouteCosts(by: factor)
            verdicts.append(try judge(trial, samples, table, network, threads))
        }
        routeWeights = trials(verdicts) { ($0.wrong, $0.length) }
        let route = choice(routeWeights)
        parameters = parameters.scalingRouteCosts(by: route)
        verdicts = []
        for factor in Self.factors {
            var trial = parameters
            trial.rivalScale *= factor
            trial.rivalScalePerMetre *= factor
            verdicts.append(try judge(trial, samples, table, network, threads))
        }
        confidenceScales = trials(verdicts) {
            ($0.logLoss * Double($0.fixes.count), Double($0.fixes.count))
        }
        let scale = choice(confidenceScales)
        parameters.rivalScale *= scale
        parameters.rivalScalePerMetre *= scale
        let chosen = verdicts[Self.factors.firstIndex(of: scale) ?? 2]
        let length = max(1, chosen.reduce(0) { $0 + $1.length })
        expectedMismatch = chosen.reduce(0) { $0 + $1.expected * $1.length } / length
        foundMismatch = chosen.reduce(0) { $0 + $1.wrong } / length
        draw(chosen.flatMap(\.fixes))
    }

    /// Matches what is shown and compares with the truth.
    private func judge(
        _ parameters: TrackMatcherParameters,
        _ samples: [TrackSample],
        _ table: TrackRunTable,
        _ network: CompiledNetwork,
        _ threads: Int
    ) throws(IntakeError) -> [Verdict] {
        let graph = TrackGraph(network, parameters: parameters)
        let matcher = TrackMatcher(graph, parameters: parameters)
        return try TrackRun.each(table, graph, threads: threads, Verdict()) {
            number,
            _,
            scratch in
            let sample = samples[number]
            let match = matcher.match(sample.shown, scratch: &scratch)
            var verdict = Verdict()
            verdict.expected = match.expectedMismatch
            var rest = sample.truth
            let metres = lineLengths(of: match, network)
            for (line, count) in TrackTruth.lines(of: match, network) {
                let common = min(count, rest[line] ?? 0)
                let length = metres[line] ?? 0
                verdict.length += length * Double(common)
                verdict.wrong += length * Double(count - common)
                rest[line] = (rest[line] ?? 0) - common
            }
            let own = lineLengths(of: sample.match, network)
            for (line, count) in rest where count > 0 {
                // A true line the full match lacks as well has no length here.
                let length = (own[line] ?? metres[line] ?? 0) * Double(count)
                verdict.length += length
                verdict.wrong += length
            }
            for case let place? in match.places {
                guard let line = network.line(of: place) else { continue }
                verdict.fixes.append((place.confidence, (sample.truth[line] ?? 0) > 0))
            }
            return verdict
        }
    }

    /// Losses with the standard error of their difference from the third, the one in force.
    private func trials(
        _ verdicts: [[Verdict]],
        _ loss: (Verdict) -> (Double, Double)
    ) -> [Trial] {
        zip(Self.factors, verdicts).map { factor, own in
            let (mean, error) = compare(own, verdicts[2], loss)
            return Trial(factor: factor, loss: mean, standardError: error)
        }
    }

    /// The loss of what was judged, as a sum over tracks and its weight, and the standard error of
    /// its difference from that of something else.
    private func compare(
        _ own: [Verdict],
        _ other: [Verdict],
        _ loss: (Verdict) -> (Double, Double)
    ) -> (loss: Double, standardError: Double) {
        let (losses, base) = (own.map(loss), other.map(loss))
        let total = max(1e-9, base.reduce(0) { $0 + $1.1 })
        let weight = max(1e-9, losses.reduce(0) { $0 + $1.1 })
        let differences = zip(losses, base).map { $0.0 - $1.0 }
        let mean = differences.reduce(0, +) / Double(max(1, differences.count))
        let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (losses.reduce(0) { $0 + $1.0 } / weight, squares.squareRoot() / total)
    }

    /// The factor with the least loss, if it beats the one in force by a standard error.
    private func choice(_ trials: [Trial]) -> Double {
        guard let best = trials.min(by: { $0.loss < $1.loss }) else { return 1 }
        return trials[2].loss - best.loss > best.standardError ? best.factor : 1
    }

    private mutating func draw(_ fixes: [(said: Double, isRight: Bool)]) {
        reliability = []
        calibrationError = 0
        for bin in 0..<10 {
            let own = fixes.filter { min(9, Int($0.said * 10)) == bin }
            guard !own.isEmpty else { continue }
            let said = own.reduce(0) { $0 + $1.said } / Double(own.count)
            let number = own.count { $0.isRight }
            let right = Double(number) / Double(own.count)
            let interval = wilsonInterval(successes: number, trials: own.count, level: 0.95)
            reliability.append(
                Bin(
                    from: Double(bin) / 10,
                    to: Double(bin + 1) / 10,
                    count: own.count,
                    said: said,
                    right: right,
                    low: interval?.lower ?? 0,
                    high: interval?.upper ?? 1
                )
            )
            calibrationError += abs(said - right) * Double(own.count) / Double(fixes.count)
        }
    }
}

/// Lengths of the lines of a match, by node pair.
private func lineLengths(
    of match: TrackMatch,
    _ network: CompiledNetwork
) -> [TrackTruth.Line: Double] {
    var lengths: [TrackTruth.Line: Double] = [:]
    let c = network.columns
    for part in match.parts {
        for segment in part.segments where network.contains(segment) {
            let rows = network.vertices(piece: c.segmentPiece[segment.rawValue])
            for v in rows.dropLast() {
                let (a, b) = (c.vertexNode[v], c.vertexNode[v + 1])
                let length = c.vertexMeasure[v + 1] - c.vertexMeasure[v]
                lengths[.init(from: a, to: b)] = length
                lengths[.init(from: b, to: a)] = length
            }
        }
    }
    return lengths
}

extension CompiledNetwork {
    /// The line between source nodes on which a place lies.
    fileprivate func line(of place: TrackMatch.Place) -> TrackTruth.Line? {
        guard contains(place.segment) else { return nil }
        let c = columns
        let rows = vertices(piece: c.segmentPiece[place.segment.rawValue])
        let isForward = c.segmentForward[place.segment.rawValue] == 1
        let along =
            isForward ? place.measure : c.vertexMeasure[rows.upperBound - 1] - place.measure
        var v = rows.lowerBound
        while v + 2 < rows.upperBound, c.vertexMeasure[v + 1] < along { v += 1 }
        let (a, b) = (c.vertexNode[v], c.vertexNode[v + 1])
        return isForward ? .init(from: a, to: b) : .init(from: b, to: a)
    }
}
