/// Texts of others in tables that leave the house.
enum DeliveredText {
    /// A text that neither a spreadsheet nor a browser runs.
    ///
    /// A leading sign of a formula gets an apostrophe before it, angle brackets become quotation marks
    /// of the same look, and marks that turn the reading direction or steer a terminal are left out.
    static func harmless(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x3C: clean.append("\u{2039}")
            case 0x3E: clean.append("\u{203A}")
            case 0...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E,
                0x2066...0x2069:
                break
            default: clean.append(scalar)
            }
        }
        let result = String(clean)
        guard let first = result.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
            Double(result) == nil
        else { return result }
        return "'" + result
    }
}
