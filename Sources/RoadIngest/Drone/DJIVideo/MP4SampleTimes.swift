/// Hands out the times of a track's samples one after another (`stts`).
struct MP4SampleTimes {
    private let table: Range<Int>
    private let runCount: Int
    private var run = 0
    private var left: UInt32 = 0
    private var step: UInt32 = 0
    private var time: UInt64 = 0

    /// Reads the table in the `stbl` box's content; without one all times are 0.
    init(_ bytes: RawSpan, in stbl: Range<Int>) {
        table = MP4Box.content(["stts"], bytes, in: stbl) ?? 0..<0
        let stated = Int(bytes.bigEndianUInt32(at: table.lowerBound + 4) ?? 0)
        runCount = min(stated, max(0, (table.count - 8) / 8))
    }

    /// The time of the next sample, in units of the track's time scale.
    mutating func next(_ bytes: RawSpan) -> UInt64 {
        while left == 0, run < runCount {
            let entry = table.lowerBound + 8 + run * 8
            left = bytes.bigEndianUInt32(at: entry) ?? 0
            step = bytes.bigEndianUInt32(at: entry + 4) ?? 0
            run += 1
        }
        defer {
            // A track has at most 2³² samples of at most 2³² units: no overflow.
            time &+= UInt64(step)
            if left > 0 { left -= 1 }
        }
        return time
    }
}
