/// The QML text of a rule-based style.
struct StyleDocument {
    /// The rules, in legend order.
    let rules: [StyleRule]

    /// The document: `qgis` › `renderer-v2` › `rules` and `symbols`.
    var text: String {
        let ruleNodes = rules.enumerated().map { index, rule in
            Node.tag(
                "rule",
                [
                    Attribute("key", key(index + 1)), Attribute("symbol", "\(index)"),
                    Attribute("label", rule.label), Attribute("filter", rule.filter),
                ]
            )
        }
        let symbols = rules.enumerated().map { index, rule in symbol(index, rule.symbol) }
        let root = Node.tag(
            "qgis",
            [
                Attribute("version", "3.22.0"),
                Attribute("styleCategories", "Symbology"),
            ],
            [
                .tag(
                    "renderer-v2",
                    [
                        Attribute("type", "RuleRenderer"), Attribute("symbollevels", "0"),
                        Attribute("enableorderby", "0"), Attribute("forceraster", "0"),
                        Attribute("referencescale", "-1"),
                    ],
                    [
                        .tag("rules", [Attribute("key", key(0))], ruleNodes),
                        .tag("symbols", [], symbols),
                    ]
                ),
                .tag("blendMode", [], value: "0"),
                .tag("layerOpacity", [], value: "1"),
            ]
        )
        return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + root.markup + "\n"
    }

    /// QGIS wants every rule to have a key of this form; a count keeps the bytes the same.
    private func key(_ number: Int) -> String {
        "{00000000-0000-4000-8000-\(String(repeating: "0", count: number < 10 ? 11 : 10))\(number)}"
    }

    private func symbol(_ index: Int, _ symbol: StyleRule.Symbol) -> Node {
        let kind: String
        let layer: Node
        switch symbol {
        case .line(let colour, let width, let widthByRate):
            kind = "line"
            layer = symbolLayer(
                "SimpleLine",
                [
                    ("capstyle", "round"), ("joinstyle", "round"),
                    ("line_color", "\(colour),255"), ("line_style", "solid"),
                    ("line_width", Drawing.number2(width)), ("line_width_unit", "MM"),
                ],
                widthByRate
                    ? ("outlineWidth", "scale_linear(coalesce(\"rate\", 0), 0, 10, 1, 2.6)") : nil
            )
        case .marker(let shape, let colour, let size):
            kind = "marker"
            layer = symbolLayer(
                "SimpleMarker",
                [
                    ("color", "\(colour),255"), ("name", shape),
                    ("outline_color", "255,255,255,255"), ("outline_style", "solid"),
                    ("outline_width", "0.2"), ("outline_width_unit", "MM"),
                    ("size", Drawing.number2(size)), ("size_unit", "MM"),
                ],
                nil
            )
        }
        return .tag(
            "symbol",
            [
                Attribute("type", kind), Attribute("name", "\(index)"), Attribute("alpha", "1"),
                Attribute("clip_to_extent", "1"), Attribute("force_rhr", "0"),
            ],
            [layer]
        )
    }

    private func symbolLayer(
        _ name: String,
        _ properties: [(String, String)],
        _ dynamic: (String, String)?
    ) -> Node {
        let options = properties.map { option($0.0, "QString", $0.1) }
        let old = properties.map {
            Node.tag("prop", [Attribute("k", $0.0), Attribute("v", $0.1)])
        }
        var nodes = [Node.tag("Option", [Attribute("type", "Map")], options)] + old
        if let (property, expression) = dynamic {
            let inner = Node.tag(
                "Option",
                [Attribute("name", property), Attribute("type", "Map")],
                [
                    option("active", "bool", "true"), option("expression", "QString", expression),
                    option("type", "int", "3"),
                ]
            )
            nodes.append(
                .tag(
                    "data_defined_properties",
                    [],
                    [
                        .tag(
                            "Option",
                            [Attribute("type", "Map")],
                            [
                                option("name", "QString", ""),
                                .tag(
                                    "Option",
                                    [
                                        Attribute("name", "properties"), Attribute("type", "Map"),
                                    ],
                                    [inner]
                                ),
                                option("type", "QString", "collection"),
                            ]
                        )
                    ]
                )
            )
        }
        return .tag(
            "layer",
            [
                Attribute("class", name), Attribute("enabled", "1"), Attribute("locked", "0"),
                Attribute("pass", "0"),
            ],
            nodes
        )
    }

    private func option(_ name: String, _ type: String, _ value: String) -> Node {
        .tag(
            "Option",
            [Attribute("name", name), Attribute("type", type), Attribute("value", value)]
        )
    }
}

extension Drawing {
    /// A size with up to two decimals, always with a point.
    static func number2(_ value: Double) -> String {
        let units = Int((value * 100).rounded())
        return "\(units / 100).\(units % 100 < 10 ? "0" : "")\(units % 100)"
    }
}
