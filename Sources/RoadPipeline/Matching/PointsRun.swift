import Foundation
import RoadGeodata
package import RoadIngest
package import RoadLocate
package import RoadModel
import RoadNetwork
import Synchronization

/// Puts the points of a table on a stand-alone network image.
package enum PointsRun {
    /// How to match.
    package struct Options: Sendable {
        /// The matcher's constants.
        package var parameters = PointMatcherParameters()
        /// Whether a blank name says nothing in a table that names other points; otherwise it is
        /// taken for a nameless road.
        package var hasSparseNames = false
        /// Whether headings are left out.
        package var ignoresHeading = false
        /// Whether names and indices are left out.
        package var ignoresNames = false
        /// Cores to use; the answer is the same for any number.
        package var threads = 1

        /// The defaults.
        package init() {}
    }

    /// What a run came to.
    package struct Summary: Sendable, Hashable, Codable {
        /// The network's version.
        package var network: String
        /// Points in the table.
        package var points = 0
        /// Points with a way.
        package var answered = 0
        /// Points of which the road is likely enough.
        package var located = 0
        /// Points by reason of what they lack.
        package var reasons: [String: Int] = [:]
        /// What of the table could not be used.
        package var unused = UnusedCells()
        /// Whether no point lies on the network, and most would with longitude and latitude exchanged.
        package var placesExchanged = false
        /// What was left out as evidence; see `Options`.
        package var ignoresHeading: Bool, ignoresNames: Bool, hasSparseNames: Bool
        /// Seconds of the run.
        package var seconds = 0.0
        /// The constants.
        package var parameters: PointMatcherParameters

        init(_ options: Options) {
            network = ""
            parameters = options.parameters
            (ignoresHeading, ignoresNames) = (options.ignoresHeading, options.ignoresNames)
            hasSparseNames = options.hasSparseNames
        }
    }

    /// Rows held in memory at a time: few on one core, whose cache then holds them.
    private static func blockRows(threads: Int) -> Int { threads > 1 ? 1 << 17 : 1 << 13 }
    /// Rows of one task.
    private static let chunkRows = 4096

    /// Matches every point of a table and hands over the rows of the answer in the order of the
    /// file, header first.
    ///
    /// - Throws: As opening network and table do; what `write` throws.
    package static func run(
        _ path: String,
        network imagePath: String,
        options: Options,
        write: ([UInt8]) throws(IntakeError) -> Void
    ) throws(IntakeError) -> Summary {
        let clock = ContinuousClock()
        let start = clock.now
        var summary = Summary(options)
        var exchanged = 0
        try PointInput.withBytes(path) { bytes throws(IntakeError) in
            var reader = try PointTableReader(
                bytes,
                subject: path,
                hasSparseNames: options.hasSparseNames
            )
            let setting = try PointSetting(
                network: imagePath,
                options: options,
                columns: reader.columns
            ).judgingSilence(of: reader, bytes)
            summary.network = setting.network.versionID
            summary.parameters = setting.matcher.parameters
            try write(Array(PointAnswerLine.header.utf8))
            // Threads make their own workers; this one also refuses unusable systems for them.
            var worker = try setting.worker()
            let limit = blockRows(threads: options.threads)
            var line = PointAnswerLine()
            while let block = reader.next(bytes, limit: limit) {
                let decisions =
                    options.threads > 1
                    ? decide(block, setting, options.threads)
                    : worker.decide(block, 0..<block.count)
                var text: [UInt8] = []
                text.reserveCapacity(block.count * 96)
                for row in 0..<block.count {
                    appendID(block, row, bytes, &text)
                    let answer = decisions[row]
                    line.append(
                        answer.decision,
                        longitude: answer.longitude,
                        latitude: answer.latitude,
                        to: &text
                    )
                    summary.count(answer.decision)
                    if answer.decision.way == nil, setting.wouldHold(block, row) { exchanged += 1 }
                }
                try write(text)
            }
            summary.unused = reader.unused
        }
        summary.placesExchanged = summary.answered == 0 && 2 * exchanged > summary.points
        let elapsed = (clock.now - start).components
        summary.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        return summary
    }

    /// A decision with its place in WGS 84.
    struct Answer: Sendable {
        var decision = PointDecision()
        var longitude = Double.nan
        var latitude = Double.nan
    }

    private static func decide(
        _ block: PointBlock,
        _ setting: PointSetting,
        _ threads: Int
    ) -> [Answer] {
        let chunks = (block.count + chunkRows - 1) / chunkRows
        let next = Mutex(0)
        let parts = Mutex([[Answer]](repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: min(threads, chunks)) { _ in
            // One has been made before, so this cannot fail.
            guard var worker = try? setting.worker() else { return }
            while true {
                let chunk = next.withLock { value in
                    value += 1
                    return value - 1
                }
                guard chunk < chunks else { return }
                let rows = chunk * chunkRows..<min(block.count, (chunk + 1) * chunkRows)
                let part = worker.decide(block, rows)
                parts.withLock { $0[chunk] = part }
            }
        }
        return parts.withLock { Array($0.joined()) }
    }

    /// The id of a row as it was meant: quotes within quotes stand once.
    static func id(_ block: PointBlock, _ row: Int, _ bytes: Span<UInt8>) -> String {
        let text = String(decoding: block.ids[row].map { bytes[$0] }, as: UTF8.self)
        guard block.quotedIDs.contains(row) else { return text }
        return text.replacingOccurrences(of: "\"\"", with: "\"")
    }

    private static func appendID(
        _ block: PointBlock,
        _ row: Int,
        _ bytes: Span<UInt8>,
        _ text: inout [UInt8]
    ) {
        let range = block.ids[row]
        var isPlain = !block.quotedIDs.contains(row)
        if isPlain {
            let start = text.count
            for index in range {
                let byte = bytes[index]
                // Separators, quotes and line ends need quotes around them.
                if byte == 44 || byte == 34 || byte == 10 || byte == 13 { isPlain = false }
                text.append(byte)
            }
            if isPlain { return }
            text.removeLast(text.count - start)
        }
        text.append(34)
        var isSecondQuote = false
        for index in range {
            let byte = bytes[index]
            let isQuote = byte == 34
            // Doubled quotes stay doubled, single ones become so.
            if isQuote, isSecondQuote {
                isSecondQuote = false
                continue
            }
            isSecondQuote = isQuote
            text.append(byte)
            if isQuote { text.append(34) }
        }
        text.append(34)
    }
}

extension PointsRun.Summary {
    fileprivate mutating func count(_ decision: PointDecision) {
        points += 1
        answered += decision.way == nil ? 0 : 1
        if let reason = decision.reason {
            reasons[reason.rawValue, default: 0] += 1
        } else {
            located += 1
        }
    }
}
