import RoadModel

extension ULogScanner {
    /// The slack within which a record's time may differ from its neighbours', in microseconds.
    private static let slack: Int64 = 10_000_000

    /// The most topics without a format that are named.
    private static let mostNamed = 100

    /// Sorts out records with impossible times, gathers the rest into topics, and closes the books.
    mutating func finish(_ bytes: RawSpan) -> ULogFile {
        take(bytes, before: .max, context: [], keeping: .max)
    }

    /// Hands over what was read since the last call and makes room.
    ///
    /// - Parameters:
    ///   - bytes: The log.
    ///   - cut: Records that begin before it are handed over and forgotten.
    ///   - context: Topics that are handed over up to what was read last.
    ///   - contextStart: Records of those topics from here on, and the last before, are handed
    ///     over again next time.
    /// - Returns: The log so far, with the records and texts handed over.
    mutating func take(
        _ bytes: RawSpan,
        before cut: Int,
        context: Set<String>,
        keeping contextStart: Int
    ) -> ULogFile {
        var late: [LostRange] = []
        var topics: [ULogTopic] = []
        for index in subscriptions.indices {
            guard let layout = subscriptions[index].layout else {
                let name = subscriptions[index].name
                if file.topicsWithoutFormat.count < Self.mostNamed,
                    !file.topicsWithoutFormat.contains(name)
                {
                    file.topicsWithoutFormat.append(name)
                }
                continue
            }
            let strays = strays(bytes, subscriptions[index], layout)
            let starts = subscriptions[index].starts
            let isContext = context.contains(subscriptions[index].name)
            let end = isContext ? starts.count : Self.rows(starts, before: cut)
            let gone = isContext ? max(0, Self.rows(starts, before: contextStart) - 1) : end
            for row in strays where row < gone {
                let start = starts[row] - ULogMessage.headerByteCount - 2
                let end = starts[row] + layout.unpaddedByteCount
                late.append(LostRange(start: start, end: end, reason: .malformedRecord))
                file.bytesUnderstood -= end - start
                file.recordsRead -= 1
                file.recordsBroken += 1
            }
            let block: RecordBlockKernel
            var places: [Int]?
            if let whole {
                block = whole
                places = Self.without(strays, starts, upTo: end)
            } else if cut == .max, subscriptions[index].blockCount > 0 {
                subscriptions[index].gather(bytes)
                block = subscriptions[index].block ?? RecordBlockKernel()
                block.remove(strays, stride: layout.unpaddedByteCount)
            } else {
                block = RecordBlockKernel()
                block.append(
                    bytes,
                    starts: Self.without(strays, starts, upTo: end)[...],
                    stride: layout.unpaddedByteCount
                )
            }
            subscriptions[index].forget(gone)
            guard places.map({ !$0.isEmpty }) ?? (block.byteCount > 0) else { continue }
            topics.append(
                ULogTopic(
                    name: subscriptions[index].name,
                    multiID: subscriptions[index].multiID,
                    messageID: subscriptions[index].messageID,
                    layout: layout,
                    formats: file.formats,
                    records: block,
                    starts: places
                )
            )
        }
        losses.merge(late)
        file.lost = losses.ranges
        file.endMicroseconds = max(clock.now, clock.first)
        file.startMicroseconds = min(clock.first, file.endMicroseconds)
        var taken = file
        taken.topics = topics
        if cut == .max { taken.census = census }
        file.texts = []
        file.dropouts = []
        return taken
    }

    private var census: [RawTables.Entry] {
        subscriptions.compactMap { subscription in
            guard let layout = subscription.layout, subscription.recordCount > 0 else {
                return nil
            }
            let leaves = file.formats.leaves(of: layout.format)
            return RawTables.Entry(
                name: "\(subscription.name)_\(subscription.multiID)",
                rows: subscription.recordCount,
                columns: leaves.count { $0.offset + $0.type.byteCount <= subscription.shortest }
            )
        }
    }

    /// How many of the records begin before `cut`.
    private static func rows(_ starts: [Int], before cut: Int) -> Int {
        if cut == .max { return starts.count }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = low + (high - low) / 2
            if starts[middle] < cut { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func without(_ strays: [Int], _ all: [Int], upTo end: Int) -> [Int] {
        if strays.isEmpty, end == all.count { return all }
        let starts = all[..<end]
        var isStray = [Bool](repeating: false, count: starts.count)
        for row in strays where row < isStray.count { isStray[row] = true }
        return starts.indices.filter { !isStray[$0] }.map { starts[$0] }
    }

    /// The rows whose time cannot be right: far from the log's running time, and either more than
    /// a day after the log's end, or far from both neighbours while these agree with each other.
    ///
    /// Times of 0 and times that merely run backwards are kept: undamaged logs have them.
    private func strays(
        _ bytes: RawSpan,
        _ topic: ULogSubscription,
        _ layout: ULogLayout
    ) -> [Int] {
        let horizon = clock.now.addingReportingOverflow(86_400_000_000)
        let latest = horizon.overflow ? Int64.max : horizon.partialValue
        func time(_ row: Int) -> Int64? {
            topic.starts.indices.contains(row)
                ? layout.timestamp(in: bytes, recordAt: topic.starts[row]) : nil
        }
        return topic.doubtful.filter { row in
            guard let own = time(row), own <= latest else { return true }
            guard own > 0, let before = time(row - 1), let after = time(row + 1) else {
                return false
            }
            // Times are never negative, so that none of these differences overflows.
            let (low, high) = (min(before, after), max(before, after))
            guard high - low <= Self.slack else { return false }
            return own < low - Self.slack || own - Self.slack > high
        }
    }
}
