import Foundation
package import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in a drone's flight log; the format is known by its content.
    ///
    /// A record is a message of the log. A stretch that could not be read counts as one
    /// quarantined record, with its first byte, its length and the reason.
    ///
    /// - Parameters:
    ///   - path: The log.
    ///   - keychains: The keys of an encrypted DJI flight record; without them a file
    ///     `<log>.keychains.json` beside it is looked for.
    ///   - ahead: Logs that are being copied and read on other cores, this one next.
    ///   - progress: Told of bytes read.
    /// - Returns: The receipt.
    /// - Throws: What the reader of its format and the store throw.
    package func addFlights(
        _ path: String,
        keychains: DJIKeychains? = nil,
        ahead: FlightReadAhead? = nil,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Receipt {
        let log = try ahead?.take(path)
        var intake = self
        if let log { (intake.given, intake.givenCopy) = (log.stored, .asReceived(log.stored.path)) }
        let options = try FlightReadingOptions(intakeOf: path, keychains)
        let record = ReadingRecord(usesKeychains: options.keychains == nil ? nil : true)
        return try intake.takeIn(path, as: .flights, with: record) { copy, session in
            let file = try MappedFile(path: copy)
            let sink = FlightIntake(session, progress, file.count, file.steward)
            if let ahead, log?.isRead == true {
                try ahead.hand(to: sink)
            } else {
                try file.withBytes { bytes throws(IntakeError) in
                    try FlightLogReader.stream(bytes, name: path, options, into: sink)
                }
            }
            return sink.closing
        }
    }
}

extension FlightReadingOptions {
    /// How a log is read when it is taken in, with the keys given or those beside it.
    init(intakeOf path: String, _ keychains: DJIKeychains?) throws(IntakeError) {
        self.init()
        windowByteCount = FlightSource.windowByteCount
        self.keychains = keychains
        if keychains == nil { self.keychains = try DJIKeychains.beside(path) }
    }
}

/// Stores flights as they are read.
private final class FlightIntake: FlightSink {
    private let session: IntakeSession
    private var open: [Int: (flight: OpenFlight, measuring: FlightMeasuring)] = [:]
    private(set) var closing = IntakeClosing(format: "empty log", completeness: 1, notes: [])
    private var hasFlight = false
    private let progress: any ProgressSink
    private let byteCount: Int
    private let pages: PageStewardKernel?

    init(
        _ session: IntakeSession,
        _ progress: any ProgressSink,
        _ byteCount: Int,
        _ pages: PageStewardKernel?
    ) {
        (self.session, self.progress, self.byteCount) = (session, progress, byteCount)
        self.pages = pages
    }

    func advance(to byte: Int) {
        pages?.giveBack(before: byte)
        progress.advance(to: byte, of: byteCount, unit: .bytes)
    }

    func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
        var entry =
            if let known = open[number] { known } else {
                (flight: try session.openFlight(), measuring: FlightMeasuring())
            }
        try session.append(part, to: &entry.flight)
        entry.measuring.add(part.fixes)
        guard isLast else { return open[number] = entry }
        open[number] = nil
        try session.close(entry.flight, part, measures: entry.measuring.measures)
        try session.quarantine(part.lost.map(Self.reject))
        if !hasFlight { closing.format = part.format }
        hasFlight = true
        closing.completeness = min(closing.completeness, part.completeness)
        // Thousands of starts in one file say the same thousands of times.
        if closing.notes.count < 1000 { closing.notes += part.warnings }
    }

    private static func reject(_ lost: LostRange) -> Reject {
        let isTail = lost.reason == .truncatedRecord
        return Reject(
            place: SourcePlace(byteOffset: lost.start),
            reason: lost.reason,
            found: "\(lost.end - lost.start) bytes up to byte \(lost.end)",
            expected: isTail ? "a whole record" : "a chain of valid records",
            proposal: isTail ? "Copy the log again from the vehicle; this copy breaks off." : ""
        )
    }
}

/// Distance over ground and greatest height of a flight whose fixes come in parts.
struct FlightMeasuring {
    private var metres = 0.0
    private var previous: GeodeticCoordinate?
    private var height: Double?

    mutating func add(_ fixes: FixColumns) {
        for row in 0..<fixes.count {
            let place = GeodeticCoordinate(
                latitude: Degrees(fixes.latitudeDegrees[row]),
                longitude: Degrees(fixes.longitudeDegrees[row])
            )
            if let previous { metres += GreatCircle.distance(previous, place).value }
            previous = place
            let relative = fixes.relativeHeightMetres[row]
            if relative.isFinite { height = max(height ?? relative, relative) }
        }
    }

    var measures: FlightMeasures {
        FlightMeasures(distance: Metres(metres), maxHeight: height.map(Metres.init))
    }
}
