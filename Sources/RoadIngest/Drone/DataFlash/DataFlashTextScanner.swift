import RoadModel

/// Reads a text log line by line; a line that follows no declared format is lost by itself.
struct DataFlashTextScanner {
    /// What has been read so far.
    var file = DataFlashFile()
    private var collectors: [DataFlashCollector] = []
    /// The running time.
    var clock = BootClock()
    private var losses = LossLedger()
    /// Index into `collectors` by the bytes of the name.
    private var indexByName: [UInt64: Int] = [:]
    private var hasRecords = false
    private var position: Int?

    /// The most declarations that are obeyed; bounds the memory of hostile input.
    private static let mostFormats = 4096

    init() {
        file.isText = true
    }

    /// Reads everything.
    mutating func scan(_ bytes: RawSpan, keeping wanted: (String) -> Bool) {
        _ = advance(bytes, to: bytes.byteCount, keeping: wanted)
    }

    /// Reads on to the first line that begins at `stop` or later; `false` when the log is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        keeping wanted: (String) -> Bool
    ) -> Bool {
        var start = position ?? 0
        if position == nil {
            declare(.own, keeping: wanted)
            start = bytes.has([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
            file.bytesUnderstood = start
        }
        while start < min(stop, bytes.byteCount) {
            var end = start
            while end < bytes.byteCount, bytes.uint8(at: end) != UInt8(ascii: "\n") { end += 1 }
            let next = min(end + 1, bytes.byteCount)
            while end > start, let last = bytes.uint8(at: end - 1), last <= 32 { end -= 1 }
            line(bytes, start, end, next: next, keeping: wanted)
            start = next
        }
        position = start
        return start < bytes.byteCount
    }

    /// The lines read last, and makes room: those before byte `start` are forgotten, but for the
    /// last ones of each format that is rare.
    mutating func window(_ bytes: RawSpan, forgettingBefore start: Int) -> DataFlashFile {
        for index in collectors.indices { collectors[index].forget(before: start) }
        var window = file
        window.tables = collectors.map { $0.textTable(bytes) }
        window.segments = clock.segmentsSoFar(at: position ?? 0)
        window.lost = losses.ranges
        return window
    }

    private mutating func line(
        _ bytes: RawSpan,
        _ start: Int,
        _ end: Int,
        next: Int,
        keeping wanted: (String) -> Bool
    ) {
        if start == end {
            file.bytesUnderstood += next - start
            return
        }
        var comma = start
        var key: UInt64 = 0
        while comma < end, let byte = bytes.uint8(at: comma), byte != UInt8(ascii: ",") {
            // Names are 4 characters long; of longer ones the first 8 decide.
            if comma - start < 8 { key = key << 8 | UInt64(byte) }
            comma += 1
        }
        guard let index = indexByName[key],
            hasEnoughFields(bytes, from: comma, to: end, collectors[index].format)
        else {
            let isTail = next == bytes.byteCount && bytes.uint8(at: next - 1) != 0x0A
            file.recordsBroken += 1
            losses.add(start, next, isTail ? .truncatedRecord : .malformedRecord)
            return
        }
        if index == 0 { declaration(bytes, from: comma + 1, to: end, at: start, keeping: wanted) }
        let time = time(bytes, from: comma + 1, to: end, collectors[index].format)
        if let time {
            clock.observe(time, at: start)
            hasRecords = true
        }
        collectors[index].recordCount += 1
        if collectors[index].isWanted {
            collectors[index].near.append(time ?? clock.now)
            collectors[index].starts.append(start)
            collectors[index].lines.append(min(comma + 1, end)..<end)
        }
        file.recordsRead += 1
        file.bytesUnderstood += next - start
    }

    /// Whether the line has a value for each column; each value has a comma before it.
    private func hasEnoughFields(
        _ bytes: RawSpan,
        from start: Int,
        to end: Int,
        _ format: DataFlashFormat
    ) -> Bool {
        var commas = 0
        for offset in start..<end where bytes.uint8(at: offset) == UInt8(ascii: ",") {
            commas += 1
        }
        let wanted = format.columns.count
        if commas == wanted { return true }
        // Only a text, or the list of column names, can hold commas itself.
        return commas > wanted && format.columns.last?.code.isText == true
    }

    private func time(
        _ bytes: RawSpan,
        from start: Int,
        to end: Int,
        _ format: DataFlashFormat
    ) -> Int64? {
        guard var left = format.timeColumn else { return nil }
        var offset = start
        while left > 0, offset < end {
            if bytes.uint8(at: offset) == UInt8(ascii: ",") { left -= 1 }
            offset += 1
        }
        while offset < end, bytes.uint8(at: offset) == 32 { offset += 1 }
        var value: Int64 = 0
        var digits = 0
        while offset < end, let byte = bytes.uint8(at: offset), byte &- 48 < 10, digits < 15 {
            value = value &* 10 &+ Int64(byte &- 48)
            digits += 1
            offset += 1
        }
        return digits == 0 ? nil : value &* format.microsecondsPerUnit
    }

    private mutating func declaration(
        _ bytes: RawSpan,
        from start: Int,
        to end: Int,
        at lineStart: Int,
        keeping wanted: (String) -> Bool
    ) {
        let parts = bytes.text(from: start, to: end)
            .split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, let type = UInt8(parts[0].trimmed),
            let length = Int(parts[1].trimmed)
        else { return }
        if type == DataFlashFormat.declaration {
            // Every log begins by declaring `FMT` itself.
            if hasRecords {
                clock.restart(at: lineStart)
                hasRecords = false
            }
            return
        }
        let format = DataFlashFormat(
            type: type,
            recordByteCount: length,
            name: parts[2].trimmed,
            codes: parts[3].trimmed,
            columnNames: String(parts[4])
        )
        if let format { declare(format, keeping: wanted) }
    }

    private mutating func declare(_ format: DataFlashFormat, keeping wanted: (String) -> Bool) {
        var key: UInt64 = 0
        for byte in format.name.utf8.prefix(8) { key = key << 8 | UInt64(byte) }
        if let known = indexByName[key], collectors[known].format == format || known == 0 { return }
        if let index = collectors.firstIndex(where: { $0.format == format }) {
            indexByName[key] = index
            return
        }
        guard collectors.count < Self.mostFormats else { return }
        indexByName[key] = collectors.count
        collectors.append(DataFlashCollector(format: format, isWanted: wanted(format.name)))
    }

    /// Gathers the lines into tables and closes the books.
    mutating func finish(_ bytes: RawSpan) -> DataFlashFile {
        for index in collectors.indices {
            file.tables.append(collectors[index].textTable(bytes))
            collectors[index].starts = []
            collectors[index].lines = []
            collectors[index].near = []
        }
        file.census = collectors.filter { $0.recordCount > 0 }.map(\.census)
        file.segments = clock.finish(at: bytes.byteCount)
        file.lost = losses.ranges
        return file
    }
}
