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
            // Frees the list before the records are copied.
            subscriptions[index].starts = []
            let strays = strays(bytes, starts, layout)
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
                bytes, starts: starts, stride: layout.unpaddedByteCount)
            file.topics.append(
                ULogTopic(
                    name: topic.name, multiID: topic.multiID, messageID: topic.messageID,
                    layout: layout, formats: file.formats, count: starts.count, records: records))
        }
        losses.merge(late)
        file.lost = losses.ranges
        file.endMicroseconds = max(clock.now, clock.first)
        file.startMicroseconds = min(clock.first, file.endMicroseconds)
        return file
    }

    /// The rows whose time cannot be right: far outside the times of both neighbours while these
    /// agree with each other, or more than a day after the log's end.
    ///
    /// Times that merely run backwards are kept: real logs have them.
    private func strays(_ bytes: RawSpan, _ starts: [Int], _ layout: ULogLayout) -> [Int] {
        guard layout.timestampOffset != nil else { return [] }
        let horizon = clock.now.addingReportingOverflow(86_400_000_000)
        let latest = horizon.overflow ? Int64.max : horizon.partialValue
        var rows: [Int] = []
        var before: Int64?
        for row in starts.indices {
            guard let time = layout.timestamp(in: bytes, recordAt: starts[row]), time <= latest
            else {
                rows.append(row)
                continue
            }
            var isStray = false
            if let earlier = before, row + 1 < starts.count,
                let later = layout.timestamp(in: bytes, recordAt: starts[row + 1])
            {
                let low = min(earlier, later)
                let high = max(earlier, later)
                let spread = high.subtractingReportingOverflow(low)
                if !spread.overflow, spread.partialValue <= Self.slack {
                    isStray = time < low - Self.slack || time - Self.slack > high
                }
            }
            if isStray { rows.append(row) } else { before = time }
        }
        return rows
    }
}
