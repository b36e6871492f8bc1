/// Record type 25: what the camera does.
package struct DJICameraRecord: Sendable, Hashable {
    /// Where the record stands in the file.
    package var offset: Int
    /// Byte 0: bits 6–7 recording, bits 3–5 taking a photo.
    package var state: UInt8

    /// Reads the plain payload; `nil` when it is empty.
    init?(_ plain: RawSpan, length: Int, offset: Int) {
        guard length >= 1, let state = plain.uint8(at: 0) else { return nil }
        (self.offset, self.state) = (offset, state)
    }

    /// Not 0 while a video is recorded.
    package var recording: UInt8 { state >> 6 }
    /// Not 0 while a photo is taken.
    package var photo: UInt8 { (state >> 3) & 7 }
}
