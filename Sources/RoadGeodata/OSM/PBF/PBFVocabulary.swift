/// The keys and values that decide something, ready to be compared with a block's strings.
struct PBFVocabulary: Sendable {
    /// What a string means as a key or value; 255 stands for "nothing".
    struct Meaning: Sendable {
        var wayKey: UInt8 = 255
        var relationKey: UInt8 = 255
        var pointKey: UInt8 = 255
        var isRoad = false
        var isPointKind = false
        var role: UInt8 = OSMMember.Role.other.rawValue

        /// Whether the string means nothing here.
        var isNothing: Bool {
            wayKey == 255 && relationKey == 255 && pointKey == 255 && !isRoad && !isPointKind
                && role == OSMMember.Role.other.rawValue
        }
    }

    private struct Entry: Sendable {
        var text: [UInt8]
        var meaning: Meaning
    }

    // Entries by length of their text.
    private let byLength: [[Entry]]

    /// The vocabulary of the importer.
    init() {
        var meanings: [[UInt8]: Meaning] = [:]
        for key in OSMWayKey.allCases {
            meanings[Array("\(key.text)".utf8), default: Meaning()].wayKey = UInt8(key.rawValue)
        }
        for key in OSMRelationKey.allCases {
            let text = Array("\(key.text)".utf8)
            meanings[text, default: Meaning()].relationKey = UInt8(key.rawValue)
            // Relations have columns for `name:kk` and its like; ways keep them in one list.
            if text.starts(with: "name:".utf8) {
                let list = UInt8(OSMWayKey.languageNames.rawValue)
                meanings[text, default: Meaning()].wayKey = list
            }
        }
        for key in OSMPointKey.allCases {
            meanings[Array("\(key.text)".utf8), default: Meaning()].pointKey = UInt8(key.rawValue)
        }
        for value in OSMRoadRules.drivable {
            meanings[Array("\(value.value)".utf8), default: Meaning()].isRoad = true
        }
        for value in OSMPointKind.values {
            meanings[Array(value.utf8), default: Meaning()].isPointKind = true
        }
        for (text, role) in [("from", OSMMember.Role.from), ("to", .to), ("via", .via)] {
            meanings[Array(text.utf8), default: Meaning()].role = role.rawValue
        }
        let longest = meanings.keys.map(\.count).max() ?? 0
        var byLength = [[Entry]](repeating: [], count: longest + 1)
        for (text, meaning) in meanings {
            byLength[text.count].append(Entry(text: text, meaning: meaning))
        }
        self.byLength = byLength.map { entries in
            entries.sorted { $0.text.lexicographicallyPrecedes($1.text) }
        }
    }

    /// What a string means.
    func meaning(of text: UnsafeBufferPointer<UInt8>) -> Meaning {
        if text.count < byLength.count {
            for entry in byLength[text.count] where Self.equal(entry.text, text) {
                return entry.meaning
            }
        }
        // `name:` and a language of two or three letters, perhaps with a script behind it.
        var meaning = Meaning()
        if text.count >= 7, Self.begins(text, with: "name:"), Self.isLanguage(text) {
            meaning.wayKey = UInt8(OSMWayKey.languageNames.rawValue)
        }
        return meaning
    }

    private static func equal(_ a: [UInt8], _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        for i in 0..<a.count where a[i] != b[i] { return false }
        return true
    }

    private static func begins(
        _ text: UnsafeBufferPointer<UInt8>,
        with start: StaticString
    ) -> Bool {
        for i in 0..<start.utf8CodeUnitCount where text[i] != start.utf8Start[i] { return false }
        return true
    }

    private static func isLanguage(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= 12 else { return false }
        for i in 5..<text.count {
            let byte = text[i]
            let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
            guard isLetter || byte == 0x2D || byte == 0x5F else { return false }
        }
        return true
    }
}
