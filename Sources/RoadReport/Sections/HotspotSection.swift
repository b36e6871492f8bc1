import RoadModel

/// The map, the tables of hotspots and the chart of their rates.
struct HotspotSection: ReportSection {
    let content: ReportContent
    let layers: MapLayers
    let hasScript: Bool
    let anchor: StaticString = "hotspots"
    let title = PageText.hotspots

    /// The unit that the page shows first: sections when there are any.
    var firstUnit: AnalysisUnit {
        content.hotspots.contains { $0.hotspot.unit == .section } ? .section : .segment
    }

    var node: Node {
        let map = StaticMap(layers: layers, complexes: content.complexes, unit: firstUnit).node
        return framed([
            Trilingual.blocks { language in
                let block = Block(language: language)
                return [block.heading(title), block.note(.hotspotsNote)]
            },
            layers.view == nil ? .empty : controls,
            layers.view == nil ? .empty : .tag("div", [.cls("still")], [map]),
            layers.view == nil || !hasScript ? .empty : .tag("div", [Attribute("id", "map")]),
            Trilingual.blocks { language in afterMap(language) },
        ])
    }

    private var controls: Node {
        guard hasScript else { return .empty }
        var items: [Node] = []
        for unit in [AnalysisUnit.section, .segment]
        where content.hotspots.contains(where: { $0.hotspot.unit == unit }) {
            items.append(
                choice(
                    "radio",
                    "unit",
                    unit.rawValue,
                    unit == firstUnit,
                    unit == .section ? .sections : .segments
                )
            )
        }
        if !content.complexes.isEmpty {
            items.append(choice("checkbox", "sites", "sites", true, .layerSites))
        }
        if layers.tracks.contains(where: { $0.count > 1 }) {
            items.append(choice("checkbox", "tracks", "tracks", true, .layerTracks))
        }
        return .tag("div", [.cls("controls"), Attribute("id", "map-controls")], items)
    }

    private func choice(
        _ kind: String,
        _ name: String,
        _ value: String,
        _ isOn: Bool,
        _ text: PageText
    ) -> Node {
        var attributes = [
            Attribute("type", kind), Attribute("name", name), Attribute("value", value),
        ]
        if isOn { attributes.append(Attribute("checked", "")) }
        return .tag("label", [], [.tag("input", attributes), Trilingual.inline(text.text)])
    }

    private func afterMap(_ language: Language) -> [Node] {
        let block = Block(language: language)
        var nodes: [Node] = layers.view == nil ? [] : [MapLegend(content, layers, language).node]
        if content.hotspots.isEmpty { return nodes + [block.note(.noHotspots)] }
        if hasScript, layers.view != nil {
            nodes.append(.tag("p", [.cls("note screen")], [block.words(.mapHint)]))
        }
        if content.hotspots.contains(where: { $0.hotspot.rankLower != nil }) {
            nodes.append(block.note(.rankNote))
        }
        for unit in [AnalysisUnit.section, .segment] {
            let places = content.hotspots(of: unit)
            guard !places.isEmpty else { continue }
            let shown = Array(places.prefix(MapLayers.hotspotLimit).map(\.hotspot))
            nodes.append(block.subheading(unit == .section ? .sections : .segments))
            nodes.append(table(shown, unit, language))
            if places.count > shown.count {
                nodes.append(.tag("p", [.cls("note")], [truncation(places.count, language)]))
            }
            let chart = ForestChart(
                hotspots: shown,
                average: content.averageRate,
                language: language,
                id: "fo-\(language.rawValue)-\(unit.rawValue)"
            )
            nodes.append(.tag("figure", [.cls("forest")], [chart.node, block.note(.forestNote)]))
        }
        return nodes
    }

    private func truncation(_ total: Int, _ language: Language) -> Node {
        let (shown, all) = (
            NumberText(language).count(MapLayers.hotspotLimit), NumberText(language).count(total)
        )
        return .words(
            LocalizedText(
                kk: "Барлығы \(all) ошақ, алғашқы \(shown) көрсетілген.",
                ru: "Показаны первые \(shown) из \(all).",
                en: "The first \(shown) of \(all) are shown."
            )[language],
            language
        )
    }

    private func table(_ hotspots: [Hotspot], _ unit: AnalysisUnit, _ language: Language) -> Node {
        let numbers = NumberText(language)
        let text = HotspotText(language)
        let hasQ = hotspots.contains { $0.excessQ != nil }
        var columns: [PageTable.Column] = [
            .number(.rank), .text(.place), .number(.crashes), .number(.killed),
            .number(.injured), .number(.violations), .number(.rate),
        ]
        if hasQ { columns.append(.number(.qValue)) }
        columns.append(.text(.conclusion))
        let caption = unit == .section ? PageText.sections : .segments
        var table = PageTable(
            language: language,
            columns: columns,
            caption: caption.text[language]
        )
        for hotspot in hotspots {
            let length = Node.tag("small", [], value: numbers.metres(hotspot.length))
            var row: [PageTable.Cell] = [
                .numberNode(rank(hotspot, language), sort: Double(hotspot.rank)),
                .node(.group([.value(text.place(hotspot) + " "), length])),
                .count(hotspot.crashes, language), .count(hotspot.killed, language),
                .count(hotspot.injured, language), violations(hotspot.violations, language),
                .number(text.rate(hotspot), sort: hotspot.rate.value ?? -1),
            ]
            if hasQ {
                let q = hotspot.excessQ ?? .nan
                row.append(.number(numbers.probability(q), sort: q))
            }
            row.append(.words(text.verdict(hotspot)))
            table.rows.append(row)
            table.rowAttributes.append([
                Attribute("data-spot", hotspot.id),
                hotspot.isAboveAverage ? .cls("high") : .cls("plain"),
            ])
        }
        return table.node
    }

    /// The rank with the ranks that chance allows, for example `3 (1–8)`.
    private func rank(_ hotspot: Hotspot, _ language: Language) -> Node {
        let button = rankButton(hotspot, language)
        guard hotspot.rankLower != nil else { return button }
        let range = " (\(HotspotText(language).rankRange(hotspot)))"
        return .group([button, .tag("small", [], value: range)])
    }

    /// Small numbers of violations at one place are not published; no total stands beside them.
    private func violations(_ count: Int, _ language: Language) -> PageTable.Cell {
        .suppressed(SuppressedTable.isSmall(count) ? .small : .count(count), language)
    }

    private func rankButton(_ hotspot: Hotspot, _ language: Language) -> Node {
        guard hasScript else { return .value(String(hotspot.rank)) }
        return .tag(
            "button",
            [
                Attribute("type", "button"), .cls("go"),
                Attribute("aria-label", "\(hotspot.rank). \(PageText.showOnMap.text[language])"),
            ],
            [.value(String(hotspot.rank))]
        )
    }
}
