package import RoadModel

/// A table of counts with margins in which small cells are hidden and cannot be worked out.
///
/// Primary suppression hides counts from 1 to 4. Then every row and column, margins included, in
/// which exactly one cell is hidden gets a second one (complementary suppression), the smallest
/// that is not zero. Last, the table is attacked with its own margins: as long as a small cell
/// can be worked out exactly, another cell is hidden. Zeros stay: nobody is behind them.
package struct SuppressedTable: Sendable, Equatable {
    /// One cell as it is published.
    package enum Cell: Sendable, Hashable {
        /// The count itself.
        case count(Int)
        /// A small count, shown as «<5».
        case small
        /// A count hidden for the sake of another, shown as «–».
        case complementary

        /// The count when it is published.
        package var shown: Int? {
            if case .count(let count) = self { count } else { nil }
        }

        /// The cell as text.
        package func text(_ language: Language) -> String {
            switch self {
            case .count(let count): NumberText(language).count(count)
            case .small: "<\(SuppressedTable.threshold)"
            case .complementary: NumberText.absent
            }
        }
    }

    /// Counts below it and above zero are small.
    package static let threshold = 5

    /// The cells by row and column, row totals last in each row, column totals in the last row.
    package let cells: [[Cell]]

    /// Suppresses a table; negative counts are taken as 0, short rows filled up with zeros.
    ///
    /// - Parameters:
    ///   - counts: Rows of equal length, without margins.
    ///   - hasRowTotals: Whether row totals are published too; without them a row gives nothing
    ///     away, `cells` has no last column for them, and less need be hidden.
    package init(counts: [[Int]], hasRowTotals: Bool = true) {
        let columns = counts.map(\.count).max() ?? 0
        var full = counts.map { row in
            row.map { max(0, $0) } + [Int](repeating: 0, count: columns - row.count)
        }
        if hasRowTotals { full = full.map { $0 + [saturatedSum($0)] } }
        let width = columns + (hasRowTotals ? 1 : 0)
        full.append((0..<width).map { column in saturatedSum(full.map { $0[column] }) })
        var pattern = Pattern(values: full, hasRowTotals: hasRowTotals)
        pattern.hideSmall()
        repeat { pattern.complement() } while pattern.hideOneMoreIfExposed()
        cells = full.indices.map { row in
            full[row].indices.map { column in
                guard pattern.isHidden[row][column] else { return .count(full[row][column]) }
                return SuppressedTable.isSmall(full[row][column]) ? .small : .complementary
            }
        }
    }

    static func isSmall(_ count: Int) -> Bool { count > 0 && count < threshold }
}
