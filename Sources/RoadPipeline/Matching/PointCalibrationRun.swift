import Foundation
import RoadLocate
package import RoadModel
import RoadNetwork
import RoadStatistics

extension PointsRun {
    /// Points used at most; more add nothing but time.
    private static let mostPoints = 20_000

    /// Finds the constants that fit a table of points.
    ///
    /// With the columns `way,u,v` the true way and direction are made as likely as possible. Without
    /// them only the laws of the errors can be found: they make the points themselves likely.
    ///
    /// - Throws: As `run`; `.nothingAccepted` when no point can be used.
    package static func calibrate(
        _ path: String,
        network imagePath: String,
        options: Options
    ) throws(IntakeError) -> PointCalibration {
        try PointInput.withBytes(path) { bytes throws(IntakeError) in
            var reader = try PointTableReader(
                bytes,
                subject: path,
                hasSparseNames: options.hasSparseNames
            )
            let setting = try PointSetting(
                network: imagePath,
                options: options,
                columns: reader.columns
            )
            var worker = try setting.worker()
            var cases = CalibrationCases()
            cases.hasTruth = reader.columns.hasTruth
            while let block = reader.next(bytes, limit: 4096) { cases.add(block, &worker) }
            cases.findTruth(in: setting.network)
            cases.thin(to: mostPoints)
            cases.keepUsable(setting)
            guard !cases.rows.isEmpty else {
                throw IntakeError(
                    .nothingAccepted,
                    subject: path,
                    detail: "None of \(cases.total) points lies near a road of the network"
                        + (cases.hasTruth ? " with its true line." : "."),
                    remedy: "Check that the table and the network cover the same area."
                )
            }
            let found = calibration(cases, setting, options)
            // A direction tossed for is right every other time; this is a table of other roads.
            if let right = found.before.accuracy, cases.rows.count >= leastPoints, right < 0.2 {
                throw IntakeError(
                    .insufficient,
                    subject: path,
                    detail: "Only \(Int((100 * right).rounded())) % of the points lie where the "
                        + "columns way,u,v say.",
                    remedy:
                        "Check way,u,v: u and v are the line's nodes in the direction of travel, "
                        + "and the rows must not be exchanged."
                )
            }
            return found
        }
    }

    /// Points from which on constants are better than a guess.
    package static let leastPoints = 20

    private static func calibration(
        _ cases: CalibrationCases,
        _ setting: PointSetting,
        _ options: Options
    ) -> PointCalibration {
        let start = options.parameters
        let knobs = cases.hasTruth ? CalibrationKnob.all : CalibrationKnob.ofErrors
        func fit(_ part: CalibrationCases) -> (CalibrationSearch, PointMatcherParameters) {
            let search = CalibrationSearch(knobs) { parameters in
                part.logLikelihood(PointSetting(setting, parameters).matcher)
            }
            return (search, search.best(from: start))
        }
        let (search, best) = fit(cases)
        let intervals = search.intervals(at: best)
        var heldOut: PointCalibration.Quality?
        if cases.hasTruth, cases.rows.count >= 40 {
            var outcomes: [PointAppraisal] = []
            for fold in 0..<2 {
                let (_, found) = fit(cases.half(1 - fold))
                outcomes += cases.half(fold).appraisals(PointSetting(setting, found).matcher)
            }
            heldOut = CalibrationCases.quality(outcomes, hasTruth: true)
        }
        func quality(_ parameters: PointMatcherParameters) -> PointCalibration.Quality {
            CalibrationCases.quality(
                cases.appraisals(PointSetting(setting, parameters).matcher),
                hasTruth: cases.hasTruth
            )
        }
        return PointCalibration(
            network: setting.network.versionID,
            points: cases.total,
            used: cases.rows.count,
            truthMissing: cases.truthMissing,
            hasTruth: cases.hasTruth,
            method: cases.hasTruth ? "truth" : "density",
            estimates: zip(knobs, intervals).map { knob, interval in
                PointCalibration.Estimate(
                    name: knob.name,
                    before: start[keyPath: knob.path],
                    value: best[keyPath: knob.path],
                    low: interval?.low,
                    high: interval?.high
                )
            },
            before: quality(start),
            after: quality(best),
            heldOut: heldOut,
            parameters: best
        )
    }
}

/// Points with their true ways, ready to be matched again and again.
struct CalibrationCases {
    /// One point.
    struct Row {
        var observation: PointObservation
        var truth: PointTruth
        var isForward: Bool
    }

