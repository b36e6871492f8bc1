/// Escaping of text for HTML and XML.
package enum Escaping {
    /// Adds a text so that it can mean nothing but itself, between tags and in quoted attributes.
    ///
    /// Control characters that XML forbids and marks that turn the direction of reading are left
    /// out: a road's name must not be able to reorder the line it stands in.
    package static func append(_ text: String, to markup: inout String) {
        for scalar in text.unicodeScalars where isVisible(scalar) {
            switch scalar.value {
            case 0x26: markup += "&amp;"
            case 0x3C: markup += "&lt;"
            case 0x3E: markup += "&gt;"
            case 0x22: markup += "&quot;"
            case 0x27: markup += "&#39;"
            default: markup.unicodeScalars.append(scalar)
            }
        }
    }

    /// The text without the characters that `append` leaves out.
    package static func visible(_ text: String) -> String {
        var result = ""
        result.unicodeScalars.append(contentsOf: text.unicodeScalars.filter(isVisible))
        return result
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,
            0xFFFE, 0xFFFF:
            false
        default: true
        }
    }

    /// The text escaped.
    package static func escaped(_ text: String) -> String {
        var markup = ""
        append(text, to: &markup)
        return markup
    }

    /// A string literal of JSON that may stand inside a `<script>` element: `<`, `>`, `&` and the
    /// line separators of JavaScript are written as escapes.
    package static func jsonString(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: json += "\\\""
            case 0x5C: json += "\\\\"
            case 0x00...0x1F, 0x3C, 0x3E, 0x26, 0x2028, 0x2029, 0x7F:
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
