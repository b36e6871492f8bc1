/// Finds the frames whose time is known and can be believed, in file order.
///
/// A frame is an OSD record and everything up to the next one; its time is that of its first
/// Custom record.
struct DJIRecordTimes {
    /// Milliseconds UTC that can be: earlier, from 2010 on, a clock was never set; later, up to
    /// 2100, is damage.
    static let possible: ClosedRange<Int64> = 1_262_304_000_000...4_102_444_800_000
    /// Frames follow each other in 0.1 s, the unit of the time in the air.
    static let frameMicroseconds: Int64 = 100_000

    /// A frame with its time.
    struct Known {
        /// Its number, from 0.
        var frame: Int
        /// Microseconds UTC.
        var utc: Int64
        /// Microseconds in the air.
        var air: Int64
        /// First byte of the frame.
        var start: Int
        /// First byte of the record that showed that the time can be believed.
        var proof = Int.max
    }

    /// Those found since the reader emptied the list last.
    var known: [Known] = []
    /// Frames so far.
    private(set) var frameCount = 0
    /// Times set aside: they cannot be, or contradict others.
    private(set) var strays = 0
    /// Looks for the middle of all times; `nil` when it need not be known.
    private(set) var middle: DJIRecordMiddle?
    /// Milliseconds near the middle of all times.
    private let near: ClosedRange<Int64>
    private var timedFrame = -1
    private var (air, start) = (Int64(0), 0)
    /// The time before the open one, and the one that waits for its successor.
    private var before: Int64?
    private var open: Known?

    /// Nothing read yet; only times in `near` are believed.
    init(near: ClosedRange<Int64> = possible, middle: DJIRecordMiddle? = nil) {
        (self.near, self.middle) = (near, middle)
    }

    /// Goes on with the frames from row `osd` of a window and the times from row `custom`.
    mutating func add(_ file: DJIRecordFile, osd firstOSD: Int = 0, custom firstCustom: Int = 0) {
        var row = firstOSD
        for record in file.custom[firstCustom...] {
            while row < file.osd.count, file.osd[row].offset < record.offset {
                enter(file.osd[row])
                row += 1
            }
            take(record)
        }
        if row < file.osd.count {
            frameCount += file.osd.count - row - 1
            enter(file.osd[file.osd.count - 1])
        }
    }

    /// Believes the last time, which has no successor.
    mutating func finish() {
        if let open { known.append(open) }
        open = nil
    }

    @inline(__always)
    private mutating func enter(_ frame: DJIOSDRecord) {
        frameCount += 1
        (air, start) = (Int64(frame.flyTime) * Self.frameMicroseconds, frame.offset)
    }

    @inline(__always)
    private mutating func take(_ record: DJICustomRecord) {
        let time = record.utcMilliseconds
        guard Self.possible.contains(time) else {
            strays += 1
            return
        }
        let frame = frameCount - 1
        guard frame >= 0, frame != timedFrame else { return }
        timedFrame = frame
        middle?.add(time)
        guard near.contains(time) else {
            strays += 1
            return
        }
        let next = Known(frame: frame, utc: time * 1000, air: air, start: start)
        if var open {
            if let before, Self.isStray(open.utc, between: before, next.utc) {
                strays += 1
            } else {
                open.proof = record.offset
                known.append(open)
            }
            before = open.utc
        }
        open = next
    }

    /// Whether a time is over 3 s from both neighbours while these are within 2 s of each other.
    private static func isStray(_ time: Int64, between before: Int64, _ after: Int64) -> Bool {
        abs(time - before) > 3_000_000 && abs(time - after) > 3_000_000
            && abs(after - before) <= 2_000_000
    }
}
