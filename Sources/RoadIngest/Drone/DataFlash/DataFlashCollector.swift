/// The records of one format while they are being found.
struct DataFlashCollector {
    /// What the records are made of.
    let format: DataFlashFormat
    /// Whether they are kept, or only counted.
    let isWanted: Bool
    /// Records so far, kept or not.
    var recordCount = 0
    /// Where each kept record begins in the file.
    var starts: [Int] = []
    /// In a text log: where what follows the name begins and where the line ends.
    var lines: [Range<Int>] = []
    /// The times of kept lines; the running time at kept binary records without times.
    var near: [Int64] = []
    /// Where the time stands in a binary record, counted from the head; -1 without one.
    let timeOffset: Int
    /// The length of a binary record, head included.
    let length: Int

    init(format: DataFlashFormat, isWanted: Bool) {
        (self.format, self.isWanted) = (format, isWanted)
        length = format.byteCount + DataFlashFormat.headByteCount
        timeOffset =
            format.timeColumn.map { format.columns[$0].offset + DataFlashFormat.headByteCount }
            ?? -1
    }

    /// The time of a binary record whose head begins at `start`; `nil` without one.
    @inline(__always)
    func time(in bytes: RawSpan, at start: Int) -> Int64? {
        guard timeOffset >= 0 else { return nil }
        if format.microsecondsPerUnit == 1 {
            return bytes.uint64(at: start + timeOffset).map { Int64(clamping: $0) }
        }
        return bytes.uint32(at: start + timeOffset).map { Int64($0) &* 1000 }
    }

    /// The most records of one format that are kept whatever their age: where the vehicle took
    /// off and what it is are said once.
    private static let mostOld = 64

    /// Forgets records that begin before byte `start`, but for the last ``mostOld`` of them.
    mutating func forget(before start: Int) {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = low + (high - low) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        let gone = max(0, low - Self.mostOld)
        starts.removeFirst(gone)
        if !near.isEmpty { near.removeFirst(gone) }
        if !lines.isEmpty { lines.removeFirst(gone) }
    }

    /// The format with its number of records.
    var census: RawTables.Entry {
        RawTables.Entry(name: format.name, rows: recordCount, columns: format.columns.count)
    }

    /// The kept records, copied out of a binary log.
    func table(_ bytes: RawSpan) -> DataFlashTable {
        let heads = DataFlashFormat.headByteCount
        return DataFlashTable(
            format: format,
            records: RecordGatherKernel.gather(
                bytes,
                starts: starts.map { $0 + heads },
                stride: format.byteCount
            ),
            ends: [],
            starts: starts,
            nearMicroseconds: near,
            isText: false
        )
    }

    /// The kept lines, copied out of a text log.
    func textTable(_ bytes: RawSpan) -> DataFlashTable {
        var records: [UInt8] = []
        var ends: [Int] = []
        records.reserveCapacity(lines.reduce(0) { $0 + $1.count })
        ends.reserveCapacity(lines.count)
        for line in lines {
            for offset in line { records.append(bytes.uint8(at: offset) ?? 0) }
            ends.append(records.count)
        }
        return DataFlashTable(
            format: format,
            records: records,
            ends: ends,
            starts: starts,
            nearMicroseconds: near,
            isText: true
        )
    }
}
