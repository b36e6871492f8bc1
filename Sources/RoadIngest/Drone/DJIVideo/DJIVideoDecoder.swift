import RoadModel

/// Decodes the samples of a `djmd` track.
///
/// Field numbers from the outermost message inward (after ExifTool 13.58, `DJI.pm`):
///
/// | path | content |
/// |---|---|
/// | 1-1-1, 1-1-5, 1-1-10 | protocol, serial number, model |
/// | 2-2 or 2-3: 1, 2, 3 | width, height, frames per second |
/// | 3-1-2 | µs on the camera's clock |
/// | 3-3-3: 1, 2, 3 | roll, pitch, yaw of the aircraft |
/// | 3-3-4-1: 1, 2, 3 | unit (1 degrees, else radians), latitude, longitude |
/// | 3-3-4-2 | absolute altitude, mm |
/// | 3-3-4-6-1 | UTC as text |
/// | 3-3-5-1 | height above take-off, mm |
/// | 3-4-3: 1, 2, 3 | pitch, roll, yaw of the camera |
struct DJIVideoDecoder {
    /// The protocols whose numbers are known.
    static let knownProtocols = ["dvtm_pm320", "dvtm_wm265e", "dvtm_wa345e", "dvtm_wm261"]

    /// What the samples say about the recording.
    var header = DJIVideoHeader()
    /// Whether the numbers are known; set by the first sample.
    var isKnown: Bool {
        Self.knownProtocols.contains { header.protocolName.hasPrefix($0) }
    }
    /// Where an unknown protocol keeps its position, once found.
    private var place: DJIVideoPlace?
    private var isFirst = true
    private var isKnownProtocol = true

    /// Decodes the sample in `range` into `frame`; `false` when it breaks protobuf's rules.
    mutating func decode(_ bytes: RawSpan, _ range: Range<Int>, into frame: inout DJIVideoFrame)
        -> Bool
    {
        if isFirst {
            // The header decides how to read everything else.
            var trial = frame
            guard walk(bytes, range, path: 0, into: &trial) else { return false }
            isKnownProtocol = isKnown
            isFirst = header.protocolName.isEmpty
        }
        if isKnownProtocol { return walk(bytes, range, path: 0, into: &frame) }
        if place == nil { place = DJIVideoPlace(searching: bytes, range) }
        guard let place else { return DJIVideoPlace.isWhole(bytes, range) }
        return place.read(bytes, range, into: &frame)
    }

    private mutating func walk(
        _ bytes: RawSpan,
        _ range: Range<Int>,
        path: UInt64,
        into frame: inout DJIVideoFrame
    ) -> Bool {
        var fields = ProtobufFields(range)
        switch path {
        case 0x030303: frame.hasAttitude = true
        case 0x0303_0401: frame.hasPosition = true
        case 0x030403: frame.hasGimbal = true
        default: break
        }
        while let (number, value) = fields.next(bytes) {
            guard number < 256 else { continue }
            let path = path << 8 | number
            switch value {
            case .varint(let word): take(path, word, &frame)
            case .fixed64(let word):
                if path == 0x03_0304_0102 { frame.latitude = Double(bitPattern: word) }
                if path == 0x03_0304_0103 { frame.longitude = Double(bitPattern: word) }
            case .fixed32(let word):
                if path == 0x0303_0501 { frame.relativeHeight = Float(bitPattern: word) }
                if path == 0x020203 || path == 0x020303 {
                    header.framesPerSecond = Float(bitPattern: word)
                }
            case .bytes(let content):
                if Self.isBranch(path) {
                    guard walk(bytes, content, path: path, into: &frame) else { return false }
                } else {
                    take(path, bytes, content, &frame)
                }
            }
        }
        return !fields.isBroken
    }

    /// Whether a message holds wanted fields; others are skipped unread.
    @inline(__always)
    private static func isBranch(_ path: UInt64) -> Bool {
        switch path {
        case 0x01, 0x0101, 0x02, 0x0202, 0x0203, 0x03, 0x0301, 0x0303, 0x030303, 0x030304,
            0x0303_0401, 0x0303_0406, 0x030305, 0x0304, 0x030403:
            true
        default: false
        }
    }

    @inline(__always)
    private mutating func take(_ path: UInt64, _ word: UInt64, _ frame: inout DJIVideoFrame) {
        // Negative numbers are sign-extended to 64 bits; the low 32 hold the value.
        let number = Int32(truncatingIfNeeded: word)
        switch path {
        case 0x0303_0301: frame.roll = number
        case 0x0303_0302: frame.pitch = number
        case 0x0303_0303: frame.yaw = number
        case 0x0304_0301: frame.gimbalPitch = number
        case 0x0304_0302: frame.gimbalRoll = number
        case 0x0304_0303: frame.gimbalYaw = number
        case 0x03_0304_0101: frame.isInDegrees = word == 1
        case 0x0303_0402: frame.absoluteAltitude = number
        case 0x030102: frame.deviceMicroseconds = word
        case 0x020201, 0x020301: header.width = number
        case 0x020202, 0x020302: header.height = number
        default: break
        }
    }

    @inline(__always)
    private mutating func take(
        _ path: UInt64,
        _ bytes: RawSpan,
        _ content: Range<Int>,
        _ frame: inout DJIVideoFrame
    ) {
        switch path {
        case 0x03_0304_0601:
            frame.utcMicroseconds = WallClockText(bytes, content)?.microseconds
        case 0x010101:
            if header.protocolName.isEmpty { header.protocolName = Self.text(bytes, content) }
        case 0x010105: if header.serial.isEmpty { header.serial = Self.text(bytes, content) }
        case 0x01010A: if header.model.isEmpty { header.model = Self.text(bytes, content) }
        default: break
        }
    }

    private static func text(_ bytes: RawSpan, _ content: Range<Int>) -> String {
        bytes.text(from: content.lowerBound, to: min(content.upperBound, content.lowerBound + 256))
    }
}
