import Foundation
package import RoadIngest
package import RoadModel
import Synchronization

/// Reads flight logs and measures it: no workspace, no store, the reader alone.
package enum FlightDecodeRun {
    /// How to read.
    package struct Options: Sendable {
        /// Whether every record of every kind is kept in tables, or only what flights need.
        package var readsAll = false
        /// Whether a digest of every record is wanted; then `readsAll` holds.
        package var digestsRows = false
        /// How often each file is read; the fastest reading counts.
        package var repetitions = 1
        /// Files that are read at the same time.
        package var threads = 1
        /// What the readers may use beside the files.
        package var reading = FlightReadingOptions()

        /// The defaults: once, flights only, one file after another.
        package init() {}
    }

    /// What came of one file.
    package struct Line: Sendable, Hashable, Codable {
        /// The file as it was named.
        package var file: String
        /// The format with its version, for example `PX4 ULog 1`.
        package var format: String
        /// The file's length.
        package var bytes: Int
        /// Records that were read whole.
        package var records: Int
        /// Records that are recognised but broken.
        package var recordsBroken: Int
        /// Bytes in stretches that could not be read.
        package var lostBytes: Int
        /// Those stretches.
        package var lost: [LostRange]
        /// Share of the bytes that were understood, in `[0, 1]`.
        package var completeness: Double
        /// Flights.
        package var flights: Int
        /// Positions.
        package var fixes: Int
        /// Attitudes of the aircraft.
        package var attitudes: Int
        /// Attitudes of the camera.
        package var gimbal: Int
        /// Events.
        package var events: Int
        /// What a person should know.
        package var warnings: [String]
        /// Processor time of the fastest reading, in seconds.
        package var cpuSeconds: Double
        /// Time that passed meanwhile, in seconds.
        package var wallSeconds: Double
        /// Millions of bytes a second of processor time.
        package var megabytesPerSecond: Double
    }

    /// One file's line, or why there is none.
    package enum Outcome: Sendable {
        /// It was read; with a line `table,digest` for every record when they are wanted, which
        /// ends in `,doubtful` where a value cannot be right by its neighbours.
        case read(Line, rows: [UInt8])
        /// It was not.
        case failed(IntakeError)
    }

    /// Reads the files; outcomes stand in the order of `paths`.
    package static func run(_ paths: [String], _ options: Options) -> [Outcome] {
        let next = Mutex(0)
        let outcomes = Mutex([Outcome?](repeating: nil, count: paths.count))
        let work: @Sendable (Int) -> Void = { _ in
            while true {
                let number = next.withLock { value in
                    value += 1
                    return value - 1
                }
                guard number < paths.count else { return }
                let outcome: Outcome
                do throws(IntakeError) {
                    outcome = try read(paths[number], options)
                } catch { outcome = .failed(error) }
                outcomes.withLock { $0[number] = outcome }
            }
        }
        let threads = min(max(options.threads, 1), max(paths.count, 1))
        if threads > 1 {
            DispatchQueue.concurrentPerform(iterations: threads, execute: work)
        } else {
            work(0)
        }
        return outcomes.withLock { $0.compactMap(\.self) }
    }

    /// The most memory that the process has held so far, in millions of bytes.
    package static var peakMegabytes: Double {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return .nan }
        return Double(usage.ru_maxrss) * 1024 / 1e6
    }

    private static func read(_ path: String, _ options: Options) throws(IntakeError) -> Outcome {
        // Repetitions read the same pages: of an ordinary log they stay.
        let file = try MappedFile(path: path, givingBackFrom: 160 << 20)
        var line = Line(reading: path, byteCount: file.count)
        for repetition in 0..<max(options.repetitions, 1) {
            let start = (
                processor: seconds(CLOCK_THREAD_CPUTIME_ID), wall: seconds(CLOCK_MONOTONIC)
            )
            let sum = FlightSum()
            try file.withBytes { bytes throws(IntakeError) in
                if options.readsAll {
                    try sum.countRecords(bytes, name: path, options.reading)
                } else {
                    try FlightLogReader.stream(bytes, name: path, options.reading, into: sum)
                }
            }
            let processor = seconds(CLOCK_THREAD_CPUTIME_ID) - start.processor
            if repetition == 0 { line.take(sum) }
            guard processor < line.cpuSeconds else { continue }
            line.cpuSeconds = processor
            line.wallSeconds = seconds(CLOCK_MONOTONIC) - start.wall
        }
        line.megabytesPerSecond = Double(line.bytes) / 1e6 / max(line.cpuSeconds, 1e-9)
        guard options.digestsRows else { return .read(line, rows: []) }
        var rows: [UInt8] = []
        try file.withBytes { bytes throws(IntakeError) in
            let kind = try FlightLogReader.format(of: bytes.bytes, name: path)
            let doubts = Set(
                try RawTables.doubts(bytes, name: path)?.map { RowName($0.table, $0.row) } ?? []
            )
            var counts: [String: Int] = [:]
            _ = try kind.readAll?(bytes.bytes, path) { table, row in
                let number = counts[table, default: 0] + 1
                counts[table] = number
                let name = RowName(table.replacing(" ", with: "_"), number)
                let mark = doubts.contains(name) ? ",doubtful" : ""
                rows += Array("\(table),\(String(digest(row), radix: 16))\(mark)\n".utf8)
            }
        }
        return .read(line, rows: rows)
    }

    /// A row of one of the log's own tables.
    private struct RowName: Hashable {
        var table: String
        var row: Int

        init(_ table: String, _ row: Int) { (self.table, self.row) = (table, row) }
    }

    /// FNV-1a of 64 bits: enough to tell right records from wrong ones.
    private static func digest(_ row: ArraySlice<UInt8>) -> UInt64 {
        row.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

extension FlightDecodeRun.Line {
    fileprivate init(reading file: String, byteCount: Int) {
        (self.file, format, bytes) = (file, "", byteCount)
        (records, recordsBroken, lostBytes, lost, completeness) = (0, 0, 0, [], 1)
        (flights, fixes, attitudes, gimbal, events, warnings) = (0, 0, 0, 0, 0, [])
        (cpuSeconds, wallSeconds, megabytesPerSecond) = (.infinity, 0, 0)
    }

    fileprivate mutating func take(_ sum: FlightSum) {
        (format, records, recordsBroken) = (sum.format, sum.records, sum.recordsBroken)
        (lost, completeness, flights) = (sum.lost, sum.completeness, sum.flights)
        lostBytes = lost.reduce(0) { $0 + $1.end - $1.start }
        (fixes, attitudes, gimbal, events) = (sum.fixes, sum.attitudes, sum.gimbal, sum.events)
        warnings = sum.warnings
    }
}

/// Counts what is read and keeps none of it.
private final class FlightSum: FlightSink {
    var format = ""
    var (records, recordsBroken, flights) = (0, 0, 0)
    var (fixes, attitudes, gimbal, events) = (0, 0, 0, 0)
    var lost: [LostRange] = []
    var completeness = 1.0
    var warnings: [String] = []

    func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
        fixes += part.fixes.count
        attitudes += part.attitudes.count
        gimbal += part.gimbal.count
        events += part.events.count
        guard isLast else { return }
        flights += 1
        format = part.format
        records += part.recordsRead
        recordsBroken += part.recordsBroken
        lost += part.lost
        completeness = min(completeness, part.completeness)
        if warnings.count < 1000 { warnings += part.warnings }
    }

    /// Reads every record of every kind; formats that have no tables are read as flights.
    func countRecords(
        _ bytes: Span<UInt8>,
        name: String,
        _ options: FlightReadingOptions
    ) throws(IntakeError) {
        let kind = try FlightLogReader.format(of: bytes.bytes, name: name)
        guard let readAll = kind.readAll, options.keychains == nil else {
            return try FlightLogReader.stream(bytes, name: name, options, into: self)
        }
        (format, records) = (kind.name, try readAll(bytes.bytes, name, nil))
    }
}
