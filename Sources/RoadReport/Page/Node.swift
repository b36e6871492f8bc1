package import RoadModel

/// A piece of a page: markup is written only by this type, and every text is escaped.
///
/// Element and attribute names are `StaticString`, so they cannot come from a record. There is no
/// case for raw markup; scripts and style sheets are the library's own, held by `InlineCode`.
package indirect enum Node: Sendable {
    /// Text that the catalogue wrote in one language; the linter reads it.
    case words(String, Language)
    /// Text from records, names and numbers; escaped like any other, not read by the linter.
    case value(String)
    /// An element with attributes and children.
    case element(StaticString, [Attribute], [Node])
    /// Several nodes without an element of their own.
    case group([Node])
    /// A script or style sheet of the library itself.
    case code(InlineCode)

    /// Nothing.
    package static let empty = Node.group([])

    /// An element.
    package static func tag(
        _ name: StaticString,
        _ attributes: [Attribute] = [],
        _ children: [Node] = []
    ) -> Node {
        .element(name, attributes, children)
    }

    /// An element around one text from records.
    package static func tag(
        _ name: StaticString,
        _ attributes: [Attribute] = [],
        value: String
    ) -> Node {
        .element(name, attributes, [.value(value)])
    }

    /// The markup.
    package var markup: String {
        var text = ""
        write(to: &text)
        return text
    }

    /// Adds the markup to a text.
    package func write(to text: inout String) {
        switch self {
        case .words(let words, _): Escaping.append(words, to: &text)
        case .value(let value): Escaping.append(value, to: &text)
        case .group(let nodes):
            for node in nodes { node.write(to: &text) }
        case .code(let code): text += code.markup
        case .element(let name, let attributes, let children):
            text += "<\(name)"
            for attribute in attributes {
                text += " \(attribute.name)=\""
                Escaping.append(attribute.value, to: &text)
                text += "\""
            }
            text += ">"
            for child in children { child.write(to: &text) }
            if !Node.isVoid(name) { text += "</\(name)>" }
        }
    }

    /// Every text of the catalogue in one language, in page order, one per line.
    package func prose(_ language: Language) -> String {
        var lines: [String] = []
        collectProse(language, into: &lines)
        return lines.joined(separator: "\n")
    }

    private func collectProse(_ language: Language, into lines: inout [String]) {
        switch self {
        case .words(let words, let spoken): if spoken == language { lines.append(words) }
        case .value, .code: break
        case .group(let nodes), .element(_, _, let nodes):
            for node in nodes { node.collectProse(language, into: &lines) }
        }
    }

    private static func isVoid(_ name: StaticString) -> Bool {
        switch "\(name)" {
        case "meta", "br", "col", "input", "hr": true
        default: false
        }
    }
}
