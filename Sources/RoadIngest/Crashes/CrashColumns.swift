package import RoadModel

/// Which columns of a table hold which values of a crash card.
///
/// A field without an entry is looked up by its own name and its synonyms. Several columns may be
/// joined with `+`; their texts are joined with a space (`time=date+time`).
package struct CrashColumns: Hashable, Sendable {
    /// The columns named for each field, in the order in which their texts are joined.
    package private(set) var sources: [CrashField: [String]] = [:]

    /// No mapping: names and synonyms only.
    package init() {}

    /// Reads `field=column[+column]` pairs that are separated by commas.
    ///
    /// - Throws: `.badArgument` for a pair without `=`, an unknown or repeated field, or an empty
    ///   column name.
    package init(parsing text: String) throws(IntakeError) {
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = trimmed(String(parts[0]))
            guard parts.count == 2, let field = CrashField(rawValue: name) else {
                throw CrashColumns.badArgument("\"\(pair)\" does not name a field of a crash card.")
            }
            let columns = parts[1].split(separator: "+", omittingEmptySubsequences: false)
                .map { trimmed(String($0)) }
            guard columns.allSatisfy({ !$0.isEmpty }) else {
                throw CrashColumns.badArgument("\"\(pair)\" has an empty column name.")
            }
            guard sources[field] == nil else {
                throw CrashColumns.badArgument("The field \(name) is mapped twice.")
            }
            sources[field] = columns
        }
    }

    /// The mapping in the form that ``init(parsing:)`` reads; `nil` when nothing is mapped.
    package var text: String? {
        guard !sources.isEmpty else { return nil }
        return sources.map { "\($0.key.rawValue)=\($0.value.joined(separator: "+"))" }.sorted()
            .joined(separator: ",")
    }

    /// Maps a field to one or more columns.
    package mutating func map(_ field: CrashField, to columns: [String]) {
        sources[field] = columns
    }

    /// The columns the header matcher looks for, and for each field its places among them.
    internal var wanted: (specs: [ColumnSpec], places: [CrashField: [Int]]) {
        var specs: [ColumnSpec] = []
        var places: [CrashField: [Int]] = [:]
        // Mapped columns first: a name taken by a mapping is no synonym any more.
        for field in CrashField.allCases {
            for column in sources[field] ?? [] {
                let key = HeaderMatch.key(column)
                if let known = specs.firstIndex(where: { HeaderMatch.key($0.name) == key }) {
                    places[field, default: []].append(known)
                } else {
                    places[field, default: []].append(specs.count)
                    specs.append(ColumnSpec(column, isMandatory: true))
                }
            }
        }
        for field in CrashField.allCases where sources[field] == nil {
            places[field] = [specs.count]
            specs.append(field.spec)
        }
        return (specs, places)
    }

    private static func badArgument(_ detail: String) -> IntakeError {
        let fields = CrashField.allCases.map(\.rawValue).joined(separator: ", ")
        return IntakeError(
            .badArgument,
            subject: "columns",
            detail: detail,
            remedy: "Write field=column pairs such as time=date,lat=y; fields: \(fields)."
        )
    }
}