    var rows: [Row] = []
    var hasTruth = false
    private(set) var total = 0
    private(set) var truthMissing = 0

    mutating func add(_ block: PointBlock, _ worker: inout PointWorker) {
        total += block.count
        for row in 0..<block.count {
            let truth =
                block.truth.isEmpty ? PointTruth(way: 0, from: 0, to: 0) : block.truth[row]
            rows.append(
                Row(
                    observation: worker.observation(block, row),
                    truth: truth,
                    isForward: true
                )
            )
        }
    }

    /// Finds the direction of each true line and leaves points out whose line is not there.
    mutating func findTruth(in network: CompiledNetwork) {
        guard hasTruth else { return }
        var directions: [PointTruth: Bool] = [:]
        let wanted = Set(rows.map(\.truth.way))
        let c = network.columns
        for piece in 0..<UInt32(network.pieceCount) where wanted.contains(c.pieceWay[piece]) {
            let vertices = network.vertices(piece: piece)
            for v in vertices.dropLast() {
                let (a, b) = (c.vertexNode[v], c.vertexNode[v + 1])
                let way = c.pieceWay[piece]
                directions[PointTruth(way: way, from: a, to: b)] = true
                let back = PointTruth(way: way, from: b, to: a)
                if directions[back] == nil { directions[back] = false }
            }
        }
        let before = rows.count
        rows = rows.compactMap { row in
            guard let isForward = directions[row.truth] else { return nil }
            var found = row
            found.isForward = isForward
            return found
        }
        truthMissing = before - rows.count
    }

    /// Keeps every n-th point.
    mutating func thin(to limit: Int) {
        let step = max(1, (rows.count + limit - 1) / limit)
        rows = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    }

    /// Leaves out points without a road near.
    mutating func keepUsable(_ setting: PointSetting) {
        var scratch = PointMatchScratch()
        rows = rows.filter {
            setting.matcher.appraise($0.observation, way: 0, isForward: true, scratch: &scratch)
                != nil
        }
    }

    /// One of two halves: points alternate in runs of 50, so that those of one journey mostly stay
    /// together.
    func half(_ number: Int) -> CalibrationCases {
        var part = self
        part.rows = rows.indices.filter { ($0 / 50) % 2 == number }.map { rows[$0] }
        return part
    }

    func logLikelihood(_ matcher: PointMatcher) -> Double {
        Self.logLikelihood(appraisals(matcher), hasTruth: hasTruth)
    }

    func appraisals(_ matcher: PointMatcher) -> [PointAppraisal] {
        var scratch = PointMatchScratch()
        return rows.map {
            matcher.appraise(
                $0.observation,
                way: $0.truth.way,
                isForward: $0.isForward,
                scratch: &scratch
            ) ?? .lost
        }
    }

    private static func logLikelihood(_ outcomes: [PointAppraisal], hasTruth: Bool) -> Double {
        // A truth beyond the radius must not outweigh all others.
        outcomes.reduce(0) {
            $0 + (hasTruth ? log(max(1e-6, $1.truthProbability)) : max(-40, $1.logDensity))
        }
    }

    static func quality(_ outcomes: [PointAppraisal], hasTruth: Bool) -> PointCalibration.Quality {
        let total = Double(max(1, outcomes.count))
        let likelihood = logLikelihood(outcomes, hasTruth: hasTruth)
        var quality = PointCalibration.Quality(
            logLikelihood: likelihood,
            perPoint: likelihood / total,
            accuracy: nil,
            calibrationError: nil,
            bins: []
        )
        guard hasTruth else { return quality }
        quality.accuracy = Double(outcomes.count(where: \.isRight)) / total
        var error = 0.0
        for number in 0..<10 {
            let own = outcomes.filter { min(9, Int($0.confidence * 10)) == number }
            guard !own.isEmpty else { continue }
            let right = own.count(where: \.isRight)
            let said = own.reduce(0) { $0 + $1.confidence }
            error += abs(said - Double(right))
            let interval = wilsonInterval(successes: right, trials: own.count, level: 0.95)
            quality.bins.append(
                PointCalibration.Bin(
                    from: Double(number) / 10,
                    to: Double(number + 1) / 10,
                    count: own.count,
                    said: said / Double(own.count),
                    right: Double(right) / Double(own.count),
                    low: interval?.lower ?? 0,
                    high: interval?.upper ?? 1
                )
            )
        }
        quality.calibrationError = error / total
        return quality
    }
}
