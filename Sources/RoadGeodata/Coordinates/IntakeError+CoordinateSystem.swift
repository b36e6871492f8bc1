import RoadModel

extension IntakeError {
    /// The error for a source that does not say what its coordinates mean.
    static func crsMissing(subject: String) -> IntakeError {
        IntakeError(
            .crsMissing,
            subject: subject,
            detail: "No coordinate system is declared, so its coordinates have no place on Earth.",
            remedy: "State the system with --source-crs, for example --source-crs EPSG:4326."
        )
    }

    /// The error for a text that names no usable coordinate system.
    static func crsUnknown(_ text: String, reason: String) -> IntakeError {
        let shown = text.count > 80 ? String(text.prefix(80)) + "…" : text
        return IntakeError(
            .crsUnknown,
            subject: shown,
            detail: reason.isEmpty
                ? "PROJ does not know this coordinate system."
                : "PROJ does not accept this coordinate system: \(reason).",
            remedy: "Use a code such as EPSG:32643, or the full WKT or PROJ definition."
        )
    }
}

extension String {
    /// The text without spaces, tabs and line ends at either end.
    func trimmingSpaces() -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
        let bytes = self.utf8
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[first...last])
    }
}
