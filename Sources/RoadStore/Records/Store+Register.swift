import GRDB
package import RoadModel

extension Store {
    /// What became of rows that were entered into the device register.
    package struct RegisterChange: Sendable, Hashable {
        /// Rows that are new.
        package var added = 0
        /// Rows that took the place of one for the same complex and first day.
        package var replaced = 0
        /// Rows that say what the register says already.
        package var unchanged = 0

        /// No change yet.
        package init() {}
    }

    /// Enters rows: one for the same complex and first day takes the older one's place, which
    /// stays in the history.
    package func enter(
        _ periods: [DevicePeriod],
        software: String
    ) throws(IntakeError) -> RegisterChange {
        try write { db in
            var change = RegisterChange()
            for period in periods {
                let known = try Self.periods(
                    db,
                    "WHERE serial = ? AND valid_from IS ? AND superseded_us IS NULL",
                    [period.serial, period.validFrom.map { "\($0)" }]
                )
                if let same = known.last {
                    var twin = same
                    (twin.entered, twin.source) = (period.entered, period.source)
                    if twin == period {
                        change.unchanged += 1
                        continue
                    }
                    try db.execute(
                        sql: """
                            UPDATE device_register SET superseded_us = ?
                            WHERE serial = ? AND valid_from IS ? AND superseded_us IS NULL
                            """,
                        arguments: [
                            period.entered.microseconds, period.serial,
                            period.validFrom.map { "\($0)" },
                        ]
                    )
                    change.replaced += 1
                } else {
                    change.added += 1
                }
                try Self.insert(period, db)
            }
            guard change.added + change.replaced > 0 else { return change }
            let ledger = try LedgerWriter(db, workspace, software: software)
            try ledger.add(.register) { entry in
                entry.detail = [
                    "added": "\(change.added)", "replaced": "\(change.replaced)",
                    "source": periods.first?.source ?? "",
                ]
                entry.states = [try RowHash.of(.deviceRegister, db)]
            }
            return change
        }
    }

    /// The register's rows that count, by complex and first day.
    package func register() throws(IntakeError) -> [DevicePeriod] {
        try read { try Self.periods($0, "WHERE superseded_us IS NULL", []) }
    }

    /// Everything that was ever entered about a complex, oldest entry first.
    package func registerHistory(_ serial: String) throws(IntakeError) -> [DevicePeriod] {
        try read { db in
            try Self.periods(db, "WHERE serial = ?", [serial]).sorted { $0.entered < $1.entered }
        }
    }

    private static func insert(_ period: DevicePeriod, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO device_register (serial, valid_from, valid_to, name, type, lat, lon,
                    place_text, direction, lanes, limit_kmh, certificate, laboratory,
                    certificate_from, certificate_to, mode, partner, speed_error_kmh, entered_us,
                    source, road)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                period.serial, period.validFrom.map { "\($0)" }, period.validTo.map { "\($0)" },
                period.name, period.type, period.site?.latitude.value,
                period.site?.longitude.value, period.placeText, period.direction, period.lanes,
                period.limitKmh, period.certificate, period.laboratory,
                period.certificateFrom.map { "\($0)" }, period.certificateTo.map { "\($0)" },
                period.mode, period.partner, period.speedErrorKmh, period.entered.microseconds,
                period.source, period.road?.rawValue,
            ]
        )
    }

    private static func periods(
        _ db: Database,
        _ condition: String,
        _ arguments: StatementArguments
    ) throws -> [DevicePeriod] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT * FROM device_register \(condition) ORDER BY serial, valid_from, id",
            arguments: arguments
        )
        return try rows.map { row in
            func day(_ column: String) throws -> CivilDate? {
                (try row.field(column) as String?).flatMap(CivilDate.init(iso:))
            }
            var period = DevicePeriod(serial: try row.field("serial"))
            (period.validFrom, period.validTo) = (try day("valid_from"), try day("valid_to"))
            (period.name, period.type) = (try row.field("name"), try row.field("type"))
            if let latitude = try row.field("lat") as Double?,
                let longitude = try row.field("lon") as Double?
            {
                period.site = GeodeticCoordinate(
                    latitude: Degrees(latitude),
                    longitude: Degrees(longitude)
                )
            }
            period.placeText = try row.field("place_text")
            (period.direction, period.lanes) = (try row.field("direction"), try row.field("lanes"))
            period.limitKmh = try row.field("limit_kmh")
            period.road = (try row.field("road") as String?).flatMap(LimitedRoad.init(rawValue:))
            period.certificate = try row.field("certificate")
            period.laboratory = try row.field("laboratory")
            period.certificateFrom = try day("certificate_from")
            period.certificateTo = try day("certificate_to")
            (period.mode, period.partner) = (try row.field("mode"), try row.field("partner"))
            period.speedErrorKmh = try row.field("speed_error_kmh")
            period.entered = Timestamp(microseconds: try row.field("entered_us"))
            period.source = try row.field("source")
            period.superseded = (try row.field("superseded_us") as Int64?)
                .map { Timestamp(microseconds: $0) }
            return period
        }
    }
}

extension CivilDate {
    /// Reads `yyyy-MM-dd`; `nil` for anything else.
    fileprivate init?(iso text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }
}
