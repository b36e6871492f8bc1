import RoadModel

/// Walks a binary log's records once, front to back, and finds the way again after damage.
///
/// A record counts only when a head follows it: a record that runs over a cut or an insertion has
/// a sound head and the wrong content, and only what follows tells.
struct DataFlashScanner {
    /// What has been read so far.
    var file = DataFlashFile()
    /// The formats so far, in the order of their declarations.
    var collectors: [DataFlashCollector] = []
    /// The running time.
    var clock = BootClock()
    /// Stretches lost so far.
    var losses = LossLedger()

    /// Index + 1 into `collectors` by type; 0 stands for none.
    private var indexByType = [UInt16](repeating: 0, count: 256)
    /// The length of records by type, head included; 0 for an unknown one.
    private(set) var lengths = [Int](repeating: 0, count: 256)
    private var hasRecords = false
    /// Where the next record begins.
    private var position = 0
    let byteCount: Int

    /// The most declarations that are obeyed; bounds the memory of hostile input.
    private static let mostFormats = 4096

    /// Prepares for a file of that length.
    init(byteCount: Int) { self.byteCount = byteCount }

    /// Reads everything into `file`, `collectors` and `losses`.
    mutating func scan(_ bytes: RawSpan, keeping wanted: (String) -> Bool) {
        _ = advance(bytes, to: byteCount, keeping: wanted)
    }

    /// Reads on to the first record that begins at `stop` or later; `false` when the log is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        keeping wanted: (String) -> Bool
    ) -> Bool {
        if position == 0 { declare(.own, keeping: wanted) }
        var position = position
        while position < min(stop, byteCount) {
            let length = recordLength(bytes, at: position)
            if length > 0, isFollowed(bytes, at: position + length) {
                accept(bytes, at: position, length: length, keeping: wanted)
                position += length
            } else {
                position = recover(bytes, at: position, length: length, keeping: wanted)
            }
        }
        self.position = position
        return position < byteCount
    }

    /// The length of the record whose head stands at `start` and which lies inside the file; 0
    /// without one.
    @inline(__always)
    func recordLength(_ bytes: RawSpan, at start: Int) -> Int {
        guard let head = bytes.uint32(at: start), head & 0xFFFF == 0x95A3 else { return 0 }
        let length = lengths[Int(head >> 16 & 0xFF)]
        return length <= byteCount - start ? length : 0
    }

    /// Whether what stands at `start` vouches for the record before it: a head, or the file's end.
    @inline(__always)
    private func isFollowed(_ bytes: RawSpan, at start: Int) -> Bool {
        if let next = bytes.uint16(at: start) { return next == 0x95A3 }
        return start >= byteCount || bytes.uint8(at: start) == 0xA3
    }

    /// Takes the record of that length at `start`.
    @inline(__always)
    mutating func accept(
        _ bytes: RawSpan,
        at start: Int,
        length: Int,
        keeping wanted: (String) -> Bool
    ) {
        let type = bytes.uint8(at: start + 2) ?? 0
        if type == DataFlashFormat.declaration {
            acceptDeclaration(bytes, at: start, keeping: wanted)
        }
        let index = Int(indexByType[Int(type)]) - 1
        guard collectors.indices.contains(index) else {
            // A declaration that contradicts itself gave the length only.
            file.recordsBroken += 1
            losses.add(start, start + length, .malformedRecord)
            return
        }
        file.recordsRead += 1
        file.bytesUnderstood += length
        collectors[index].recordCount += 1
        if let time = collectors[index].time(in: bytes, at: start) {
            clock.observe(time, at: start)
            hasRecords = true
        } else if collectors[index].isWanted {
            collectors[index].near.append(clock.now)
        }
        if collectors[index].isWanted { collectors[index].starts.append(start) }
    }

    @inline(never)
    private mutating func acceptDeclaration(
        _ bytes: RawSpan,
        at start: Int,
        keeping wanted: (String) -> Bool
    ) {
        let payload = start + DataFlashFormat.headByteCount
        guard let type = bytes.uint8(at: payload), let length = bytes.uint8(at: payload + 1)
        else { return }
        if type == DataFlashFormat.declaration {
            // Every log begins by declaring `FMT` itself.
            if hasRecords {
                clock.restart(at: start)
                hasRecords = false
            }
            return
        }
        let format = DataFlashFormat(
            type: type,
            recordByteCount: Int(length),
            name: bytes.textToZero(from: payload + 2, to: payload + 6),
            codes: bytes.textToZero(from: payload + 6, to: payload + 22),
            columnNames: bytes.textToZero(from: payload + 22, to: payload + 86)
        )
        if let format {
            declare(format, keeping: wanted)
        } else if lengths[Int(type)] == 0, Int(length) > DataFlashFormat.headByteCount {
            // Good enough to step over such records.
            lengths[Int(type)] = Int(length)
        }
    }

    private mutating func declare(_ format: DataFlashFormat, keeping wanted: (String) -> Bool) {
        let known = Int(indexByType[Int(format.type)]) - 1
        if collectors.indices.contains(known), collectors[known].format == format { return }
        lengths[Int(format.type)] = format.byteCount + DataFlashFormat.headByteCount
        // A later log in the same file may declare what an earlier one did.
        if let index = collectors.firstIndex(where: { $0.format == format }) {
            indexByType[Int(format.type)] = UInt16(index + 1)
            return
        }
        guard collectors.count < Self.mostFormats else { return }
        collectors.append(DataFlashCollector(format: format, isWanted: wanted(format.name)))
        indexByType[Int(format.type)] = UInt16(collectors.count)
    }

    /// The records read last, and makes room: those before byte `start` are forgotten, but for
    /// the last ones of each format that is rare.
    mutating func window(_ bytes: RawSpan, forgettingBefore start: Int) -> DataFlashFile {
        for index in collectors.indices { collectors[index].forget(before: start) }
        var window = file
        window.tables = collectors.map { $0.table(bytes) }
        window.segments = clock.segmentsSoFar(at: min(position, byteCount))
        window.lost = losses.ranges
        return window
    }

    /// Gathers the records into tables and closes the books.
    mutating func finish(_ bytes: RawSpan) -> DataFlashFile {
        for index in collectors.indices {
            file.tables.append(collectors[index].table(bytes))
            // So that the lists go with this turn of the loop.
            collectors[index].starts = []
            collectors[index].near = []
        }
        file.census = collectors.filter { $0.recordCount > 0 }.map(\.census)
        file.segments = clock.finish(at: byteCount)
        file.lost = losses.ranges
        return file
    }
}
