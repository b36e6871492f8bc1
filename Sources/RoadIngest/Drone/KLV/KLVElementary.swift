import RoadModel

/// The payloads of one packet identifier of a transport stream, as far as they are not read yet.
internal struct KLVElementary {
    /// Payloads that gather before they are scanned.
    ///
    /// The same for every way of reading a file, so that windows of it read what one piece reads.
    private static let stretchByteCount = 1 << 18

    /// The packet identifier.
    let identifier: UInt16
    /// The packets so far.
    private(set) var scanner = KLVScanner()
    /// What could not be read, as ranges of the file.
    private(set) var losses = LossLedger()

    /// Whether payloads are wrapped into access units with headers (stream type 0x15).
    private let isSynchronous: Bool
    /// Payloads joined, and start in them and in the file of each piece.
    private var bytes: [UInt8] = []
    private var pieces: [(start: Int, place: Int)] = []
    /// At which length of `bytes` they are scanned next.
    private var due = stretchByteCount

    /// Bytes of a payload header that still have to be gathered; `nil` outside a payload.
    private var header: [UInt8]?
    /// Bytes of the present access unit that are still to come.
    private var unitRest = 0
    /// The header of an access unit gathered so far.
    private var unitHeader: [UInt8] = []
    /// Whether bytes are being taken.
    private var isInside = false
    /// The last continuity counter.
    private var counter: UInt8?

    /// A stream without payloads.
    init(_ identifier: UInt16, isSynchronous: Bool) {
        (self.identifier, self.isSynchronous) = (identifier, isSynchronous)
    }

    /// Whether enough has gathered to be scanned.
    var isDue: Bool { bytes.count >= due }

    /// Reads the packets that are there and drops their bytes.
    mutating func scan(isOver: Bool, _ found: (KLVPacket, RawSpan) -> Void) {
        var lost: [(range: Range<Int>, reason: RejectReason)] = []
        var reading = scanner
        do {
            let content = bytes.span.bytes
            reading.scan(
                content,
                to: bytes.count,
                isOver: isOver,
                found: { found($0, content) },
                lost: { lost.append(($0, $1)) }
            )
        }
        scanner = reading
        place(lost)
        drop(scanner.cursor)
        due = bytes.count + Self.stretchByteCount
    }

    /// Finds where lost bytes stand in the file; they and the pieces are in order.
    private mutating func place(_ lost: [(range: Range<Int>, reason: RejectReason)]) {
        var first = 0
        for (range, reason) in lost {
            while first + 1 < pieces.count, pieces[first + 1].start <= range.lowerBound {
                first += 1
            }
            var index = first
            while index < pieces.count, pieces[index].start < range.upperBound {
                let (start, place) = pieces[index]
                let next = index + 1 < pieces.count ? pieces[index + 1].start : bytes.count
                let part = range.clamped(to: start..<next)
                losses.add(
                    place + part.lowerBound - start,
                    place + part.upperBound - start,
                    reason
                )
                index += 1
            }
        }
    }

    private mutating func drop(_ count: Int) {
        let whole = (pieces.firstIndex { $0.start > count } ?? pieces.count) - 1
        if whole > 0 { pieces.removeFirst(whole) }
        if let (start, place) = pieces.first, start < count {
            pieces[0] = (count, place + count - start)
        }
        for index in pieces.indices { pieces[index].start -= count }
        bytes.removeFirst(count)
        scanner.forget(count)
    }

    // MARK: Payloads

    /// Takes the payload of one transport packet; `false` when packets before it are missing.
    mutating func take(
        _ source: RawSpan,
        _ range: Range<Int>,
        begins: Bool,
        counter: UInt8,
        mayJump: Bool
    ) -> Bool {
        var isContinuous = true
        if let last = self.counter, !mayJump {
            // A packet may be sent twice.
            if counter == last, !begins { return true }
            if counter != (last + 1) & 15 {
                isContinuous = false
                (isInside, header, unitRest, unitHeader) = (false, nil, 0, [])
            }
        }
        self.counter = counter
        take(source, range, begins: begins)
        return isContinuous
    }

    private mutating func take(_ source: RawSpan, _ range: Range<Int>, begins: Bool) {
        if begins {
            (header, isInside, unitRest, unitHeader) = ([], true, 0, [])
        }
        guard isInside else { return }
        var cursor = range.lowerBound
        // The header of a packetised stream: 00 00 01, id, length, two flags, length of the rest.
        while var gathered = header, cursor < range.upperBound {
            gathered.append(source.uint8(at: cursor) ?? 0)
            cursor += 1
            header = gathered
            if gathered.count == 3, gathered != [0, 0, 1] {
                (isInside, header) = (false, nil)
                return
            }
            if gathered.count >= 9, gathered.count == 9 + Int(gathered[8]) { header = nil }
        }
        guard cursor < range.upperBound else { return }
        if isSynchronous {
            unwrap(source, cursor..<range.upperBound)
        } else {
            append(source, cursor..<range.upperBound)
        }
    }

    /// Drops the five bytes before each access unit: service, sequence, flags, length.
    private mutating func unwrap(_ source: RawSpan, _ range: Range<Int>) {
        var cursor = range.lowerBound
        while cursor < range.upperBound {
            if unitRest == 0 {
                unitHeader.append(source.uint8(at: cursor) ?? 0)
                cursor += 1
                if unitHeader.count == 5 {
                    unitRest = Int(unitHeader[3]) << 8 | Int(unitHeader[4])
                    unitHeader = []
                }
                continue
            }
            let end = min(cursor + unitRest, range.upperBound)
            append(source, cursor..<end)
            unitRest -= end - cursor
            cursor = end
        }
    }

    private mutating func append(_ source: RawSpan, _ range: Range<Int>) {
        pieces.append((bytes.count, range.lowerBound))
        for offset in range { bytes.append(source.uint8(at: offset) ?? 0) }
    }
}
