import Foundation
import RoadLocate

/// Finds the constants under which the points are likeliest: one constant after another, each by a
/// parabola through three values, until a round gains nothing.
struct CalibrationSearch {
    /// The log likelihood of constants.
    typealias Likelihood = (PointMatcherParameters) -> Double

    private let knobs: [CalibrationKnob]
    private let likelihood: Likelihood
    private let defaults = PointMatcherParameters()
    private static let rounds = 5

    init(_ knobs: [CalibrationKnob], _ likelihood: @escaping Likelihood) {
        (self.knobs, self.likelihood) = (knobs, likelihood)
    }

    /// The best constants from a start.
    func best(from start: PointMatcherParameters) -> PointMatcherParameters {
        var place = knobs.map { coordinate($0, start) }
        var value = objective(place, start)
        var steps = knobs.map { $0.prior / 2 }
        for _ in 0..<Self.rounds {
            let before = value
            for (k, knob) in knobs.enumerated() {
                let (next, found) = improved(place, k, steps[k], value, start)
                steps[k] = found > value ? max(knob.prior / 16, abs(next - place[k])) : steps[k] / 2
                if found > value { (place[k], value) = (next, found) }
            }
            if value - before < 0.05 { break }
        }
        return parameters(place, start)
    }

    /// 95 % intervals from the curvature of likelihood and prior at the best constants.
    func intervals(at best: PointMatcherParameters) -> [(low: Double, high: Double)?] {
        let centre = knobs.map { coordinate($0, best) }
        let middle = objective(centre, best)
        let steps = knobs.map { $0.prior / 6 }
        var information = [[Double]](
            repeating: [Double](repeating: 0, count: knobs.count),
            count: knobs.count
        )
        func at(_ moves: [(Int, Double)]) -> Double {
            var place = centre
            for (k, sign) in moves { place[k] += sign * steps[k] }
            return objective(place, best)
        }
        for i in knobs.indices {
            information[i][i] =
                -(at([(i, 1)]) - 2 * middle + at([(i, -1)])) / (steps[i] * steps[i])
            for j in 0..<i {
                let mixed =
                    at([(i, 1), (j, 1)]) - at([(i, 1), (j, -1)]) - at([(i, -1), (j, 1)])
                    + at([(i, -1), (j, -1)])
                information[i][j] = -mixed / (4 * steps[i] * steps[j])
                information[j][i] = information[i][j]
            }
        }
        let variances = Self.inverseDiagonal(information)
        return knobs.indices.map { k in
            guard let variance = variances?[k], variance > 0 else { return nil }
            let half = 1.959964 * variance.squareRoot()
            // Nothing was learnt where the interval is the prior's own.
            guard variance < 0.98 * knobs[k].prior * knobs[k].prior else { return nil }
            let ends = [centre[k] - half, centre[k] + half].map { value(knobs[k], $0) }
            return (ends[0], ends[1])
        }
    }

    private func improved(
        _ place: [Double],
        _ k: Int,
        _ step: Double,
        _ value: Double,
        _ base: PointMatcherParameters
    ) -> (Double, Double) {
        func at(_ x: Double) -> Double {
            var moved = place
            moved[k] = x
            return objective(moved, base)
        }
        let (left, right) = (place[k] - step, place[k] + step)
        let (low, high) = (at(left), at(right))
        var best = low > high ? (left, low) : (right, high)
        let curvature = low - 2 * value + high
        if curvature < 0 {
            let vertex = place[k] + step * max(-2, min(2, (low - high) / (2 * curvature)))
            let found = at(vertex)
            if found > best.1 { best = (vertex, found) }
        }
        return best
    }

    /// Log likelihood and log prior.
    private func objective(
        _ place: [Double],
        _ base: PointMatcherParameters
    ) -> Double {
        var penalty = 0.0
        for (k, knob) in knobs.enumerated() {
            let shift = (place[k] - coordinate(knob, defaults)) / knob.prior
            penalty += shift * shift / 2
        }
        return likelihood(parameters(place, base)) - penalty
    }

    private func parameters(_ place: [Double], _ base: PointMatcherParameters)
        -> PointMatcherParameters
    {
        var parameters = base
        for (k, knob) in knobs.enumerated() {
            parameters[keyPath: knob.path] = value(knob, place[k])
        }
        return parameters
    }

    private func coordinate(_ knob: CalibrationKnob, _ parameters: PointMatcherParameters) -> Double
    {
        let value = parameters[keyPath: knob.path]
        return knob.isScale ? log(max(1e-12, value)) : value
    }

    private func value(_ knob: CalibrationKnob, _ coordinate: Double) -> Double {
        let value = knob.isScale ? exp(coordinate) : coordinate
        return min(max(value, knob.range.lowerBound), knob.range.upperBound)
    }

    /// The diagonal of the inverse by Gauss and Jordan; `nil` when there is none.
    private static func inverseDiagonal(_ matrix: [[Double]]) -> [Double]? {
        let n = matrix.count
        var rows = (0..<n).map { i in matrix[i] + (0..<n).map { $0 == i ? 1 : 0 } }
        for column in 0..<n {
            let pivot = (column..<n).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            guard abs(rows[pivot][column]) > 1e-9 else { return nil }
            rows.swapAt(pivot, column)
            let scale = rows[column][column]
            for k in 0..<(2 * n) { rows[column][k] /= scale }
            for row in 0..<n where row != column {
                let factor = rows[row][column]
                for k in 0..<(2 * n) { rows[row][k] -= factor * rows[column][k] }
            }
        }
        return (0..<n).map { rows[$0][n + $0] }
    }
}
