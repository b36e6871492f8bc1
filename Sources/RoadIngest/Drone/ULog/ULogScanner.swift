import RoadModel

/// Walks a log's messages once, front to back, and finds the way again after damage.
///
/// A data record counts only when the next message is sound too: a record that runs over a cut or
/// an insertion has the right length and the wrong content, and only what follows tells.
struct ULogScanner {
    /// What has been read so far.
    var file = ULogFile()
    /// Topic instances by the order in which they were added.
    var subscriptions: [ULogSubscription] = []
    /// The running time.
    var clock = ULogClock(start: 0)
    /// Stretches lost so far.
    var losses = LossLedger()
    /// Whether the definitions are over.
    var isInDataSection = false
    /// The whole log, where every topic of it is wanted.
    private(set) var whole: RecordBlockKernel?
    /// What is left of the work allowed for formats that were defined too late.
    var lateFormatBudget = 100_000

    /// Index + 1 into `subscriptions` by message id, as long as the highest id.
    ///
    /// 0 stands for none.
    private var indexByID: [UInt16] = []
    /// Where the sections end: the first, then those appended after a crash.
    private var limits: [Int] = []
    private var section = 0
    /// Where the next message begins.
    private var position = ULogFile.headerByteCount
    /// The last record, until the message after it vouches for it; its start, or -1.
    private var pending = -1
    private let byteCount: Int

    /// After so many bytes they or their records are copied: they must still stand in the cache.
    private static let gatheredByteCount = 128 << 10

    /// Prepares for a file of that length.
    init(byteCount: Int) { self.byteCount = byteCount }

    /// The index of the subscription that uses the id.
    @inline(__always)
    func subscription(of id: UInt16) -> Int? {
        guard Int(id) < indexByID.count else { return nil }
        let entry = indexByID[Int(id)]
        return entry == 0 ? nil : Int(entry) - 1
    }

    /// Reads everything into `file`, `subscriptions`, `losses` and `whole`.
    ///
    /// Where every record is wanted, the log is copied as it is: that costs half of copying its
    /// records one by one, and where each begins is known anyway.
    mutating func scan(_ bytes: RawSpan, name: String) throws(IntakeError) {
        try begin(bytes, name: name)
        let copy = RecordBlockKernel(filling: byteCount)
        var stop = Self.gatheredByteCount
        while advance(bytes, to: stop, keeping: { _ in true }) {
            copy.append(bytes, from: copy.byteCount, to: position)
            stop += Self.gatheredByteCount
        }
        copy.append(bytes, from: copy.byteCount, to: byteCount)
        whole = copy
    }

    /// Reads everything into `file`, `subscriptions` and `losses`.
    mutating func scan(
        _ bytes: RawSpan,
        name: String,
        keeping wanted: (String) -> Bool
    ) throws(IntakeError) {
        try begin(bytes, name: name)
        var stop = Self.gatheredByteCount
        while advance(bytes, to: stop, keeping: wanted) {
            for index in subscriptions.indices { subscriptions[index].gather(bytes) }
            stop += Self.gatheredByteCount
        }
    }

