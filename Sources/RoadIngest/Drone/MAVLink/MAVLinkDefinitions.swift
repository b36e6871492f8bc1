/// The messages that Jol knows by their fields, written compactly.
///
/// `Tools/generate/mavlink-definitions` writes the tables from the message definitions that the
/// MAVLink project publishes (`ardupilotmega.xml` and what it includes): only numbers, names, types
/// and order. A message is its number, its name and its fields in the order of declaration; a type holds for
/// all names after it until the next type, `[n]` makes an array, and what follows `|` are
/// extensions. A mistake here would show as packets whose checksum does not fit.
package enum MAVLinkDefinitions {
    /// All definitions by number.
    package static let byID: [UInt32: MAVLinkMessage] = {
        var messages: [UInt32: MAVLinkMessage] = [:]
        for text in [common, control, arduPilot, extended, devices, vendors] {
            for message in parse(text) { messages[message.id] = message }
        }
        return messages
    }()

    /// What tells sound packets of the messages without fields here.
    struct Check: Sendable {
        /// The byte that joins the checksum.
        var crcExtra: UInt8
        /// The length of the payload in version 1.
        var baseByteCount: Int
    }

    /// Messages of the published sets that are not decoded, by number.
    static let checksByID: [UInt32: Check] = {
        var found: [UInt32: Check] = [:]
        for word in checks.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let numbers = word.split(separator: ":").compactMap { UInt32($0) }
            guard numbers.count == 4 else { continue }
            found[numbers[0]] = Check(
                crcExtra: UInt8(truncatingIfNeeded: numbers[1]),
                baseByteCount: Int(numbers[2])
            )
        }
        return found
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
