import Glibc
package import RoadModel

/// The covariance of a position's error along east and north, in square metres.
package struct ErrorCovariance: Hashable, Sendable, BitwiseCopyable {
    /// Variance along east.
    package var eastEast: Double
    /// Covariance of both.
    package var eastNorth: Double
    /// Variance along north.
    package var northNorth: Double

    /// Makes a covariance.
    package init(eastEast: Double, eastNorth: Double, northNorth: Double) {
        (self.eastEast, self.eastNorth, self.northNorth) = (eastEast, eastNorth, northNorth)
    }

    /// That of an error which is alike in every direction, of some variance.
    package init(round variance: Double) {
        self.init(eastEast: variance, eastNorth: 0, northNorth: variance)
    }

    /// Whether it is one: finite and positive definite.
    package var isPositive: Bool {
        eastEast > 0 && eastEast * northNorth > eastNorth * eastNorth
            && (eastEast * northNorth).isFinite
    }

    /// Whether it is the same in every direction.
    package var isRound: Bool { eastEast == northNorth && eastNorth == 0 }

    /// The variances along the longer and the shorter axis.
    var onAxes: (greatest: Double, least: Double) {
        if isRound { return (eastEast, eastEast) }
        let half = (eastEast + northNorth) / 2
        let apart = (eastEast - northNorth) / 2
        let greatest = half + (apart * apart + eastNorth * eastNorth).squareRoot()
        // By the determinant: the difference of two great numbers would be noise.
        let determinant = eastEast * northNorth - eastNorth * eastNorth
        return (greatest, min(greatest, max(0, determinant / greatest)))
    }

    /// A function of the matrix, by its values for the variances along both axes.
    func mapped(_ function: (Double) -> Double) -> ErrorCovariance {
        let (greatest, least) = onAxes
        guard greatest - least > 1e-12 * greatest else { return .init(round: function(greatest)) }
        let slope = (function(greatest) - function(least)) / (greatest - least)
        let constant = function(greatest) - slope * greatest
        return ErrorCovariance(
            eastEast: constant + slope * eastEast,
            eastNorth: slope * eastNorth,
            northNorth: constant + slope * northNorth
        )
    }

    /// The same with no axis shorter than `metres` and none longer than 100 km.
    ///
    /// The map errs, too, and beyond the radius of any search an accuracy says no more.
    func bounded(atLeast metres: Double) -> ErrorCovariance {
        mapped { min(Self.mostVariance, max(metres * metres, $0)) }
    }

    private static let mostVariance = 1e10

    /// The same in the network's axes, where true north bears `north` clockwise from grid north.
    package func onGrid(north: Radians) -> ErrorCovariance {
        guard !isRound else { return self }
        let (s, c) = (sin(north.value), cos(north.value))
        return ErrorCovariance(
            eastEast: c * c * eastEast + 2 * s * c * eastNorth + s * s * northNorth,
            eastNorth: s * c * (northNorth - eastEast) + (c * c - s * s) * eastNorth,
            northNorth: s * s * eastEast - 2 * s * c * eastNorth + c * c * northNorth
        )
    }
}

/// An error ellipse by its axes.
package struct ErrorEllipse: Hashable, Sendable {
    /// One sigma along the longer and the shorter axis.
    package var semiMajor: Metres
    /// See `semiMajor`.
    package var semiMinor: Metres
    /// Bearing of the longer axis in the network's system, 0 up to 180.
    package var azimuth: Degrees

    init(_ covariance: ErrorCovariance) {
        let (greatest, least) = covariance.onAxes
        (semiMajor, semiMinor) = (Metres(greatest.squareRoot()), Metres(least.squareRoot()))
        let apart = covariance.northNorth - covariance.eastEast
        let angle = atan2(2 * covariance.eastNorth, apart) / 2 * 180 / .pi
        azimuth = Degrees(angle < 0 ? angle + 180 : angle)
    }
}
