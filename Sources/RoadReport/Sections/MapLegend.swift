import RoadModel

/// What the signs on the map mean, and which roads were left out of it.
struct MapLegend {
    private let content: ReportContent
    private let layers: MapLayers
    private let language: Language

    init(_ content: ReportContent, _ layers: MapLayers, _ language: Language) {
        (self.content, self.layers, self.language) = (content, layers, language)
    }

    var node: Node {
        var items: [Node] = []
        if !content.hotspots.isEmpty {
            items.append(item("swatch spot-high", .legendHigh))
            items.append(item("swatch spot", .legendOther))
        }
        if !content.complexes.isEmpty { items.append(item("swatch site", .legendSite)) }
        if layers.tracks.contains(where: { $0.count > 1 }) {
            items.append(item("swatch track", .legendTrack))
        }
        if !layers.roads.isEmpty { items.append(item("swatch road", .legendRoads)) }
        var nodes: [Node] = [.tag("ul", [.cls("legend")], items)]
        let attribution = content.provenance.networkAttribution
        if !layers.roads.isEmpty {
            nodes.append(.tag("p", [.cls("note")], [.words(thinning, language)]))
        }
        if !attribution.isEmpty {
            nodes.append(.tag("p", [.cls("note")], value: attribution))
        }
        return .group(nodes)
    }

    private func item(_ style: StaticString, _ text: PageText) -> Node {
        .tag(
            "li",
            [],
            [.tag("i", [.cls(style)]), .words(text.text[language], language)]
        )
    }

    /// How the background was thinned and what is missing from it.
    private var thinning: String {
        let metres = NumberText(language).metres(layers.tolerance)
        let thinned = LocalizedText(
            kk: "Жол сызықтары \(metres) дәлдікпен жеңілдетілген.",
            ru: "Линии дорог упрощены с точностью \(metres).",
            en: "Road lines are simplified to within \(metres)."
        )[language]
        guard !layers.leftOut.isEmpty else { return thinned }
        let classes = layers.leftOut.map { entry in
            let name = RoadClassWords.name(entry.roadClass)[language]
            return "\(name) (\(NumberText(language).count(entry.lines)))"
        }.joined(separator: ", ")
        let missing = LocalizedText(
            kk: "Бет жеңіл болуы үшін фонда көрсетілмегені: \(classes).",
            ru: "Чтобы страница оставалась лёгкой, на фоне не показаны: \(classes).",
            en: "To keep the page light, the background leaves out: \(classes)."
        )[language]
        return thinned + " " + missing
    }
}
