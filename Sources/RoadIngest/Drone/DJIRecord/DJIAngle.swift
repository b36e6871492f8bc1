/// Angles as flights keep them.
enum DJIAngle {
    /// A heading in degrees brought into `[0, 360)`; `nan` for one that is not finite.
    static func heading(_ degrees: Double) -> Double {
        guard degrees.isFinite else { return .nan }
        // Adding once keeps tenths of a degree exact to 10⁻¹⁴.
        let turn = degrees.truncatingRemainder(dividingBy: 360)
        let positive = turn < 0 ? turn + 360 : turn
        return positive < 360 ? positive : 0
    }
}
