package import RoadAnalysis
import RoadIngest
import RoadLocate
package import RoadModel
package import RoadNetwork
package import RoadStore

/// Section control on files or on a workspace: reads, lengths, joins.
package struct SectionRun: Sendable {
    /// A section as its table has it.
    package struct Row: Sendable {
        /// The section; its length may be missing.
        package var section: ControlledSection
        /// Places of entry and exit, where the table has them.
        package var entryPlace: GeodeticCoordinate?
        /// See `entryPlace`.
        package var exitPlace: GeodeticCoordinate?
        /// Whether the table states the length.
        package var hasLength: Bool
        /// Share of the length that it may be wrong by, where no error in metres is stated.
        package var errorShare: Double?
    }

    /// What was found.
    package struct Outcome: Sendable {
        /// Sections with the lengths that were used.
        package var sections: [ControlledSection]
        /// Every read at an end of a section.
        package var reads: SectionReads
        /// Ways and counts.
        package var control: SectionControl
        /// Records read.
        package var seen = 0
        /// Records that could not be read.
        package var rejected = 0
    }

    /// Reads a table of sections.
    ///
    /// Columns: `section`, `entry`, `exit` (serial numbers), `limit_kmh`; where known `length_m` or
    /// `length_km`, `length_error_m`, places `entry_lat, entry_lon, exit_lat, exit_lon`.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad cell.
    package static func sections(_ path: String) throws(IntakeError) -> [Row] {
        let table = try NamedColumns(
            path,
            [
                ("section", ["id", "section_id", "name", "участок"]),
                (
                    "entry*",
                    [
                        "entry_serial", "entry_device", "from", "from_serial", "device_from",
                        "entry_device_serial", "in", "въезд", "start", "start_serial",
                    ]
                ),
                (
                    "exit*",
                    [
                        "exit_serial", "exit_device", "to", "to_serial", "device_to",
                        "exit_device_serial", "out", "выезд", "end", "end_serial",
                    ]
                ),
                ("length_m", ["length", "distance_m", "distance", "section_length_m", "длина"]),
                ("length_km", ["distance_km"]),
                ("length_error_m", ["length_error", "distance_error_m", "error_m"]),
                (
                    "limit_kmh*",
                    ["limit", "speed_limit", "speed_limit_kmh", "ограничение", "limit_km_h"]
                ),
                ("entry_lat", ["from_lat"]), ("entry_lon", ["from_lon"]),
                ("exit_lat", ["to_lat"]), ("exit_lon", ["to_lon"]),
            ]
        )
        var rows: [Row] = []
        for row in 0..<table.count {
            let kilometres = try table.number("length_km", row).map { $0 * 1000 }
            let length = try table.number("length_m", row) ?? kilometres
            if let length, !(length > 0 && length < 1e6) {
                throw table.table.badCell(row, "length_m", "metres above 0")
            }
            guard let limit = try table.number("limit_kmh", row), limit > 0, limit <= 200 else {
                throw table.table.badCell(row, "limit_kmh", "km/h above 0")
            }
            let (entry, exit) = (table.text("entry", row), table.text("exit", row))
            let error = try table.number("length_error_m", row)
            let name = table.text("section", row)
            rows.append(
                Row(
                    section: ControlledSection(
                        id: name.isEmpty ? "\(entry)-\(exit)" : name,
                        entry: entry,
                        exit: exit,
                        length: Metres(length ?? 0),
                        lengthError: Metres(error ?? -1),
                        limitKmh: limit,
                        lengthSource: "given"
                    ),
                    entryPlace: try place(table, "entry", row),
                    exitPlace: try place(table, "exit", row),
                    hasLength: length != nil,
                    errorShare: nil
                )
            )
        }
        return rows
    }

    private static func place(
        _ table: NamedColumns,
        _ end: String,
        _ row: Int
    ) throws(IntakeError) -> GeodeticCoordinate? {
        guard let latitude = try table.number("\(end)_lat", row),
            let longitude = try table.number("\(end)_lon", row)
        else { return nil }
        let place = GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
        guard place.isValid else {
            throw table.table.badCell(row, "\(end)_lat", "degrees north and east")
        }
        return place
    }

    /// Fills in lengths along the network where the table states none.
    ///
    /// - Parameters:
    ///   - rows: Sections of a table.
    ///   - sites: Where complexes stand, for sections without places of their own.
    ///   - errorMetres: The error of a stated length without one of its own.
    ///   - network: Opened when a length is missing.
    /// - Returns: The sections that a way leads through.
    /// - Throws: `.insufficient` when a complex has no place; what routing throws.
    package static func measured(
        _ rows: [Row],
        sites: [String: GeodeticCoordinate],
        errorMetres: Double,
        network: () throws -> CompiledNetwork
    ) throws -> [ControlledSection] {
        var routes: NetworkRoutes?
        var sections: [ControlledSection] = []
        for row in rows {
            var section = row.section
            if !row.hasLength {
                guard let from = row.entryPlace ?? sites[section.entry],
                    let to = row.exitPlace ?? sites[section.exit]
                else {
                    throw IntakeError(
                        .insufficient,
                        subject: section.id,
                        detail: "The section has neither a length nor places of both complexes.",
                        remedy: "Add length_m, or entry_lat, entry_lon, exit_lat, exit_lon, to the "
                            + "table of sections."
                    )
                }
                if routes == nil { routes = try NetworkRoutes(try network()) }
                let way = try routes?.route(
                    from: "\(from.longitude.value),\(from.latitude.value)",
                    to: "\(to.longitude.value),\(to.latitude.value)",
                    by: .distance
                )
                guard let way else { continue }
                section.length = Metres(way.distance)
                section.lengthSource = "network"
                // The complexes' distance from the line may lie along the road as well.
                if section.lengthError.value < 0 {
                    section.lengthError = Metres(
                        max(errorMetres, way.fromOffset + way.toOffset + way.distance * 0.001)
                    )
                }
            }
            if section.lengthError.value < 0 { section.lengthError = Metres(errorMetres) }
            sections.append(section)
        }
        return sections
    }

    /// Joins the reads of files.
    package static func run(
        _ files: [PassageFile],
        _ sections: [ControlledSection],
        _ policy: SectionPolicy,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Outcome {
        var reads = SectionReads(devices: Set(sections.flatMap { [$0.entry, $0.exit] }))
        var seen = 0
        var accepted = 0
        for file in files {
            let summary = try file.read(progress: progress) { batch, _ throws(IntakeError) in
                for row in 0..<batch.count {
                    reads.add(
                        time: batch.utcMicroseconds[row],
                        offsetSeconds: batch.zoneOffsetSeconds[row],
                        serial: batch.deviceSerial.utf8(at: row),
                        plate: batch.plate.utf8(at: row),
                        row: batch.places[row].line ?? 0
                    )
                }
            }
            seen += summary.seen
            accepted += summary.accepted
        }
        return Outcome(
            sections: sections,
            reads: reads,
            control: SectionControl(reads, sections, policy),
            seen: seen,
            rejected: seen - accepted
        )
    }

    /// Joins the reads of a workspace.
    package static func run(
        _ store: Store,
        _ sections: [ControlledSection],
        _ policy: SectionPolicy
    ) throws(IntakeError) -> Outcome {
        var reads = SectionReads(devices: Set(sections.flatMap { [$0.entry, $0.exit] }))
        var seen = 0
        try store.eachSighting { sighting in
            seen += 1
            let serial = Array(sighting.serial.utf8)
            reads.add(
                time: sighting.microseconds,
                offsetSeconds: sighting.offsetSeconds,
                serial: serial[...],
                pseudonym: sighting.pseudonym,
                row: seen
            )
        }
        return Outcome(
            sections: sections,
            reads: reads,
            control: SectionControl(reads, sections, policy),
            seen: seen
        )
    }
}
