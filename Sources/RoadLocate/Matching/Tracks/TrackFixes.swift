/// The fixes of one track in the network's metric system, as columns of equal length.
package struct TrackFixes: Sendable {
    /// Time in seconds from any origin, not falling.
    package var seconds: [Double] = []
    /// Easting in metres; NaN when the fix has no place.
    package var x: [Double] = []
    /// Northing in metres; NaN when the fix has no place.
    package var y: [Double] = []
    /// Speed in metres per second; NaN when unknown.
    package var speed: [Double] = []
    /// Direction of travel in degrees clockwise from grid north; NaN when unknown.
    package var heading: [Double] = []
    /// The covariance of each fix's error in the network's axes; empty when no fix states one.
    package var covariances: [ErrorCovariance?] = []
    /// What a matcher makes of them; see `shaped(statedSigma:)`.
    var ellipses: [FixEllipse] = []
    /// How many sigmas of the track the longest axis of all fixes has, at least 1.
    var longestStretch = 1.0

    /// No fixes.
    package init() {}

    /// Fixes by their columns, which must be equally long.
    package init(
        seconds: [Double],
        x: [Double],
        y: [Double],
        speed: [Double],
        heading: [Double],
        covariances: [ErrorCovariance?] = []
    ) {
        (self.seconds, self.x, self.y) = (seconds, x, y)
        (self.speed, self.heading, self.covariances) = (speed, heading, covariances)
    }

    /// The number of fixes.
    package var count: Int { seconds.count }

    /// The time between most of the fixes, in seconds; 0 for less than two.
    var medianStepSeconds: Double {
        guard count > 1 else { return 0 }
        var steps: [Double] = []
        // A few dozen steps tell as well as all.
        for i in stride(from: 1, to: count, by: max(1, count / 64)) {
            steps.append(seconds[i] - seconds[i - 1])
        }
        steps.sort()
        return steps[steps.count / 2]
    }

    /// Adds a fix.
    package mutating func append(
        seconds: Double,
        x: Double,
        y: Double,
        speed: Double = .nan,
        heading: Double = .nan,
        covariance: ErrorCovariance? = nil
    ) {
        if covariance != nil || !covariances.isEmpty {
            while covariances.count < count { covariances.append(nil) }
            covariances.append(covariance)
        }
        self.seconds.append(seconds)
        self.x.append(x)
        self.y.append(y)
        self.speed.append(speed)
        self.heading.append(heading)
    }
}
