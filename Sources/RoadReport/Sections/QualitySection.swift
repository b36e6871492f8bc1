import RoadModel

/// What came in, what was accepted, what was set aside and why, and whether the tables agree.
struct QualitySection: ReportSection {
    let content: ReportContent
    let anchor: StaticString = "quality"
    let title = PageText.quality

    var node: Node {
        framed([
            Trilingual.blocks { language in
                let block = Block(language: language)
                guard !content.sources.isEmpty else {
                    return [block.heading(title), block.note(.noSources)]
                }
                return [
                    block.heading(title), block.note(.qualityRule), files(language),
                    rejects(language), unlocated(language), matching(language),
                    block.details(
                        .reconciliation,
                        [block.note(.reconciliationNote), reconciliation(language)]
                    ),
                ]
            }
        ])
    }

    private func files(_ language: Language) -> Node {
        var page = PageTable(
            language: language,
            columns: [
                .text(.file), .text(.kind), .number(.received), .number(.accepted),
                .number(.duplicate), .number(.quarantined), .number(.located),
                .number(.unlocated), .text(.hash),
            ],
            caption: title.text[language]
        )
        for file in content.sources {
            let unlocated = saturatedSum(file.unlocated.map(\.count))
            let quarantined = saturatedSum(file.quarantined.map(\.count))
            let none = PageTable.Cell.number(NumberText.absent, sort: -1)
            page.rows.append([
                .value(file.label), .words(MetricWords.name(file.kind)[language]),
                .count(file.received, language), .count(file.accepted, language),
                .count(file.duplicate, language), .count(quarantined, language),
                file.located.map { .count($0, language) } ?? none,
                file.located == nil ? none : .count(unlocated, language),
                .node(.tag("code", [.cls("short")], value: String(file.sha256.prefix(12)))),
            ])
        }
        let sources = content.sources
        page.total = [
            .words(ColumnText.total.text[language]), .value(""),
            .count(saturatedSum(sources.map(\.received)), language),
            .count(saturatedSum(sources.map(\.accepted)), language),
            .count(saturatedSum(sources.map(\.duplicate)), language),
            .count(saturatedSum(sources.flatMap { $0.quarantined.map(\.count) }), language),
            .count(saturatedSum(sources.compactMap(\.located)), language),
            .count(saturatedSum(sources.flatMap { $0.unlocated.map(\.count) }), language),
            .value(""),
        ]
        return page.node
    }

    private func rejects(_ language: Language) -> Node {
        let tallies = content.sources.flatMap(\.quarantined)
        let counts = RejectReason.allCases.compactMap { reason -> (RejectReason, Int)? in
            let count = saturatedSum(tallies.filter { $0.reason == reason }.map(\.count))
            return count > 0 ? (reason, count) : nil
        }
        return reasons(
            .quarantineReasons,
            language,
            counts.map { reason, count in
                (
                    reason.rawValue, RejectWords.meaning(reason)[language],
                    RejectWords.remedy(reason)[language], count
                )
            }
        )
    }

    private func unlocated(_ language: Language) -> Node {
        let tallies = content.sources.flatMap(\.unlocated)
        let counts = UnlocatedReason.allCases.compactMap { reason -> (UnlocatedReason, Int)? in
            let count = saturatedSum(tallies.filter { $0.reason == reason }.map(\.count))
            return count > 0 ? (reason, count) : nil
        }
        return reasons(
            .unlocatedReasons,
            language,
            counts.map { reason, count in
                (
                    reason.rawValue, UnlocatedWords.meaning(reason)[language],
                    UnlocatedWords.remedy(reason)[language], count
                )
            }
        )
    }

    private func reasons(
        _ heading: PageText,
        _ language: Language,
        _ lines: [(code: String, meaning: String, remedy: String, count: Int)]
    ) -> Node {
        guard !lines.isEmpty else { return .empty }
        var page = PageTable(
            language: language,
            columns: [.text(.reason), .number(.records), .text(.remedy)],
            caption: heading.text[language]
        )
        for line in lines.sorted(by: { ($1.count, $0.code) < ($0.count, $1.code) }) {
            page.rows.append([
                .node(
                    .group([
                        .words(line.meaning, language), .tag("br"),
                        .tag("code", [], value: line.code),
                    ])
                ),
                .count(line.count, language), .words(line.remedy),
            ])
        }
        return .group([Block(language: language).subheading(heading), page.node])
    }

    private func matching(_ language: Language) -> Node {
        guard !content.matching.isEmpty else { return .empty }
        let numbers = NumberText(language)
        let rows = content.matching.map { quality in
            let share =
                quality.accepted > 0 ? Double(quality.located) / Double(quality.accepted) : 0
            var note = "\(numbers.count(quality.located)) / \(numbers.count(quality.accepted))"
            if let probability = quality.meanProbability {
                note += " · p̄ = \(numbers.decimal(probability, decimals: 2))"
            }
            return ShareChart.Row(
                name: MetricWords.name(quality.kind)[language],
                share: share,
                note: note
            )
        }
        let chart = ShareChart(
            rows: rows,
            title: PageText.matching.text,
            language: language,
            id: "ma-\(language.rawValue)"
        )
        return .tag(
            "figure",
            [.cls("narrow")],
            [
                .tag("figcaption", [], [Block(language: language).words(.matching)]), chart.node,
                content.matching.contains { $0.meanProbability != nil }
                    ? .tag(
                        "p",
                        [.cls("note")],
                        [
                            .words(
                                "p̄ — "
                                    + ColumnText.meanProbability.text[language].lowercased()
                                    + ".",
                                language
                            )
                        ]
                    ) : .empty,
            ]
        )
    }

    private func reconciliation(_ language: Language) -> Node {
        var page = PageTable(
            language: language,
            columns: [
                .text(.measure), .text(.firstPlace), .number(.count), .text(.secondPlace),
                .number(.count), .text(.agrees),
            ],
            caption: PageText.reconciliation.text[language]
        )
        // Lines per file repeat the table of files; the page shows them only there.
        let perFile = Set(content.sources.map(\.label))
        for line in content.reconciliation() where !perFile.contains(line.subject) {
            let name = MetricWords.name(line.metric)[language]
            let kind = SourceKind(rawValue: line.subject).map { MetricWords.name($0)[language] }
            let period = line.period.map { DateText(language).period($0) }
            let subject = kind ?? period ?? line.subject
            page.rows.append([
                .value(subject.isEmpty ? name : "\(name), \(subject)"),
                .words(MetricWords.name(line.firstPlace)[language]), .count(line.first, language),
                .words(MetricWords.name(line.secondPlace)[language]),
                .count(line.second, language), .value(line.agrees ? "✓" : "✗"),
            ])
        }
        return page.node
    }
}
