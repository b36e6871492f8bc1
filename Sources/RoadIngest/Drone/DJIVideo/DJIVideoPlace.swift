/// Where an unknown protocol keeps the position: found by its shape, and therefore unverified.
///
/// The shape: a message of an optional unit (0 or 1) in field 1 and two doubles in fields 2 and 3
/// that are a latitude and a longitude, not both 0.
struct DJIVideoPlace {
    /// How deep messages are searched.
    private static let deepest = 6

    /// Field numbers from the outermost message to the one with that shape.
    private let path: [UInt64]

    /// Searches one sample; `nil` when nothing in it has the shape.
    init?(searching bytes: RawSpan, _ range: Range<Int>) {
        guard let path = Self.search(bytes, range, []) else { return nil }
        self.path = path
    }

    /// Reads the position from a sample; `false` when the sample breaks protobuf's rules.
    func read(_ bytes: RawSpan, _ range: Range<Int>, into frame: inout DJIVideoFrame) -> Bool {
        var range = range
        var isWhole = true
        for wanted in path {
            var fields = ProtobufFields(range)
            var found: Range<Int>?
            while let (number, value) = fields.next(bytes) {
                if number == wanted, case .bytes(let content) = value { found = content }
            }
            isWhole = isWhole && !fields.isBroken
            guard let found else { return isWhole }
            range = found
        }
        if let position = Self.position(bytes, range) {
            frame.hasPosition = true
            frame.isInDegrees = position.isInDegrees
            (frame.latitude, frame.longitude) = (position.latitude, position.longitude)
        }
        return isWhole
    }

    /// Whether the outermost message keeps protobuf's rules.
    static func isWhole(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        var fields = ProtobufFields(range)
        while fields.next(bytes) != nil {}
        return !fields.isBroken
    }

    private static func search(
        _ bytes: RawSpan,
        _ range: Range<Int>,
        _ path: [UInt64]
    ) -> [UInt64]? {
        if let position = position(bytes, range), position.latitude != 0 || position.longitude != 0
        {
            return path
        }
        guard path.count < deepest else { return nil }
        var fields = ProtobufFields(range)
        while let (number, value) = fields.next(bytes) {
            if case .bytes(let content) = value, content.count >= 18,
                let found = search(bytes, content, path + [number])
            {
                return found
            }
        }
        return nil
    }

    /// The position in a message of that shape; `nil` for any other message.
    private static func position(
        _ bytes: RawSpan,
        _ range: Range<Int>
    ) -> (isInDegrees: Bool, latitude: Double, longitude: Double)? {
        var fields = ProtobufFields(range)
        var isInDegrees = false
        var (latitude, longitude) = (Double.nan, Double.nan)
        while let (number, value) = fields.next(bytes) {
            switch (number, value) {
            case (1, .varint(let unit)):
                guard unit <= 1 else { return nil }
                isInDegrees = unit == 1
            case (2, .fixed64(let word)): latitude = Double(bitPattern: word)
            case (3, .fixed64(let word)): longitude = Double(bitPattern: word)
            case (1...3, _): return nil
            default: break
            }
        }
        let scale = isInDegrees ? 1 : 180 / Double.pi
        guard !fields.isBroken, abs(latitude * scale) <= 90, abs(longitude * scale) <= 180
        else { return nil }
        return (isInDegrees, latitude, longitude)
    }
}
