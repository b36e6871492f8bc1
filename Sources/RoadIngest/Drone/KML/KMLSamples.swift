/// The times and places of a track that are held, and how many there were.
///
/// The i-th time belongs to the i-th place, however far apart they stand in the file.
internal struct KMLSamples {
    /// Which ones are held.
    enum Keeping {
        case all, times, places, none
    }

    /// Held ones, in file order.
    var times: [KMLWhen] = [], places: [KMLPlace] = []
    /// All so far, held or not.
    private(set) var timeCount = 0, placeCount = 0
    /// By how much one kind was ahead of the other at most.
    private(set) var greatestLead = 0
    /// Whether there was a time of each kind, none included.
    private(set) var hasNone = false, hasUTC = false, hasLocal = false

    /// Those held.
    var count: Int { times.count + places.count }

    /// Takes a time.
    @inline(__always)
    mutating func add(_ when: KMLWhen, _ keeping: Keeping) {
        switch when.time {
        case .none: hasNone = true
        case .utc: hasUTC = true
        case .local: hasLocal = true
        }
        if keeping == .all || keeping == .times { times.append(when) }
        countTime()
    }

    /// Counts a time that nobody looks at.
    @inline(__always)
    mutating func countTime() {
        timeCount += 1
        greatestLead = max(greatestLead, timeCount - placeCount)
    }

    /// Takes a place.
    @inline(__always)
    mutating func add(_ place: KMLPlace) {
        places.append(place)
        countPlace()
    }

    /// Counts a place that nobody looks at.
    @inline(__always)
    mutating func countPlace() {
        placeCount += 1
        greatestLead = max(greatestLead, placeCount - timeCount)
    }

    /// Forgets what is held.
    mutating func letGo() { (times, places) = ([], []) }

    /// Begins another track; memory is used again.
    mutating func restart() {
        times.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        (timeCount, placeCount, greatestLead) = (0, 0, 0)
        (hasNone, hasUTC, hasLocal) = (false, false, false)
    }
}
