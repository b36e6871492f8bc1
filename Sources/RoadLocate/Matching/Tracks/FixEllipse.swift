/// How the error of a fix measures an offset from it.
protocol OffsetMetric: BitwiseCopyable {
    /// The offset, in metres, that is as likely under the round law of the track's sigma.
    func apply(_ dx: Double, _ dy: Double) -> (x: Double, y: Double)
}

/// The metric of a round law: an offset is itself.
struct RoundMetric: OffsetMetric {
    @inline(__always)
    func apply(_ dx: Double, _ dy: Double) -> (x: Double, y: Double) { (dx, dy) }
}

/// The metric of a fix that states its own accuracy: the symmetric square root of σ² C⁻¹, where C is
/// the covariance of the fix and σ the sigma of its track.
///
/// What is said of round errors in metres (the distance of a road, the nearest place on it, the step by
/// which fixes are thinned, the memory of errors) then holds for elliptic ones as well, each fix
/// being as much worth as its accuracy.
struct FixEllipse: OffsetMetric, Hashable {
    /// Of the track's own accuracy in every direction.
    static let round = FixEllipse(scale: 1)
    /// No axis counts as shorter, in metres: the map errs by as much.
    static let shortestAxis = 3.0
    /// However long an axis, no road is looked for farther away than this, in metres.
    static let farthestSearch = 400.0

    private let xx: Double, xy: Double, yy: Double
    /// The longer axis in sigmas of the track, at least 1: how much farther than around a round fix
    /// roads are looked for.
    let stretch: Double
    /// The shorter axis in the same way: how often it goes into a sigma of the track, at least 1.
    let squeeze: Double

    /// The sigma of a round fix against which an offset counts `scale` times.
    init(scale: Double) {
        (xx, xy, yy) = (scale, 0, scale)
        (stretch, squeeze) = (max(1, 1 / scale), max(1, scale))
    }

    /// The metric of a covariance in the network's axes on a track of some sigma in metres.
    init(_ covariance: ErrorCovariance, sigma: Double) {
        let matrix = covariance.mapped { sigma / Self.axis($0) }
        (xx, xy, yy) = (matrix.eastEast, matrix.eastNorth, matrix.northNorth)
        let variances = covariance.onAxes
        stretch = max(1, Self.axis(variances.greatest) / sigma)
        squeeze = max(1, sigma / Self.axis(variances.least))
    }

    /// The sigma of a variance along one axis, in metres.
    private static func axis(_ variance: Double) -> Double {
        max(shortestAxis, variance.squareRoot())
    }

    /// The sigma of the round law of the same area as that of a covariance, in metres.
    static func sigma(_ covariance: ErrorCovariance) -> Double {
        let variances = covariance.onAxes
        let (major, minor) = (axis(variances.greatest), axis(variances.least))
        return major > minor ? (major * minor).squareRoot() : major
    }

    /// Whether an offset is itself.
    @inline(__always)
    var isRound: Bool { xx == 1 && xy == 0 && yy == 1 }

    /// The area of the round law against that of the fix's own.
    var determinant: Double { xx * yy - xy * xy }

    @inline(__always)
    func apply(_ dx: Double, _ dy: Double) -> (x: Double, y: Double) {
        (xx * dx + xy * dy, xy * dx + yy * dy)
    }

    /// The square of an offset's length, in square metres of the round law.
    @inline(__always)
    func squared(_ dx: Double, _ dy: Double) -> Double {
        let (x, y) = apply(dx, dy)
        return x * x + y * y
    }

    /// A unit vector after the metric, of length 1 again.
    @inline(__always)
    func direction(_ ux: Double, _ uy: Double) -> (x: Double, y: Double) {
        let (x, y) = apply(ux, uy)
        let length = (x * x + y * y).squareRoot()
        return length > 0 ? (x / length, y / length) : (0, 0)
    }

    /// How far from the fix roads are looked for that lie within a radius by the metric, in metres.
    func searchRadius(_ metres: Double) -> Double {
        min(metres * stretch, max(metres, Self.farthestSearch))
    }

    /// The three numbers of the matrix.
    var matrix: (xx: Float, xy: Float, yy: Float) { (Float(xx), Float(xy), Float(yy)) }
}

extension TrackFixes {
    /// The fixes with the metrics of their covariances, and the sigma of the track.
    ///
    /// The latter is the median of its fixes' own, those without a covariance having the stated one.
    /// Covariances that say no more than that leave the fixes as they would be without.
    func shaped(statedSigma: Double) -> (fixes: TrackFixes, sigma: Double) {
        var plain = self
        plain.covariances = []
        var sigmas: [Double] = []
        for i in 0..<count where x[i].isFinite && y[i].isFinite {
            sigmas.append(covariances[i].map(FixEllipse.sigma) ?? statedSigma)
        }
        guard !sigmas.isEmpty else { return (plain, statedSigma) }
        sigmas.sort()
        // No receiver that is matched at all errs by more.
        let sigma = min(200, sigmas[sigmas.count / 2])
        let ellipses = covariances.map {
            $0.map { FixEllipse($0, sigma: sigma) } ?? FixEllipse(scale: sigma / statedSigma)
        }
        if !ellipses.allSatisfy(\.isRound) {
            plain.ellipses = ellipses
            plain.longestStretch = ellipses.reduce(1) { max($0, $1.stretch) }
        }
        return (plain, sigma)
    }

    /// The metric of a fix.
    @inline(__always)
    func ellipse(_ fix: Int) -> FixEllipse { ellipses.isEmpty ? .round : ellipses[fix] }

    /// The squared distance of a place from a fix by the fix's own metric, in square metres.
    @inline(__always)
    func squared(_ fix: Int, _ dx: Double, _ dy: Double) -> Double {
        ellipses.isEmpty ? dx * dx + dy * dy : ellipses[fix].squared(dx, dy)
    }
}
