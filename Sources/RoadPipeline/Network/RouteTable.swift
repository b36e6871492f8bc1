import Foundation
package import RoadModel

/// The tables that `jol network route --batch` reads and writes.
package struct RouteTable {
    /// One question.
    package struct Pair: Sendable {
        /// Row name.
        package var id: String
        /// Where to begin.
        package var from: String
        /// Where to go.
        package var to: String
    }

    /// The header of the answer.
    package static let header =
        "id,distance_m,seconds,straight_m,from_offset_m,to_offset_m,segments,reason"

    private let table: AnalysisTable

    /// Reads a table; `-` is standard input.
    package init(path: String) throws(IntakeError) { table = try AnalysisTable.read(path) }

    /// The questions.
    ///
    /// - Throws: `.columnMissing`.
    package func pairs() throws(IntakeError) -> [Pair] {
        let ids =
            table.contains("id")
            ? try table.texts("id") : table.places.indices.map { String($0 + 1) }
        let from: [String]
        let to: [String]
        if table.contains("from"), table.contains("to") {
            (from, to) = (try table.texts("from"), try table.texts("to"))
        } else {
            let columns = (
                try table.texts("from_lon"), try table.texts("from_lat"),
                try table.texts("to_lon"), try table.texts("to_lat")
            )
            from = zip(columns.0, columns.1).map { "\($0),\($1)" }
            to = zip(columns.2, columns.3).map { "\($0),\($1)" }
        }
        return ids.indices.map { Pair(id: ids[$0], from: from[$0], to: to[$0]) }
    }

    /// The row of an answer.
    package static func line(_ id: String, _ route: NetworkRoutes.Answer) -> String {
        let numbers = [
            route.distance, route.seconds, route.straight, route.fromOffset, route.toOffset,
        ].map { String(format: "%.3f", $0) }
        return ([quoted(id)] + numbers + [String(route.segments.count), ""]).joined(separator: ",")
    }

    /// The row of a question without an answer.
    package static func line(_ id: String, _ error: IntakeError) -> String {
        quoted(id) + ",,,,,,," + quoted("\(error.code.rawValue): \(error.detail)")
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
