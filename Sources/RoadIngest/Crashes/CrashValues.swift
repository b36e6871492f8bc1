/// The texts of one card by field; a field the card lacks or leaves empty is absent.
internal struct CrashValues {
    private var texts = [String?](repeating: nil, count: CrashField.allCases.count)

    /// The text of a field, trimmed; `NULL` in any case counts as empty.
    subscript(field: CrashField) -> String? {
        get { texts[field.index] }
        set {
            let text = trimmed(newValue ?? "")
            let isNull = text.utf8.count == 4 && text.lowercased() == "null"
            texts[field.index] = text.isEmpty || isNull ? nil : text
        }
    }
}

extension CrashField {
    /// The field's place in `allCases`.
    fileprivate var index: Int {
        switch self {
        case .id: 0
        case .time: 1
        case .latitude: 2
        case .longitude: 3
        case .severity: 4
        case .killed: 5
        case .injured: 6
        case .children: 7
        case .type: 8
        case .road: 9
        case .heading: 10
        case .accuracy: 11
        case .conditions: 12
        }
    }
}
