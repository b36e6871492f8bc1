/// Tag values of many objects, one column a key: row-major, all texts in one run of bytes.
struct OSMTagTable {
    /// Columns of a row.
    let keys: Int
    /// UTF-8 of all values.
    private(set) var bytes: [UInt8] = []
    /// End of each cell in `bytes`.
    private(set) var ends: [UInt32] = []

    /// No rows.
    init(keys: Int) { self.keys = keys }

    /// Rows that exist already.
    init(keys: Int, bytes: [UInt8], ends: [UInt32]) {
        (self.keys, self.bytes, self.ends) = (keys, bytes, ends)
    }

    /// The number of rows.
    var count: Int { ends.count / keys }

    /// Whether a cell has text.
    func has(_ key: Int, row: Int) -> Bool {
        let cell = row * keys + key
        return ends[cell] > (cell == 0 ? 0 : ends[cell - 1])
    }

    /// The text of a cell; empty when the tag is absent.
    func value(_ key: Int, row: Int) -> String {
        let range = range(key, row: row)
        return range.isEmpty ? "" : String(decoding: bytes[range], as: UTF8.self)
    }

    /// The bytes of a cell.
    func range(_ key: Int, row: Int) -> Range<Int> {
        let cell = row * keys + key
        return (cell == 0 ? 0 : Int(ends[cell - 1]))..<Int(ends[cell])
    }

    /// Removes every row and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds text to the cell that is being written.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

    /// Adds one byte to the cell that is being written.
    mutating func add(_ byte: UInt8) { bytes.append(byte) }

    /// Ends a cell; false beyond 4 GiB of text.
    mutating func endCell() { ends.append(UInt32(clamping: bytes.count)) }

    /// Appends the rows of another table of the same keys.
    mutating func append(_ other: OSMTagTable) {
        let base = UInt32(clamping: bytes.count)
        bytes.append(contentsOf: other.bytes)
        ends.reserveCapacity(ends.count + other.ends.count)
        for end in other.ends { ends.append(base &+ end) }
    }

    /// Whether the texts have outgrown the numbers that count them.
    var isOverfull: Bool { bytes.count > Int(UInt32.max) }
}
