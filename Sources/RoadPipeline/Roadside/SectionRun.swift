package import RoadAnalysis
import RoadIngest
package import RoadModel
package import RoadStore

/// Section control on files or on a workspace: first the reads, then the joins.
package struct SectionRun: Sendable {
    /// What was found.
    package struct Outcome: Sendable {
        /// Sections with the lengths that were used.
        package var lengths: SectionLengths
        /// Every read at an end of a section.
        package var reads: SectionReads
        /// Ways and counts.
        package var control: SectionControl
        /// Records read.
        package var seen = 0
        /// Records that could not be read.
        package var rejected = 0
    }

    /// Every read at an end of a section.
    package private(set) var reads: SectionReads
    /// Where the records say that complexes stand.
    package private(set) var sites: [String: GeodeticCoordinate] = [:]
    /// Whether plates are known, and not only their pseudonyms.
    package private(set) var knowsPlates = true

    private var seen = 0
    private var rejected = 0
    private var classes: [String: VehicleClass] = [:]

    /// Gathers the reads of files at the ends of sections.
    package init(
        _ files: [PassageFile],
        _ rows: [SectionRow],
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) {
        reads = SectionReads(devices: Self.devices(rows))
        for file in files { try add(file, progress) }
    }

    /// Gathers the reads of a workspace: from the files that it received, whose plates show which
    /// of them are near to each other, or from pseudonyms where a file is gone.
    package init(
        _ store: Store,
        _ rows: [SectionRow],
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) {
        reads = SectionReads(devices: Self.devices(rows))
        sites = try store.knownSites()
        let files = try ReceivedFiles.complexes(in: store)
        // An erased file is not among them.
        let received = try store.receipts(kind: .complexes).count
        if !files.isEmpty, files.count == received, files.allSatisfy(\.isThere) {
            let known = sites
            for file in files { try add(file, progress) }
            sites = known
            return
        }
        knowsPlates = false
        try store.eachSighting { sighting in
            seen += 1
            let serial = Array(sighting.serial.utf8)
            reads.add(
                time: sighting.microseconds,
                offsetSeconds: sighting.offsetSeconds,
                serial: serial[...],
                pseudonym: sighting.pseudonym,
                vehicle: vehicleClass(sighting.vehicleKind),
                row: seen
            )
        }
    }

    private static func devices(_ rows: [SectionRow]) -> Set<String> {
        Set(rows.flatMap { [$0.section.entry, $0.section.exit] })
    }

    private mutating func add(
        _ file: PassageFile,
        _ progress: any ProgressSink
    ) throws(IntakeError) {
        let summary = try file.read(progress: progress) { batch, _ throws(IntakeError) in
            for row in 0..<batch.count {
                reads.add(
                    time: batch.utcMicroseconds[row],
                    offsetSeconds: batch.zoneOffsetSeconds[row],
                    serial: batch.deviceSerial.utf8(at: row),
                    plate: batch.plate.utf8(at: row),
                    vehicle: batch.vehicleKind.isEmpty(at: row)
                        ? .unknown : vehicleClass(batch.vehicleKind[row]),
                    row: batch.places[row].line ?? 0
                )
            }
        }
        seen += summary.seen
        rejected += summary.seen - summary.accepted
        for device in summary.devices.entries where device.siteSpread < Metres(50) {
            sites[device.serial.rawValue] = device.sites.last
        }
    }

    /// An export has a handful of classes, and telling one takes microseconds.
    private mutating func vehicleClass(_ kind: String) -> VehicleClass {
        if let known = classes[kind] { return known }
        let found = VehicleWeight.vehicleClass(kind)
        if classes.count < 1024 { classes[kind] = found }
        return found
    }

    /// Joins the reads over sections.
    package func joined(_ lengths: SectionLengths, _ policy: SectionPolicy) -> Outcome {
        Outcome(
            lengths: lengths,
            reads: reads,
            control: SectionControl(reads, lengths.sections, policy),
            seen: seen,
            rejected: rejected
        )
    }
}
