/// A script, a style sheet or a block of numbers that stands in the page itself.
///
/// Text inside `<script>` and `<style>` is not escaped by HTML, so each maker takes out what could
/// end the element early.
package struct InlineCode: Sendable {
    let markup: String

    private init(markup: String) { self.markup = markup }

    /// A script; `</script` and `<!--` inside it are written so that they do not end it, and the
    /// reference to a source map, which a browser could follow, is taken out.
    package static func script(_ source: String) -> InlineCode {
        let safe = withoutSourceMap(source)
            .replacingAll("</script", with: "<\\/script").replacingAll("<!--", with: "<\\!--")
        return InlineCode(markup: "<script>\(safe)</script>")
    }

    /// A style sheet; every `url(…)` and `@import` in it becomes harmless.
    package static func style(_ source: String) -> InlineCode {
        let safe = withoutURLs(withoutSourceMap(source))
            .replacingAll("@import", with: "@none").replacingAll("</style", with: "")
        return InlineCode(markup: "<style>\(safe)</style>")
    }

    /// JSON for the page's script, already encoded with `Escaping.jsonString`.
    package static func json(id: StaticString, _ json: String) -> InlineCode {
        InlineCode(
            markup: "<script type=\"application/json\" id=\"\(id)\">"
                + json.replacingAll("<", with: "\\u003c") + "</script>"
        )
    }

    /// A comment for readers of the source, for example a licence.
    package static func comment(_ text: String) -> InlineCode {
        let safe = text.replacingAll("--", with: "- -").replacingAll(">", with: ")")
        return InlineCode(markup: safe.isEmpty ? "" : "<!-- \(safe) -->")
    }

    private static func withoutSourceMap(_ source: String) -> String {
        source.split(separator: "\n", omittingEmptySubsequences: false)
            .filter {
                !$0.hasPrefix("//# sourceMappingURL") && !$0.hasPrefix("/*# sourceMappingURL")
            }
            .joined(separator: "\n")
    }

    private static func withoutURLs(_ source: String) -> String {
        var text = ""
        for (index, part) in source.splitAll("url(").enumerated() {
            if index == 0 {
                text += part
            } else if let end = part.firstIndex(of: ")") {
                text += "none" + part[part.index(after: end)...]
            }
        }
        return text
    }
}

extension String {
    /// The parts between occurrences of a non-empty separator.
    func splitAll(_ separator: String) -> [String] {
        guard !separator.isEmpty else { return [self] }
        let (text, mark) = (Array(utf8), Array(separator.utf8))
        var parts: [String] = []
        var (start, place) = (0, 0)
        while place + mark.count <= text.count {
            if text[place] == mark[0], text[place..<(place + mark.count)].elementsEqual(mark) {
                parts.append(String(decoding: text[start..<place], as: UTF8.self))
                place += mark.count
                start = place
            } else {
                place += 1
            }
        }
        parts.append(String(decoding: text[start...], as: UTF8.self))
        return parts
    }

    /// The text with every occurrence of one piece replaced.
    func replacingAll(_ piece: String, with other: String) -> String {
        splitAll(piece).joined(separator: other)
    }
}
