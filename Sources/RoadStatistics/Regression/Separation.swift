/// Finds rows without events that a Poisson model would fit at minus infinity.
///
/// Such rows say nothing of the other coefficients and keep the fit from settling. Source: Correia,
/// Guimarães & Zylkin 2019, the iterative rectifier.
enum Separation {
    /// The rows whose groups all have events, after leaving out the others again and again.
    static func withoutZeroGroups(_ response: [Double], _ groupings: [[Int]]) -> [Int] {
        var rows = Array(response.indices)
        var isSettled = false
        while !isSettled {
            isSettled = true
            for groups in groupings {
                var sums = [Double](repeating: 0, count: (groups.max() ?? -1) + 1)
                for row in rows { sums[groups[row]] += response[row] }
                let left = rows.filter { sums[groups[$0]] > 0 }
                if left.count < rows.count { (rows, isSettled) = (left, false) }
            }
        }
        return rows
    }

    /// Rows among `kept` that regressors and groups together separate.
    static func rows(
        _ kept: [Int],
        _ response: [Double],
        _ regressors: [[Double]],
        _ groupings: [[Int]]
    ) -> Set<Int> {
        let zeros = kept.indices.filter { response[kept[$0]] == 0 }
        guard !zeros.isEmpty, !regressors.isEmpty else { return [] }
        // Rows with events are held at 0 by a weight that no row without events can outbid.
        let heavy = 1e4 * Double(zeros.count)
        let weights = kept.map { response[$0] == 0 ? 1 : heavy }
        let groups =
            groupings.isEmpty
            ? [kept.map { _ in 0 }]
            : groupings.map { grouping in renumbered(kept.map { grouping[$0] }) }
        let absorption = Absorption(groups)
        let columns = regressors.map { column in
            absorption.residual(kept.map { column[$0] }, weights: weights, tolerance: 1e-9)
        }
        var target = kept.map { response[$0] == 0 ? 1.0 : 0 }
        for _ in 0..<100 {
            let centred = absorption.residual(target, weights: weights, tolerance: 1e-9)
            let solution = LeastSquares(columns, centred, weights: weights)
            var least = 0.0
            var next = target
            for place in target.indices {
                var fit = 0.0
                for (index, column) in solution.kept.enumerated() {
                    fit += solution.coefficients[index] * columns[column][place]
                }
                let predicted = target[place] - (centred[place] - fit)
                least = min(least, predicted)
                next[place] = response[kept[place]] == 0 ? max(0, predicted) : 0
                if next[place] < 1e-5 { next[place] = 0 }
            }
            if next.allSatisfy({ $0 == 0 }) { return [] }
            if least > -1e-5 { return Set(next.indices.filter { next[$0] > 0 }.map { kept[$0] }) }
            target = next
        }
        return []
    }

    /// The same groups numbered from 0 without gaps, in order of appearance.
    static func renumbered(_ groups: [Int]) -> [Int] {
        var numbers: [Int: Int] = [:]
        return groups.map { group in
            if let known = numbers[group] { return known }
            numbers[group] = numbers.count
            return numbers.count - 1
        }
    }
}
