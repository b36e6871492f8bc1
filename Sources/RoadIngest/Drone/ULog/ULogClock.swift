/// The log's running time: follows the records' times and is led astray by no single one.
///
/// Records may be stale (a topic that was published long before the log began), or carry garbage
/// (seen in real logs: one `mission` record 20 minutes ahead). The clock moves forward with every
/// record at most ``reach`` ahead; it jumps only when ``witnesses`` records in a row agree.
struct ULogClock {
    /// How far one record may move the clock, in microseconds.
    static let reach: Int64 = 10_000_000
    /// The number of records in a row that make the clock jump.
    static let witnesses = 16

    /// The running time, in microseconds on the vehicle's clock.
    private(set) var now: Int64
    /// The first time at which records and clock agreed; the header's start until then.
    private(set) var first: Int64
    private var hasMoved = false
    private var elsewhere: Int64 = 0
    private var agreeing = 0

    init(start: Int64) { (now, first) = (start, start) }

    /// Takes a record's time into account; says whether it lies within ``reach`` of the clock.
    @inline(__always)
    mutating func observe(_ time: Int64) -> Bool {
        // Wrapping is harmless: a garbage difference lands outside the window.
        let ahead = time &- now
        if ahead >= 0, ahead <= Self.reach {
            now = time
            hasMoved = true
            agreeing = 0
            return true
        } else if ahead < 0, ahead > -Self.reach {
            agreeing = 0
            return true
        } else {
            observeFar(time)
            return false
        }
    }

    @inline(never)
    private mutating func observeFar(_ time: Int64) {
        let step = time &- elsewhere
        agreeing = step >= 0 && step <= Self.reach && time > 0 ? agreeing + 1 : 1
        elsewhere = time
        guard agreeing >= Self.witnesses else { return }
        if !hasMoved { first = time }
        now = time
        hasMoved = true
        agreeing = 0
    }
}
