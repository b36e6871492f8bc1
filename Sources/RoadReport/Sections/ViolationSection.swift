import RoadModel

/// Violations by kind and by complex, with small cells hidden.
struct ViolationSection: ReportSection {
    let content: ReportContent
    /// Counts of each complex as published, in the order of `content.complexes`.
    let complexCells: [SuppressedTable.Cell]
    let anchor: StaticString = "violations"
    let title = PageText.violations

    var node: Node {
        let table = ViolationTable(content.violations)
        return framed([
            Trilingual.blocks { language in
                let block = Block(language: language)
                guard !content.violations.isEmpty else {
                    return [block.heading(title), block.note(.noViolations)] + sites(language)
                }
                let chart = ViolationChart(
                    table: table,
                    language: language,
                    id: "vi-\(language.rawValue)"
                )
                return [
                    block.heading(title), block.note(.violationsNote),
                    .tag(
                        "div",
                        [.cls("pair")],
                        [
                            .tag("figure", [], [chart.node]),
                            kinds(table, language),
                        ]
                    ),
                    table.hidesCells || complexCells.contains { $0.shown == nil }
                        ? block.note(.suppressionNote) : .empty,
                ] + sites(language)
            }
        ])
    }

    private func kinds(_ table: ViolationTable, _ language: Language) -> Node {
        var page = PageTable(
            language: language,
            columns: [.text(.kind), .number(.automatic), .number(.drone)],
            caption: title.text[language]
        )
        func cells(_ row: ViolationTable.Row) -> [PageTable.Cell] {
            [
                .value(row.name[language]), .suppressed(row.automatic, language),
                .suppressed(row.drone, language),
            ]
        }
        page.rows = table.rows.map(cells)
        page.total = cells(table.total)
        return page.node
    }

    private func sites(_ language: Language) -> [Node] {
        guard !content.complexes.isEmpty else { return [] }
        var page = PageTable(
            language: language,
            columns: [.text(.complex), .number(.passages), .number(.violations)],
            caption: PageText.complexes.text[language]
        )
        let ordered = zip(content.complexes, complexCells).sorted { a, b in
            (b.0.violations, a.0.name) < (a.0.violations, b.0.name)
        }
        for (site, cell) in ordered.prefix(30) {
            page.rows.append([
                .value(site.name), .count(site.passages, language), .suppressed(cell, language),
            ])
        }
        let block = Block(language: language)
        return [block.details(.complexes, [page.node])]
    }
}
