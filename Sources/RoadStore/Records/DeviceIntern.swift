import GRDB
import RoadModel

/// The device register while a file is read: one number for each state a complex was seen in
/// (serial, name, place, certificate, validity, mode), with what it did in that state.
struct DeviceIntern {
    private struct State {
        var key: [UInt8]
        var id: Int64
        var first: Int64
        var last: Int64
        var passages: Int64
        var violations: Int64
        var isTouched: Bool
    }

    private var states: [State] = []
    private var rows: [UInt64: [Int]] = [:]
    private var scratch: [UInt8] = []
    /// The state of the row before: exports come complex by complex.
    private var last = -1
    private var nextID: Int64
    private var places: [(Double, Double)] = []

    init(_ db: Database) throws {
        nextID = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM devices") ?? 0) + 1
        let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM devices")
        while let row = try cursor.next() {
            var key: [UInt8] = []
            for column in Self.columns {
                let text: String = try row.field(column)
                key.append(contentsOf: text.utf8)
                key.append(0x1F)
            }
            add(
                State(
                    key: key,
                    id: try row.field("id"),
                    first: try row.field("first_us"),
                    last: try row.field("last_us"),
                    passages: try row.field("passages"),
                    violations: try row.field("violations"),
                    isTouched: false
                ),
                place: (
                    try (row.field("lat") as Double?) ?? .nan,
                    try (row.field("lon") as Double?) ?? .nan
                )
            )
        }
    }

    private static let columns = [
        "serial", "name", "place_text", "certificate", "certificate_valid_until", "mode",
    ]

    /// The number of the state that a row of a batch shows; the caller counts it once stored.
    mutating func row(of batch: PassageBatch, at row: Int) -> Int {
        if last >= 0, isLast(batch, row) { return last }
        scratch.removeAll(keepingCapacity: true)
        append(batch.deviceSerial, row)
        append(batch.deviceName, row)
        append(batch.placeText, row)
        append(batch.certificate, row)
        append(batch.certificateValidUntil, row)
        append(batch.deviceMode, row)
        if last >= 0, states[last].key == scratch { return last }
        var hash = RecordKey()
        hash.add(scratch)
        for known in rows[hash.value] ?? [] where states[known].key == scratch {
            last = known
            return known
        }
        let time = batch.utcMicroseconds[row]
        add(
            State(
                key: scratch,
                id: nextID,
                first: time,
                last: time,
                passages: 0,
                violations: 0,
                isTouched: true
            ),
            place: (batch.latitudeDegrees[row], batch.longitudeDegrees[row])
        )
        nextID += 1
        last = states.count - 1
        return last
    }

    /// Whether a row shows the state of the row before, without building its key.
    private func isLast(_ batch: PassageBatch, _ row: Int) -> Bool {
        let key = states[last].key
        var place = 0
        return Self.matches(batch.deviceSerial, row, key, &place)
            && Self.matches(batch.deviceName, row, key, &place)
            && Self.matches(batch.placeText, row, key, &place)
            && Self.matches(batch.certificate, row, key, &place)
            && Self.matches(batch.certificateValidUntil, row, key, &place)
            && Self.matches(batch.deviceMode, row, key, &place) && place == key.count
    }

    private static func matches(
        _ column: TextColumn,
        _ row: Int,
        _ key: [UInt8],
        _ place: inout Int
    ) -> Bool {
        let text = column.utf8(at: row)
        let end = place + text.count
        guard end < key.count, key[end] == 0x1F, key[place..<end] == text else { return false }
        place = end + 1
        return true
    }

    private mutating func append(_ column: TextColumn, _ row: Int) {
        for byte in column.utf8(at: row)
        // Control characters would break the key apart, and nobody types them on purpose.
        where byte >= 0x20 && byte != 0x7F { scratch.append(byte) }
        scratch.append(0x1F)
    }

    func id(_ row: Int) -> Int64 { states[row].id }

    /// Counts one stored event of a state.
    mutating func count(_ row: Int, at time: Int64, isViolation: Bool) {
        states[row].first = min(states[row].first, time)
        states[row].last = max(states[row].last, time)
        states[row].passages += 1
        if isViolation { states[row].violations += 1 }
        states[row].isTouched = true
    }

    private mutating func add(_ state: State, place: (Double, Double)) {
        var hash = RecordKey()
        hash.add(state.key)
        rows[hash.value, default: []].append(states.count)
        states.append(state)
        places.append(place)
    }

    /// Writes the states that changed.
    func store(_ db: Database) throws {
        let insert = try BulkInsert(
            db,
            sql: """
                INSERT INTO devices (id, serial, name, place_text, certificate,
                    certificate_valid_until, mode, lat, lon, first_us, last_us, passages,
                    violations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET first_us = excluded.first_us,
                    last_us = excluded.last_us, passages = excluded.passages,
                    violations = excluded.violations
                """
        )
        for (state, place) in zip(states, places) where state.isTouched {
            insert.bind(1, state.id)
            let texts = state.key.dropLast().split(
                separator: 0x1F,
                omittingEmptySubsequences: false
            )
            for (column, text) in texts.enumerated() { insert.bind(Int32(2 + column), utf8: text) }
            insert.bind(8, place.0)
            insert.bind(9, place.1)
            insert.bind(10, state.first)
            insert.bind(11, state.last)
            insert.bind(12, state.passages)
            insert.bind(13, state.violations)
            _ = try insert.insert()
        }
    }
}
