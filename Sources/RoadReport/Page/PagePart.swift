/// A section after its content was made, once.
struct PagePart {
    /// The name that links within the page use.
    let anchor: StaticString
    /// The heading.
    let title: PageText
    /// The content.
    let node: Node

    /// Whether there is nothing to show.
    var isEmpty: Bool {
        if case .group(let nodes) = node { nodes.isEmpty } else { false }
    }
}
