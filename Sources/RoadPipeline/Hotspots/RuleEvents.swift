package import RoadAnalysis
import RoadIngest
package import RoadModel

/// Crashes along roads, read from a table for the rules.
package struct RuleEvents: Sendable {
    /// What a person says about the table.
    package struct Query: Sendable, Hashable {
        /// Column of the road.
        package var road: String?
        /// Column of the distance along the road.
        package var chainage: String?
        /// Column of the day.
        package var day: String?
        /// Column of the type.
        package var type: String?
        /// Column of casualties.
        package var casualties: String?
        /// Column that says whether the place lies in a settlement.
        package var settlement: String?
        /// Column of the junction.
        package var junction: String?
        /// Column of severity.
        package var severity: String?
        /// Column of the crash's name.
        package var id: String?

        /// The usual names.
        package init() {}
    }

    /// The crashes.
    package private(set) var crashes = RuleCrashes()
    /// Names of roads, types and junctions by number.
    package private(set) var roads: [String] = []
    /// Names of types.
    package private(set) var types: [String] = []
    /// Names of junctions; number 0 is none.
    package private(set) var junctions: [String] = [""]
    /// The crashes' names; row numbers without a column.
    package private(set) var ids: [String]?
    /// Which column was taken for what.
    package private(set) var mapping: [String: String] = [:]
    /// Codes of what qualifies the reading.
    package private(set) var flags: [String] = []

    /// Reads a file; `-` is standard input.
    ///
    /// - Throws: `.columnMissing` without a place or day; `.formatDamaged` with the line of a cell
    ///   that cannot be read.
    package init(_ path: String, _ query: Query) throws(IntakeError) {
        guard path == "-" else {
            let file = try MappedFile(path: path)
            self = try file.withBytes { bytes throws(IntakeError) in
                try RuleEvents(bytes, path, query)
            }
            return
        }
        let input = StandardInput.read()
        self = try RuleEvents(input.span, "-", query)
    }

    /// Reads bytes.
    package init(_ bytes: Span<UInt8>, _ subject: String, _ query: Query) throws(IntakeError) {
        let opening = try TableOpening(bytes, subject: subject)
        let columns = try Columns(opening.header, query, subject)
        mapping = columns.mapping
        if columns.casualties == nil, columns.severity == nil, columns.killed == nil,
            columns.injured == nil
        {
            flags.append("NO-CASUALTIES-COLUMN")
        }
        if columns.type == nil { flags.append("NO-TYPE-COLUMN") }
        if columns.day == nil { flags.append("NO-DAY-COLUMN") }
        if columns.road == nil { flags.append("ONE-ROAD-ASSUMED") }
        var reading = Reading(columns, subject, opening.header.count)
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) { try reading.add(bytes, fields) }
        guard reading.crashes.count > 0 else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                detail: "The table has a header but no rows.",
                remedy: "Export the crashes again with their rows."
            )
        }
        crashes = reading.crashes
        crashes.hasDates = reading.hasDates ?? false
        (roads, types) = (reading.roads.names, reading.types.names)
        junctions = [""] + reading.junctions.names
        ids = columns.id == nil ? nil : reading.ids
    }

    /// Columns by number.
    struct Columns {
        var road: Int?, chainage: Int?, day: Int?, type: Int?, casualties: Int?
        var settlement: Int?, junction: Int?, severity: Int?, id: Int?, killed: Int?, injured: Int?
        /// Metres in one unit of chainage.
        var unit = 1.0
        var mapping: [String: String] = [:]

        init(_ header: [String], _ query: Query, _ subject: String) throws(IntakeError) {
            let names = SiteColumnNames(header)
            var taken: [String: String] = [:]
            func index(
                _ asked: String?,
                _ role: SiteColumnNames.Role
            ) throws(IntakeError) -> Int? {
                guard let name = asked.map({ names.find($0) ?? $0 }) ?? names.find(role) else {
                    return nil
                }
                guard let place = header.firstIndex(of: name) else {
                    throw IntakeError(
                        .columnMissing,
                        subject: subject,
                        detail: "There is no column '\(name)'.",
                        remedy: "The columns are: \(header.joined(separator: ", "))."
                    )
                }
                taken[role.rawValue] = name
                return place
            }
            road = try index(query.road, .road)
            chainage = try index(query.chainage, .chainage)
            if chainage == nil, let kilometre = try index(nil, .kilometre) {
                (chainage, unit) = (kilometre, 1000)
            } else if let chainage {
                let name = SiteColumnNames.fold(header[chainage])
                if name.hasSuffix("km") || name == "километр" { unit = 1000 }
            }
            day = try index(query.day, .day)
            type = try index(query.type, .crashType)
            casualties = try index(query.casualties, .casualties)
            settlement = try index(query.settlement, .settlement)
            junction = try index(query.junction, .junction)
            severity = try index(query.severity, .severity)
            killed = try index(nil, .killed)
            injured = try index(nil, .injured)
            id = try index(query.id, .crashName)
            if id == junction { id = nil }
            mapping = taken
            guard chainage != nil || junction != nil else {
                throw IntakeError(
                    .columnMissing,
                    subject: subject,
                    detail: "No column says where along a road a crash lies.",
                    remedy: "Name the distance in metres with --chainage (and the road with "
                        + "--road); 'jol match points' gives both for coordinates."
                )
            }
        }
    }
}
