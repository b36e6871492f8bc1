import RoadModel

/// The changes between the two periods: figure, interval, sentence.
struct HeadlineSection: ReportSection {
    let content: ReportContent
    let anchor: StaticString = "headline"
    let title = PageText.headline

    var node: Node {
        framed([Trilingual.blocks { language in blocks(language) }])
    }

    private func blocks(_ language: Language) -> [Node] {
        let block = Block(language: language)
        guard !content.headline.isEmpty else {
            return [block.heading(title), block.note(.noHeadline)]
        }
        let cards = content.headline.enumerated().map { index, change in
            card(change, index, language)
        }
        return [
            block.heading(title),
            .tag("div", [.cls("cards")], cards),
            block.note(.headlineNote),
            block.details(.changeTable, [table(language)]),
        ]
    }

    private func card(_ change: TrendChange, _ index: Int, _ language: Language) -> Node {
        let sentence = VerdictSentence(language)
        var figure: [Node] = []
        if showsNumbers(change) {
            let numbers = NumberText(language)
            let percent = change.verdict.code == .refuseBreak ? nil : change.percent
            if let percent, hasPercentage(change) {
                figure.append(
                    .tag("span", [.cls("big")], value: numbers.signedPercent(percent))
                )
            }
            figure.append(
                .tag(
                    "span",
                    [.cls("from-to")],
                    value: "\(numbers.count(change.before)) → \(numbers.count(change.after))"
                )
            )
        }
        let chart = ChangeChart(
            change: change,
            language: language,
            id: "ch-\(language.rawValue)-\(index)"
        ).node
        return .tag(
            "article",
            [index == 0 ? .cls("card first") : .cls("card")],
            [
                .tag(
                    "header",
                    [],
                    [
                        .tag("h3", [], [.words(Measure.title(change.measure)[language], language)]),
                        .tag(
                            "span",
                            [Attribute("class", "badge \(tone(change))")],
                            [.words(sentence.badge(change), language)]
                        ),
                    ]
                ),
                .tag("p", [.cls("figure")], figure),
                .tag(
                    "p",
                    [.cls("sentence")],
                    [.words(sentence.text(change, hasHeading: true), language)]
                ),
                chart.map { .tag("div", [.cls("plot")], [$0]) } ?? .empty,
            ]
        )
    }

    private func tone(_ change: TrendChange) -> String {
        switch change.verdict.code {
        case .change: (change.percent ?? 1) < 0 ? "fall" : "rise"
        case .noEvidence: "even"
        default: "refused"
        }
    }

    private func showsNumbers(_ change: TrendChange) -> Bool { change.verdict.code != .suppress }

    private func hasPercentage(_ change: TrendChange) -> Bool {
        change.verdict.code == .change || change.verdict.code == .noEvidence
    }

    private func table(_ language: Language) -> Node {
        let numbers = NumberText(language)
        let sentence = VerdictSentence(language)
        var table = PageTable(
            language: language,
            columns: [
                .text(.measure), .number(.before), .number(.after), .number(.change),
                .number(.intervalSpread), .number(.intervalMidP), .number(.intervalExact),
                .number(.pValue), .text(.phi), .text(.conclusion),
            ],
            caption: PageText.changeTable.text[language]
        )
        for change in content.headline {
            func hidden(_ text: String, _ sort: Double, _ shown: Bool) -> PageTable.Cell {
                shown ? .number(text, sort: sort) : .number(NumberText.absent, sort: -1)
            }
            let isShown = showsNumbers(change)
            let isCompared = hasPercentage(change) && change.percent != nil
            let percent = change.percent ?? 0
            table.rows.append([
                .words(Measure.title(change.measure)[language]),
                hidden(numbers.count(change.before), Double(change.before), isShown),
                hidden(numbers.count(change.after), Double(change.after), isShown),
                hidden(numbers.signedPercent(percent), percent, isCompared),
                hidden(compact(change.overdispersed, numbers), percent, isCompared),
                hidden(compact(change.midP, numbers), percent, isCompared),
                hidden(compact(change.exact, numbers), percent, isCompared),
                hidden(
                    numbers.probability(change.overdispersed.p),
                    change.overdispersed.p,
                    isCompared
                ),
                .number(
                    "\(numbers.decimal(change.overdispersed.phi, decimals: 2)) "
                        + "(\(MethodWords.phiSource(change.phiSource)[language]))",
                    sort: change.overdispersed.phi
                ),
                .words(sentence.badge(change)),
            ])
        }
        return table.node
    }

    private func compact(_ limits: ChangeInterval, _ numbers: NumberText) -> String {
        let lower = numbers.signedPercent(limits.lower ?? -100)
        return "\(lower) … \(limits.upper.map { numbers.signedPercent($0) } ?? "∞")"
    }
}
