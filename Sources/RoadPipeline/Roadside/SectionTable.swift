package import RoadAnalysis
package import RoadModel

/// A section as its table has it.
package struct SectionRow: Sendable {
    /// The section; its length may be missing.
    package var section: ControlledSection
    /// Places of entry and exit, where the table has them.
    package var entryPlace: GeodeticCoordinate?
    /// See `entryPlace`.
    package var exitPlace: GeodeticCoordinate?
    /// Whether the table states the length.
    package var hasLength: Bool
}

/// Where sections come from: a table, or partners of the device register.
package enum SectionTable {
    /// Reads a table of sections.
    ///
    /// Columns: `section`, `entry`, `exit` (serial numbers), `limit_kmh`; where known `length_m` or
    /// `length_km`, `length_error_m`, places `entry_lat, entry_lon, exit_lat, exit_lon`, and what
    /// limits single classes: `road`, `limit_heavy_kmh`, `limit_bus_kmh`.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad cell.
    package static func read(_ path: String) throws(IntakeError) -> [SectionRow] {
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
                ("road", ["road_class", "road_type", "road_kind", "дорога", "жол түрі"]),
                (
                    "limit_heavy_kmh",
                    ["limit_truck_kmh", "limit_heavy", "limit_truck", "truck_limit_kmh"]
                ),
                ("limit_bus_kmh", ["limit_bus", "bus_limit_kmh"]),
            ]
        )
        var rows: [SectionRow] = []
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
                SectionRow(
                    section: ControlledSection(
                        id: name.isEmpty ? "\(entry)-\(exit)" : name,
                        entry: entry,
                        exit: exit,
                        length: Metres(length ?? 0),
                        lengthError: Metres(error ?? -1),
                        limitKmh: limit,
                        lengthSource: "given",
                        classLimits: try classLimits(table, row)
                    ),
                    entryPlace: try place(table, "entry", row),
                    exitPlace: try place(table, "exit", row),
                    hasLength: length != nil
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

    private static func classLimits(
        _ table: NamedColumns,
        _ row: Int
    ) throws(IntakeError) -> [ControlledSection.ClassLimit] {
        var limits: [ControlledSection.ClassLimit] = []
        let written = table.text("road", row)
        if !written.isEmpty {
            guard let road = RoadWords.road(written)
            else {
                throw table.table.badCell(
                    row,
                    "road",
                    RoadWords.known
                )
            }
            limits = try RoadWords.classLimits(on: road)
        }
        // What the table says of its own sections stands behind the rules and counts.
        for (column, classes) in [
            ("limit_heavy_kmh", [VehicleClass.lightTruck, .truck, .heavyTruck, .trailer, .bus]),
            ("limit_bus_kmh", [.bus, .minibus]),
        ] {
            guard let kmh = try table.number(column, row) else { continue }
            guard kmh > 0, kmh <= 200 else {
                throw table.table.badCell(row, column, "km/h above 0")
            }
            limits += classes.map { .init(firstDay: .min, vehicle: $0, kmh: kmh) }
        }
        return limits
    }

    /// Sections between partners of a device register, with the limit of their entry.
    ///
    /// - Throws: `.insufficient` when the register names no partners, or no limit for one.
    package static func partners(
        _ register: [DevicePeriod],
        on day: CivilDate
    ) throws(IntakeError) -> [SectionRow] {
        var rows: [SectionRow] = []
        for period in register where !period.partner.isEmpty && period.covers(day) {
            guard let limit = period.limitKmh else {
                throw IntakeError(
                    .insufficient,
                    subject: period.serial,
                    detail: "The register names the partner \(period.partner), but no limit.",
                    remedy: "Enter limit_kmh for the complex, or give --sections."
                ).saying(
                    ru: (
                        "В реестре есть пара \(period.partner), но нет ограничения.",
                        "Внесите limit_kmh комплекса или укажите --sections."
                    ),
                    kk: (
                        "Тізілімде \(period.partner) жұбы бар, бірақ шектеу жоқ.",
                        "Кешеннің limit_kmh мәнін енгізіңіз не --sections көрсетіңіз."
                    )
                )
            }
            let partner = register.last { $0.serial == period.partner && $0.covers(day) }
            var classes: [ControlledSection.ClassLimit] = []
            if let road = period.road { classes = try RoadWords.classLimits(on: road) }
            rows.append(
                SectionRow(
                    section: ControlledSection(
                        id: "\(period.serial)-\(period.partner)",
                        entry: period.serial,
                        exit: period.partner,
                        length: Metres(0),
                        lengthError: Metres(-1),
                        limitKmh: limit,
                        lengthSource: "given",
                        classLimits: classes
                    ),
                    entryPlace: period.site,
                    exitPlace: partner?.site,
                    hasLength: false
                )
            )
        }
        guard !rows.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: "--sections",
                detail: "No table of sections is given, and the register names no partners.",
                remedy:
                    "Give --sections with section, entry, exit, limit_kmh, or enter partner and "
                    + "limit_kmh with 'jol complexes devices add'."
            ).saying(
                ru: (
                    "Таблица участков не указана, а в реестре нет пар комплексов.",
                    "Укажите --sections со столбцами section, entry, exit, limit_kmh или внесите "
                        + "partner и limit_kmh командой 'jol complexes devices add'."
                ),
                kk: (
                    "Учаскелер кестесі көрсетілмеген, тізілімде кешен жұптары жоқ.",
                    "section, entry, exit, limit_kmh бағандары бар --sections көрсетіңіз не partner "
                        + "мен limit_kmh мәндерін 'jol complexes devices add' арқылы енгізіңіз."
                )
            )
        }
        return rows
    }
}
