import RoadModel

/// Violations by kind and chain of evidence after suppression, most frequent first.
///
/// The two chains are never added up, so only the columns have totals.
package struct ViolationTable: Sendable {
    /// One kind.
    package struct Row: Sendable {
        /// The kind's code.
        package var kind: String
        /// The kind's name.
        package var name: LocalizedText
        /// Fixed by complexes.
        package var automatic: SuppressedTable.Cell
        /// Observed from drones.
        package var drone: SuppressedTable.Cell
    }

    /// The kinds.
    package let rows: [Row]
    /// The totals over all kinds.
    package let total: Row
    /// Whether anything is hidden.
    package let hidesCells: Bool

    /// Orders and suppresses the counts.
    package init(_ counts: [ViolationCount]) {
        let ordered = counts.sorted { a, b in
            let (left, right) = (
                saturatedSum([a.automatic, a.drone]), saturatedSum([b.automatic, b.drone])
            )
            return left != right ? left > right : a.kind < b.kind
        }
        let table = SuppressedTable(
            counts: ordered.map { [$0.automatic, $0.drone] },
            hasRowTotals: false
        ).cells
        rows = zip(ordered, table).map { count, cells in
            Row(
                kind: count.kind,
                name: Self.name(count),
                automatic: cells[0],
                drone: cells[1]
            )
        }
        let sums = ordered.isEmpty ? nil : table.last
        total = Row(
            kind: "",
            name: LocalizedText(kk: "Барлығы", ru: "Всего", en: "Total"),
            automatic: sums?[0] ?? .count(0),
            drone: sums?[1] ?? .count(0)
        )
        hidesCells = table.contains { $0.contains { $0.shown == nil } }
    }

    private static func name(_ count: ViolationCount) -> LocalizedText {
        if let name = count.name { return name }
        guard let kind = ViolationKind(rawValue: count.kind) else {
            return LocalizedText(same: count.kind)
        }
        return LocalizedText(kk: kind.name(.kk), ru: kind.name(.ru), en: kind.name(.en))
    }
}
