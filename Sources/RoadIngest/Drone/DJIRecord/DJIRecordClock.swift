import RoadModel

/// UTC of each frame, from the app's records.
///
/// A frame is an OSD record and everything up to the next one; its time is that of its first
/// Custom record. Frames without one lie between their neighbours by the time in the air.
struct DJIRecordClock {
    /// UTC before this is a clock that was never set: 2010-01-01, in milliseconds.
    private static let earliest: Int64 = 1_262_304_000_000
    /// UTC after this is damage: 2100-01-01, in milliseconds.
    private static let latest: Int64 = 4_102_444_800_000
    /// The longest flight, in milliseconds; a time further from the middle one is damage.
    private static let longest: Int64 = 43_200_000
    /// Frames follow each other in 0.1 s.
    private static let frameMicroseconds: Int64 = 100_000

    /// Microseconds UTC of each frame, or since the first one when `source` is `nil`.
    private(set) var microseconds: [Int64] = []
    /// Where UTC comes from; `nil` without any.
    private(set) var source: String?
    /// The number of times that were used.
    private(set) var samples = 0
    /// Times that were set aside because they contradict their neighbours.
    private(set) var strays = 0

    init(_ file: DJIRecordFile) {
        let known = knownTimes(file)
        let airTimes = file.osd.map { Int64($0.flyTime) * Self.frameMicroseconds }
        if known.isEmpty {
            let start = file.details?.startMilliseconds ?? 0
            let isStartKnown = (Self.earliest...Self.latest).contains(start)
            if isStartKnown { source = "details.start_time" }
            samples = isStartKnown ? 1 : 0
            let zero = isStartKnown ? start * 1000 : 0
            microseconds = airTimes.map { zero + $0 - (airTimes.first ?? 0) }
            return
        }
        source = "custom.utc_ms"
        samples = known.count
        fill(known, airTimes)
    }

    /// The first sound time of each frame that has one.
    private mutating func knownTimes(_ file: DJIRecordFile) -> [(frame: Int, utc: Int64)] {
        let osd = file.osd
        var times: [(frame: Int, utc: Int64)] = []
        var frame = -1
        for record in file.custom {
            while frame + 1 < osd.count, osd[frame + 1].offset < record.offset { frame += 1 }
            guard (Self.earliest...Self.latest).contains(record.utcMilliseconds) else {
                strays += 1
                continue
            }
            if frame >= 0, times.last?.frame != frame {
                times.append((frame, record.utcMilliseconds * 1000))
            }
        }
        guard !times.isEmpty else { return [] }
        let middle = times.map(\.utc).sorted()[times.count / 2]
        let near = times.filter { abs($0.utc - middle) <= Self.longest * 1000 }
        let sound = near.indices.filter { !Self.isStray(near, $0) }.map { near[$0] }
        strays += times.count - sound.count
        return sound
    }

    /// Whether a time is over 3 s from both neighbours while these are within 2 s of each other.
    private static func isStray(_ times: [(frame: Int, utc: Int64)], _ index: Int) -> Bool {
        guard index > 0, index + 1 < times.count else { return false }
        let (before, time, after) = (times[index - 1].utc, times[index].utc, times[index + 1].utc)
        return abs(time - before) > 3_000_000 && abs(time - after) > 3_000_000
            && abs(after - before) <= 2_000_000
    }

    private mutating func fill(_ known: [(frame: Int, utc: Int64)], _ airTimes: [Int64]) {
        microseconds = [Int64](repeating: 0, count: airTimes.count)
        let (first, last) = (known[0], known[known.count - 1])
        for frame in 0..<first.frame {
            microseconds[frame] = first.utc - Self.step(airTimes, from: frame, to: first.frame)
        }
        for frame in last.frame..<airTimes.count {
            microseconds[frame] = last.utc + Self.step(airTimes, from: last.frame, to: frame)
        }
        for index in known.indices.dropLast() {
            let (start, end) = (known[index], known[index + 1])
            let span = airTimes[end.frame] - airTimes[start.frame]
            for frame in start.frame..<end.frame {
                let part = airTimes[frame] - airTimes[start.frame]
                let isInOrder = span > 0 && part >= 0 && part <= span
                let share =
                    isInOrder
                    ? Double(part) / Double(span)
                    : Double(frame - start.frame) / Double(end.frame - start.frame)
                microseconds[frame] =
                    start.utc + Int64((Double(end.utc - start.utc) * share).rounded())
            }
        }
    }

    /// Microseconds between two frames by the time in the air, else by their number.
    private static func step(_ airTimes: [Int64], from start: Int, to end: Int) -> Int64 {
        let air = airTimes[end] - airTimes[start]
        return air > 0 || start == end ? air : Int64(end - start) * frameMicroseconds
    }
}
