/// How the frames of a record get their times: what must be known of the whole record beforehand.
///
/// Frames without a time of their own lie between their neighbours by the time in the air.
struct DJIRecordClock {
    /// Frames between two known times that lie far apart.
    struct Gap {
        /// The frame before them, and the one behind.
        var start: DJIRecordTimes.Known, end: DJIRecordTimes.Known
    }

    /// Where UTC comes from; `nil` without any.
    private(set) var source: String?
    /// The number of times that were used.
    private(set) var samples = 0
    /// Times that were set aside because they contradict their neighbours.
    private(set) var strays = 0
    /// Microseconds UTC of the first frame; 0 without a source.
    private(set) var zero: Int64 = 0
    /// Frames of the record.
    private(set) var frameCount = 0
    /// The first and last known time; `nil` without any.
    private(set) var first: DJIRecordTimes.Known?
    private(set) var last: DJIRecordTimes.Known?
    /// The gaps whose end is not found within the horizon, in file order.
    private(set) var gaps: [Gap] = []
    /// Metres of the first home point; `nil` without any.
    private(set) var firstHomeAltitude: Double?
    /// Microseconds in the air of the first frame.
    private(set) var firstAir: Int64?
    /// Milliseconds that are believed.
    let near: ClosedRange<Int64>

    private var times: DJIRecordTimes
    private let horizon: Int

    /// Fits the clock of a record that stands in memory.
    init(_ file: DJIRecordFile) {
        self = Self.fitted(horizon: .max) { clock in
            clock.add(file)
            return file.details
        }
    }

    /// Fits the clock of a record that `read` walks through, twice or more often when times are
    /// damaged.
    ///
    /// - Parameters:
    ///   - horizon: The bytes that will be at hand beyond a frame when its time is wanted.
    ///   - read: Adds the whole record, window by window; returns its details.
    /// - Returns: The clock.
    /// - Throws: What `read` throws.
    static func fitted<Failure: Error>(
        horizon: Int,
        _ read: (inout DJIRecordClock) throws(Failure) -> DJIRecordDetails?
    ) throws(Failure) -> DJIRecordClock {
        var clock = DJIRecordClock(DJIRecordTimes(middle: DJIRecordMiddle()), horizon: horizon)
        while true {
            let details = try read(&clock)
            clock.times.finish()
            clock.takeKnown()
            guard let middle = clock.times.middle, !middle.areAllNear else {
                clock.close(details)
                return clock
            }
            let near = middle.near
            clock = DJIRecordClock(
                DJIRecordTimes(
                    near: near ?? DJIRecordTimes.possible,
                    middle: near == nil ? middle.narrowed : nil
                ),
                near: near ?? DJIRecordTimes.possible,
                horizon: horizon
            )
        }
    }

    private init(
        _ times: DJIRecordTimes,
        near: ClosedRange<Int64> = DJIRecordTimes.possible,
        horizon: Int
    ) {
        (self.times, self.near, self.horizon) = (times, near, horizon)
    }

    /// Takes the records of a window into account.
    mutating func add(_ file: DJIRecordFile) {
        if firstAir == nil {
            firstAir = file.osd.first.map { Int64($0.flyTime) * DJIRecordTimes.frameMicroseconds }
        }
        firstHomeAltitude = firstHomeAltitude ?? file.homes.first?.altitudeMetres
        times.add(file)
        takeKnown()
    }

    private mutating func takeKnown() {
        for next in times.known {
            if let last, next.proof - last.start > horizon {
                gaps.append(Gap(start: last, end: next))
            }
            first = first ?? next
            last = next
            samples += 1
        }
        times.known.removeAll(keepingCapacity: true)
    }

    private mutating func close(_ details: DJIRecordDetails?) {
        (frameCount, strays) = (times.frameCount, times.strays)
        guard let first else {
            let start = details?.startMilliseconds ?? 0
            guard DJIRecordTimes.possible.contains(start) else { return }
            (source, samples, zero) = ("details.start_time", 1, start * 1000)
            return
        }
        source = "custom.utc_ms"
        zero = microseconds(before: first, frame: 0, air: firstAir ?? first.air)
    }

    /// UTC of a frame before the first known time.
    func microseconds(before known: DJIRecordTimes.Known, frame: Int, air: Int64) -> Int64 {
        known.utc - Self.step(known.air - air, frames: known.frame - frame)
    }

    /// UTC of a frame at the last known time or behind it.
    func microseconds(behind known: DJIRecordTimes.Known, frame: Int, air: Int64) -> Int64 {
        known.utc + Self.step(air - known.air, frames: frame - known.frame)
    }

    /// Microseconds between two frames by the time in the air, else by their number.
    private static func step(_ air: Int64, frames: Int) -> Int64 {
        air > 0 || frames == 0 ? air : Int64(frames) * DJIRecordTimes.frameMicroseconds
    }
}
