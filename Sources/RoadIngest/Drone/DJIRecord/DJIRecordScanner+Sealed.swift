import RoadModel

extension DJIRecordScanner {
    /// Starts the next part of a record that was continued after a crash.
    private static let nextPart: UInt8 = 50
    /// Holds the encrypted key of one group.
    private static let keyStorage: UInt8 = 56

    /// Takes in a record of version 13 or later.
    ///
    /// - Returns: Whether its content could be had, or is not needed.
    mutating func acceptSealed(
        _ bytes: RawSpan,
        payload: Range<Int>,
        type: UInt8,
        at position: Int,
        mask: UInt64?
    ) -> Bool {
        if type == Self.nextPart {
            cipher?.startNextPart()
            file.storedKeys.append([])
            return true
        }
        if type == Self.keyStorage {
            let length = unmask(bytes, payload, type: type, mask: mask)
            storeKey(length)
            return true
        }
        guard let feature = cipher?.features[Int(type)] else { return true }
        let isWanted = DJIRecordType.isDecoded(type)
        guard feature != DJIFeature.plain else {
            if isWanted {
                decode(unmask(bytes, payload, type: type, mask: mask), type: type, at: position)
            }
            return true
        }
        guard cipher?.hasKey(feature) == true else {
            if isWanted { file.recordsWithoutKey += 1 }
            return true
        }
        let length = unmask(bytes, payload, type: type, mask: mask)
        var sealed = [UInt8](repeating: 0, count: length)
        for index in 0..<length {
            sealed[index] = UInt8(truncatingIfNeeded: plain[index / 8] >> UInt64(index % 8 * 8))
        }
        guard let content = cipher?.open(sealed, feature, isWanted: isWanted) else {
            file.recordsSealed += 1
            return !isWanted
        }
        guard isWanted else { return true }
        file.recordsOpened += 1
        put(content)
        decode(content.count, type: type, at: position)
        return true
    }

    private mutating func put(_ content: [UInt8]) {
        for word in 0..<min((content.count + 7) / 8, plain.count) {
            var value: UInt64 = 0
            for index in 0..<8 where word * 8 + index < content.count {
                value |= UInt64(content[word * 8 + index]) << UInt64(index * 8)
            }
            plain[word] = value
        }
    }

    /// Keeps the encrypted key whose record has just been unmasked.
    private mutating func storeKey(_ length: Int) {
        guard let key = Self.storedKey(plain, length) else { return }
        if file.storedKeys.isEmpty { file.storedKeys.append([]) }
        let last = file.storedKeys.count - 1
        file.storedKeys[last].append(key)
    }

    /// A group, `uint16` length and the encrypted key.
    private static func storedKey(_ plain: [UInt64], _ length: Int) -> DJIStoredKey? {
        let content = plain.span.bytes
        guard length >= 4, let feature = content.uint16(at: 0), let count = content.uint16(at: 2),
            Int(count) <= length - 4, (1..<DJIFeature.count).contains(Int(feature))
        else { return nil }
        var key: [UInt8] = []
        for index in 0..<Int(count) { key.append(content.uint8(at: 4 + index) ?? 0) }
        return DJIStoredKey(feature: Int(feature), sealed: key)
    }
}
