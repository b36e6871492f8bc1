import RoadModel

/// The segments before a JPEG's picture that carry facts about it.
///
/// | bytes | content |
/// |---|---|
/// | 0–1 | `FF`, marker |
/// | 2–3 | `uint16`, big-endian: length with these two bytes |
/// | 4… | content |
///
/// Sources: ITU-T T.81, annex B; Exif 2.32, 4.5; Adobe XMP specification, part 3.
struct JPEGSegments {
    private static let exifMark = Array("Exif\0\0".utf8)
    private static let xmpMark = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
    private static let extensionMark = Array("http://ns.adobe.com/xmp/extension/\0".utf8)
    /// The extension's identity (32), whole length (4) and offset (4).
    private static let extensionHeader = 40

    /// The TIFF structure in the Exif segment.
    private(set) var exif: Range<Int>?
    /// The XMP packet.
    private(set) var xmp: Range<Int>?
    /// Parts of a second XMP packet: where they belong, and their bytes.
    private(set) var extensionParts: [(offset: UInt32, content: Range<Int>)] = []
    /// Width and height of the picture, in pixels.
    private(set) var size: (width: Int, height: Int)?
    /// Whether the walk came to the picture itself.
    private(set) var isWhole = false
    /// The stretch of a segment that the file does not hold to its end.
    private(set) var cut: LostRange?

    /// Walks the segments; `nil` when the bytes do not begin as a JPEG.
    init?(_ bytes: RawSpan) {
        guard bytes.has([0xFF, 0xD8, 0xFF], at: 0) else { return nil }
        var position = 2
        while bytes.uint8(at: position) == 0xFF, let marker = bytes.uint8(at: position + 1) {
            if marker == 0xFF { position += 1; continue }
            if marker == 0xDA || marker == 0xD9 { isWhole = true; return }
            guard let length = bytes.bigEndianUInt16(at: position + 2), length >= 2 else { return }
            let content = position + 4..<position + 2 + Int(length)
            guard content.upperBound <= bytes.byteCount else {
                cut = LostRange(
                    start: position,
                    end: bytes.byteCount,
                    reason: .truncatedRecord
                )
                return
            }
            take(bytes, marker, content)
            position = content.upperBound
        }
    }

    private mutating func take(_ bytes: RawSpan, _ marker: UInt8, _ content: Range<Int>) {
        let start = content.lowerBound
        switch marker {
        case 0xE1:
            if exif == nil, bytes.has(Self.exifMark, at: start) {
                exif = min(start + 6, content.upperBound)..<content.upperBound
            } else if xmp == nil, bytes.has(Self.xmpMark, at: start) {
                let begin = start + Self.xmpMark.count
                xmp = min(begin, content.upperBound)..<content.upperBound
            } else if bytes.has(Self.extensionMark, at: start) {
                let header = start + Self.extensionMark.count
                let begin = header + Self.extensionHeader
                guard begin <= content.upperBound,
                    let offset = bytes.bigEndianUInt32(at: header + 36)
                else { return }
                extensionParts.append((offset, begin..<content.upperBound))
            }
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            guard content.count >= 5, let height = bytes.bigEndianUInt16(at: start + 1),
                let width = bytes.bigEndianUInt16(at: start + 3)
            else { return }
            size = (Int(width), Int(height))
        default: break
        }
    }

    /// The second XMP packet, put together as far as its parts follow each other.
    func xmpExtension(_ bytes: RawSpan) -> [UInt8] {
        var packet: [UInt8] = []
        for part in extensionParts.sorted(by: { $0.offset < $1.offset }) {
            guard Int(part.offset) == packet.count else { continue }
            packet.reserveCapacity(packet.count + part.content.count)
            for offset in part.content { packet.append(bytes.uint8(at: offset) ?? 0) }
        }
        return packet
    }
}
