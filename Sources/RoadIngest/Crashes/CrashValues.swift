/// The texts of one card by field; a field the card lacks or leaves empty is absent.
internal struct CrashValues {
    private var texts: [CrashField: String] = [:]

    /// The text of a field, trimmed; `NULL` in any case counts as empty.
    subscript(field: CrashField) -> String? {
        get { texts[field] }
        set {
            let text = trimmed(newValue ?? "")
            let isNull = text.utf8.count == 4 && text.lowercased() == "null"
            texts[field] = text.isEmpty || isNull ? nil : text
        }
    }
}
