/// The parts of an MP4 or MOV file that lead to a telemetry track.
struct MP4Movie {
    /// Seconds between 1904-01-01 and 1970-01-01.
    private static let epochOffset: UInt64 = 2_082_844_800

    /// Whether the file begins as an MP4 does and has an index or pictures.
    static func recognises(_ bytes: RawSpan) -> Bool {
        guard bytes.has(Array("ftyp".utf8), at: 4) else { return false }
        return index(bytes) != nil || hasPictures(bytes)
    }

    /// The content of the index (`moov`); `nil` when it is missing.
    static func index(_ bytes: RawSpan) -> Range<Int>? {
        MP4Box.first("moov", bytes, in: 0..<bytes.byteCount)?.content
    }

    private static func hasPictures(_ bytes: RawSpan) -> Bool {
        var start = 0
        let wanted = MP4Box.type("mdat")
        while let box = MP4Box(bytes, at: start, end: bytes.byteCount, mayBeCut: true) {
            if box.type == wanted { return true }
            start = box.content.upperBound
        }
        return false
    }

    /// The content of the first `trak` whose samples are of a type; `nil` without one.
    static func track(_ format: StaticString, _ bytes: RawSpan, in moov: Range<Int>) -> Range<Int>?
    {
        var start = moov.lowerBound
        let (track, wanted) = (MP4Box.type("trak"), MP4Box.type(format))
        while let box = MP4Box(bytes, at: start, end: moov.upperBound) {
            start = box.content.upperBound
            guard box.type == track,
                let entries = MP4Box.content(
                    ["mdia", "minf", "stbl", "stsd"],
                    bytes,
                    in: box.content
                )
            else { continue }
            // Version, flags and count, then the first entry: size and type.
            if entries.count >= 16, bytes.bigEndianUInt32(at: entries.lowerBound + 12) == wanted {
                return box.content
            }
        }
        return nil
    }

    /// Units per second of a track; `nil` when it does not say or says 0.
    static func timeScale(_ bytes: RawSpan, of trak: Range<Int>) -> UInt32? {
        guard let header = MP4Box.content(["mdia", "mdhd"], bytes, in: trak),
            let version = bytes.uint8(at: header.lowerBound), header.count >= 20
        else { return nil }
        let scale = bytes.bigEndianUInt32(at: header.lowerBound + (version == 1 ? 20 : 12))
        return scale == 0 ? nil : scale
    }

    /// When the file says that it was made, in seconds since 1970 on the camera's clock; `nil` when
    /// it does not say.
    static func creationSeconds(_ bytes: RawSpan, in moov: Range<Int>) -> Int64? {
        guard let header = MP4Box.content(["mvhd"], bytes, in: moov), header.count >= 16,
            let version = bytes.uint8(at: header.lowerBound)
        else { return nil }
        let start = header.lowerBound + 4
        let seconds =
            version == 1
            ? bytes.bigEndianUInt64(at: start) : bytes.bigEndianUInt32(at: start).map(UInt64.init)
        guard let seconds, seconds > epochOffset, seconds >> 33 == 0 else { return nil }
        return Int64(seconds - epochOffset)
    }
}
