import Glibc

/// Finds the rows at which the coefficients of a regression change.
///
/// Least squares over all partitions by dynamic programming: Bai & Perron 2003. A date found this
/// way never proves a cause.
package struct RegressionBreaks: Sendable {
    /// One number of breaks.
    package struct Partition: Sendable, Hashable, Codable {
        /// Row at which each piece but the first begins, ascending.
        package var starts: [Int]
        /// Sum of squared residuals of all pieces.
        package var squares: Double
        /// −2·log-likelihood + ln n·(p + 1)(m + 1) with one variance: the smaller the better.
        package var bic: Double
    }

    /// The best partition with 0, 1, 2 … breaks.
    package let partitions: [Partition]
    /// The largest F of one break over all rows that leave the shortest piece on either side:
    /// (S₀ − S₁)/(S₁/(n − 2p)).
    package let largestF: Double
    /// The chance of so large an F without a break; `nil` where its law is not known.
    package let instability: Double?
    /// Rows of the table that are complete.
    package let rows: [Int]

    /// The number of breaks with the smallest criterion.
    package var chosen: Int {
        partitions.indices.min { partitions[$0].bic < partitions[$1].bic } ?? 0
    }

    /// The longest series: the table of sums of squares takes its square.
    package static let longest = 2_000

    /// Finds the breaks.
    ///
    /// - Parameters:
    ///   - formula: The regression.
    ///   - table: Rows in the order of time.
    ///   - most: The largest number of breaks; fewer where the pieces would be too short.
    ///   - shortest: Fewest rows of a piece.
    /// - Throws: `FormulaError` for unknown names, too few rows or too many.
    package init(
        _ formula: Formula,
        to table: ColumnTable,
        most: Int,
        shortest: Int
    ) throws(FormulaError) {
        let design = try DesignMatrix(formula, table)
        let (n, p) = (design.rows.count, design.columns.count)
        guard p > 0, shortest > p, n >= 2 * shortest, n <= Self.longest, most >= 0 else {
            throw .tooFewRows(rows: n, coefficients: 2 * max(p + 1, shortest))
        }
        rows = design.rows
        let response = zip(design.response, design.offset).map { $0 - $1 }
        let sums = Self.squares(design.columns, response)
        let whole = sums[n - 1]
        var least = (0..<n).map { $0 + 1 >= shortest ? sums[$0] : .infinity }
        var from: [[Int]] = [[Int](repeating: 0, count: n)]
        var found = [Partition(starts: [], squares: whole, bic: Self.bic(whole, n, p, 0))]
        for m in stride(from: 1, through: min(most, n / shortest - 1), by: 1) {
            var next = [Double](repeating: .infinity, count: n)
            var start = [Int](repeating: 0, count: n)
            for end in stride(from: (m + 1) * shortest - 1, to: n, by: 1) {
                for first in m * shortest...(end - shortest + 1) {
                    let value = least[first - 1] + sums[first * n + end]
                    if value < next[end] { (next[end], start[end]) = (value, first) }
                }
            }
            from.append(start)
            least = next
            var starts: [Int] = []
            var end = n - 1
            for level in stride(from: m, to: 0, by: -1) {
                starts.append(from[level][end])
                end = from[level][end] - 1
            }
            found.append(
                Partition(
                    starts: starts.reversed(),
                    squares: least[n - 1],
                    bic: Self.bic(least[n - 1], n, p, m)
                )
            )
        }
        partitions = found
        let one = found.count > 1 ? found[1].squares : whole
        largestF = one > 0 ? (whole - one) / (one / Double(n - 2 * p)) : .infinity
        instability = BreakInstability.p(
            statistic: largestF,
            coefficients: p,
            trimming: Double(shortest) / Double(n)
        )
    }

    /// Sums of squared residuals of every run of rows: `[first·n + last]`.
    ///
    /// Rows enter a triangular factor one by one by Givens rotations; what is left of the response
    /// adds to the sum.
    private static func squares(_ columns: [[Double]], _ response: [Double]) -> [Double] {
        let (n, p) = (response.count, columns.count)
        var sums = [Double](repeating: 0, count: n * n)
        var factor = [Double](repeating: 0, count: p * p)
        var right = [Double](repeating: 0, count: p)
        var row = [Double](repeating: 0, count: p)
        // What rounding leaves of a direction that is there already is no new direction.
        let traces = columns.map { 1e-10 * ($0.lazy.map(\.magnitude).max() ?? 0) }
        for first in 0..<n {
            for index in factor.indices { factor[index] = 0 }
            for index in 0..<p { right[index] = 0 }
            var sum = 0.0
            for last in first..<n {
                for index in 0..<p { row[index] = columns[index][last] }
                var rest = response[last]
                var isNew = false
                for k in 0..<p where row[k].magnitude > traces[k] {
                    let pivot = factor[k * p + k]
                    if pivot == 0 {
                        // The row opens a direction of its own and is fitted exactly.
                        for j in k..<p { factor[k * p + j] = row[j] }
                        right[k] = rest
                        isNew = true
                        break
                    }
                    let length = (pivot * pivot + row[k] * row[k]).squareRoot()
                    let (cosine, sine) = (pivot / length, row[k] / length)
                    for j in k..<p {
                        let upper = factor[k * p + j]
                        factor[k * p + j] = cosine * upper + sine * row[j]
                        row[j] = cosine * row[j] - sine * upper
                    }
                    let upper = right[k]
                    right[k] = cosine * upper + sine * rest
                    rest = cosine * rest - sine * upper
                }
                if !isNew { sum += rest * rest }
                sums[first * n + last] = sum
            }
        }
        return sums
    }

    private static func bic(_ squares: Double, _ n: Int, _ p: Int, _ m: Int) -> Double {
        let count = Double(n)
        return count * (log(squares / count) + 1 + log(2 * .pi))
            + log(count) * Double((p + 1) * (m + 1))
    }
}
