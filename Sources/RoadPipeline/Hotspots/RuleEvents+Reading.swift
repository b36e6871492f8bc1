import Foundation
import RoadAnalysis
import RoadIngest
import RoadModel

extension RuleEvents {
    /// Names with numbers, in order of appearance.
    struct Interned {
        private(set) var names: [String] = []
        private var numbers: [String: Int32] = [:]

        mutating func number(_ name: String) -> Int32 {
            if let number = numbers[name] { return number }
            let number = Int32(names.count)
            names.append(name)
            numbers[name] = number
            return number
        }
    }

    /// Reads row after row.
    struct Reading {
        let columns: Columns
        let subject: String
        let width: Int
        var crashes = RuleCrashes()
        var roads = Interned()
        var types = Interned()
        var junctions = Interned()
        var ids: [String] = []
        /// Whether days are dates; settled by the first row.
        var hasDates: Bool?

        init(_ columns: Columns, _ subject: String, _ width: Int) {
            (self.columns, self.subject, self.width) = (columns, subject, width)
        }

        mutating func add(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(IntakeError) {
            guard !fields.isUnterminated, fields.count == width else {
                throw bad(fields, "The row has \(fields.count) fields, the header \(width).")
            }
            func text(_ column: Int?) -> String {
                guard let column else { return "" }
                return fields.text(column, in: bytes).trimmingSpaces
            }
            var metres = 0.0
            if let column = columns.chainage {
                let range = trimmedRange(bytes, fields[column])
                guard let value = ByteNumber.decimal(bytes, range), abs(value) < 1e9 else {
                    throw bad(fields, "'\(text(column))' is no distance along a road.")
                }
                metres = value * columns.unit
            }
            crashes.metres.append(metres)
            crashes.road.append(roads.number(text(columns.road)))
            crashes.day.append(try day(bytes, fields))
            let type = text(columns.type)
            crashes.type.append(AnalysisTable.isMissing(type) ? -1 : types.number(type))
            let severity = RuleEvents.severity(text(columns.severity))
            crashes.severity.append(try severe(severity, bytes, fields))
            crashes.hasCasualties.append(try hasCasualties(severity, bytes, fields))
            crashes.inSettlement.append(SiteTable.isYes(text(columns.settlement)))
            let junction = text(columns.junction)
            crashes.junction.append(
                AnalysisTable.isMissing(junction) || junction == "0"
                    ? 0 : junctions.number(junction) + 1
            )
            if columns.id != nil { ids.append(text(columns.id)) }
        }

        private mutating func day(
            _ bytes: Span<UInt8>,
            _ fields: FieldRanges
        ) throws(IntakeError) -> Int32 {
            guard let column = columns.day else { return 1 }
            let range = trimmedRange(bytes, fields[column])
            let isDate = RuleEvents.looksLikeDate(bytes, range)
            if hasDates == nil { hasDates = isDate }
            guard isDate == hasDates else {
                throw bad(fields, "Days are partly dates and partly numbers.")
            }
            if isDate, let date = RuleEvents.date(bytes, range) {
                return Int32(date.daysSinceEpoch)
            }
            guard !isDate, let value = ByteNumber.decimal(bytes, range), abs(value) < 1e7 else {
                throw bad(fields, "'\(fields.text(column, in: bytes))' is no day.")
            }
            return Int32(value.rounded(.down))
        }

        private func hasCasualties(
            _ severity: UInt8,
            _ bytes: Span<UInt8>,
            _ fields: FieldRanges
        ) throws(IntakeError) -> Bool {
            if let column = columns.casualties {
                let range = trimmedRange(bytes, fields[column])
                if let value = ByteNumber.decimal(bytes, range) { return value > 0 }
                return SiteTable.isYes(fields.text(column, in: bytes))
            }
            if columns.killed != nil || columns.injured != nil {
                return number(columns.killed, bytes, fields) > 0
                    || number(columns.injured, bytes, fields) > 0
            }
            return columns.severity == nil || (severity >= 1 && severity <= 3)
        }

        /// The severity written, else the one that people killed or injured say.
        private func severe(
            _ severity: UInt8,
            _ bytes: Span<UInt8>,
            _ fields: FieldRanges
        ) throws(IntakeError) -> UInt8 {
            if severity > 0 { return severity }
            if number(columns.killed, bytes, fields) > 0 { return 1 }
            if number(columns.injured, bytes, fields) > 0 { return 3 }
            return columns.killed != nil && columns.injured != nil ? 4 : 0
        }

        private func number(
            _ column: Int?,
            _ bytes: Span<UInt8>,
            _ fields: FieldRanges
        ) -> Double {
            guard let column else { return 0 }
            return ByteNumber.decimal(bytes, trimmedRange(bytes, fields[column])) ?? 0
        }

        private func bad(_ fields: FieldRanges, _ detail: String) -> IntakeError {
            IntakeError(
                .formatDamaged,
                subject: subject,
                place: fields.place,
                detail: detail,
                remedy: "Mend the row or leave it out."
            )
        }
    }

    /// The number of a severity's name: 0 for one that is not known.
    static func severity(_ text: String) -> UInt8 {
        switch text.lowercased() {
        case "fatal", "f", "k", "killed", "смертельное", "смертельный", "қаза": 1
        case "serious", "a", "sv", "sp", "severe", "тяжёлое", "тяжелое", "ауыр": 2
        case "slight", "b", "c", "lv", "minor", "injury", "i", "лёгкое", "легкое", "жеңіл": 3
        case "pdo", "p", "o", "damage", "property", "материальный", "материалдық": 4
        default: 0
        }
    }

    static func looksLikeDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 8 else { return false }
        var marks = 0
        var index = range.lowerBound
        while index < min(range.upperBound, range.lowerBound + 10) {
            let byte = bytes[index]
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") {
                marks += 1
            }
            index += 1
        }
        return marks == 2
    }

    /// `2025-03-01…` or `01.03.2025…`.
    static func date(_ bytes: Span<UInt8>, _ range: Range<Int>) -> CivilDate? {
        var parts: [Int] = []
        var value = 0
        var digits = 0
        var lengths: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound, parts.count < 3 {
            let digit = bytes[index] &- 48
            if digit < 10 {
                value = value * 10 + Int(digit)
                digits += 1
                guard digits <= 4 else { return nil }
            } else {
                parts.append(value)
                lengths.append(digits)
                (value, digits) = (0, 0)
            }
            index += 1
        }
        if parts.count < 3 {
            parts.append(value)
            lengths.append(digits)
        }
        guard parts.count == 3 else { return nil }
        return lengths[0] == 4
            ? CivilDate(year: parts[0], month: parts[1], day: parts[2])
            : CivilDate(year: parts[2], month: parts[1], day: parts[0])
    }
}

/// Standard input to its end.
enum StandardInput {
    static func read() -> [UInt8] { [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
}
