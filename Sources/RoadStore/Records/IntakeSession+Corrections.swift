import GRDB
package import RoadModel

/// A correction of one field of one card.
package struct Correction: Sendable, Hashable, Codable {
    /// Where it stands in its file.
    package var place: SourcePlace
    /// The source of the card's number; empty when there is only one.
    package var source: String
    /// The card's number.
    package var card: String
    /// The field.
    package var field: String
    /// The new value in canonical form; empty takes the value away.
    package var value: String
    /// Who made it.
    package var who: String
    /// Why.
    package var why: String

    /// Makes a correction.
    package init(
        place: SourcePlace,
        source: String,
        card: String,
        field: String,
        value: String,
        who: String,
        why: String
    ) {
        (self.place, self.source, self.card, self.field) = (place, source, card, field)
        (self.value, self.who, self.why) = (value, who, why)
    }
}

/// A correction as it is stored.
package struct StoredCorrection: Sendable, Hashable, Codable {
    /// Its number.
    package var number: Int64
    /// The receipt of its file.
    package var receipt: Int64
    /// The source of the card's number.
    package var source: String
    /// The card's number.
    package var card: String
    /// The field.
    package var field: String
    /// What held before it.
    package var before: String
    /// What holds since.
    package var value: String
    /// Who made it.
    package var who: String
    /// Why.
    package var why: String
    /// What the source says now; differs from `before` when a later version of the card does.
    package var sourceNow: String
    /// Whether a later correction of the field has taken its place.
    package var isSuperseded: Bool
}

/// The fields of a card that can be corrected, with their columns in the database.
package enum CorrectableField: String, CaseIterable, Sendable {
    /// Degrees north.
    case lat
    /// Degrees east.
    case lon
    /// The instant, microseconds since 1970 in UTC.
    case time = "time_us"
    /// Worst injury.
    case severity
    /// People killed.
    case killed
    /// People injured.
    case injured
    /// Children killed or injured.
    case children
    /// Type of crash.
    case type
    /// Road.
    case road
    /// Place in words.
    case place
    /// Direction of travel.
    case heading
    /// Accuracy.
    case accuracy = "accuracy_m"
    /// Light, weather, surface.
    case conditions
    /// Special register: 1 or 0.
    case register

    /// The column of `crash_effective`.
    var column: String {
        switch self {
        case .time: "observed_us"
        case .road: "road_text"
        case .place: "place_text"
        case .heading: "heading_deg"
        case .register: "on_register"
        default: rawValue
        }
    }

    /// The column of the source's rows, `c` for cards and `d` for their details.
    var sourceColumn: String {
        switch self {
        case .place, .register: "d.\(column)"
        default: "c.\(column)"
        }
    }
}

extension IntakeSession {
    /// What a card says before a correction; `nil` when there is no such card.
    package func offsetSeconds(
        ofCard card: String,
        source: String
    ) throws(IntakeError) -> Int? {
        do {
            return try Int.fetchOne(
                db,
                sql: """
                    SELECT zone_offset_s FROM crash_effective
                    WHERE source_id = ? AND source = ? AND is_current = 1
                    """,
                arguments: [card, source]
            )
        } catch { throw IntakeError.io(subject: "corrections", error) }
    }

    /// Stores a correction; one that changes nothing counts as a duplicate.
    ///
    /// - Returns: What held before; `nil` when there is no such card, and nothing was stored.
    @discardableResult
    package func add(
        _ correction: Correction,
        to field: CorrectableField
    ) throws(IntakeError) -> String? {
        do {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT CAST(\(field.column) AS TEXT) AS value FROM crash_effective
                    WHERE source_id = ? AND source = ? AND is_current = 1
                    """,
                arguments: [correction.card, correction.source]
            )
            guard let row else { return nil }
            let before: String = try (row.field("value") as String?) ?? ""
            if before == correction.value
                || Double(before).map({ $0 == Double(correction.value) })
                    ?? false
            {
                count(duplicate: 1)
                return before
            }
            try db.execute(
                sql: """
                    INSERT INTO corrections (intake_id, line, byte_offset, source, source_id,
                        field, value_before, value, who, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    intakeID, correction.place.line, correction.place.byteOffset,
                    correction.source, correction.card, field.rawValue, before,
                    correction.value, correction.who, correction.why,
                ]
            )
            corrections.append([
                "correction": "\(db.lastInsertedRowID)", "card": correction.card,
                "source": correction.source, "field": field.rawValue, "before": before,
                "value": correction.value, "who": correction.who, "why": correction.why,
            ])
            count(accepted: 1)
            return before
        } catch { throw IntakeError.io(subject: "corrections", error) }
    }
}

extension Store {
    /// Corrections, oldest first; of one card when given.
    package func corrections(card: String? = nil) throws(IntakeError) -> [StoredCorrection] {
        try read { db in
            let now = CorrectableField.allCases.map {
                "WHEN '\($0.rawValue)' THEN CAST(\($0.sourceColumn) AS TEXT)"
            }.joined(separator: " ")
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT k.*, CASE k.field \(now) END AS now,
                        EXISTS (SELECT 1 FROM corrections l WHERE l.source_id = k.source_id
                            AND l.source = k.source AND l.field = k.field AND l.id > k.id)
                            AS superseded
                    FROM corrections k
                    LEFT JOIN crashes c ON c.source_id = k.source_id AND c.is_current = 1
                        AND k.source = coalesce((SELECT source FROM crash_details x
                            WHERE x.crash_id = c.fid), '')
                    LEFT JOIN crash_details d ON d.crash_id = c.fid
                    WHERE k.source_id = coalesce(?, k.source_id) ORDER BY k.id
                    """,
                arguments: [card]
            ).map { row in
                StoredCorrection(
                    number: try row.field("id"),
                    receipt: try row.field("intake_id"),
                    source: try row.field("source"),
                    card: try row.field("source_id"),
                    field: try row.field("field"),
                    before: try row.field("value_before"),
                    value: try row.field("value"),
                    who: try row.field("who"),
                    why: try row.field("why"),
                    sourceNow: try (row.field("now") as String?) ?? "",
                    isSuperseded: try row.field("superseded")
                )
            }
        }
    }

    /// What the source says of a card and what holds, by field; `nil` when there is no such card.
    package func layers(
        ofCard card: String,
        source: String?
    ) throws(IntakeError) -> [(field: CorrectableField, source: String, effective: String)]? {
        try read { db in
            let said = CorrectableField.allCases.map {
                "CAST(\($0.sourceColumn) AS TEXT) AS s_\($0.rawValue), "
                    + "CAST(e.\($0.column) AS TEXT) AS e_\($0.rawValue)"
            }.joined(separator: ", ")
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT \(said) FROM crashes c LEFT JOIN crash_details d ON d.crash_id = c.fid
                    JOIN crash_effective e ON e.fid = c.fid
                    WHERE c.source_id = ? AND c.is_current = 1 AND e.source = coalesce(?, e.source)
                    ORDER BY c.fid LIMIT 1
                    """,
                arguments: [card, source]
            )
            guard let row else { return nil }
            return try CorrectableField.allCases.map { field in
                (
                    field, try (row.field("s_\(field.rawValue)") as String?) ?? "",
                    try (row.field("e_\(field.rawValue)") as String?) ?? ""
                )
            }
        }
    }
}
