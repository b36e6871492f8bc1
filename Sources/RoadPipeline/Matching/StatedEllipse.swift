import RoadLocate
import RoadModel

/// How a row of a table states the error ellipse of its place; NaN for what it does not say.
struct StatedEllipse {
    /// Variances along true east and north and their covariance, in square metres.
    var eastEast: Double, eastNorth: Double, northNorth: Double
    /// Axes, one sigma in metres, and the azimuth of the longer one in degrees.
    var semiMajor: Double, semiMinor: Double, azimuth: Double
    /// Whether the table has a column for the covariance: where it has none, that is 0.
    var hasCross: Bool

    /// Whether a covariance, or two axes, are stated, right ones or not.
    var isStated: Bool {
        eastEast.isFinite && northNorth.isFinite || semiMajor.isFinite && semiMinor.isFinite
    }

    /// The covariance along true east and north; `nil` when what is stated is none.
    var covariance: ErrorCovariance? { ofVariances ?? ofAxes }

    private var ofVariances: ErrorCovariance? {
        let stated = ErrorCovariance(
            eastEast: eastEast,
            eastNorth: hasCross ? eastNorth : 0,
            northNorth: northNorth
        )
        return stated.isPositive ? stated : nil
    }

    /// Axes that differ lie nowhere without an azimuth.
    private var ofAxes: ErrorCovariance? {
        guard semiMajor > 0, semiMinor > 0, semiMajor == semiMinor || azimuth.isFinite
        else { return nil }
        // Beyond that an accuracy says nothing, and squares must stay finite.
        let (major, minor) = (min(1e6, semiMajor), min(1e6, semiMinor))
        // The major axis lies north before it is turned clockwise.
        let upright = ErrorCovariance(
            eastEast: minor * minor,
            eastNorth: 0,
            northNorth: major * major
        )
        return upright.onGrid(north: Degrees(azimuth).radians)
    }
}
