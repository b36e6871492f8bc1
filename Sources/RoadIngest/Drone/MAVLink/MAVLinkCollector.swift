/// The packets of one message number while they are being found.
struct MAVLinkCollector {
    /// The number.
    let messageID: UInt32
    /// What the packets are made of; `nil` when Jol has no definition.
    let message: MAVLinkMessage?
    /// Whether packets are kept, or only counted.
    let isWanted: Bool
    /// The byte by which checksums fit: of the definition, else as most packets show; -1 unknown.
    var crcExtra: Int
    /// How many packets in a row agreed on `crcExtra` while it was being learned.
    var witnesses = 0
    /// Marks of packets whose checksum fits the definition.
    var starts: [Int] = []
    /// The longest payload among them.
    var longest = 0
    /// Marks of packets with sound frames whose checksum fits another definition.
    var foreign: [Int] = []
    /// The byte by which each of their checksums fits.
    var foreignExtras: [UInt8] = []

    init(messageID: UInt32, message: MAVLinkMessage?, isWanted: Bool) {
        (self.messageID, self.message, self.isWanted) = (messageID, message, isWanted)
        crcExtra = message.map { Int($0.crcExtra) } ?? -1
    }
}
