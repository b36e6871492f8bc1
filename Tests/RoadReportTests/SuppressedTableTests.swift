import RoadModel
import RoadReport
import Testing

struct SuppressedTableTests {
    private func rows(_ table: SuppressedTable) -> [[String]] {
        table.cells.map { $0.map { $0.text(.en) } }
    }

    @Test func `a table without small cells is published whole`() {
        let table = SuppressedTable(counts: [[5, 0], [12, 7]])
        #expect(rows(table) == [["5", "0", "5"], ["12", "7", "19"], ["17", "7", "24"]])
    }

    @Test func `a small cell takes a partner in its row and its column`() {
        // Hidden 3 would follow from 20 − 17 in its row and from 40 − 37 in its column.
        let table = SuppressedTable(counts: [[17, 3], [30, 37]])
        #expect(rows(table) == [["–", "<5", "20"], ["–", "–", "67"], ["47", "40", "87"]])
    }

    @Test func `without row totals only columns give cells away`() {
        let table = SuppressedTable(
            counts: [[54_863, 0], [3, 140], [61, 2], [900, 9]],
            hasRowTotals: false
        )
        #expect(
            rows(table)
                == [
                    ["54,863", "0"], ["<5", "140"], ["–", "<5"], ["900", "–"], ["55,827", "151"],
                ]
        )
    }

    @Test func `two small cells whose sum tells both take a third`() {
        // 1 + 1 = 2 with both from 1 to 4 leaves only 1 and 1.
        let table = SuppressedTable(counts: [[1], [1], [40], [6]], hasRowTotals: false)
        #expect(rows(table) == [["<5"], ["<5"], ["40"], ["–"], ["48"]])
    }

    @Test func `a lone small cell with its total hides the total too`() {
        let table = SuppressedTable(counts: [[3]], hasRowTotals: false)
        #expect(rows(table) == [["<5"], ["<5"]])
    }

    @Test func `an empty table and negative counts do no harm`() {
        #expect(SuppressedTable(counts: []).cells == [[.count(0)]])
        #expect(rows(SuppressedTable(counts: [[-7, 8]])) == [["0", "8", "8"], ["0", "8", "8"]])
    }

    /// An attacker who knows every margin and the rules tries all fillings of the hidden cells.
    @Test func `no small cell of any small table can be worked out`() {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<300 {
            let counts = (0..<4).map { _ in [next(4) == 0 ? next(5) : next(12)] }
            let table = SuppressedTable(counts: counts, hasRowTotals: false)
            for (row, cell) in table.cells.dropLast().enumerated() where cell[0] == .small {
                #expect(fillings(table, row).count > 1, "\(counts)")
            }
        }
    }

    /// The values that a hidden cell of a one-column table may have, by trying all of them.
    private func fillings(_ table: SuppressedTable, _ target: Int) -> Set<Int> {
        let column = table.cells.map { $0[0] }
        var possible: Set<Int> = []
        func ranges(_ cell: SuppressedTable.Cell) -> ClosedRange<Int> {
            switch cell {
            case .count(let count): count...count
            case .small: 1...4
            case .complementary: 0...60
            }
        }
        func fill(_ row: Int, _ sum: Int, _ chosen: Int) {
            if row == column.count - 1 {
                if ranges(column[row]).contains(sum) { possible.insert(chosen) }
                return
            }
            for value in ranges(column[row]) {
                fill(row + 1, sum + value, row == target ? value : chosen)
            }
        }
        fill(0, 0, -1)
        return possible
    }
}
