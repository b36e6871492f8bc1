import Glibc

/// Finds the times at which the level of a series changes, by exact optimal partitioning.
///
/// Source: Jackson et al. 2005. A date found this way never proves a cause.
package enum ChangePoints {
    /// What a piece of constant level costs.
    package enum Cost: String, Sendable, Codable, CaseIterable {
        /// Twice the negative Poisson log likelihood, 2(S − S·ln(S/m)), constants left out.
        case poisson
        /// Sum of squares about the mean.
        case squares
    }

    /// A partition of a series.
    package struct Partition: Sendable, Hashable, Codable {
        /// Row at which each piece but the first begins, ascending.
        package var starts: [Int]
        /// Mean of each piece.
        package var levels: [Double]
        /// Cost of all pieces, without penalties.
        package var cost: Double
        /// Cost and penalties: what was made smallest; equals `cost` for a given number.
        package var objective: Double
    }

    /// The longest series: the search takes time in the square of its length.
    package static let longest = 5_000

    /// The partition with the least cost plus `penalty` for every change.
    ///
    /// - Parameters:
    ///   - series: Counts (not negative) or values.
    ///   - cost: What a piece costs.
    ///   - penalty: Price of one change, for example 3·ln n for counts, 2σ²·ln n for squares.
    ///   - shortest: Fewest rows of a piece.
    /// - Returns: The partition.
    /// - Throws: `SeriesError` for a series too short or long, negative counts, a bad penalty.
    package static func optimal(
        _ series: [Double],
        cost: Cost,
        penalty: Double,
        shortest: Int = 2
    ) throws(SeriesError) -> Partition {
        let sums = try Sums(series, cost, shortest)
        guard penalty >= 0, penalty.isFinite else { throw .badOption("penalty") }
        let n = series.count
        // best[end]: least cost of the rows before `end`, one penalty per piece.
        var best = [Double](repeating: .infinity, count: n + 1)
        var from = [Int](repeating: 0, count: n + 1)
        best[0] = 0
        for end in shortest...n {
            for start in 0...(end - shortest) where best[start].isFinite {
                let value = best[start] + sums.cost(start, end) + penalty
                if value < best[end] { (best[end], from[end]) = (value, start) }
            }
        }
        var starts: [Int] = []
        var end = n
        while from[end] > 0 {
            starts.append(from[end])
            end = from[end]
        }
        return sums.partition(starts.reversed(), penalty: penalty)
    }

    /// The best partitions with 0, 1, …, `most` changes, as far as they find room.
    package static func byNumber(
        _ series: [Double],
        cost: Cost,
        most: Int,
        shortest: Int = 2
    ) throws(SeriesError) -> [Partition] {
        let sums = try Sums(series, cost, shortest)
        guard (0...50).contains(most) else { throw .badOption("most") }
        let n = series.count
        var best = (0...n).map { $0 >= shortest ? sums.cost(0, $0) : .infinity }
        var origins: [[Int]] = []
        var partitions = [sums.partition([], penalty: 0)]
        for _ in 0..<most {
            var next = [Double](repeating: .infinity, count: n + 1)
            var from = [Int](repeating: 0, count: n + 1)
            for end in shortest...n {
                for start in 0...(end - shortest) where best[start].isFinite {
                    let value = best[start] + sums.cost(start, end)
                    if value < next[end] { (next[end], from[end]) = (value, start) }
                }
            }
            guard next[n].isFinite else { break }
            best = next
            origins.append(from)
            var starts: [Int] = []
            var end = n
            for from in origins.reversed() {
                end = from[end]
                starts.append(end)
            }
            partitions.append(sums.partition(starts.reversed(), penalty: 0))
        }
        return partitions
    }

    /// The posterior law of the one place at which a Poisson rate changed.
    ///
    /// Both rates have a gamma prior, all places are alike beforehand. Element `k` is the
    /// probability that row `k` is the last of the first regime; the last element is 0.
    package static func poissonPosterior(
        _ counts: [Double],
        shape: Double = 0.5,
        rate: Double = 0.01
    ) throws(SeriesError) -> [Double] {
        let sums = try Sums(counts, .poisson, 1)
        guard shape > 0, rate > 0 else { throw .badOption("shape") }
        guard counts.count >= 2 else { throw .length(found: counts.count, allowed: 2...longest) }
        let n = counts.count
        func evidence(_ start: Int, _ end: Int) -> Double {
            let events = sums.total(start, end)
            return SpecialFunctions.logGamma(shape + events)
                - (shape + events) * log(rate + Double(end - start))
        }
        let logs = (1..<n).map { evidence(0, $0) + evidence($0, n) }
        let whole = logSumExp(logs)
        return logs.map { exp($0 - whole) } + [0]
    }

    /// Running sums that give the cost of any piece at once.
    private struct Sums {
        private let cost: Cost
        private var sum = [0.0]
        private var squares = [0.0]
        private let middle: Double

        init(_ series: [Double], _ cost: Cost, _ shortest: Int) throws(SeriesError) {
            guard shortest >= 1 else { throw .badOption("shortest") }
            guard series.count >= shortest, series.count <= longest else {
                throw .length(
                    found: series.count,
                    allowed: min(shortest, longest)...longest
                )
            }
            for row in series.indices {
                guard series[row].isFinite, cost == .squares || series[row] >= 0 else {
                    throw .badValue(row: row)
                }
            }
            self.cost = cost
            // Sums about the mean keep the digits of squares; counts are exact as they are.
            middle = cost == .squares ? compensatedSum(series) / Double(series.count) : 0
            for value in series {
                let centred = value - middle
                sum.append((sum.last ?? 0) + centred)
                squares.append((squares.last ?? 0) + centred * centred)
            }
        }

        func total(_ start: Int, _ end: Int) -> Double { sum[end] - sum[start] }

        func cost(_ start: Int, _ end: Int) -> Double {
            let total = total(start, end)
            let count = Double(end - start)
            switch cost {
            case .poisson: return total > 0 ? 2 * (total - total * log(total / count)) : 0
            case .squares: return squares[end] - squares[start] - total * total / count
            }
        }

        func partition(_ starts: [Int], penalty: Double) -> Partition {
            let borders = [0] + starts + [sum.count - 1]
            let pieces = zip(borders, borders.dropFirst())
            let whole = compensatedSum(pieces.map { cost($0, $1) })
            return Partition(
                starts: starts,
                levels: pieces.map { middle + total($0, $1) / Double($1 - $0) },
                cost: whole,
                objective: whole + penalty * Double(starts.count)
            )
        }
    }
}
