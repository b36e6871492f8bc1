/// Values of a log's own tables that cannot be right by what stands before and behind them.
///
/// Formats without checksums (ULog, DataFlash, DJI's records) let a damaged value pass as long as the
/// record's form is sound. Such a value is kept and named here. A column is judged by itself: a value
/// is doubted when it departs from both neighbours by a multiple of the step that 998 of 1,000
/// neighbours keep within, while these two agree, or when it is a thousand million times as large as
/// all others. Damage smaller than that looks like any other value and cannot be found; columns of
/// fewer than a thousand values are judged by their size only, as estimators' do leap there.
package enum RawTableDoubts {
    /// A value that cannot be right.
    package struct Doubt: Sendable, Hashable, Codable {
        /// The table.
        package var table: String
        /// The record's number in the table, from 1.
        package var row: Int
        /// The field.
        package var field: String
    }

    /// The fewest records by which a column can be judged.
    static let fewestRows = 16
    /// The share of steps, of a thousand, that count as usual.
    static let usualSteps = 998
    /// How many usual steps a doubted value is away from its neighbours.
    static let multiple = 5.0
    /// How much nearer to each other than to the value its neighbours must be.
    static let agreement = 10.0
    /// So many times as large as the second largest value is no value.
    static let absurd = 1e9
    /// In a column with so few changes a single other value is doubted.
    static let fewChanges = 4
    /// Of a thousand values, so many doubted ones are the column's nature and no damage.
    static let mostPerThousand = 5

    /// The doubted values of a table, by record; none of a table with texts, whose records tell of
    /// different things, as parameters do.
    package static func find(in table: RawTable) -> [Doubt] {
        guard table.rowCount >= fewestRows else { return [] }
        var doubts: [Doubt] = []
        for (index, field) in table.columnNames.enumerated() {
            guard let values = table.column(index).doubles else { return [] }
            let rows = rows(of: values)
            guard rows.count == 1 || rows.count * 1000 <= mostPerThousand * values.count else {
                continue
            }
            for row in rows { doubts.append(Doubt(table: table.name, row: row + 1, field: field)) }
        }
        return doubts.sorted { ($0.row, $0.field) < ($1.row, $1.field) }
    }

    /// The rows of a column whose values cannot be right.
    private static func rows(of values: [Double]) -> [Int] {
        let absurd = absurdRow(values)
        guard let usual = usualStep(values) else { return absurd.map { [$0] } ?? [] }
        var found: [Int] = []
        for row in 1..<values.count - 1 {
            let (before, value, after) = (values[row - 1], values[row], values[row + 1])
            guard before.isFinite, after.isFinite else { continue }
            guard value.isFinite else {
                found.append(row)
                continue
            }
            let departs = min((value - before).magnitude, (value - after).magnitude)
            let isFar =
                usual > 0
                ? departs > multiple * usual && (after - before).magnitude * agreement <= departs
                : departs > 1 && before == after
            if isFar, !isTurn(departs) { found.append(row) }
        }
        if let absurd, !found.contains(absurd) { found.append(absurd) }
        return found
    }

    /// The row of a value that is out of all proportion.
    private static func absurdRow(_ values: [Double]) -> Int? {
        var (largest, second, place) = (0.0, 0.0, 0)
        for (row, value) in values.enumerated() where value.isFinite {
            let size = value.magnitude
            if size > largest {
                (largest, second, place) = (size, largest, row)
            } else if size > second {
                second = size
            }
        }
        return second > 0 && largest > absurd * second ? place : nil
    }

    /// Differences at which angles and counters begin anew.
    private static let turns: [Double] = [
        2 * Double.pi, Double.pi, 180, 255, 256, 360, 3600, 18_000, 36_000, 65_536,
    ]

    private static func isTurn(_ difference: Double) -> Bool {
        turns.contains { (difference / $0 - 1).magnitude < 0.1 }
    }

    /// The step that nearly all neighbours keep within, 0 in a column that stands still; `nil` where
    /// a step cannot be said: too many gaps, or too many changes of a column that mostly stands.
    private static func usualStep(_ values: [Double]) -> Double? {
        var steps: [Double] = []
        steps.reserveCapacity(values.count)
        for row in 1..<values.count {
            let step = (values[row] - values[row - 1]).magnitude
            if step.isFinite { steps.append(step) }
        }
        guard steps.count * 100 >= values.count * 95 else { return nil }
        let changes = steps.count { $0 > 0 }
        steps.sort()
        let usual = steps[min(steps.count - 1, steps.count * usualSteps / 1000)]
        return usual > 0 || changes <= fewChanges ? usual : nil
    }
}

extension RawColumn {
    /// The values as numbers; `nil` for texts.
    fileprivate var doubles: [Double]? {
        switch self {
        case .signed(let values): values.map(Double.init)
        case .unsigned(let values): values.map(Double.init)
        case .single(let values): values.map(Double.init)
        case .double(let values): values
        case .scaled(let values, let unitsPerOne): values.map { Double($0) / unitsPerOne }
        case .text: nil
        }
    }
}
