import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Whether Foundation's XML parser reads a text to its end without an error.
func isWellFormedXML(_ text: String) -> Bool {
    XMLParser(data: Data(text.utf8)).parse()
}

/// The pieces of a page between two marks, for example all `<svg …>…</svg>`.
func pieces(of page: String, from start: String, to end: String) -> [String] {
    page.components(separatedBy: start).dropFirst().compactMap { part in
        part.range(of: end).map { start + part[..<$0.upperBound] }
    }
}
