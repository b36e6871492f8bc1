/// The types of messages by their letter in the header.
enum ULogMessage {
    static let flags = UInt8(ascii: "B")
    static let format = UInt8(ascii: "F")
    static let info = UInt8(ascii: "I")
    static let infoList = UInt8(ascii: "M")
    static let parameter = UInt8(ascii: "P")
    static let parameterDefault = UInt8(ascii: "Q")
    static let add = UInt8(ascii: "A")
    static let remove = UInt8(ascii: "R")
    static let record = UInt8(ascii: "D")
    static let text = UInt8(ascii: "L")
    static let taggedText = UInt8(ascii: "C")
    static let sync = UInt8(ascii: "S")
    static let dropout = UInt8(ascii: "O")

    /// Bytes of a message before its payload.
    static let headerByteCount = 3
    /// The payload of every sync message.
    static let syncMark: [UInt8] = [0x2F, 0x73, 0x13, 0x20, 0x25, 0x0C, 0xBB, 0x12]
}
