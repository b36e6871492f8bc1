/// Numbers at any byte offset, least significant byte first unless the name says otherwise.
///
/// `nil` means that the number would not lie wholly inside the span. Offsets may be negative or
/// huge; no arithmetic on them can overflow.
extension RawSpan {
    // Every load below is sound: `holds` has checked the range, the type is a plain integer for
    // which any bits are a value, and the load does not need alignment.

    /// Whether `length` bytes from `offset` lie inside.
    @inline(__always)
    package func holds(_ length: Int, at offset: Int) -> Bool {
        offset >= 0 && length >= 0 && offset <= byteCount && length <= byteCount - offset
    }

    /// The byte at `offset`.
    @inline(__always)
    package func uint8(at offset: Int) -> UInt8? {
        guard holds(1, at: offset) else { return nil }
        return unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// Two bytes, little-endian.
    @inline(__always)
    package func uint16(at offset: Int) -> UInt16? {
        guard holds(2, at: offset) else { return nil }
        return UInt16(
            littleEndian: unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset,
                as: UInt16.self
            )
        )
    }

    /// Four bytes, little-endian.
    @inline(__always)
    package func uint32(at offset: Int) -> UInt32? {
        guard holds(4, at: offset) else { return nil }
        return UInt32(
            littleEndian: unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset,
                as: UInt32.self
            )
        )
    }

    /// Eight bytes, little-endian.
    @inline(__always)
    package func uint64(at offset: Int) -> UInt64? {
        guard holds(8, at: offset) else { return nil }
        return UInt64(
            littleEndian: unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset,
                as: UInt64.self
            )
        )
    }

    /// Two bytes, big-endian.
    @inline(__always)
    package func bigEndianUInt16(at offset: Int) -> UInt16? { uint16(at: offset)?.byteSwapped }

    /// Four bytes, big-endian.
    @inline(__always)
    package func bigEndianUInt32(at offset: Int) -> UInt32? { uint32(at: offset)?.byteSwapped }

    /// Eight bytes, big-endian.
    @inline(__always)
    package func bigEndianUInt64(at offset: Int) -> UInt64? { uint64(at: offset)?.byteSwapped }

    /// IEEE 754 single precision, little-endian.
    @inline(__always)
    package func float(at offset: Int) -> Float? {
        uint32(at: offset).map { Float(bitPattern: $0) }
    }

    /// IEEE 754 double precision, little-endian.
    @inline(__always)
    package func double(at offset: Int) -> Double? {
        uint64(at: offset).map { Double(bitPattern: $0) }
    }
}
