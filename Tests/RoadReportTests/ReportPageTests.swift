import Foundation
import RoadModel
import RoadReport
import Testing

struct ReportPageTests {
    private func page(
        _ content: ReportContent = Samples.content(),
        _ leaflet: LeafletAssets? = Samples.leaflet
    ) throws -> String {
        try ReportPage.render(content: content, leaflet: leaflet, language: .ru)
    }

    @Test func `equal contents give equal bytes`() throws {
        #expect(try page() == page())
        #expect(try page(Samples.content(), nil) == page(Samples.content(), nil))
    }

    @Test func `a hostile name stays text everywhere`() throws {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\u{202E}\u{0}'&"
        var content = Samples.content(road: hostile)
        content.areaName = LocalizedText(same: hostile)
        content.hotspots[0].hotspot.id = hostile
        content.complexes[0].name = hostile
        content.flights[0].vehicle = hostile
        content.violations[0].kind = hostile
        content.sources[0].label = hostile
        content.provenance.networkVersion = hostile
        content.provenance.softwareVersion = hostile
        let text = try page(content)
        let leaks = ["<script>alert", "<img", "\u{202E}"].filter { text.contains($0) }
        #expect(leaks.isEmpty)
        #expect(text.contains("&lt;script&gt;alert(1)"))
        #expect(text.contains("\\u003cscript\\u003ealert(1)"))
    }

    @Test func `the page asks for nothing outside itself`() throws {
        for text in [try page(), try page(Samples.content(), nil)] {
            #expect(text.contains("default-src &#39;none&#39;"))
            #expect(!text.contains("src="))
            #expect(!text.contains("<link"))
            #expect(!text.contains("@import"))
            #expect(!text.contains("sourceMappingURL"))
            let links =
                pieces(of: text, from: "href=\"", to: "\" ")
                + pieces(of: text, from: "href=\"", to: "\">")
            #expect(links.allSatisfy { $0.hasPrefix("href=\"#") })
            let urls = pieces(of: text, from: "url(", to: ")")
            #expect(urls.allSatisfy { $0.hasPrefix("url(#") })
            let hosts = pieces(of: text, from: "http", to: "\"").filter { $0.contains("://") }
            #expect(hosts.allSatisfy { $0.hasPrefix("http://www.w3.org/2000/svg") })
        }
    }

    @Test func `the library's script cannot end its element early`() throws {
        let text = try page()
        #expect(text.contains("var t='<\\/script><b>';"))
        #expect(
            text.components(separatedBy: "<script").count
                == text.components(separatedBy: "</script>").count
        )
        #expect(text.contains("<!-- BSD - -) x -->"))
    }

    @Test func `everything between the scripts is well-formed`() throws {
        let text = try page()
        let start = try #require(text.range(of: "<header class=\"top\">"))
        let end = try #require(text.range(of: "</main>"))
        let body = "<div>" + text[start.lowerBound..<end.upperBound] + "</div>"
        let closed = body.replacingOccurrences(
            of: "<(input|br|meta)([^>]*)>",
            with: "<$1$2/>",
            options: .regularExpression
        )
        #expect(isWellFormedXML(closed))
    }

    @Test func `every drawing is well-formed on its own and has a name`() throws {
        let drawings = pieces(of: try page(), from: "<svg", to: "</svg>")
        #expect(drawings.count >= 20)
        for drawing in drawings {
            #expect(isWellFormedXML(drawing), "\(drawing.prefix(120))")
            #expect(drawing.contains("role=\"img\""))
            #expect(drawing.contains("<title"))
            #expect(!drawing.contains("nan") && !drawing.contains("inf\""))
        }
    }

    @Test(arguments: Language.allCases)
    func `each language has its own headings`(language: Language) throws {
        let text = try page()
        for heading in [PageText.headline, .series, .hotspots, .violations, .flights, .quality] {
            let words = Escaping.escaped(heading.text[language])
            #expect(text.contains("<h2>\(words)</h2>"))
        }
    }

    @Test func `a text that names a cause stops the report`() {
        var content = Samples.content()
        content.limits.append(
            .other(LocalizedText(kk: "а", ru: "б", en: "Fewer died thanks to drones."))
        )
        #expect {
            try page(content)
        } throws: { error in
            guard case .causalLanguage(let found)? = error as? ReportError else { return false }
            return found.map(\.phrase) == ["thanks to"]
        }
    }

    @Test func `a road whose name sounds like a cause does not stop the report`() throws {
        #expect(try page(Samples.content(road: "в результате")).contains("в результате"))
    }

    @Test func `an empty content makes a page that says so`() throws {
        let content = ReportContent(
            areaName: LocalizedText(same: "X"),
            period: ReportPeriod(first: Samples.day(2025, 1, 1), last: Samples.day(2025, 1, 31)),
            comparedWith: nil,
            provenance: Provenance(softwareVersion: "0", networkVersion: "", networkSHA256: "")
        )
        let text = try page(content)
        for note in [PageText.noHeadline, .noHotspots, .noViolations, .noFlights, .noSources] {
            #expect(text.contains(Escaping.escaped(note.text.kk)))
        }
        #expect(!text.contains("id=\"map\""))
    }

    @Test func `broken numbers and places do not break the page`() throws {
        var content = Samples.content()
        content.hotspots[0].hotspot.rate = Estimate(
            value: .nan,
            lower: -.infinity,
            upper: .infinity,
            level: 0.95,
            base: 0,
            method: ""
        )
        content.hotspots[0].lines = [[], [Samples.place(.nan, 400)], [Samples.place(1, 1)]]
        content.roads.append(RoadLine(roadClass: .track, points: [Samples.place(91, 0)]))
        content.flights[0].durationSeconds = .infinity
        content.flights[0].completeness = .nan
        content.headline[0].percent = .infinity
        content.averageRate?.value = .nan
        content.series[0].points[0].interval?.upper = .infinity
        let drawings = pieces(of: try page(content), from: "<svg", to: "</svg>")
        #expect(drawings.allSatisfy { isWellFormedXML($0) })
    }

    @Test func `a heavy network is thinned and the page says what it left out`() throws {
        var content = Samples.content()
        for row in 0..<60_000 {
            let (x, y) = (Double(row % 300) * 0.01, Double(row / 300) * 0.01)
            content.roads.append(
                RoadLine(
                    roadClass: row % 2 == 0 ? .residential : .service,
                    points: [
                        Samples.place(40 + y, 70 + x), Samples.place(40.002 + y, 70.004 + x),
                        Samples.place(40.001 + y, 70.008 + x),
                    ]
                )
            )
        }
        let text = try page(content)
        #expect(text.utf8.count < 3_000_000)
        #expect(
            text.contains(Escaping.escaped(RoadClassWords.name(.service).ru) + " (30\u{A0}000)")
        )
    }

    @Test func `small numbers of violations are not on the page`() throws {
        var content = Samples.content()
        content.complexes = [
            ComplexSite(
                name: "A",
                location: Samples.place(43.2, 76.9),
                passages: 60,
                violations: 3
            ),
            ComplexSite(
                name: "B",
                location: Samples.place(43.3, 76.9),
                passages: 40,
                violations: 27
            ),
        ]
        let text = try page(content)
        #expect(
            text.contains("\"n\":\"A\",\"y\":43.20000,\"x\":76.90000,\"p\":60,\"v\":\"\\u003c5\"")
        )
        #expect(text.contains("\"p\":40,\"v\":\"–\""))
    }
}
