package import RoadIngest
package import RoadLocate
package import RoadModel
import RoadNetwork

/// Why a point of a table lies where it lies.
package struct PointExplanation: Sendable {
    /// The point's id in the table.
    package var id: String
    /// What is said of its road.
    package var roadText: String
    /// The row that `jol match points` writes.
    package var decision: PointDecision
    /// Every figure behind it.
    package var explanation: MatchExplanation
}

extension PointsRun {
    /// Explains points of a table on a stand-alone network image.
    ///
    /// - Parameters:
    ///   - source: A file, `-`, or the text of a table.
    ///   - imagePath: The network.
    ///   - options: How to match.
    ///   - id: The only point wanted; `nil` for the first `limit` ones.
    ///   - limit: The most points explained.
    /// - Returns: The network's version, the points with their evidence, and what could not be used of the table as
    ///   far as it was read.
    /// - Throws: As `run`; `.notFound` when no point has the id.
    package static func explain(
        _ source: PointSource,
        network imagePath: String,
        options: Options,
        id: String?,
        limit: Int
    ) throws(IntakeError) -> (
        network: String, points: [PointExplanation], unused: UnusedCells
    ) {
        var points: [PointExplanation] = []
        var version = ""
        var unused = UnusedCells()
        try source.withBytes { bytes throws(IntakeError) in
            var reader = try PointTableReader(
                bytes,
                subject: source.name,
                hasSparseNames: options.hasSparseNames
            )
            let setting = try PointSetting(
                network: imagePath,
                options: options,
                columns: reader.columns
            ).judgingSilence(of: reader, bytes)
            version = setting.network.versionID
            var worker = try setting.worker()
            while points.count < limit,
                let block = reader.next(bytes, limit: 4096, keepsNames: true)
            {
                for row in 0..<block.count where points.count < limit {
                    let own = Self.id(block, row, bytes)
                    if let wanted = id, own != wanted { continue }
                    points.append(worker.explain(block, row, id: own, name: block.saidNames[row]))
                }
            }
            unused = reader.unused
        }
        if let id, points.isEmpty {
            throw IntakeError(
                .notFound,
                subject: id,
                detail: "No row of \(source.name) has this id.",
                remedy: "Ids stand in the column 'id'; leave --id out for the first rows."
            )
        }
        return (version, points, unused)
    }
}

/// Where a table of points comes from.
package enum PointSource: Sendable {
    /// A file, or standard input for `-`.
    case file(String)
    /// The text of a table.
    case text(String)

    /// What messages call it.
    package var name: String {
        switch self {
        case .file(let path): path
        case .text: "the command line"
        }
    }

    func withBytes<Result>(
        _ body: (Span<UInt8>) throws(IntakeError) -> Result
    ) throws(IntakeError) -> Result {
        switch self {
        case .file(let path): return try PointInput.withBytes(path, body)
        case .text(let text):
            let bytes = Array(text.utf8)
            return try body(bytes.span)
        }
    }
}

extension PointWorker {
    /// Explains a row.
    mutating func explain(
        _ block: PointBlock,
        _ row: Int,
        id: String,
        name: String
    ) -> PointExplanation {
        let observation = observation(block, row)
        let decision = decide(block, row..<row + 1)[0].decision
        return PointExplanation(
            id: id,
            roadText: name,
            decision: decision,
            explanation: explain(observation)
        )
    }
}
