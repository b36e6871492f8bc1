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

    /// No fixes.
    package init() {}

    /// Fixes by their columns, which must be equally long.
    package init(
        seconds: [Double],
        x: [Double],
        y: [Double],
        speed: [Double],
        heading: [Double]
    ) {
        (self.seconds, self.x, self.y) = (seconds, x, y)
        (self.speed, self.heading) = (speed, heading)
    }

    /// The number of fixes.
    package var count: Int { seconds.count }

    /// Adds a fix.
    package mutating func append(
        seconds: Double,
        x: Double,
        y: Double,
        speed: Double = .nan,
        heading: Double = .nan
    ) {
        self.seconds.append(seconds)
        self.x.append(x)
        self.y.append(y)
        self.speed.append(speed)
        self.heading.append(heading)
    }
}
