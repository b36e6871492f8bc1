/// A message between Jol and the shut-in process that reads a foreign file.
///
/// On the wire: length (4 bytes, little-endian), kind, content. What comes from that process is
/// as little trusted as the file: nothing is allocated by a number it names, and a message that
/// ends early is spoilt, not read beyond its end.
struct ForeignMessage {
    /// What a message says.
    enum Kind: UInt8 {
        /// Layer, fields and coordinate system, or size and place of a raster.
        case header = 72
        /// The fields or pixels that are wanted.
        case wish = 87
        /// One feature.
        case feature = 70
        /// Values of pixels.
        case values = 86
        /// Nothing more.
        case end = 90
        /// An error, as JSON.
        case failure = 69
    }

    /// The longest message.
    static let longest = 1 << 30

    /// What it says.
    let kind: Kind
    /// Its content.
    private(set) var bytes: [UInt8]
    private var place = 0
    /// Whether more was asked of it than it holds.
    private(set) var isSpoilt = false

    /// Starts an empty message.
    init(_ kind: Kind) { (self.kind, bytes) = (kind, []) }

    /// A message that came.
    init(_ kind: Kind, _ bytes: [UInt8]) { (self.kind, self.bytes) = (kind, bytes) }

    /// Whether everything in it was read and nothing beyond.
    var isWhole: Bool { !isSpoilt && place == bytes.count }

    /// Marks it as not to be trusted.
    mutating func spoil() { isSpoilt = true }

    // MARK: Writing

    mutating func append(_ value: UInt32) { append(raw: value.littleEndian) }
    mutating func append(_ value: Int64) { append(raw: value.littleEndian) }
    mutating func append(_ text: String) {
        let utf8 = Array(text.utf8)
        append(UInt32(utf8.count))
        bytes += utf8
    }
    mutating func append(_ values: [Double]) {
        for value in values { append(raw: value.bitPattern.littleEndian) }
    }
    private mutating func append<Value: FixedWidthInteger>(raw value: Value) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }

    // MARK: Reading

    /// A 4-byte number; 0 when spoilt.
    mutating func number() -> UInt32 { read(UInt32.self) }
    /// An 8-byte number; 0 when spoilt.
    mutating func integer() -> Int64 { read(Int64.self) }
    /// A text; empty when spoilt.
    mutating func text() -> String {
        let count = count(of: 1)
        let text = String(decoding: bytes[place..<place + count], as: UTF8.self)
        place += count
        return text
    }
    /// How many elements of so many bytes follow at least; 0 when the message is too short.
    mutating func count(of size: Int) -> Int {
        let count = Int(number())
        guard count <= (bytes.count - place) / size else {
            isSpoilt = true
            return 0
        }
        return count
    }
    /// So many numbers, appended.
    mutating func doubles(_ count: Int, into values: inout [Double]) {
        guard count <= (bytes.count - place) / 8 else {
            isSpoilt = true
            return
        }
        let start = place
        // Sound: `count` times 8 bytes from `start` on lie inside the array.
        bytes.withUnsafeBytes { raw in
            for index in 0..<count {
                let bits = raw.loadUnaligned(fromByteOffset: start + 8 * index, as: UInt64.self)
                values.append(Double(bitPattern: UInt64(littleEndian: bits)))
            }
        }
        place += 8 * count
    }

    private mutating func read<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
        let size = MemoryLayout<Value>.size
        guard !isSpoilt, size <= bytes.count - place else {
            isSpoilt = true
            return 0
        }
        let start = place
        place += size
        // Sound: `size` bytes from `start` on lie inside the array.
        return bytes.withUnsafeBytes {
            Value(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Value.self))
        }
    }
}
