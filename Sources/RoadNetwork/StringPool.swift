/// Texts of a network, each kept once; string 0 is empty.
struct StringPool {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [UInt32] = [0]
    private var known: [String: UInt32] = ["": 0]

    /// The number of a text, which is added when it is new.
    mutating func number(of text: String) -> UInt32 {
        if let number = known[text] { return number }
        bytes.append(contentsOf: text.utf8)
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
        let number = UInt32(ends.count - 1)
        known[text] = number
        return number
    }
}
