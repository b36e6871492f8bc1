import RoadModel

/// Walks a log's packets once, front to back, and finds the way again after damage.
///
/// A packet whose checksum fits its definition is believed at once, wherever it stands. One whose
/// checksum fits another definition is believed when the next packet begins where it ends.
struct MAVLinkScanner {
    /// What has been read so far.
    var file = MAVLinkFile()
    /// Message numbers in the order of their first packet.
    var collectors: [MAVLinkCollector] = []
    /// Stretches lost so far.
    var losses = LossLedger()
    /// Times of packets whose own 8 bytes are damaged, by mark.
    var mendedStamps: [Int: UInt64] = [:]
    /// The time of the last sound packet.
    var stamp: UInt64 = 0

    /// The length of the time before each packet: 8, or 0 in a stream without times.
    let stampByteCount: Int
    let byteCount: Int
    /// Where the next packet begins.
    private(set) var position = 0
    private let kernel = MAVLinkChecksumKernel()
    private let definitions = MAVLinkDefinitions.byID
    let checks = MAVLinkDefinitions.checksByID
    /// Index + 1 into `collectors` for the numbers below 512; 0 stands for none.
    private var indexByID = [UInt16](repeating: 0, count: 512)
    private var indexByLargeID: [UInt32: Int] = [:]
    /// The last sequence number by sender, -1 before the first, and how many packets there were.
    private var sequences = [Int16](repeating: -1, count: 65_536)
    private var senders: [Int: MAVLinkSender] = [:]
    private var lastSender = MAVLinkSender(system: 0, component: 0, packets: 0, missing: 0)

    /// The most message numbers that are told apart; bounds the memory of hostile input.
    static let mostMessages = 4096
    /// After so many bytes rows are made of their packets: they must still stand in the cache.
    private static let gatheredByteCount = 128 << 10
    /// How far a packet's time may be from its neighbours', in microseconds: a day.
    private static let reach: UInt64 = 86_400_000_000

    /// Prepares for a file of that length.
    init(byteCount: Int, stampByteCount: Int) {
        (self.byteCount, self.stampByteCount) = (byteCount, stampByteCount)
    }

    /// Reads everything into `file`, `collectors` and `losses`.
    mutating func scan(_ bytes: RawSpan, keeping wanted: (String) -> Bool) {
        var stop = Self.gatheredByteCount
        while advance(bytes, to: stop, keeping: wanted) {
            gather(bytes)
            stop += Self.gatheredByteCount
        }
        gather(bytes)
    }

    private mutating func gather(_ bytes: RawSpan) {
        for index in collectors.indices {
            collectors[index].gather(bytes, isStamped: stampByteCount > 0)
        }
    }

