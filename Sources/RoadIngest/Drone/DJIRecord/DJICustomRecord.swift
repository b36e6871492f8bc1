/// Record type 5: the app's own values, among them the only UTC of the log.
package struct DJICustomRecord: Sendable, Hashable {
    /// Where the record stands in the file.
    package var offset: Int
    /// Not 0 while a photo is taken.
    package var photo: UInt8
    /// Not 0 while a video is recorded.
    package var video: UInt8
    /// Horizontal speed, m/s.
    package var speed: Float
    /// Distance from home, m.
    package var distance: Float
    /// Milliseconds since 1970-01-01T00:00:00Z on the clock of the phone or remote control.
    package var utcMilliseconds: Int64

    /// Reads the plain payload; `nil` when it is too short.
    init?(_ plain: RawSpan, length: Int, offset: Int) {
        guard length >= 18, let photo = plain.uint8(at: 0), let video = plain.uint8(at: 1),
            let speed = plain.float(at: 2), let distance = plain.float(at: 6),
            let utc = plain.uint64(at: 10)
        else { return nil }
        self.offset = offset
        (self.photo, self.video, self.speed, self.distance) = (photo, video, speed, distance)
        utcMilliseconds = Int64(bitPattern: utc)
    }
}
