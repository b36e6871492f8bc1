/// The log's running time, and where the vehicle was started anew.
///
/// The time moves forward with every record at most ``reach`` ahead; it jumps only when
/// ``witnesses`` records in a row agree, so that no damaged record leads it astray. A jump
/// backwards is a new start of the vehicle.
struct BootClock {
    /// How far one record may move the clock, in microseconds.
    static let reach: Int64 = 10_000_000
    /// How far records may lie behind the newest one, in microseconds: buffers are written late.
    static let slack: Int64 = 2_000_000
    /// The number of records in a row that make the clock jump.
    static let witnesses = 16

    /// The running time, in microseconds on the vehicle's clock.
    private(set) var now: Int64 = 0
    /// The stretches so far; the last one is open.
    private(set) var segments = [
        BootSegment(start: 0, end: 0, firstMicroseconds: 0, lastMicroseconds: 0)
    ]
    private var observed = 0
    private var elsewhere: Int64 = 0
    private var elsewhereFirst: Int64 = 0
    private var elsewhereStart = 0
    private var agreeing = 0

    /// The most stretches that are told apart; bounds the cost of hostile input.
    var mostSegments = 256

    /// Takes the time of the record at byte `start` into account.
    @inline(__always)
    mutating func observe(_ time: Int64, at start: Int) {
        // Wrapping is harmless: a garbage difference lands outside the window.
        let ahead = time &- now
        if observed > 0, ahead > -Self.slack, ahead <= Self.reach {
            if ahead > 0 { now = time }
            observed += 1
            agreeing = 0
        } else {
            observeFar(time, at: start)
        }
    }

    @inline(never)
    private mutating func observeFar(_ time: Int64, at start: Int) {
        guard time >= 0 else { return }
        if observed == 0 {
            begin(time)
            return
        }
        let step = time &- elsewhere
        if agreeing > 0, step > -Self.slack, step <= Self.reach {
            agreeing += 1
        } else {
            (agreeing, elsewhereFirst, elsewhereStart) = (1, time, start)
        }
        elsewhere = time
        guard agreeing >= Self.witnesses else { return }
        if observed < Self.witnesses {
            // The few records before were the astray ones.
            begin(elsewhereFirst)
        } else if time < now {
            close(at: elsewhereStart)
            begin(elsewhereFirst)
        }
        now = time
        observed += agreeing
        agreeing = 0
    }

    /// A log begins at byte `start`: what follows is another stretch.
    mutating func restart(at start: Int) {
        guard observed > 0 else { return }
        close(at: start)
    }

    /// The stretches so far, the last one up to byte `end`.
    func segmentsSoFar(at end: Int) -> [BootSegment] {
        var copy = self
        copy.segments[segments.count - 1].end = end
        copy.segments[segments.count - 1].lastMicroseconds = now
        return copy.segments
    }

    /// Closes the last stretch at the end of the file.
    mutating func finish(at end: Int) -> [BootSegment] {
        segments[segments.count - 1].end = end
        segments[segments.count - 1].lastMicroseconds = now
        return segments.filter { $0.end > $0.start }
    }

    private mutating func begin(_ time: Int64) {
        now = time
        observed = 1
        agreeing = 0
        segments[segments.count - 1].firstMicroseconds = time
    }

    private mutating func close(at offset: Int) {
        guard segments.count < mostSegments else { return }
        segments[segments.count - 1].end = offset
        segments[segments.count - 1].lastMicroseconds = now
        segments.append(
            BootSegment(
                start: offset,
                end: offset,
                firstMicroseconds: now,
                lastMicroseconds: now
            )
        )
        observed = 0
    }
}
