package import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// How files of unknown kind are read.
    package struct AnyReading: Sendable {
        /// Where records can be.
        package var extent: GeodeticExtent?
        /// Zone of times without an offset.
        package var zone: CivilZone?

        /// Nothing said.
        package init(extent: GeodeticExtent? = nil, zone: CivilZone? = nil) {
            (self.extent, self.zone) = (extent, zone)
        }
    }

    /// Takes in a file whose kind its content shows: a flight log, an export of complexes, crash
    /// cards, or borders of regions.
    ///
    /// - Throws: `.formatUnknown` when it is none of them, and what taking in throws.
    package func addAny(
        _ path: String,
        _ reading: AnyReading,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Receipt {
        guard path != Self.standardInput else {
            let spool = try PlainCopy.ofStandardInput(in: store.workspace)
            var named = self
            named.givenName = "stdin"
            return try named.addAny(spool.path, reading, progress: progress)
        }
        try Self.requireContent(path)
        var crashes = CrashReading()
        (crashes.zone, crashes.expectedExtent) = (reading.zone, reading.extent)
        for kind in try kinds(of: path, reading) {
            do throws(IntakeError) {
                switch kind {
                case .flights: return try addFlights(path, progress: progress)
                case .complexes:
                    return try addComplexes(
                        path,
                        zone: reading.zone,
                        expectedExtent: reading.extent,
                        progress: progress
                    )
                case .crashes: return try addCrashes(path, crashes)
                default: return try addRegions(path)
                }
            } catch {
                guard Self.isOfAnotherKind(error.code) else { throw error }
            }
        }
        throw IntakeError(
            .formatUnknown,
            subject: path,
            detail:
                "It is no flight log, no export of complexes, no table of crashes and no borders.",
            remedy: "Say what it is: 'jol flights add', 'jol complexes add' or 'jol crashes add' "
                + "tell what is missing."
        )
    }

    /// What the file may be, the likeliest first.
    private func kinds(
        of path: String,
        _ reading: AnyReading
    ) throws(IntakeError) -> [IntakeKind] {
        guard try !Self.isFlight(path) else { return [.flights] }
        // Any JSON can be read as records of complexes; whether they are shows a trial.
        guard try Self.isJSON(path) else { return [.complexes, .crashes, .regions, .flights] }
        let trial = FileIntake(store: store, received: received, isTrial: true)
        let look = try? trial.addComplexes(
            path,
            zone: reading.zone,
            expectedExtent: reading.extent
        )
        return (look?.accepted ?? 0) + (look?.duplicate ?? 0) > 0
            ? [.complexes, .crashes, .regions, .flights]
            : [.crashes, .regions, .complexes, .flights]
    }

    private static func isJSON(_ path: String) throws(IntakeError) -> Bool {
        try MappedFile(path: path).withBytes { bytes throws(IntakeError) in
            let isJSON = [.json, .jsonLines].contains(PassageFileKind.format(bytes))
            return isJSON
        }
    }

    private static func isOfAnotherKind(_ code: ErrorCode) -> Bool {
        switch code {
        case .formatUnknown, .columnMissing, .formatDamaged, .encoding, .geometryKind, .crsMissing,
            .nothingAccepted:
            true
        default: false
        }
    }

    /// Whether the content is a flight log beyond doubt; tables are asked last.
    private static func isFlight(_ path: String) throws(IntakeError) -> Bool {
        try MappedFile(path: path).withBytes { bytes throws(IntakeError) in
            let hasText = (0..<min(bytes.count, 4096)).allSatisfy { bytes[$0] != 0 }
            guard let format = try? FlightLogReader.format(of: bytes.bytes, name: path) else {
                return false
            }
            return !hasText || !format.fileExtensions.contains("csv")
        }
    }
}
