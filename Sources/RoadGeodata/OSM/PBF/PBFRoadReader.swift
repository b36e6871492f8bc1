import RoadModel

/// Reads roads from a PBF file in two passes: ways and relations, then the nodes they need.
///
/// Where the header promises the usual order, each blob is inflated once, but for those a binary
/// search looks at; otherwise the first pass notes which blobs hold nodes. A promise that turns out
/// wrong is not trusted, and the file is read once more. Blobs are decoded by
/// several threads and put together in file order, so the result does not depend on them.
struct PBFRoadReader {
    private let file: PBFFile
    private let rules: SpeedLimitRules
    private let threads: Int
    /// Blobs decoded before their results are put together; bounds the memory.
    private let window: Int

    /// Prepares to read a file.
    init(_ file: PBFFile, rules: SpeedLimitRules, threads: Int) {
        (self.file, self.rules) = (file, rules)
        self.threads = max(1, min(threads, file.blobs.count))
        window = 8 * self.threads
    }

    /// Reads everything.
    ///
    /// - Throws: `.formatDamaged` with the byte of the blob and the number of roads before it,
    ///   `.formatVersion` for a compression that is not read, `.insufficient` for too many nodes.
    func read() throws(IntakeError) -> OSMExtract {
        if file.isSorted, let extract = try read(trustingOrder: true) { return extract }
        guard var extract = try read(trustingOrder: false) else { return OSMExtract(rules: rules) }
        if file.isSorted, extract.ways.count > 0 { extract.note("file.not_sorted") }
        return extract
    }

    /// Reads everything.
    ///
    /// - Returns: `nil` when the order that was trusted would lose roads: a blob that was passed
    ///   over for its nodes holds something else too, or no road was found.
    private func read(trustingOrder: Bool) throws(IntakeError) -> OSMExtract? {
        let workers = (0..<threads).map { _ in PBFWorker(rules) }
        var extract = OSMExtract(rules: rules)
        let blobs = file.blobs
        let border = trustingOrder ? try firstBlobBeyondNodes(workers[0]) : 0
        // A blob may hold the last nodes and the first ways.
        let firstWays = max(0, border - 1)
        var nodeBlobs = Array(0..<firstWays)
        try inOrder(
            Array(firstWays..<blobs.count),
            workers,
            roads: { extract.ways.count },
            decode: { worker, content in worker.readObjects(content) },
            merge: { (blob: Int, objects: PBFObjects) in
                extract.ways.append(objects.ways)
                extract.relations.append(objects.relations)
                if objects.hasNodes { nodeBlobs.append(blob) }
            }
        )
        guard extract.ways.count > 0 else { return trustingOrder && firstWays > 0 ? nil : extract }
        guard extract.ways.refs.count < Int(UInt32.max) else {
            throw IntakeError(
                .insufficient,
                subject: file.path,
                detail: "The file is too large: more than 4,294,967,294 vertices.",
                remedy: "Cut out the region you need, for example with `osmium extract`."
            )
        }
        let wanted = SortedSearch.sortedUnique(extract.ways.refs)
        extract.nodeIDs = wanted
        extract.nodeX = [Int32](repeating: OSMExtract.missing, count: wanted.count)
        extract.nodeY = extract.nodeX
        let roads = extract.ways.count
        var isInOrder = true
        try inOrder(
            nodeBlobs,
            workers,
            roads: { roads },
            decode: { worker, content in worker.readNodes(content, wanted) },
            merge: { (blob: Int, nodes: OSMNodeBatch) in
                for i in nodes.rows.indices {
                    extract.place(Int(nodes.rows[i]), x: nodes.x[i], y: nodes.y[i])
                }
                extract.points.append(nodes.points)
                if blob < firstWays, nodes.hasOtherObjects { isInOrder = false }
            }
        )
        return isInOrder ? extract : nil
    }

    /// The first blob of a sorted file that does not start with nodes.
    private func firstBlobBeyondNodes(_ worker: PBFWorker) throws(IntakeError) -> Int {
        var (low, high) = (0, file.blobs.count)
        while low < high {
            let middle = (low + high) / 2
            let holdsNodes = try check(
                worker.read(file.blobs[middle], of: file) { $0.startsWithNodes($1) },
                blob: middle,
                roads: 0
            )
            if holdsNodes { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func inOrder<Part: Sendable>(
        _ blobs: [Int],
        _ workers: [PBFWorker],
        roads: () -> Int,
        decode: @Sendable (PBFWorker, UnsafeBufferPointer<UInt8>) -> Part?,
        merge: (Int, Part) -> Void
    ) throws(IntakeError) {
        var start = 0
        while start < blobs.count {
            let batch = Array(blobs[start..<min(start + window, blobs.count)])
            let file = file
            let parts = ParallelParts.make(batch.count, threads: workers.count) { part, thread in
                workers[thread].read(file.blobs[batch[part]], of: file, decode)
            }
            for (blob, part) in zip(batch, parts) {
                merge(blob, try check(part, blob: blob, roads: roads()))
            }
            start += window
        }
    }

    private func check<Part>(
        _ part: Result<Part, PBFBlob.Fault>,
        blob: Int,
        roads: Int
    ) throws(IntakeError) -> Part {
        switch part {
        case .success(let value): return value
        case .failure(.compression(let name)):
            throw file.unread(name, at: file.blobs[blob].offset)
        case .failure(.broken):
            throw file.damaged(
                file.blobs[blob].offset,
                "blob \(blob + 1) of \(file.blobs.count) is unreadable (\(roads) roads had been read)"
            )
        }
    }
}

/// What a block says about roads in the first pass.
struct PBFObjects: Sendable {
    /// Roads.
    var ways: OSMWayBatch
    /// Restrictions and routes.
    var relations = OSMRelations()
    /// Whether the block holds nodes as well.
    var hasNodes = false
}
