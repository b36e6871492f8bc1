import RoadModel

/// A part of the page with a heading of its own.
protocol ReportSection {
    /// The name that links within the page use.
    var anchor: StaticString { get }
    /// The heading, for the list of contents.
    var title: PageText { get }
    /// The section with all its languages.
    var node: Node { get }
}

extension ReportSection {
    /// A section element around content.
    func framed(_ children: [Node]) -> Node {
        .tag("section", [Attribute("id", "\(anchor)")], children)
    }
}
