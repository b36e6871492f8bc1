package import RoadModel
package import RoadStatistics

extension AnalysisTable {
    /// What the numbers of a column must be.
    package enum Requirement: Sendable {
        /// Any finite number.
        case number
        /// 0 or more.
        case notNegative
        /// A whole number, 0 or more.
        case count
        /// More than 0.
        case positive

        fileprivate var text: String {
            switch self {
            case .number: "a number"
            case .notNegative: "a number that is not negative"
            case .count: "a whole number that is not negative"
            case .positive: "a number above 0"
            }
        }

        fileprivate func holds(_ value: Double) -> Bool {
            switch self {
            case .number: true
            case .notNegative: value >= 0
            case .count: value >= 0 && value == value.rounded() && value <= 9e15
            case .positive: value > 0
            }
        }
    }

    /// The numbers of a column; an empty cell is NaN where that is allowed.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a cell that is empty, is no
    ///   number or is not what is required.
    package func numbers(
        _ column: String,
        _ requirement: Requirement = .number,
        allowsMissing: Bool = false
    ) throws(IntakeError) -> [Double] {
        let texts = try texts(column)
        var values: [Double] = []
        values.reserveCapacity(texts.count)
        for (row, text) in texts.enumerated() {
            if AnalysisTable.isMissing(text) {
                guard allowsMissing else { throw badCell(row, column, requirement.text) }
                values.append(.nan)
            } else if let value = number(text), requirement.holds(value) {
                values.append(value)
            } else {
                throw badCell(row, column, requirement.text)
            }
        }
        return values
    }

    /// Columns for a model: numbers where the cells are numbers, else labels.
    ///
    /// A column of which at least half the cells are numbers is a column of numbers; a cell in it
    /// that is none is a mistake, not a category.
    package func model(_ names: Set<String>) throws(IntakeError) -> ColumnTable {
        var columns: [String: ColumnTable.Column] = [:]
        for name in names.sorted() {
            let texts = try texts(name)
            let values = texts.map { AnalysisTable.isMissing($0) ? .nan : number($0) }
            let bad = values.count { $0 == nil }
            let good = values.count { $0.map { !$0.isNaN } ?? false }
            if bad == 0 {
                columns[name] = .numbers(values.map { $0 ?? .nan })
            } else if bad > good {
                columns[name] = .labels(texts.map { AnalysisTable.isMissing($0) ? "" : $0 })
            } else {
                let row = values.firstIndex { $0 == nil } ?? 0
                throw badCell(row, name, Requirement.number.text)
            }
        }
        guard let table = ColumnTable(columns), !columns.isEmpty else {
            throw IntakeError(
                .badArgument,
                subject: subject,
                detail: "The model names no column.",
                remedy: "Name columns of the file: \(header.joined(separator: ", "))."
            )
        }
        return table
    }

    /// An error that names a cell.
    package func badCell(_ row: Int, _ column: String, _ expected: String) -> IntakeError {
        let found = (try? texts(column))?[row] ?? ""
        return IntakeError(
            .formatDamaged,
            subject: subject,
            place: places[row],
            detail: found.isEmpty
                ? "Column '\(column)' is empty; expected \(expected)."
                : "Column '\(column)' holds '\(found.prefix(60))'; expected \(expected).",
            remedy: "Mend the cell, or leave the row out."
        )
    }

    /// Whether a cell says that there is no value.
    package static func isMissing(_ text: String) -> Bool {
        switch text {
        case "", "NA", "N/A", "NaN", "nan", "NULL", "null", ".", "-", "–": true
        default: false
        }
    }

    /// A finite decimal number; `nil` for anything else, hexadecimal and words included.
    package func number(_ text: String) -> Double? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"),
                UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                digits.append(byte)
            case UInt8(ascii: ",") where allowsDecimalComma:
                digits.append(UInt8(ascii: "."))
            default:
                // U+2212, the minus sign of typeset tables.
                guard text.hasPrefix("\u{2212}") else { return nil }
                let rest = number(String(text.dropFirst()))
                return rest.map { -$0 }
            }
        }
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite
        else { return nil }
        return value
    }
}
