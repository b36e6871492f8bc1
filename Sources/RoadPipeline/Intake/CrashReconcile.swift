import Foundation
package import RoadIngest
package import RoadModel
package import RoadStore

/// Holds a list that somebody else keeps against the cards of the workspace, by number.
package struct CrashReconcile: Sendable, Hashable, Codable {
    /// A number that stands in one of the two only.
    package struct Lone: Sendable, Hashable, Codable {
        /// The card's number.
        package var id: String
        /// Its line in the list; `nil` for cards of the workspace.
        package var line: Int?
        /// The local day, where known.
        package var day: String
        /// The number in the other of the two that may be the same crash; proposed, never joined.
        package var maybe: String?
    }

    /// A field in which list and workspace differ.
    package struct Difference: Sendable, Hashable, Codable {
        /// The card's number.
        package var id: String
        /// Its line in the list.
        package var line: Int?
        /// The field.
        package var field: String
        /// What the list says.
        package var list: String
        /// What holds in the workspace.
        package var workspace: String
    }

    /// Lines of the list.
    package var listed = 0
    /// Numbers that stand in the list more than once.
    package var repeated: [String] = []
    /// Cards of the workspace within the list's period.
    package var stored = 0
    /// Numbers that stand in both.
    package var matched = 0
    /// Numbers that only the list has.
    package var onlyListed: [Lone] = []
    /// Numbers that only the workspace has.
    package var onlyStored: [Lone] = []
    /// Fields that differ among the matched.
    package var differences: [Difference] = []
    /// The first and last local day compared; `nil` when the list has no days.
    package var period: [String]?

    /// Columns beside the number that are compared when the list has them.
    private static let compared: [CrashField] = [
        .date, .severity, .killed, .injured, .children, .region, .register,
    ]

    /// Compares a list with cards.
    ///
    /// - Parameters:
    ///   - path: A table with a column of card numbers; `-` is standard input.
    ///   - crashes: The current cards.
    ///   - encoding: The table's text encoding.
    /// - Returns: What agrees and what does not.
    /// - Throws: `.columnMissing` without a column of numbers, and what opening tables throws.
    package static func run(
        _ path: String,
        against crashes: [CrashEvent],
        encoding: TextEncoding = .utf8
    ) throws(IntakeError) -> CrashReconcile {
        let lines = try PointInput.withBytes(path) { bytes throws(IntakeError) in
            try CardList.read(bytes, subject: path, encoding: encoding)
        }
        var result = CrashReconcile()
        result.listed = lines.count
        var byID: [String: CardList] = [:]
        for line in lines {
            if byID.updateValue(line, forKey: line.id) != nil { result.repeated.append(line.id) }
        }
        let days = lines.compactMap(\.day)
        let span = days.min().flatMap { first in days.max().map { first...$0 } }
        result.period = span.map { ["\($0.lowerBound)", "\($0.upperBound)"] }
        let wanted = crashes.filter { crash in
            byID[crash.cardNumber] != nil || span.map { $0.contains(crash.day) } ?? true
        }
        result.stored = wanted.count
        var seen: Set<String> = []
        var lone: [CrashEvent] = []
        for crash in wanted {
            guard let line = byID[crash.cardNumber] else {
                lone.append(crash)
                continue
            }
            seen.insert(line.id)
            result.matched += 1
            result.differences += differences(line, crash)
        }
        let missing = byID.values.filter { !seen.contains($0.id) }.sorted { $0.row < $1.row }
        result.onlyListed = missing.map { line in
            Lone(
                id: line.id,
                line: line.line,
                day: line.day.map { "\($0)" } ?? "",
                maybe: lone.first { same(line, $0) }?.cardNumber
            )
        }
        result.onlyStored = lone.map { crash in
            Lone(
                id: crash.cardNumber,
                line: nil,
                day: "\(crash.day)",
                maybe: missing.first { same($0, crash) }?.id
            )
        }
        return result
    }

    /// Whether a line and a card of different numbers may be one crash: the same day, and within
    /// an hour or the same victims.
    private static func same(_ line: CardList, _ crash: CrashEvent) -> Bool {
        guard let day = line.day, day == crash.day else { return false }
        if let second = line.secondOfDay {
            let local =
                crash.time.microseconds / 1_000_000
                - Int64(crash.day.daysSinceEpoch) * 86_400
            // Both on the local clock: the difference of a whole zone must not count.
            let minutes = (Double(second) - Double(local)) / 60
            let offset = (minutes / 60).rounded() * 60
            return (minutes - offset).magnitude <= 30 && offset.magnitude <= 360
        }
        guard let killed = line.values[.killed], let injured = line.values[.injured] else {
            return false
        }
        return killed == "\(crash.killed)" && injured == "\(crash.injured)"
    }

    private static func differences(_ line: CardList, _ crash: CrashEvent) -> [Difference] {
        var found: [Difference] = []
        func compare(_ field: String, _ list: String?, _ stored: String) {
            guard let list, list != stored else { return }
            found.append(
                Difference(
                    id: line.id,
                    line: line.line,
                    field: field,
                    list: list,
                    workspace: stored
                )
            )
        }
        compare("day", line.day.map { "\($0)" }, "\(crash.day)")
        compare(
            "severity",
            line.values[.severity].map { CrashSeverity(written: $0)?.rawValue ?? $0 },
            crash.severity.rawValue
        )
        compare("killed", line.values[.killed], "\(crash.killed)")
        compare("injured", line.values[.injured], "\(crash.injured)")
        compare("children", line.values[.children], crash.children.map { "\($0)" } ?? "")
        compare(
            "register",
            line.values[.register].map { text in
                CorrectionReader.flag(text).map { $0 ? "yes" : "no" } ?? text
            },
            crash.isOnRegister.map { $0 ? "yes" : "no" } ?? ""
        )
        return found
    }
}
