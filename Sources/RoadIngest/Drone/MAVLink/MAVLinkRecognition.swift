/// Knows MAVLink logs by their first packets.
enum MAVLinkRecognition {
    /// How far into the file packets are looked for.
    private static let horizon = 4096

    /// The length of the time before each packet: 8, 0 in a stream without times; `nil` when the
    /// bytes are no MAVLink log.
    ///
    /// Two packets must follow each other, or one end the file, and the checksum of the first fit
    /// a known message: three bytes that random content has right once in 10⁷ places.
    static func stampByteCount(_ bytes: RawSpan) -> Int? {
        var scanner: MAVLinkScanner?
        for mark in 0..<min(bytes.byteCount, horizon) {
            guard let first = bytes.uint8(at: mark),
                first == MAVLinkFrame.mark1 || first == MAVLinkFrame.mark2
            else { continue }
            let frame = MAVLinkFrame(bytes, at: mark)
            guard frame.byteCount > 0, let message = MAVLinkDefinitions.byID[frame.messageID]
            else { continue }
            let checker = scanner ?? MAVLinkScanner(byteCount: 0, stampByteCount: 0)
            scanner = checker
            guard checker.extra(bytes, frame, at: mark) == Int(message.crcExtra) else { continue }
            let end = mark + frame.byteCount
            let isStamped = isMark(bytes, at: end + 8) || mark == 8
            if isStamped, mark >= 8 { return 8 }
            if isMark(bytes, at: end) || mark == 0 { return 0 }
        }
        return nil
    }

    private static func isMark(_ bytes: RawSpan, at place: Int) -> Bool {
        let byte = bytes.uint8(at: place)
        return byte == MAVLinkFrame.mark1 || byte == MAVLinkFrame.mark2
    }
}
