/// The time of a record by its place in the file; records must be asked for in file order.
struct DJIRecordFrames {
    private let frames: [DJIOSDRecord]
    private let times: [Int64]
    private let before: Int64
    private var row = -1

    /// The frames of a window, of which the first ones have times; records in front of them have
    /// the time `before`.
    init(_ file: DJIRecordFile, _ times: [Int64], before: Int64) {
        (frames, self.times, self.before) = (file.osd, times, before)
    }

    /// The time of the frame whose OSD record stands before `offset`.
    mutating func time(at offset: Int) -> Int64 {
        while row + 1 < times.count, frames[row + 1].offset <= offset { row += 1 }
        return row < 0 ? before : times[row]
    }
}
