import RoadModel

/// Unpacks a file of an archive: a short one into memory, a long one to disk, from where it is read
/// as if it had never been packed.
internal struct KMZUnpacking {
    /// The most bytes that are unpacked into memory; a track of a whole day has 20 MB.
    private static let mostInMemory = 32 << 20
    /// The most bytes that are unpacked to disk; a small archive of a hostile kind would fill it.
    private static let mostOnDisk = 16 << 30
    /// DEFLATE yields at most 258 bytes for every two bits (RFC 1951, 3.2.5).
    private static let mostForByte = 1032

    private let entry: KMZArchive.Entry
    private let range: Range<Int>
    private let name: String

    /// Prepares to unpack what lies in a range of the archive called `name`.
    init(_ entry: KMZArchive.Entry, _ range: Range<Int>, name: String) {
        (self.entry, self.range, self.name) = (entry, range, name)
    }

    /// Calls `body` with the content.
    ///
    /// - Throws: `file.damaged`, `io.failed` when the disk is full, and what `body` throws.
    func run<Result>(
        _ bytes: Span<UInt8>,
        _ body: (Span<UInt8>) throws(IntakeError) -> Result
    ) throws(IntakeError) -> Result {
        guard entry.method != 0 else {
            let content = bytes.extracting(range)
            var sum = ZIPChecksum()
            sum.add(content)
            try requireWhole(sum, content.count)
            return try body(content)
        }
        // What the archive says of its length is not believed where it cannot be.
        guard min(entry.size, (range.count + 1) * Self.mostForByte) > Self.mostInMemory else {
            var content: [UInt8] = []
            try unpack(bytes) { piece throws(IntakeError) in
                for index in piece.indices { content.append(piece[index]) }
            }
            return try body(content.span)
        }
        guard entry.size <= Self.mostOnDisk else {
            throw KMZReader.damaged(
                name,
                "The .kml file is said to unpack to over \(Self.mostOnDisk >> 30) GiB."
            )
        }
        let file = try ScratchFileKernel(subject: name)
        try unpack(bytes) { piece throws(IntakeError) in try file.append(piece) }
        return try file.mapped().withBytes(body)
    }

    private func unpack(
        _ bytes: Span<UInt8>,
        _ take: (Span<UInt8>) throws(IntakeError) -> Void
    ) throws(IntakeError) {
        var inflate = Inflate(range, limit: entry.size)
        var sum = ZIPChecksum()
        var count = 0
        do throws(Inflate.Fault) {
            try inflate.run(bytes) { piece throws(IntakeError) in
                sum.add(piece)
                count += piece.count
                try take(piece)
            }
        } catch {
            switch error {
            case .damaged: throw KMZReader.damaged(name, "The packed .kml file is damaged.")
            case .tooLong:
                throw KMZReader.damaged(
                    name,
                    "The .kml file unpacks to more than the \(entry.size) bytes that the archive "
                        + "states."
                )
            case .refused(let error): throw error
            }
        }
        try requireWhole(sum, count)
    }

    private func requireWhole(_ sum: ZIPChecksum, _ count: Int) throws(IntakeError) {
        guard sum.value == entry.checksum, count == entry.size else {
            throw KMZReader.damaged(name, "The check sum or the length of the .kml file is wrong.")
        }
    }
}
