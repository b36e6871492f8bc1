import RoadModel

/// Parts of a drawing and the frame that makes it readable without eyes.
enum Drawing {
    /// A coordinate with one decimal, always with a point.
    static func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e12 else { return "0" }
        let tenths = Int((value * 10).rounded())
        let whole = tenths.magnitude / 10
        let rest = tenths.magnitude % 10
        return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
    }

    /// A whole drawing with title and description.
    static func frame(
        id: String,
        width: Double,
        height: Double,
        title: String,
        summary: Node,
        language: Language,
        _ children: [Node]
    ) -> Node {
        .tag(
            "svg",
            [
                Attribute("xmlns", "http://www.w3.org/2000/svg"), .cls("chart"),
                Attribute("viewBox", "0 0 \(number(width)) \(number(height))"),
                Attribute("role", "img"), Attribute("lang", language.rawValue),
                Attribute("aria-labelledby", "\(id)-t \(id)-d"),
            ],
            [
                .tag("title", [Attribute("id", "\(id)-t")], [.words(title, language)]),
                .tag("desc", [Attribute("id", "\(id)-d")], [summary]),
            ] + children
        )
    }

    /// A straight line.
    static func line(
        _ x1: Double,
        _ y1: Double,
        _ x2: Double,
        _ y2: Double,
        _ style: StaticString
    ) -> Node {
        .tag(
            "line",
            [
                .cls(style), Attribute("x1", number(x1)), Attribute("y1", number(y1)),
                Attribute("x2", number(x2)), Attribute("y2", number(y2)),
            ]
        )
    }

    /// A rectangle; a negative size draws nothing.
    static func box(
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        _ style: StaticString,
        fill: String? = nil
    ) -> Node {
        var attributes: [Attribute] = [
            .cls(style), Attribute("x", number(x)), Attribute("y", number(y)),
            Attribute("width", number(max(0, width))),
            Attribute("height", number(max(0, height))),
        ]
        if let fill { attributes.append(Attribute("fill", fill)) }
        return .tag("rect", attributes)
    }

    /// A dot.
    static func dot(_ x: Double, _ y: Double, _ radius: Double, _ style: StaticString) -> Node {
        .tag(
            "circle",
            [
                .cls(style), Attribute("cx", number(x)), Attribute("cy", number(y)),
                Attribute("r", number(radius)),
            ]
        )
    }

    /// Where a text is held.
    enum Anchor: String {
        case start, middle, end
    }

    /// A text that holds numbers or names.
    static func label(
        _ x: Double,
        _ y: Double,
        _ text: String,
        _ style: StaticString,
        _ anchor: Anchor = .start
    ) -> Node {
        .tag("text", place(x, y, style, anchor), [.value(text)])
    }

    /// A text of the catalogue.
    static func words(
        _ x: Double,
        _ y: Double,
        _ text: String,
        _ language: Language,
        _ style: StaticString,
        _ anchor: Anchor = .start
    ) -> Node {
        .tag("text", place(x, y, style, anchor), [.words(text, language)])
    }

    /// A path through points; `closed` fills it.
    static func path(_ points: [(Double, Double)], _ style: StaticString, closed: Bool) -> Node {
        guard let first = points.first else { return .empty }
        var d = "M\(number(first.0)) \(number(first.1))"
        for point in points.dropFirst() { d += "L\(number(point.0)) \(number(point.1))" }
        if closed { d += "Z" }
        return .tag("path", [.cls(style), Attribute("d", d)])
    }

    /// A hatched filling that a box can name as `url(#id)`.
    static func hatch(id: String) -> Node {
        .tag(
            "pattern",
            [
                Attribute("id", id), Attribute("width", "6"), Attribute("height", "6"),
                Attribute("patternUnits", "userSpaceOnUse"),
                Attribute("patternTransform", "rotate(45)"),
            ],
            [line(0, 0, 0, 6, "hatch")]
        )
    }

    private static func place(
        _ x: Double,
        _ y: Double,
        _ style: StaticString,
        _ anchor: Anchor
    ) -> [Attribute] {
        var attributes: [Attribute] = [
            .cls(style), Attribute("x", number(x)), Attribute("y", number(y)),
        ]
        if anchor != .start { attributes.append(Attribute("text-anchor", anchor.rawValue)) }
        return attributes
    }
}
