import Foundation
import RoadLocate
import RoadStatistics

/// Finds the constants under which the points are likeliest, and how far each is known.
///
/// The logarithm of likelihood and priors is climbed by the method of E. Berndt, B. Hall, R. Hall
/// and J. Hausman ("Estimation and inference in nonlinear structural models", 1974): the points'
/// own derivatives, which are taken numerically, give the slope and the curvature. It walks along
/// ridges (a wider error against a higher temperature) that a search of one constant after another
/// cannot.
struct CalibrationSearch {
    /// The log likelihood of every point under constants.
    typealias Likelihood = (PointMatcherParameters) -> [Double]

    /// A place with what surrounds it.
    struct Summit {
        /// The constants, as coordinates.
        var place: [Double]
        /// Log likelihood and log prior.
        var value: Double
        /// What the derivatives of the points tell of the curvature.
        var information: [[Double]]
    }

    let knobs: [CalibrationKnob]
    private let base: PointMatcherParameters
    private let likelihood: Likelihood
    private let prior: [Double]
    private static let rounds = 60
    /// A step that promises less gain in log likelihood ends the climb: a hundredth of the gain
    /// at which an interval's end stands.
    private static let leastGain = 1e-4

    /// - Parameters:
    ///   - knobs: The constants to find.
    ///   - base: The other constants.
    ///   - likelihood: The log likelihood of every point.
    init(
        _ knobs: [CalibrationKnob],
        base: PointMatcherParameters,
        _ likelihood: @escaping Likelihood
    ) {
        (self.knobs, self.base, self.likelihood) = (knobs, base, likelihood)
        let defaults = PointMatcherParameters()
        prior = knobs.map { Self.coordinate($0, defaults) }
    }

    /// The best constants from a start.
    func best(from start: PointMatcherParameters) -> Summit {
        var place = knobs.map { Self.coordinate($0, start) }
        var value = objective(place)
        var steps = knobs.map { $0.prior / 20 }
        var (gradient, information) = slope(place, &steps)
        for _ in 0..<Self.rounds {
            guard let move = CholeskyFactor(information)?.solve(gradient) else { break }
            let gain = zip(move, gradient).reduce(0) { $0 + $1.0 * $1.1 } / 2
            guard gain > Self.leastGain else { break }
            var (length, found) = (1.0, value)
            var next = place
            // The curvature of the points' derivatives is rough far from the summit.
            for _ in 0..<12 {
                let tried = zip(place, move).map { $0 + length * $1 }
                let height = objective(tried)
                if height > found {
                    (next, found) = (tried, height)
                    if length < 1 || length > 4 { break }
                    length *= 2
                } else {
                    if found > value { break }
                    length /= 2
                }
            }
            guard found > value else { break }
            (place, value) = (next, found)
            (gradient, information) = slope(place, &steps)
        }
        return Summit(place: place, value: value, information: information)
    }

    /// 95 % intervals: the constants whose log likelihood and prior, the other constants following
    /// along the ridge, stay within 1.92 of the best (half the 95 % point of χ²).
    func intervals(at summit: Summit) -> [(low: Double, high: Double)?] {
        let covariance = (CholeskyFactor(curvature(summit)) ?? CholeskyFactor(summit.information))
            .map { factor in
                knobs.indices.map { k in factor.solve(knobs.indices.map { $0 == k ? 1 : 0 }) }
            }
        return knobs.indices.map { k in
            guard let column = covariance?[k], column[k] > 0 else { return nil }
            // Nothing was learnt where the interval is the prior's own.
            guard column[k] < 0.98 * knobs[k].prior * knobs[k].prior else { return nil }
            let ridge = column.map { $0 / column[k] }
            let ends = [-1.0, 1].map { side in
                let half = edge(summit, ridge, side, 1.959964 * column[k].squareRoot())
                return value(k, summit.place[k] + side * half)
            }
            return (ends[0], ends[1])
        }
    }

