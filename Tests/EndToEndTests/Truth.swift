import Foundation
import GRDB
import RoadModel
import RoadNetwork
import RoadStore

/// The simulator's truth files, and how many records lie where they say.
struct Truth {
    /// How many records of one kind are where they belong.
    struct Score: CustomStringConvertible {
        var total = 0
        var right = 0
        var unlocated = 0
        var serviceConfused = 0
        var share: Double { total > 0 ? Double(right) / Double(total) : 0 }
        var description: String {
            "\(right) of \(total) on the true directed segment ("
                + String(format: "%.2f %%", 100 * share)
                + "), \(unlocated) not located, \(serviceConfused) confused with a service road"
        }
    }

    private let crashes: [String: [String: String]]
    private let complexes: [String: [[String: String]]]

    init(folder: String) throws {
        crashes = Dictionary(
            uniqueKeysWithValues: try Self.rows("\(folder)/crashes.csv").map {
                ($0["id"] ?? "", $0)
            }
        )
        complexes = Dictionary(
            grouping: try Self.rows("\(folder)/complexes.csv"),
            by: { ($0["device_serial"] ?? "") + "/" + ($0["direction"] ?? "") }
        )
    }

    func scoreCrashes(_ store: Store, _ network: CompiledNetwork) throws -> Score {
        var score = Score()
        try each(
            store,
            """
            SELECT c.source_id, l.segment FROM crashes c JOIN located l
            ON l.kind = 'crash' AND l.observation_id = c.fid WHERE c.is_current = 1
            """
        ) { row in
            let id: String = row["source_id"]
            guard let truth = crashes[id] else { return }
            add(row["segment"], truth, network, &score)
        }
        return score
    }

    func scoreViolations(_ store: Store, _ network: CompiledNetwork) throws -> Score {
        var score = Score()
        try each(
            store,
            """
            SELECT d.serial, v.direction, v.observed_us, v.zone_offset_s, l.segment
            FROM violations v JOIN devices d ON d.id = v.device_id
            JOIN located l ON l.kind = 'violation' AND l.observation_id = v.fid
            """
        ) { row in
            let key = (row["serial"] as String) + "/" + (row["direction"] as String)
            let day = Timestamp(microseconds: row["observed_us"])
                .date(offsetSeconds: row["zone_offset_s"]).description
            let truth = complexes[key]?.first {
                ($0["first_day"] ?? "") <= day && day <= ($0["last_day"] ?? "")
            }
            guard let truth else { return }
            add(row["segment"], truth, network, &score)
        }
        return score
    }

    private func each(_ store: Store, _ sql: String, _ body: (Row) throws -> Void) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(
            path: store.workspace.database.path,
            configuration: configuration
        )
        try queue.read { db in
            let cursor = try Row.fetchCursor(db, sql: sql)
            while let row = try cursor.next() { try body(row) }
        }
    }

    private func add(
        _ segment: UInt32?,
        _ row: [String: String],
        _ network: CompiledNetwork,
        _ score: inout Score
    ) {
        score.total += 1
        guard let segment else {
            score.unlocated += 1
            return
        }
        let found = network.segment(SegmentID(rawValue: segment))
        let isRight =
            "\(found.way)" == row["way"] && "\(found.startNode)" == row["u"]
            && "\(found.endNode)" == row["v"]
        score.right += isRight ? 1 : 0
        if "\(found.way)" != row["way"], found.roadClass == .service { score.serviceConfused += 1 }
    }

    private static func rows(_ path: String) throws -> [[String: String]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { fields in
            Dictionary(uniqueKeysWithValues: zip(header.map(String.init), fields.map(String.init)))
        }
    }
}

extension Truth {
    /// The way each crash of a workspace was put on, by the card's own number.
    static func crashWays(_ workspace: String) throws -> [String: String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(
            path: workspace + "/jol.gpkg",
            configuration: configuration
        )
        return try queue.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.source_id, s.way FROM crashes c
                    JOIN located l ON l.kind = 'crash' AND l.observation_id = c.fid
                    JOIN segments s ON s.segment = l.segment OR s.reverse = l.segment
                    """
            )
            return Dictionary(
                rows.map { ($0["source_id"] as String, "\($0["way"] as Int64)") },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }
}
