/// The packets of one message number while they are being found.
struct MAVLinkCollector {
    /// The number.
    let messageID: UInt32
    /// What the packets are made of; `nil` when Jol has no definition.
    let message: MAVLinkMessage?
    /// Whether Jol has a definition.
    let isDefined: Bool
    /// Whether packets are kept, or only counted.
    let isWanted: Bool
    /// The byte by which checksums fit: of the definition, else as most packets show; -1 unknown.
    var crcExtra: Int
    /// How many packets in a row agreed on `crcExtra` while it was being learned.
    var witnesses = 0
    /// Packets whose checksum fits the definition, kept or not.
    var recordCount = 0
    /// Marks of packets whose checksum fits the definition.
    var starts: [Int] = []
    /// The longest payload among them.
    var longest = 0
    /// Rows of the first packets of `starts`, where the log is read in one piece.
    var block: RecordBlockKernel?
    /// The number of rows in `block`.
    private var blockCount = 0
    /// Marks of packets with sound frames whose checksum fits another definition.
    var foreign: [Int] = []
    /// The byte by which each of their checksums fits.
    var foreignExtras: [UInt8] = []

    /// The bytes of other definitions that enough packets of earlier windows fitted.
    var dialects: Set<UInt8> = []

    /// The most packets of one message that are kept whatever their age.
    private static let mostOld = 64

    /// Forgets packets that begin before byte `start`, but for the last ``mostOld`` of them.
    mutating func forget(before start: Int) {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = low + (high - low) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        starts.removeFirst(max(0, low - Self.mostOld))
    }

    /// Makes rows of the packets found since the last call, while their bytes are near.
    mutating func gather(_ bytes: RawSpan, isStamped: Bool) {
        guard blockCount < starts.count, let message else { return }
        // The rare message that is sent longer than its definition gets its rows at the end.
        guard longest <= message.byteCount else {
            (block, blockCount) = (nil, starts.count)
            return
        }
        guard blockCount == 0 || block != nil else { return }
        let block = block ?? RecordBlockKernel()
        self.block = block
        MAVLinkRowKernel.append(
            bytes,
            starts: starts[blockCount...],
            stride: MAVLinkTable.headByteCount + message.byteCount,
            isStamped: isStamped,
            to: block
        )
        blockCount = starts.count
    }

    init(
        messageID: UInt32,
        message: MAVLinkMessage?,
        check: MAVLinkDefinitions.Check?,
        isWanted: Bool
    ) {
        (self.messageID, self.message, self.isWanted) = (messageID, message, isWanted)
        isDefined = message != nil
        crcExtra = (message?.crcExtra ?? check?.crcExtra).map { Int($0) } ?? -1
        // What is published needs no packets to agree on it first.
        witnesses = check == nil ? 0 : MAVLinkScanner.enoughWitnesses
    }
}
