/// The messages that Jol knows by their fields, written compactly.
///
/// A message is its number, its name and its fields in the order of declaration; a type holds for
/// all names after it until the next type, `[n]` makes an array, and what follows `|` are
/// extensions. Only names and types of the published sets `common.xml` and `ardupilotmega.xml`;
/// a mistake here would show as packets whose checksum does not fit.
package enum MAVLinkDefinitions {
    /// All definitions by number.
    package static let byID: [UInt32: MAVLinkMessage] = {
        var messages: [UInt32: MAVLinkMessage] = [:]
        for text in [common, arduPilot, extended] {
            for message in parse(text) { messages[message.id] = message }
        }
        return messages
    }()

    private static func parse(_ text: String) -> [MAVLinkMessage] {
        var messages: [MAVLinkMessage] = []
        var id: UInt32 = 0
        var name = ""
        var fields: [MAVLinkField] = []
        var type = MAVLinkScalar.uint8
        var elements = 0
        var isExtension = false
        func close() {
            if !name.isEmpty {
                messages.append(MAVLinkMessage(id: id, name: name, declared: fields))
            }
        }
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if let number = UInt32(word) {
                close()
                (id, name, fields, isExtension) = (number, "", [], false)
            } else if name.isEmpty {
                name = String(word)
            } else if word == "|" {
                isExtension = true
            } else if let found = declaredType(word) {
                (type, elements) = found
            } else {
                fields.append(
                    MAVLinkField(
                        name: String(word),
                        type: type,
                        elements: elements,
                        offset: 0,
                        isExtension: isExtension
                    )
                )
            }
        }
        close()
        return messages
    }

    private static func declaredType(_ word: Substring) -> (MAVLinkScalar, Int)? {
        guard let bracket = word.firstIndex(of: "[") else {
            return MAVLinkScalar(rawValue: String(word)).map { ($0, 0) }
        }
        guard let type = MAVLinkScalar(rawValue: String(word[..<bracket])),
            let count = Int(word[word.index(after: bracket)...].dropLast())
        else { return nil }
        return (type, count)
    }
}
