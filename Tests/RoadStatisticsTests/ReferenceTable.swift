import Foundation
import RoadStatistics
import TestKit
import Testing

/// Reads the reference tables and JSON beside the project.
enum ReferenceTable {
    /// Numeric columns of a CSV file below `shared/reference`; texts become labels.
    static func csv(_ path: String) throws -> ColumnTable {
        let text = String(decoding: try SharedReference.bytes(path), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" ")) }
        }
        let header = try #require(lines.first)
        var columns: [String: ColumnTable.Column] = [:]
        for (place, name) in header.enumerated() {
            let texts = lines.dropFirst().map { $0[place] }
            let numbers = texts.map { Double($0) ?? .nan }
            columns[name] =
                zip(texts, numbers).contains { !$0.isEmpty && $1.isNaN && $0 != "NA" }
                ? .labels(texts) : .numbers(numbers)
        }
        return try #require(ColumnTable(columns))
    }

    /// A table with columns added.
    static func adding(_ more: [String: [Double]], to table: ColumnTable) throws -> ColumnTable {
        try #require(
            ColumnTable(
                table.columns.merging(more.mapValues { .numbers($0) }) { _, new in new }
            )
        )
    }

    /// The numbers of a column.
    static func numbers(_ name: String, _ table: ColumnTable) throws -> [Double] {
        guard case .numbers(let values) = table.columns[name] else {
            throw FormulaError.unknownColumn(name)
        }
        return values
    }

    /// A JSON object below `shared/reference`.
    static func json(_ path: String) throws -> [String: Any] {
        let bytes = Data(try SharedReference.bytes(path))
        return try #require(
            try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        )
    }
}

/// Whether two numbers agree relative to the expected one.
func agrees(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    abs(value - expected) <= tolerance * max(abs(expected), 1e-12)
}