    /// The constants of a place.
    func parameters(_ place: [Double]) -> PointMatcherParameters {
        var parameters = base
        for (k, knob) in knobs.enumerated() {
            parameters[keyPath: knob.path] = value(k, place[k])
        }
        return parameters
    }

    /// How far along a ridge the log likelihood falls by 1.92; `guess` far if it were a parabola.
    private func edge(_ summit: Summit, _ ridge: [Double], _ side: Double, _ guess: Double)
        -> Double
    {
        func fall(_ distance: Double) -> Double {
            summit.value
                - objective(zip(summit.place, ridge).map { $0 + side * distance * $1 })
        }
        var (inside, outside) = (0.0, guess)
        for _ in 0..<6 {
            guard fall(outside) < 1.92 else { break }
            (inside, outside) = (outside, outside * 1.5)
        }
        for _ in 0..<7 {
            let middle = (inside + outside) / 2
            if fall(middle) < 1.92 { inside = middle } else { outside = middle }
        }
        return (inside + outside) / 2
    }

    /// Minus the second derivatives, over steps of half a standard error.
    private func curvature(_ summit: Summit) -> [[Double]] {
        let centre = summit.place
        let steps = knobs.indices.map {
            min(knobs[$0].prior / 4, 0.5 / summit.information[$0][$0].squareRoot())
        }
        func at(_ moves: [(Int, Double)]) -> Double {
            var place = centre
            for (k, sign) in moves { place[k] += sign * steps[k] }
            return objective(place)
        }
        var matrix = summit.information
        for i in knobs.indices {
            matrix[i][i] =
                -(at([(i, 1)]) - 2 * summit.value + at([(i, -1)])) / (steps[i] * steps[i])
            for j in 0..<i {
                let mixed =
                    at([(i, 1), (j, 1)]) - at([(i, 1), (j, -1)]) - at([(i, -1), (j, 1)])
                    + at([(i, -1), (j, -1)])
                matrix[i][j] = -mixed / (4 * steps[i] * steps[j])
                matrix[j][i] = matrix[i][j]
            }
        }
        return matrix
    }

    /// The slope, and the sum of the squares of the points' slopes with the prior's curvature;
    /// steps become a third of what a constant is known to.
    private func slope(
        _ place: [Double],
        _ steps: inout [Double]
    ) -> (gradient: [Double], information: [[Double]]) {
        let scores = knobs.indices.map { k in
            var (up, down) = (place, place)
            up[k] += steps[k]
            down[k] -= steps[k]
            let width = 2 * steps[k]
            return zip(likelihood(parameters(up)), likelihood(parameters(down)))
                .map { ($0 - $1) / width }
        }
        var gradient = scores.map { $0.reduce(0, +) }
        var information = scores.map { own in
            scores.map { other in zip(own, other).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        for (k, knob) in knobs.enumerated() {
            let precision = 1 / (knob.prior * knob.prior)
            gradient[k] -= (place[k] - prior[k]) * precision
            information[k][k] += precision
            let known = 1 / information[k][k].squareRoot()
            steps[k] = min(knob.prior / 10, max(knob.prior / 500, known / 3))
        }
        return (gradient, information)
    }

    /// Log likelihood and log prior.
    private func objective(_ place: [Double]) -> Double {
        var sum = likelihood(parameters(place)).reduce(0, +)
        for (k, knob) in knobs.enumerated() {
            let shift = (place[k] - prior[k]) / knob.prior
            sum -= shift * shift / 2
        }
        return sum
    }

    private static func coordinate(
        _ knob: CalibrationKnob,
        _ parameters: PointMatcherParameters
    ) -> Double {
        let value = parameters[keyPath: knob.path]
        return knob.isScale ? log(max(1e-12, value)) : value
    }

    private func value(_ k: Int, _ coordinate: Double) -> Double {
        let value = knobs[k].isScale ? exp(coordinate) : coordinate
        return min(max(value, knobs[k].range.lowerBound), knobs[k].range.upperBound)
    }
}