    /// Reads the header; comes before everything else.
    mutating func begin(_ bytes: RawSpan, name: String) throws(IntakeError) {
        guard let version = bytes.uint8(at: 7), let start = bytes.uint64(at: 8) else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: byteCount),
                detail: "The log ends inside its header of 16 bytes.",
                remedy: "Copy the log again from the vehicle's memory card."
            )
        }
        file.version = version
        file.startMicroseconds = Int64(clamping: start)
        file.bytesUnderstood = ULogFile.headerByteCount
        clock = ULogClock(start: file.startMicroseconds)

        limits = try appendedOffsets(bytes, name: name) + [byteCount]
    }

    /// Reads on to the first message that begins at `stop` or later; `false` when the log is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        keeping wanted: (String) -> Bool
    ) -> Bool {
        while section < limits.count {
            let limit = limits[section]
            scanSection(bytes, to: limit, stop: min(stop, limit), keeping: wanted)
            if position < limit { return true }
            if pending >= 0 { acceptRecord(bytes, at: pending, to: limit) }
            (pending, position) = (-1, limit)
            section += 1
        }
        return false
    }

    /// Where appended sections begin, ascending; read ahead because they bound the first section.
    private mutating func appendedOffsets(
        _ bytes: RawSpan,
        name: String
    ) throws(IntakeError) -> [Int] {
        let start = ULogFile.headerByteCount
        guard bytes.uint8(at: start + 2) == ULogMessage.flags,
            let size = bytes.uint16(at: start), size >= 40,
            bytes.holds(Int(size), at: start + ULogMessage.headerByteCount)
        else { return [] }
        let incompatible = start + ULogMessage.headerByteCount + 8
        for index in 0..<8 {
            let known: UInt8 = index == 0 ? 1 : 0
            let flags = bytes.uint8(at: incompatible + index) ?? 0
            guard flags & ~known == 0 else {
                throw IntakeError(
                    .formatVersion,
                    subject: name,
                    place: SourcePlace(byteOffset: incompatible + index),
                    detail: "The log uses a feature of ULog that this version does not know "
                        + "(incompatible flag byte \(index) is \(flags)).",
                    remedy: "Update Jol, or convert the log with the tools of its autopilot."
                )
            }
        }
        guard let flags = bytes.uint8(at: incompatible), flags & 1 != 0 else { return [] }
        file.hasAppendedData = true
        var offsets: [Int] = []
        for index in 0..<3 {
            guard let offset = bytes.uint64(at: incompatible + 8 + 8 * index), offset > 0,
                let offset = Int(exactly: offset), offset > (offsets.last ?? start),
                byteCount > offset
            else { break }
            offsets.append(offset)
        }
        return offsets
    }

    private mutating func scanSection(
        _ bytes: RawSpan,
        to limit: Int,
        stop: Int,
        keeping wanted: (String) -> Bool
    ) {
        var (position, pending) = (position, pending)
        while position < stop {
            let next = grade(bytes, at: position, limit: limit)
            if next.score > 0 {
                if pending >= 0 { acceptRecord(bytes, at: pending, to: position) }
                if bytes.uint8(at: position + 2) == ULogMessage.record {
                    pending = position
                } else {
                    pending = -1
                    accept(bytes, at: position, to: position + next.length, keeping: wanted)
                }
                position += next.length
            } else {
                position = recover(bytes, pending: pending, at: position, limit: limit)
                pending = -1
            }
        }
        (self.position, self.pending) = (position, pending)
    }

    /// Takes a data record whose header begins at `start` and which ends at `end`.
    @inline(__always)
    mutating func acceptRecord(_ bytes: RawSpan, at start: Int, to end: Int) {
        let payload = start + ULogMessage.headerByteCount
        guard let id = bytes.uint16(at: payload), let index = subscription(of: id),
            subscriptions[index].shortest >= 0
        else {
            file.recordsBroken += 1
            losses.add(start, end, .malformedRecord)
            return
        }
        let field = subscriptions[index].time
        var isNear = field.offset < 0
        if let time = field.value(in: bytes, recordAt: payload + 2) {
            isNear = clock.observe(time)
        }
        subscriptions[index].recordCount += 1
        if subscriptions[index].isWanted {
            if !isNear { subscriptions[index].doubtful.append(subscriptions[index].starts.count) }
            subscriptions[index].starts.append(payload + 2)
        }
        isInDataSection = true
        file.recordsRead += 1
        file.bytesUnderstood += end - start
    }

    /// Makes the id stand for the subscription that is added next.
    mutating func subscribe(_ subscription: ULogSubscription) {
        let id = Int(subscription.messageID)
        if id >= indexByID.count {
            indexByID.append(contentsOf: repeatElement(0, count: id + 1 - indexByID.count))
        }
        subscriptions.append(subscription)
        indexByID[id] = UInt16(subscriptions.count)
    }
}
