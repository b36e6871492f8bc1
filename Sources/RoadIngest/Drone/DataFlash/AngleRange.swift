/// Angles brought into the ranges that columns of a flight promise.
enum AngleRange {
    /// Degrees in `[0, 360)`; `nan` for what is not finite.
    static func heading(_ degrees: Double) -> Double {
        guard degrees.isFinite else { return .nan }
        let turn = degrees.truncatingRemainder(dividingBy: 360)
        let positive = turn < 0 ? turn + 360 : turn
        // A tiny negative angle rounds to 360.
        return positive < 360 ? positive : 0
    }

    /// Degrees in `(-180, 180]`; `nan` for what is not finite.
    static func turn(_ degrees: Double) -> Double {
        // What is in range already keeps every digit.
        if degrees > -180, degrees <= 180 { return degrees }
        let positive = heading(degrees)
        return positive > 180 ? positive - 360 : positive
    }
}
