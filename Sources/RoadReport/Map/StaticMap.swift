import RoadModel

/// The map as one drawing: the print version, and the whole map where no script may run.
struct StaticMap {
    /// What to draw.
    let layers: MapLayers
    /// Sites of complexes.
    let complexes: [ComplexSite]
    /// Which hotspots to draw.
    let unit: AnalysisUnit

    /// Units of the drawing across; whole numbers are fine enough for print.
    private let width = 10_000.0

    /// The drawing; empty when there is nothing to show.
    var node: Node {
        guard let view = fitted else { return .empty }
        let height = (width * (view.north - view.south) / ((view.east - view.west) * view.shrink))
            .rounded()
        let project = Projection(view: view, width: width, height: height)
        return .tag(
            "svg",
            [
                Attribute("xmlns", "http://www.w3.org/2000/svg"), .cls("static-map"),
                Attribute("viewBox", "0 0 \(Int(width)) \(Int(height))"),
                Attribute("role", "img"),
            ],
            titles + roads(project) + tracks(project) + sites(project) + hotspots(project)
                + scaleBar(view, height)
        )
    }

    private var titles: [Node] {
        Language.allCases.map { language in
            .tag(
                "title",
                [Attribute("lang", language.rawValue)],
                [.words(PageText.mapTitle.text[language], language)]
            )
        }
    }

    /// The view in a shape between 2 : 1 and 10 : 9.
    private var fitted: MapExtent? {
        guard var view = layers.view else { return nil }
        let wide = (view.east - view.west) * view.shrink
        let high = view.north - view.south
        if high < wide * 0.5 {
            let extra = (wide * 0.5 - high) / 2
            (view.south, view.north) = (view.south - extra, view.north + extra)
        } else if high > wide * 0.9 {
            let extra = (high / 0.9 - wide) / 2 / view.shrink
            (view.west, view.east) = (view.west - extra, view.east + extra)
        }
        return view
    }

    private func roads(_ project: Projection) -> [Node] {
        // Half a thousandth of the width is less than a printed line is thick.
        let thin = LineSimplifier(tolerance: project.metres(perUnits: 6))
        return layers.roads.reversed().map { layer in
            let d = layer.lines.map { project.path(thin($0)) }.joined()
            let style: StaticString =
                switch layer.roadClass {
                case .motorway, .trunk: "road road-a"
                case .primary, .secondary: "road road-b"
                default: "road road-c"
                }
            return d.isEmpty ? .empty : .tag("path", [.cls(style), Attribute("d", d)])
        }
    }

    private func tracks(_ project: Projection) -> [Node] {
        let thin = LineSimplifier(tolerance: project.metres(perUnits: 10))
        let d = layers.tracks.filter { $0.count > 1 }.map { project.path(thin($0)) }.joined()
        return d.isEmpty ? [] : [.tag("path", [.cls("track"), Attribute("d", d)])]
    }

    private func sites(_ project: Projection) -> [Node] {
        complexes.compactMap { site in
            guard let point = LonLat(site.location), project.isInside(point) else { return nil }
            let (x, y) = project(point)
            return Drawing.dot(Double(x), Double(y), 70, "site")
        }
    }

    private func hotspots(_ project: Projection) -> [Node] {
        let shown = layers.hotspots.filter { $0.hotspot.unit == unit }
        var taken: [(Int, Int)] = []
        let lines = shown.reversed().map { layer in
            Node.tag(
                "path",
                [
                    layer.hotspot.isAboveAverage ? .cls("spot spot-high") : .cls("spot"),
                    Attribute("d", layer.lines.map { project.path($0, minimum: 60) }.joined()),
                ]
            )
        }
        let names = shown.prefix(20).flatMap { layer -> [Node] in
            guard let line = layer.lines.max(by: { $0.count < $1.count }), !line.isEmpty
            else { return [] }
            let (x, y) = project(line[line.count / 2])
            // Ranks that would cover each other give way to the better one.
            guard !taken.contains(where: { abs($0.0 - x) < 260 && abs($0.1 - y) < 230 })
            else { return [] }
            taken.append((x, y))
            return [
                Drawing.label(
                    Double(x) + 90,
                    Double(y) - 60,
                    String(layer.hotspot.rank),
                    "spot-name"
                )
            ]
        }
        return lines + names
    }

    private func scaleBar(_ view: MapExtent, _ height: Double) -> [Node] {
        let metresWide = (view.east - view.west) * view.shrink * 1.1132
        let length = LinearScale.niceTop(metresWide / 6)
        let units = width * length / metresWide
        let y = height - 260
        let text = { (language: Language) -> String in
            length >= 1000
                ? NumberText(language).kilometres(
                    Metres(length),
                    decimals: length.truncatingRemainder(dividingBy: 1000) == 0 ? 0 : 1
                )
                : NumberText(language).metres(Metres(length))
        }
        return [
            Drawing.path(
                [(260, y - 90), (260, y), (260 + units, y), (260 + units, y - 90)],
                "scale-bar",
                closed: false
            )
        ]
            + Language.allCases.map { language in
                .tag(
                    "text",
                    [
                        Attribute("class", "scale-text l l-\(language.rawValue)"),
                        Attribute("x", "320"), Attribute("y", Drawing.number(y - 70)),
                    ],
                    value: text(language)
                )
            }
    }
}
