/// A column of short texts kept as one run of UTF-8 bytes.
///
/// A row costs four bytes and its text: no allocation per value, which a batch of camera
/// records could not afford.
package struct TextColumn: Sendable, Equatable {
    /// All texts, one after another.
    package internal(set) var bytes: [UInt8] = []
    /// Where each row's text ends in `bytes`.
    package internal(set) var ends: [UInt32] = []

    /// An empty column.
    package init() {}

    /// The number of rows.
    package var count: Int { ends.count }

    /// The text of a row; empty when the value was absent.
    package subscript(row: Int) -> String {
        let start = row == 0 ? 0 : Int(ends[row - 1])
        return String(decoding: bytes[start..<Int(ends[row])], as: UTF8.self)
    }

    /// Whether the row has no text.
    package func isEmpty(at row: Int) -> Bool {
        ends[row] == (row == 0 ? 0 : ends[row - 1])
    }

    /// The UTF-8 bytes of a row.
    package func utf8(at row: Int) -> ArraySlice<UInt8> {
        bytes[(row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])]
    }

    /// Adds a row.
    package mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(UInt32(bytes.count))
    }

    /// Adds a row from bytes that are already UTF-8.
    package mutating func append(utf8: some Collection<UInt8>) {
        bytes.append(contentsOf: utf8)
        ends.append(UInt32(bytes.count))
    }

    /// Adds the rows of another column.
    package mutating func append(contentsOf other: TextColumn) {
        let base = UInt32(bytes.count)
        bytes.append(contentsOf: other.bytes)
        ends.reserveCapacity(ends.count + other.ends.count)
        for end in other.ends { ends.append(base + end) }
    }

    /// Removes every row and keeps the memory for the next batch.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
