/// Gives frames their times, window by window.
struct DJIRecordTimeline {
    private let clock: DJIRecordClock
    private var times: DJIRecordTimes
    /// The first frame that has no time yet.
    private var frame = 0
    /// Rows of the window that were seen before.
    private var seen = (osd: 0, custom: 0)
    private var gap = 0
    /// The last of the known times that does not lie behind the frame.
    private var row = 0
    /// The known times on both sides of the frame.
    private var sides: DJIRecordClock.Gap?

    /// Nothing read yet.
    init(_ clock: DJIRecordClock) {
        self.clock = clock
        times = DJIRecordTimes(near: clock.near)
    }

    /// Microseconds since the first frame for as many frames of a window as can be told.
    ///
    /// The window begins with the first frame that has no time yet.
    mutating func next(_ file: DJIRecordFile, isLast: Bool) -> [Int64] {
        times.add(file, osd: seen.osd, custom: seen.custom)
        if isLast { times.finish() }
        seen = (file.osd.count, file.custom.count)
        var found: [Int64] = []
        found.reserveCapacity(file.osd.count)
        for record in file.osd {
            let air = Int64(record.flyTime) * DJIRecordTimes.frameMicroseconds
            guard let time = time(air: air) else { break }
            found.append(time)
            frame += 1
        }
        times.known.removeFirst(min(row, times.known.count))
        row = 0
        return found
    }

    /// Is told how many rows the next window lacks at its beginning.
    mutating func forget(osd: Int, custom: Int) {
        seen = (seen.osd - osd, seen.custom - custom)
    }

    /// The time of `frame`; `nil` when the next known one is not at hand.
    @inline(__always)
    private mutating func time(air: Int64) -> Int64? {
        guard let first = clock.first, let last = clock.last
        else { return air - (clock.firstAir ?? 0) }
        if frame < first.frame {
            return clock.microseconds(before: first, frame: frame, air: air) - clock.zero
        }
        if frame >= last.frame {
            return clock.microseconds(behind: last, frame: frame, air: air) - clock.zero
        }
        if frame >= sides?.end.frame ?? 0 { sides = findSides() }
        guard let sides else { return nil }
        let (start, end) = (sides.start, sides.end)
        let span = end.air - start.air
        let part = air - start.air
        let share =
            span > 0 && part >= 0 && part <= span
            ? Double(part) / Double(span)
            : Double(frame - start.frame) / Double(end.frame - start.frame)
        return start.utc + Int64((Double(end.utc - start.utc) * share).rounded()) - clock.zero
    }

    private mutating func findSides() -> DJIRecordClock.Gap? {
        while gap < clock.gaps.count, clock.gaps[gap].end.frame <= frame { gap += 1 }
        if gap < clock.gaps.count, clock.gaps[gap].start.frame <= frame { return clock.gaps[gap] }
        while row + 1 < times.known.count, times.known[row + 1].frame <= frame { row += 1 }
        guard row + 1 < times.known.count, times.known[row].frame <= frame else { return nil }
        return DJIRecordClock.Gap(start: times.known[row], end: times.known[row + 1])
    }
}
