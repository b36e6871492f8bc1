/// A straight mapping from values to coordinates of a drawing.
struct LinearScale {
    /// Values at both ends; different from each other.
    let domain: ClosedRange<Double>
    /// Coordinates of the ends, in drawing units.
    let range: (from: Double, to: Double)

    /// Widens a domain without extent so that the mapping exists.
    init(domain: ClosedRange<Double>, from: Double, to: Double) {
        let isFlat = domain.upperBound - domain.lowerBound < 1e-12
        self.domain = isFlat ? domain.lowerBound...(domain.lowerBound + 1) : domain
        range = (from, to)
    }

    /// The coordinate of a value, held within the drawing.
    func callAsFunction(_ value: Double) -> Double {
        let held = min(max(value, domain.lowerBound), domain.upperBound)
        let share = (held - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
        return range.from + share * (range.to - range.from)
    }

    /// Round values inside the domain, about `count` of them, and the decimals they need.
    func ticks(_ count: Int) -> (values: [Double], decimals: Int) {
        let rough = (domain.upperBound - domain.lowerBound) / Double(max(1, count))
        var power = 1.0
        var decimals = 0
        while power * 10 <= rough, power < 1e15 { power *= 10 }
        while power > rough, decimals < 6 {
            power /= 10
            decimals += 1
        }
        let factor: Double =
            rough / power <= 1.000001 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10
        let step = power * factor
        if factor == 10, decimals > 0 { decimals -= 1 }
        let first = (domain.lowerBound / step).rounded(.up)
        let last = (domain.upperBound / step + 1e-9).rounded(.down)
        guard first <= last, last - first < 100 else { return ([], 0) }
        return (stride(from: first, through: last, by: 1).map { $0 * step }, decimals)
    }

    /// A round number not below the value, for the top of an axis that starts at zero.
    static func niceTop(_ value: Double) -> Double {
        guard value > 0, value < 1e15 else { return 1 }
        var power = 1.0
        while power * 10 < value { power *= 10 }
        while power > value { power /= 10 }
        for factor in [1, 1.5, 2, 3, 4, 5, 6, 8, 10] where power * factor >= value {
            return power * factor
        }
        return power * 10
    }
}
