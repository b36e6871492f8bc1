import Glibc

/// Which parts a structural model has and how its state moves from step to step.
///
/// The state is level, slope, seasonal, regressors in this order; all of it starts unknown.
struct StructuralShape: Sendable {
    /// Whether the level has a slope that wanders.
    var hasSlope = false
    /// Steps of a season; 1 is no season.
    var period = 1
    /// Whether the season is made of waves instead of dummies.
    var isTrigonometric = false
    /// Regressors.
    var regressors = 0

    /// Where the season begins in the state.
    var season: Int { hasSlope ? 2 : 1 }
    /// Where the regressors begin.
    var firstRegressor: Int { season + period - 1 }
    /// Elements of the state.
    var size: Int { firstRegressor + regressors }

    /// What the observation takes from the state.
    func loading(_ values: (Int) -> Double) -> [Double] {
        var loading = [Double](repeating: 0, count: size)
        loading[0] = 1
        if isTrigonometric {
            for place in stride(from: 0, to: period - 1, by: 2) { loading[season + place] = 1 }
        } else if period > 1 {
            loading[season] = 1
        }
        for place in 0..<regressors { loading[firstRegressor + place] = values(place) }
        return loading
    }

    /// Moves one vector inside a flat buffer a step on.
    @inline(__always)
    func advance(_ buffer: inout [Double], from base: Int, by stride: Int) {
        if hasSlope { buffer[base] += buffer[base + stride] }
        guard period > 1 else { return }
        let first = base + season * stride
        if isTrigonometric {
            for pair in 0..<(period - 1) / 2 {
                let angle = 2 * Double.pi * Double(pair + 1) / Double(period)
                let (c, s) = (cos(angle), sin(angle))
                let (a, b) = (first + 2 * pair * stride, first + (2 * pair + 1) * stride)
                (buffer[a], buffer[b]) = (
                    c * buffer[a] + s * buffer[b], c * buffer[b] - s * buffer[a]
                )
            }
            // The wave of two steps has no partner: it turns its sign.
            if period % 2 == 0 { buffer[first + (period - 2) * stride] *= -1 }
            return
        }
        var sum = 0.0
        for place in 0..<period - 1 { sum += buffer[first + place * stride] }
        for place in Swift.stride(from: period - 2, to: 0, by: -1) {
            buffer[first + place * stride] = buffer[first + (place - 1) * stride]
        }
        buffer[first] = -sum
    }

    /// T·P·Tᵀ in place.
    func advance(covariance: inout [Double]) {
        guard period > 1 || hasSlope else { return }
        let m = size
        for column in 0..<m { advance(&covariance, from: column, by: m) }
        for row in 0..<m { advance(&covariance, from: row * m, by: 1) }
    }

    /// Adds what a step shakes.
    func shake(_ covariance: inout [Double], _ ratios: StructuralRatios) {
        let m = size
        covariance[0] += ratios.level
        if hasSlope { covariance[m + 1] += ratios.slope }
        guard period > 1, ratios.seasonal > 0 else { return }
        let count = isTrigonometric ? period - 1 : 1
        for place in season..<season + count { covariance[place * m + place] += ratios.seasonal }
    }
}

/// Variances of the state's steps over that of the irregular.
struct StructuralRatios: Sendable {
    /// Of the level.
    var level = 0.0
    /// Of the slope.
    var slope = 0.0
    /// Of the seasonal.
    var seasonal = 0.0
}
