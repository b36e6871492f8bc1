package import RoadIngest
package import RoadLocate
import RoadModel

/// What `jol match calibrate` found.
package struct PointCalibration: Sendable, Codable {
    /// One constant with what the points say about it.
    package struct Estimate: Sendable, Codable {
        /// Its name among the parameters.
        package var name: String
        /// What it was.
        package var before: Double
        /// What fits best.
        package var value: Double
        /// The ends of its 95 % interval from likelihood and prior; missing when the points say
        /// nothing about it.
        package var low: Double?
        /// See `low`.
        package var high: Double?
    }

    /// Answers of one range of confidence.
    package struct Bin: Sendable, Codable {
        /// Range of confidence.
        package var from: Double, to: Double
        /// Answers in it.
        package var count: Int
        /// Mean confidence.
        package var said: Double
        /// Share of right answers, and its 95 % Wilson interval.
        package var right: Double, low: Double, high: Double
    }

    /// How well constants do.
    package struct Quality: Sendable, Codable {
        /// Log likelihood of the truth over all points, or of the points themselves without truth.
        package var logLikelihood: Double
        /// The same for a point.
        package var perPoint: Double
        /// Share of right answers among those to points with a road near; missing without truth.
        package var accuracy: Double?
        /// Mean distance of confidence and share of right answers over ten ranges.
        package var calibrationError: Double?
        /// Ten ranges of confidence.
        package var bins: [Bin]
    }

    /// The network's version.
    package var network: String
    /// Rows of the table.
    package var points: Int
    /// Points that were used: with a road near and, if the table tells the truth, with the truth.
    package var used: Int
    /// Points whose true line the network lacks.
    package var truthMissing: Int
    /// What of the table could not be used.
    package var unused: UnusedCells
    /// Whether the table tells where the points are.
    package var hasTruth: Bool
    /// What the constants were chosen by, in a word: `truth` or `density`.
    package var method: String
    /// The constants.
    package var estimates: [Estimate]
    /// With the constants before, and with those found.
    package var before: Quality, after: Quality
    /// Each half of the points with the constants found on the other half; missing without truth.
    package var heldOut: Quality?
    /// All constants, for `--parameters`.
    package var parameters: PointMatcherParameters
}

/// A constant that calibration may change.
struct CalibrationKnob: Sendable {
    /// Its name among the parameters.
    let name: String
    /// Where it stands.
    let path: any WritableKeyPath<PointMatcherParameters, Double> & Sendable
    /// Least and greatest value.
    let range: ClosedRange<Double>
    /// Whether it is changed by factors.
    let isScale: Bool
    /// One sigma of a constant about its default without evidence; of its logarithm for a scale.
    ///
    /// Keeps constants of which the points say little near their defaults.
    let prior: Double

    /// The constants found from the truth.
    static let all: [CalibrationKnob] = [
        CalibrationKnob("sigmaScale", \.sigmaScale, 0.2...5, isScale: true, prior: 0.7),
        CalibrationKnob(
            "headingSigmaDegrees",
            \.headingSigmaDegrees,
            1...60,
            isScale: true,
            prior: 0.7
        ),
        CalibrationKnob(
            "strayHeadingShare",
            \.strayHeadingShare,
            1e-5...0.3,
            isScale: true,
            prior: 3
        ),
        CalibrationKnob("strayShare", \.strayShare, 1e-5...0.3, isScale: true, prior: 3),
        CalibrationKnob("stopLineMetres", \.stopLineMetres, 0.5...200, isScale: true, prior: 1),
        CalibrationKnob("trafficWeight", \.trafficWeight, 0...1.5, isScale: false, prior: 0.4),
        CalibrationKnob("classWeight", \.classWeight, 0...3, isScale: false, prior: 0.5),
        CalibrationKnob("nameIsMissing", \.nameIsMissing, -12...0, isScale: false, prior: 2),
        CalibrationKnob("nameDiffers", \.nameDiffers, -12...0, isScale: false, prior: 2),
        CalibrationKnob("nameIsUnexpected", \.nameIsUnexpected, -12...0, isScale: false, prior: 2),
        CalibrationKnob("temperature", \.temperature, 0.3...3, isScale: true, prior: 0.3),
    ]

    /// The constants that points without truth tell about: the laws of their errors.
    static let ofErrors = all.filter {
        ["sigmaScale", "headingSigmaDegrees", "strayHeadingShare", "strayShare"].contains($0.name)
    }

    private init(
        _ name: String,
        _ path: any WritableKeyPath<PointMatcherParameters, Double> & Sendable,
        _ range: ClosedRange<Double>,
        isScale: Bool,
        prior: Double
    ) {
        (self.name, self.path, self.range) = (name, path, range)
        (self.isScale, self.prior) = (isScale, prior)
    }
}
