extension SuppressedTable {
    /// Which cells of a table with margins are hidden while suppression is at work.
    struct Pattern {
        /// The counts with margins.
        let values: [[Int]]
        /// Whether the last column holds the sums of the rows.
        let hasRowTotals: Bool
        /// Whether the cell is hidden.
        var isHidden: [[Bool]]

        init(values: [[Int]], hasRowTotals: Bool) {
            (self.values, self.hasRowTotals) = (values, hasRowTotals)
            isHidden = values.map { $0.map { _ in false } }
        }

        /// One row or column: the sum of all its cells but the last equals the last.
        private struct Line {
            var cells: [(row: Int, column: Int)]
        }

        private var lines: [Line] {
            guard let columns = values.first?.count else { return [] }
            let rows = values.indices.map { row in
                Line(cells: (0..<columns).map { (row, $0) })
            }
            let stacks = (0..<columns).map { column in
                Line(cells: values.indices.map { ($0, column) })
            }
            return (hasRowTotals ? rows : []) + stacks
        }

        mutating func hideSmall() {
            for row in values.indices {
                for column in values[row].indices
                where SuppressedTable.isSmall(values[row][column]) {
                    isHidden[row][column] = true
                }
            }
        }

        /// Hides a second cell wherever a line has exactly one hidden.
        mutating func complement() {
            var isSettled = false
            while !isSettled {
                isSettled = true
                for line in lines {
                    let hidden = line.cells.filter { isHidden[$0.row][$0.column] }
                    guard hidden.count == 1, hide(smallestOf: line) else { continue }
                    isSettled = false
                }
            }
        }

        /// Attacks the table; hides one more cell of a line through an exposed one.
        ///
        /// - Returns: Whether a cell was hidden.
        mutating func hideOneMoreIfExposed() -> Bool {
            let (lower, upper) = bounds()
            for row in values.indices {
                for column in values[row].indices
                where isHidden[row][column] && SuppressedTable.isSmall(values[row][column])
                    && lower[row][column] == upper[row][column]
                {
                    for line in lines
                    where line.cells.contains(where: { $0.row == row && $0.column == column }) {
                        if hide(smallestOf: line) { return true }
                    }
                }
            }
            return false
        }

        /// What a reader can work out about every cell from the published ones and the margins.
        func bounds() -> (lower: [[Int]], upper: [[Int]]) {
            let top = values.last?.max() ?? 0
            var lower = values
            var upper = values
            for row in values.indices {
                for column in values[row].indices where isHidden[row][column] {
                    let isSmall = SuppressedTable.isSmall(values[row][column])
                    lower[row][column] = isSmall ? 1 : 0
                    upper[row][column] = isSmall ? SuppressedTable.threshold - 1 : Swift.max(top, 0)
                }
            }
            // Each pass only narrows; a few passes reach what margins can give away.
            for _ in 0..<20 {
                var isChanged = false
                for line in lines { isChanged = narrow(line, &lower, &upper) || isChanged }
                if !isChanged { break }
            }
            return (lower, upper)
        }

        private func narrow(_ line: Line, _ lower: inout [[Int]], _ upper: inout [[Int]]) -> Bool {
            guard let total = line.cells.last else { return false }
            let parts = line.cells.dropLast()
            let least = saturatedSum(parts.map { lower[$0.row][$0.column] })
            let most = saturatedSum(parts.map { upper[$0.row][$0.column] })
            var isChanged = false
            func raise(_ cell: (row: Int, column: Int), to value: Int) {
                guard value > lower[cell.row][cell.column], value <= upper[cell.row][cell.column]
                else { return }
                lower[cell.row][cell.column] = value
                isChanged = true
            }
            func reduce(_ cell: (row: Int, column: Int), to value: Int) {
                guard value < upper[cell.row][cell.column], value >= lower[cell.row][cell.column]
                else { return }
                upper[cell.row][cell.column] = value
                isChanged = true
            }
            raise(total, to: least)
            if most < Int.max { reduce(total, to: most) }
            guard most < Int.max, least < Int.max else { return isChanged }
            for cell in parts {
                let othersLeast = least - lower[cell.row][cell.column]
                let othersMost = most - upper[cell.row][cell.column]
                // Sums before this pass: still valid limits, only not the tightest.
                reduce(cell, to: upper[total.row][total.column] - othersLeast)
                raise(cell, to: lower[total.row][total.column] - othersMost)
            }
            return isChanged
        }

        /// Hides the smallest visible cell of a line that is not zero, inner cells first; a zero
        /// only when nothing else is left.
        private mutating func hide(smallestOf line: Line) -> Bool {
            let visible = line.cells.filter { !isHidden[$0.row][$0.column] }
            let inner = visible.filter { !isMargin($0) && values[$0.row][$0.column] > 0 }
            let margin = visible.filter { isMargin($0) && values[$0.row][$0.column] > 0 }
            let zero = visible.filter { values[$0.row][$0.column] == 0 }
            for candidates in [inner, margin, zero] {
                let chosen = candidates.min {
                    values[$0.row][$0.column] < values[$1.row][$1.column]
                }
                guard let chosen else { continue }
                isHidden[chosen.row][chosen.column] = true
                return true
            }
            return false
        }

        private func isMargin(_ cell: (row: Int, column: Int)) -> Bool {
            cell.row == values.count - 1
                || (hasRowTotals && cell.column == (values.first?.count ?? 0) - 1)
        }
    }
}
