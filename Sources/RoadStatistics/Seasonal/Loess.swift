import Glibc

/// Local regression over equal steps with tricube weights.
struct Loess {
    /// Points in the window, odd.
    let span: Int
    /// Degree of the local polynomial, 0 or 1.
    let degree: Int

    /// Smooths every value; one that its window cannot tell stays as it is.
    func smooth(_ values: [Double], _ weights: [Double]?) -> [Double] {
        let n = values.count
        guard n > 1 else { return values }
        var (left, right) = (1, min(span, n))
        let half = (span + 1) / 2
        return (1...n).map { place in
            if place > half, right != n {
                left += 1
                right += 1
            }
            return estimate(values, at: Double(place), from: left, to: right, weights)
                ?? values[place - 1]
        }
    }

    /// The local fit at a place, steps counted from 1; `nil` when all weights vanish.
    func estimate(
        _ values: [Double],
        at place: Double,
        from left: Int,
        to right: Int,
        _ weights: [Double]?
    ) -> Double? {
        let n = values.count
        var reach = max(place - Double(left), Double(right) - place)
        if span > n { reach += Double((span - n) / 2) }
        var local = [Double](repeating: 0, count: right - left + 1)
        var total = 0.0
        for step in left...right {
            let distance = abs(Double(step) - place)
            guard distance <= 0.999 * reach else { continue }
            var weight = 1.0
            if distance > 0.001 * reach {
                let share = distance / reach
                let rest = 1 - share * share * share
                weight = rest * rest * rest
            }
            weight *= weights?[step - 1] ?? 1
            local[step - left] = weight
            total += weight
        }
        guard total > 0 else { return nil }
        for index in local.indices { local[index] /= total }
        if reach > 0, degree > 0 {
            var middle = 0.0
            for step in left...right { middle += local[step - left] * Double(step) }
            var spread = 0.0
            for step in left...right {
                let distance = Double(step) - middle
                spread += local[step - left] * distance * distance
            }
            if spread.squareRoot() > 0.001 * Double(n - 1) {
                let slope = (place - middle) / spread
                for step in left...right {
                    local[step - left] *= slope * (Double(step) - middle) + 1
                }
            }
        }
        var sum = 0.0
        for step in left...right { sum += local[step - left] * values[step - 1] }
        return sum
    }
}
