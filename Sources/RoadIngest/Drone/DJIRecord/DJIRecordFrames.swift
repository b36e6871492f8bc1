/// Finds the frame of a record by its place in the file; records must be asked for in file order.
struct DJIRecordFrames {
    private let starts: [Int]
    private var frame = -1

    init(_ file: DJIRecordFile) { starts = file.osd.map(\.offset) }

    /// The frame whose OSD record stands before `offset`; records before the first belong to it.
    mutating func frame(at offset: Int) -> Int {
        while frame + 1 < starts.count, starts[frame + 1] <= offset { frame += 1 }
        return max(frame, 0)
    }
}
