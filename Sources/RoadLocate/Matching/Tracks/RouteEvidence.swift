import Glibc

/// What all fixes of a stretch say of a route, wherever on it the vehicle was at each of them.
///
/// The search puts every fix on the likeliest place of its road and counts that place alone. Where two
/// roads run side by side this is a poor judge: a road is the likelier the more of its places explain
/// the fixes, and errors that drift, bursts of multipath and the vehicle's pace all have to agree along
/// the whole stretch. Here the probability of the fixes is summed over all places ("forward
/// algorithm" of L. Rabiner, "A tutorial on hidden Markov models", 1989), on cells of some metres.
struct RouteEvidence {
    /// Bursts of multipath that begin in a second, and how many seconds they last.
    static let burstsPerSecond: Float = 0.004, burstSeconds: Float = 13
    /// One sigma of the error that a burst adds across each axis, in metres.
    static let burstSigma: Float = 21
    /// The share of all fixes that are made in bursts.
    static let burstShare: Float = 0.05

    /// How much it counts against what the search found; 0 for nothing, 1 for all.
    var share: Float
    /// Only routes that cost less than this more are looked at, for the time it takes.
    var limit: Float
    /// One sigma of the fixes across each axis, in metres.
    var sigma: Float
    /// Seconds over which an error keeps 1/e of itself.
    var memorySeconds: Float
    /// How far from a fix a place may be, squared, in square metres.
    var radiusSquared: Float
    /// The greatest cost of a heading.
    var headingLimit: Float

    /// Length of a cell, in metres: what a fix of this accuracy can tell apart.
    var cellMetres: Float { min(24, max(10, 1.4 * sigma)) }
}

/// A short piece of a route.
struct RouteCell: BitwiseCopyable {
    /// Its middle, from the middle of the network, in metres.
    var x: Float, y: Float
    /// Direction of travel.
    var ux: Float, uy: Float
    /// Usual driving time up to its middle, in seconds.
    var usual: Float
    /// Usual driving time on it times the share of vehicles that drive on such roads.
    var weight: Float
}

/// A cell as the place of a fix.
struct CellMass: BitwiseCopyable {
    /// Usual driving time up to its middle, in seconds.
    var usual: Float
    /// The error of the fix by its metric, in metres.
    var dx: Float, dy: Float
    /// The weight of the cell times what the heading says of it.
    var weight: Float
    /// The probability of being here, together with all fixes up to this one, without a burst and in
    /// one; before that is summed up, what the distance of this fix says.
    var clean: Float, burst: Float
}

/// Four cells near the fix before; lanes not used have no mass.
///
/// See `CellMass`.
struct MassRow: BitwiseCopyable {
    var usual = SIMD4<Float>(repeating: .greatestFiniteMagnitude)
    var dx = SIMD4<Float>.zero, dy = SIMD4<Float>.zero
    var clean = SIMD4<Float>.zero, burst = SIMD4<Float>.zero
}

/// A fix as evidence for a route.
struct RouteFix: BitwiseCopyable {
    /// From the middle of the network, in metres.
    var x: Float, y: Float
    /// Unit vector of the heading; κ is 0 without one.
    var headingX: Float, headingY: Float, kappa: Float
    /// The metric of its error, and the area of the round law against that of its own.
    private let xx: Float, xy: Float, yy: Float
    /// See `xx`.
    let determinant: Float

    init(
        x: Float,
        y: Float,
        headingX: Float,
        headingY: Float,
        kappa: Float,
        _ ellipse: FixEllipse
    ) {
        (self.x, self.y) = (x, y)
        (self.headingX, self.headingY, self.kappa) = (headingX, headingY, kappa)
        (xx, xy, yy) = ellipse.matrix
        determinant = Float(ellipse.determinant)
    }

    /// An offset by the metric of the fix.
    @inline(__always)
    func apply(_ dx: Float, _ dy: Float) -> (x: Float, y: Float) {
        (xx * dx + xy * dy, xy * dx + yy * dy)
    }
}
