import RoadModel

/// A panel cut into one table of sites for each cohort: its units and those never treated.
struct CohortTables {
    /// Tables of the usual columns, in the order of cohorts.
    let tables: [AnalysisTable]

    /// Cuts a panel.
    ///
    /// - Throws: `.insufficient` when no cohort has periods before and after.
    init(_ grid: PanelGrid, _ counts: [Double], _ starts: [Double]) throws(IntakeError) {
        var startOf = [Double](repeating: .infinity, count: grid.unitCount)
        for row in counts.indices { startOf[grid.units[row]] = starts[row] }
        let cohorts = Set(startOf.filter(\.isFinite)).sorted()
        var tables: [AnalysisTable] = []
        for cohort in cohorts {
            let early = grid.periods.indices.filter { grid.periods[$0] < cohort }
            let late = grid.periods.indices.filter { grid.periods[$0] >= cohort }
            guard !early.isEmpty, !late.isEmpty else { continue }
            let units = startOf.indices.filter { startOf[$0] == cohort || startOf[$0] == .infinity }
            func sum(_ unit: Int, _ times: [Int]) -> Int {
                Int(times.reduce(0.0) { $0 + (grid.row(unit, $1).map { counts[$0] } ?? 0) })
            }
            tables.append(
                AnalysisTable(
                    subject: "cohort \(cohort)",
                    header: [
                        "treated", "observed_before", "observed_after", "years_before",
                        "years_after",
                    ],
                    places: units.map { SourcePlace(line: $0 + 2, byteOffset: 0) },
                    allowsDecimalComma: false,
                    cells: [
                        units.map { startOf[$0] == cohort ? "1" : "0" },
                        units.map { "\(sum($0, early))" }, units.map { "\(sum($0, late))" },
                        units.map { _ in "\(early.count)" }, units.map { _ in "\(late.count)" },
                    ]
                )
            )
        }
        guard !tables.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: "panel",
                detail: "No cohort has periods before and after its start.",
                remedy: "Check the column of the first treated period."
            )
        }
        self.tables = tables
    }
}
