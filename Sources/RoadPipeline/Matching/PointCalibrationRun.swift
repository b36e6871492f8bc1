import Foundation
import RoadIngest
import RoadLocate
package import RoadModel
import RoadNetwork

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
            cases.findReach(setting)
            guard !cases.rows.isEmpty else {
                throw IntakeError(
                    .nothingAccepted,
                    subject: path,
                    detail: "None of \(cases.total) points lies near a road of the network"
                        + (cases.hasTruth ? " with its true line." : "."),
                    remedy: "Check that the table and the network cover the same area."
                )
            }
            var found = calibration(cases, setting, options)
            found.unused = reader.unused
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
        let knobs = cases.hasTruth ? CalibrationKnob.all : CalibrationKnob.ofErrors
        // The search begins at the defaults, not at the constants in force: what fits best does
        // not depend on what was found before.
        var start = options.parameters
        let defaults = PointMatcherParameters()
        for knob in knobs { start[keyPath: knob.path] = defaults[keyPath: knob.path] }
        start.sigmaScale = cases.sigmaScale
        func fit(_ part: CalibrationCases) -> (CalibrationSearch, CalibrationSearch.Summit) {
            let search = CalibrationSearch(knobs, base: start) { parameters in
                part.logLikelihoods(setting.matcher.with(parameters))
            }
            return (search, search.best(from: start))
        }
        var cases = cases
        var (search, summit) = fit(cases)
        // The radius is that of the σ found; it settles in a round or two.
        for _ in 0..<5 {
            let (before, now) = (start.sigmaScale, search.parameters(summit.place).sigmaScale)
            guard abs(log(now / before)) > 0.005 else { break }
            start.sigmaScale = now
            cases.setReach(setting, sigmaScale: now)
            (search, summit) = fit(cases)
        }
        let best = search.parameters(summit.place)
        let intervals = search.intervals(at: summit)
        var heldOut: PointCalibration.Quality?
        if cases.hasTruth, cases.rows.count >= 40 {
            var outcomes: [PointAppraisal] = []
            for fold in 0..<2 {
                let (other, found) = fit(cases.half(1 - fold))
                let constants = other.parameters(found.place)
                outcomes += cases.half(fold).appraisals(setting.matcher.with(constants))
            }
            heldOut = CalibrationCases.quality(outcomes, hasTruth: true)
        }
        func quality(_ parameters: PointMatcherParameters) -> PointCalibration.Quality {
            CalibrationCases.quality(
                cases.appraisals(setting.matcher.with(parameters)),
                hasTruth: cases.hasTruth
            )
        }
        return PointCalibration(
            network: setting.network.versionID,
            points: cases.total,
            used: cases.rows.count,
            truthMissing: cases.truthMissing,
            unused: UnusedCells(),
            hasTruth: cases.hasTruth,
            method: cases.hasTruth ? "truth" : "density",
            estimates: zip(knobs, intervals).map { knob, interval in
                PointCalibration.Estimate(
                    name: knob.name,
                    before: options.parameters[keyPath: knob.path],
                    value: best[keyPath: knob.path],
                    low: interval?.low,
                    high: interval?.high
                )
            },
            before: quality(options.parameters),
            after: quality(best),
            heldOut: heldOut,
            parameters: best
        )
    }
}
