package import RoadModel

/// The report as one HTML file that needs nothing besides itself.
///
/// Equal arguments give an equal text. The page holds all three languages; its script shows the
/// one in `?lang=`, else in `#lang=`, else the given one, and works from `file://`.
package enum ReportPage {
    /// What the browser may load: nothing but what stands in the page itself.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        + "img-src data:; base-uri 'none'; form-action 'none'"

    /// Renders the page.
    ///
    /// - Parameters:
    ///   - content: What to show.
    ///   - leaflet: The map library's files; `nil` gives a still drawing instead of a live map.
    ///   - language: The language shown when the address names none.
    /// - Returns: The page's text, to be written as UTF-8.
    /// - Throws: `ReportError.disagreement` when totals in different tables differ,
    ///   `ReportError.causalLanguage` when the text names causes below attribution A3.
    package static func render(
        content: ReportContent,
        leaflet: LeafletAssets?,
        language: Language
    ) throws(ReportError) -> String {
        let discrepancies = content.reconcile()
        guard discrepancies.isEmpty else { throw .disagreement(discrepancies) }

        let layers = MapLayers(content)
        let complexCells = SuppressedTable(
            counts: content.complexes.map { [$0.violations] },
            hasRowTotals: false
        ).cells.compactMap(\.first)
        let hotspots = HotspotSection(
            content: content,
            layers: layers,
            hasScript: leaflet != nil
        )
        let sections: [any ReportSection] = [
            HeadlineSection(content: content), SeriesSection(content: content), hotspots,
            ViolationSection(content: content, complexCells: complexCells),
            FlightSection(content: content), QualitySection(content: content),
            MethodSection(content: content),
            ProvenanceSection(content: content, hasLeaflet: leaflet != nil),
        ]
        let parts = sections.map { PagePart(anchor: $0.anchor, title: $0.title, node: $0.node) }
            .filter { !$0.isEmpty }
        let body = Node.group([
            PageHeader(content: content, parts: parts).node,
            .tag("main", [], parts.map(\.node)),
        ])
        try lint(body, attribution: content.headline.map(\.verdict.attribution).min() ?? .change)

        let payload = MapPayload(
            layers: layers,
            complexes: Array(zip(content.complexes, complexCells)),
            unit: hotspots.firstUnit
        )
        return document(body, content, leaflet, payload, language)
    }

    private static func lint(
        _ body: Node,
        attribution: AttributionLevel
    ) throws(ReportError) {
        var findings: [CausalFinding] = []
        for language in Language.allCases {
            findings += CausalLanguage.violations(
                in: body.prose(language),
                language: language,
                attribution: attribution
            )
        }
        guard findings.isEmpty else { throw .causalLanguage(findings) }
    }

    private static func document(
        _ body: Node,
        _ content: ReportContent,
        _ leaflet: LeafletAssets?,
        _ payload: MapPayload,
        _ language: Language
    ) -> String {
        let title = PageHeader.documentTitle(content, language)
        var head: [Node] = [
            .tag("meta", [Attribute("charset", "utf-8")]),
            .tag(
                "meta",
                [
                    Attribute("http-equiv", "Content-Security-Policy"),
                    Attribute("content", contentSecurityPolicy),
                ]
            ),
            .tag(
                "meta",
                [
                    Attribute("name", "viewport"),
                    Attribute("content", "width=device-width, initial-scale=1"),
                ]
            ),
            .tag("meta", [Attribute("name", "referrer"), Attribute("content", "no-referrer")]),
            .tag(
                "meta",
                [
                    Attribute("name", "generator"),
                    Attribute("content", "Jol \(content.provenance.softwareVersion)"),
                ]
            ),
            .tag("title", [], value: title),
        ]
        if let leaflet { head.append(.code(.style(leaflet.stylesheet))) }
        head.append(.code(.style(Stylesheet.text)))
        var tail: [Node] = []
        if let leaflet {
            tail.append(.code(.comment(leaflet.licence)))
            tail.append(.code(.json(id: "map-lines", payload.json)))
            tail.append(.code(.script(leaflet.script)))
        }
        tail.append(.code(.script(PageScript.common)))
        if leaflet != nil { tail.append(.code(.script(PageScript.map))) }
        let page = Node.tag(
            "html",
            [Attribute("lang", language.rawValue)],
            [.tag("head", [], head), .tag("body", [], [body] + tail)]
        )
        return "<!DOCTYPE html>\n" + page.markup + "\n"
    }
}
