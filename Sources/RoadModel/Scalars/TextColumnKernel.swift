extension TextColumn {
    /// Adds a row from a stretch of bytes that are already UTF-8.
    package mutating func append(utf8 text: Span<UInt8>) {
        guard !text.isEmpty else { return ends.append(UInt32(bytes.count)) }
        // Sound: the pointer lives as long as the call, and `append` copies what it points to; byte
        // by byte this was a tenth of reading a file of passages.
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(UInt32(bytes.count))
    }
}
