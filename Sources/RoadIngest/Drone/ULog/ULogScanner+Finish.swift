import RoadModel

extension ULogScanner {
    /// The slack within which a record's time may differ from its neighbours', in microseconds.
    private static let slack: Int64 = 10_000_000

    /// Sorts out records with impossible times, gathers the rest into topics, and closes the books.
    mutating func finish(_ bytes: RawSpan) -> ULogFile {
        var late: [LostRange] = []
        for index in subscriptions.indices {
            let topic = subscriptions[index]
            guard let layout = topic.layout else {
                file.topicsWithoutFormat.append(topic.name)
                continue
            }
            var starts = topic.starts
            // So that the list goes with this turn of the loop.
            subscriptions[index].starts = []
            let strays = strays(bytes, topic, layout)
            if !strays.isEmpty {
                for row in strays {
                    let start = starts[row] - ULogMessage.headerByteCount - 2
                    let end = starts[row] + layout.unpaddedByteCount
                    late.append(LostRange(start: start, end: end, reason: .malformedRecord))
                    file.bytesUnderstood -= end - start
                }
                file.recordsRead -= strays.count
                file.recordsBroken += strays.count
                var isStray = [Bool](repeating: false, count: starts.count)
                for row in strays { isStray[row] = true }
                starts = starts.indices.filter { !isStray[$0] }.map { starts[$0] }
            }
            guard !starts.isEmpty else { continue }
            let records = ULogGatherKernel.gather(
                bytes,
                starts: starts,
                stride: layout.unpaddedByteCount
            )
            file.topics.append(
                ULogTopic(
                    name: topic.name,
                    multiID: topic.multiID,
                    messageID: topic.messageID,
                    layout: layout,
                    formats: file.formats,
                    count: starts.count,
                    records: records
                )
            )
        }
        losses.merge(late)
        file.lost = losses.ranges
        file.endMicroseconds = max(clock.now, clock.first)
        file.startMicroseconds = min(clock.first, file.endMicroseconds)
        return file
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
