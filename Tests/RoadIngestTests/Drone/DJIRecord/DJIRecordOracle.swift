import RoadIngest

/// The times of a record's frames by the plain rule, with all of the record at hand.
struct DJIRecordOracle {
    /// Microseconds since the first frame.
    private(set) var times: [Int64] = []
    private(set) var samples = 0
    private(set) var strays = 0

    init(_ file: DJIRecordFile) {
        let possible: ClosedRange<Int64> = 1_262_304_000_000...4_102_444_800_000
        var first: [Int: Int64] = [:]
        for record in file.custom {
            guard possible.contains(record.utcMilliseconds) else {
                strays += 1
                continue
            }
            let frame = file.osd.count { $0.offset < record.offset } - 1
            if frame >= 0, first[frame] == nil { first[frame] = record.utcMilliseconds * 1000 }
        }
        let all = first.sorted { $0.key < $1.key }.map { (frame: $0.key, utc: $0.value) }
        guard !all.isEmpty else {
            times = file.osd.map { (Int64($0.flyTime) - Int64(file.osd[0].flyTime)) * 100_000 }
            return
        }
        let middle = all.map(\.utc).sorted()[all.count / 2]
        let near = all.filter { abs($0.utc - middle) <= 43_200_000_000 }
        let known = near.indices.filter { index in
            guard index > 0, index + 1 < near.count else { return true }
            let (a, b, c) = (near[index - 1].utc, near[index].utc, near[index + 1].utc)
            return abs(b - a) <= 3_000_000 || abs(b - c) <= 3_000_000 || abs(c - a) > 2_000_000
        }.map { near[$0] }
        samples = known.count
        strays += all.count - known.count
        let utc = file.osd.indices.map { frame in
            let before = known.last { $0.frame <= frame }
            let after = known.first { $0.frame > frame }
            func air(_ from: Int, _ to: Int) -> Int64 {
                (Int64(file.osd[to].flyTime) - Int64(file.osd[from].flyTime)) * 100_000
            }
            func step(_ from: Int, _ to: Int) -> Int64 {
                air(from, to) > 0 || from == to ? air(from, to) : Int64(to - from) * 100_000
            }
            guard let before else { return (after?.utc ?? 0) - step(frame, after?.frame ?? frame) }
            guard let after else { return before.utc + step(before.frame, frame) }
            let (span, part) = (air(before.frame, after.frame), air(before.frame, frame))
            let share =
                span > 0 && part >= 0 && part <= span
                ? Double(part) / Double(span)
                : Double(frame - before.frame) / Double(after.frame - before.frame)
            return before.utc + Int64((Double(after.utc - before.utc) * share).rounded())
        }
        times = utc.map { $0 - utc[0] }
    }
}
