import RoadIngest
import Testing

// `#expect` cannot hold a span, so the calls go through the array.
extension [UInt8] {
    fileprivate func uint8(at offset: Int) -> UInt8? { span.bytes.uint8(at: offset) }
    fileprivate func uint16(at offset: Int) -> UInt16? { span.bytes.uint16(at: offset) }
    fileprivate func uint32(at offset: Int) -> UInt32? { span.bytes.uint32(at: offset) }
    fileprivate func uint64(at offset: Int) -> UInt64? { span.bytes.uint64(at: offset) }
    fileprivate func bigEndianUInt16(at offset: Int) -> UInt16? {
        span.bytes.bigEndianUInt16(at: offset)
    }
    fileprivate func bigEndianUInt32(at offset: Int) -> UInt32? {
        span.bytes.bigEndianUInt32(at: offset)
    }
    fileprivate func bigEndianUInt64(at offset: Int) -> UInt64? {
        span.bytes.bigEndianUInt64(at: offset)
    }
    fileprivate func float(at offset: Int) -> Float? { span.bytes.float(at: offset) }
    fileprivate func double(at offset: Int) -> Double? { span.bytes.double(at: offset) }
    fileprivate func holds(_ length: Int, at offset: Int) -> Bool {
        span.bytes.holds(length, at: offset)
    }
    fileprivate func text(from start: Int, to end: Int) -> String {
        span.bytes.text(from: start, to: end)
    }
    fileprivate func has(_ pattern: [UInt8], at start: Int) -> Bool {
        span.bytes.has(pattern, at: start)
    }
}

@Suite("Numbers at byte offsets")
struct ByteLoadTests {
    private let sample: [UInt8] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x88, 0x99]

    @Test("little-endian and big-endian numbers have the values written out by hand")
    func knownValues() {
        let bytes = sample
        #expect(bytes.uint8(at: 8) == 0x99)
        #expect(bytes.uint16(at: 0) == 0x0201)
        #expect(bytes.uint16(at: 7) == 0x9988)
        #expect(bytes.uint32(at: 1) == 0x0504_0302)
        #expect(bytes.uint64(at: 0) == 0x8807_0605_0403_0201)
        #expect(bytes.bigEndianUInt16(at: 0) == 0x0102)
        #expect(bytes.bigEndianUInt32(at: 1) == 0x0203_0405)
        #expect(bytes.bigEndianUInt64(at: 1) == 0x0203_0405_0607_8899)
    }

    @Test("fractions keep every bit")
    func fractions() {
        let bits: [UInt8] = [0, 0, 0xC0, 0x3F, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F]
        #expect(bits.float(at: 0) == 1.5)
        #expect(bits.double(at: 4) == 1.5)
    }

    @Test(
        "a number that is not wholly inside is nil, at any offset",
        arguments: [
            -1, Int.min, Int.max, 9, 10,
        ]
    )
    func outside(offset: Int) {
        let bytes = sample
        #expect(bytes.uint8(at: offset) == nil)
        #expect(bytes.uint16(at: offset) == nil)
        #expect(bytes.uint32(at: offset) == nil)
        #expect(bytes.uint64(at: offset) == nil)
        #expect(!bytes.holds(1, at: offset))
        #expect(!bytes.holds(Int.max, at: 1))
        #expect(!bytes.holds(-1, at: 1))
    }

    @Test("the last place that holds a number is its length before the end")
    func lastPlace() {
        let bytes = sample
        #expect(bytes.uint64(at: 1) != nil)
        #expect(bytes.uint64(at: 2) == nil)
        #expect(bytes.uint16(at: 7) != nil)
        #expect(bytes.uint16(at: 8) == nil)
        #expect(bytes.holds(0, at: 9))
    }

    @Test("text drops zero bytes at its end and marks what is not UTF-8")
    func text() {
        let bytes: [UInt8] = [0x50, 0x58, 0x34, 0xFF, 0x41, 0, 0]
        #expect(bytes.text(from: 0, to: 3) == "PX4")
        #expect(bytes.text(from: 3, to: 7) == "\u{FFFD}A")
        #expect(bytes.text(from: 5, to: 700) == "")
        #expect(bytes.text(from: -3, to: 2) == "PX")
        #expect(bytes.text(from: 4, to: 1) == "")
        #expect(bytes.has([0x58, 0x34], at: 1))
        #expect(!bytes.has([0x58, 0x34], at: 6))
    }
}
