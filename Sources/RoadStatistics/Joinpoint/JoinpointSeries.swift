import Glibc

/// Times, logarithms and weights of a series, checked.
struct JoinpointSeries {
    let times: [Double]
    let logs: [Double]
    let weights: [Double]?

    init(
        times: [Double],
        values: [Double],
        weights: [Double]?
    ) throws(SeriesError) {
        guard times.count == values.count, weights.map({ $0.count == times.count }) ?? true else {
            throw .unequalColumns
        }
        guard (4...400).contains(times.count) else {
            throw .length(found: times.count, allowed: 4...400)
        }
        for row in times.indices {
            guard times[row].isFinite, row == 0 || times[row] > times[row - 1] else {
                throw .timesNotAscending(row: row)
            }
            let weight = weights?[row] ?? 1
            guard values[row] > 0, values[row].isFinite, weight > 0, weight.isFinite else {
                throw .badValue(row: row)
            }
        }
        self.times = times
        logs = values.map { log($0) }
        self.weights = weights
    }

    /// Max(0, x − τ) for every time.
    func hinge(_ place: Double) -> [Double] { times.map { max(0, $0 - place) } }

    /// The columns of a broken line.
    func columns(_ joinpoints: [Double]) -> [[Double]] {
        [times.map { _ in 1 }, times] + joinpoints.map(hinge)
    }
}