    /// Reads on to the first packet that begins at `stop` or later; `false` when the log is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        keeping wanted: (String) -> Bool
    ) -> Bool {
        var position = position
        while position < min(stop, byteCount) {
            let mark = position + stampByteCount
            let frame = MAVLinkFrame(bytes, at: mark)
            guard frame.byteCount > 0 else {
                position = recover(bytes, from: position, keeping: wanted)
                continue
            }
            let end = mark + frame.byteCount
            let index = collector(of: frame.messageID, keeping: wanted)
            let found = extra(bytes, frame, at: mark)
            if index >= 0, found == collectors[index].crcExtra, collectors[index].isDefined {
                accept(bytes, frame, at: mark, into: index)
                position = end
            } else if found >= 0, index >= 0,
                isFollowed(bytes, at: end)
                    || (found == collectors[index].crcExtra && isLearned(index))
            {
                acceptForeign(bytes, frame, at: mark, into: index, extra: UInt8(found))
                position = end
            } else {
                position = recover(bytes, from: position, keeping: wanted)
            }
        }
        self.position = position
        return position < byteCount
    }

    /// The byte by which the packet's checksum fits its content; -1 when none does.
    @inline(__always)
    func extra(_ bytes: RawSpan, _ frame: MAVLinkFrame, at mark: Int) -> Int {
        let length = frame.headByteCount - 1 + frame.payloadByteCount
        let sum = kernel.checksum(bytes, from: mark + 1, length: length)
        guard let stored = bytes.uint16(at: mark + 1 + length) else { return -1 }
        return kernel.byte(from: sum, to: stored)
    }

    /// Whether the next packet begins at `start`, or the file ends there.
    private func isFollowed(_ bytes: RawSpan, at start: Int) -> Bool {
        guard start < byteCount else { return true }
        let mark = start + stampByteCount
        guard let first = bytes.uint8(at: mark) else { return true }
        guard first == MAVLinkFrame.mark1 || first == MAVLinkFrame.mark2 else { return false }
        return stampByteCount == 0 || stamp == 0 || isNear(bytes.bigEndianUInt64(at: start) ?? 0)
    }

    private func isNear(_ other: UInt64) -> Bool {
        (other > stamp ? other - stamp : stamp - other) <= Self.reach
    }

    /// The index of the message's collector; -1 when there are too many.
    @inline(__always)
    mutating func collector(of id: UInt32, keeping wanted: (String) -> Bool) -> Int {
        if id < 512 {
            let entry = Int(indexByID[Int(id)])
            if entry > 0 { return entry - 1 }
        } else if let index = indexByLargeID[id] {
            return index
        }
        return addCollector(of: id, keeping: wanted)
    }

    /// The definition of a message; `nil` when Jol has none.
    func definition(of id: UInt32) -> MAVLinkMessage? { definitions[id] }

    /// The index of the message's collector; `nil` before its first packet.
    func knownCollector(of id: UInt32) -> Int? {
        if id >= 512 { return indexByLargeID[id] }
        let entry = Int(indexByID[Int(id)])
        return entry > 0 ? entry - 1 : nil
    }

    @inline(never)
    private mutating func addCollector(of id: UInt32, keeping wanted: (String) -> Bool) -> Int {
        guard collectors.count < Self.mostMessages else { return -1 }
        let message = definitions[id]
        collectors.append(
            MAVLinkCollector(
                messageID: id,
                message: message,
                check: message == nil ? checks[id] : nil,
                isWanted: message.map { wanted($0.name) } ?? wanted("")
            )
        )
        if id < 512 {
            indexByID[Int(id)] = UInt16(collectors.count)
        } else {
            indexByLargeID[id] = collectors.count - 1
        }
        return collectors.count - 1
    }

    /// Takes a packet whose checksum fits its definition.
    @inline(__always)
    mutating func accept(_ bytes: RawSpan, _ frame: MAVLinkFrame, at mark: Int, into index: Int) {
        count(bytes, frame, at: mark)
        collectors[index].recordCount += 1
        if collectors[index].isWanted {
            collectors[index].starts.append(mark)
            if frame.payloadByteCount > collectors[index].longest {
                collectors[index].longest = frame.payloadByteCount
            }
        }
    }

    /// Takes a packet with a sound frame and a definition of its own.
    @inline(never)
    mutating func acceptForeign(
        _ bytes: RawSpan,
        _ frame: MAVLinkFrame,
        at mark: Int,
        into index: Int,
        extra: UInt8
    ) {
        count(bytes, frame, at: mark)
        collectors[index].foreign.append(mark)
        collectors[index].foreignExtras.append(extra)
        guard collectors[index].message == nil else { return }
        if collectors[index].crcExtra == Int(extra) {
            collectors[index].witnesses += 1
        } else {
            (collectors[index].crcExtra, collectors[index].witnesses) = (Int(extra), 1)
        }
    }

    @inline(__always)
    private mutating func count(_ bytes: RawSpan, _ frame: MAVLinkFrame, at mark: Int) {
        file.recordsRead += 1
        file.bytesUnderstood += frame.byteCount + stampByteCount
        if stampByteCount > 0, let own = bytes.bigEndianUInt64(at: mark - 8) { stamp = own }
        let place = mark + frame.headByteCount - (frame.headByteCount == 6 ? 4 : 6)
        let word = bytes.uint32(at: place) ?? 0
        let sender = Int(word >> 8 & 0xFFFF)
        let sequence = Int16(word & 0xFF)
        let before = sequences[sender]
        sequences[sender] = sequence
        // Sequence numbers count to 255; a step back is a copy by another way, no gap.
        let step = before < 0 ? 0 : Int((sequence &- before &- 1) & 0xFF)
        if Int(lastSender.system) | Int(lastSender.component) << 8 != sender {
            changeSender(to: sender)
        }
        lastSender.packets += 1
        if step < 200 { lastSender.missing += step }
    }

    @inline(never)
    private mutating func changeSender(to sender: Int) {
        if lastSender.packets > 0 {
            senders[Int(lastSender.system) | Int(lastSender.component) << 8] = lastSender
        }
        lastSender =
            senders[sender]
            ?? MAVLinkSender(
                system: UInt8(truncatingIfNeeded: sender),
                component: UInt8(truncatingIfNeeded: sender >> 8),
                packets: 0,
                missing: 0
            )
    }

    /// All senders, by system and component.
    mutating func allSenders() -> [MAVLinkSender] {
        changeSender(to: 0)
        return senders.values.filter { $0.packets > 0 }
            .sorted { ($0.system, $0.component) < ($1.system, $1.component) }
    }
}
