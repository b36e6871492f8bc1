/// A record's shape as an `F` message defines it.
package struct ULogFormat: Sendable, Hashable {
    /// The format's name, for example `vehicle_attitude`.
    package let name: String
    /// The fields in the order of their bytes; at least one.
    package let fields: [ULogField]

    /// Reads `name:type field;type field;`; `nil` when the text does not follow the form.
    package init?(definition: String) {
        guard let colon = definition.firstIndex(of: ":") else { return nil }
        let name = definition[..<colon]
        guard ULogField.isIdentifier(name) else { return nil }
        var fields: [ULogField] = []
        for part in definition[definition.index(after: colon)...].split(separator: ";") {
            guard let field = ULogField(definition: part) else { return nil }
            fields.append(field)
        }
        guard !fields.isEmpty else { return nil }
        (self.name, self.fields) = (String(name), fields)
    }
}
