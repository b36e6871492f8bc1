/// The memory of one thread that decodes blobs.
final class PBFWorker: @unchecked Sendable {
    // Sound: each worker is used by one thread at a time; `ParallelParts` gives each its own.
    private let inflater = Inflater()
    private let rules: SpeedLimitRules
    private var block = PBFBlock(vocabulary: PBFVocabulary())
    private var packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 16)

    /// Prepares memory.
    init(_ rules: SpeedLimitRules) { self.rules = rules }

    deinit { packed.deallocate() }

    /// Reads, inflates and decodes a blob.
    ///
    /// - Parameters:
    ///   - blob: Where it lies.
    ///   - file: The file.
    ///   - decode: Takes the block apart; `nil` when the block is broken.
    /// - Returns: What `decode` made, or why there is nothing.
    func read<Part>(
        _ blob: PBFFile.Blob,
        of file: PBFFile,
        _ decode: (PBFWorker, UnsafeBufferPointer<UInt8>) -> Part?
    ) -> Result<Part, PBFBlob.Fault> {
        if blob.length > packed.count {
            packed.deallocate()
            packed = .allocate(byteCount: blob.length, alignment: 16)
        }
        let target = UnsafeMutableRawBufferPointer(rebasing: packed[0..<blob.length])
        guard file.read(blob.offset, target) == blob.length else { return .failure(.broken) }
        let bytes = UnsafeBufferPointer(
            start: target.baseAddress?.assumingMemoryBound(to: UInt8.self),
            count: blob.length
        )
        switch PBFBlob.content(bytes, inflater) {
        case .failure(let fault): return .failure(fault)
        case .success(let content):
            guard let part = decode(self, content) else { return .failure(.broken) }
            return .success(part)
        }
    }

    /// The roads, restrictions and routes of a block.
    func readObjects(_ content: UnsafeBufferPointer<UInt8>) -> PBFObjects? {
        var objects = PBFObjects(ways: OSMWayBatch(rules: rules))
        block.open(content, needsStrings: true)
        let kinds = block.kinds
        objects.hasNodes = kinds.contains(.nodes)
        block.readWays(into: &objects.ways)
        block.readRelations(into: &objects.relations)
        return block.isBroken ? nil : objects
    }

    /// The places of the wanted nodes of a block.
    func readNodes(_ content: UnsafeBufferPointer<UInt8>, _ wanted: [Int64]) -> OSMNodeBatch? {
        var nodes = OSMNodeBatch()
        block.open(content, needsStrings: true)
        block.readNodes(wanted: wanted, into: &nodes)
        return block.isBroken ? nil : nodes
    }

    /// Whether the first group of a block holds nodes.
    func startsWithNodes(_ content: UnsafeBufferPointer<UInt8>) -> Bool? {
        block.open(content, needsStrings: false)
        return block.isBroken ? nil : block.kinds.contains(.nodes)
    }
}
