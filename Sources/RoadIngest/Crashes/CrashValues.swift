/// The texts of one card by field; a field the card lacks or leaves empty is absent.
internal struct CrashValues {
    private var texts = [String?](repeating: nil, count: CrashField.allCases.count)
    private static let order = Dictionary(
        uniqueKeysWithValues: zip(CrashField.allCases, CrashField.allCases.indices)
    )

    /// The text of a field, trimmed; `NULL` in any case counts as empty.
    subscript(field: CrashField) -> String? {
        get { Self.order[field].flatMap { texts[$0] } }
        set {
            guard let index = Self.order[field] else { return }
            let text = trimmed(newValue ?? "")
            texts[index] = text.isEmpty || text.lowercased() == "null" ? nil : text
        }
    }
}
