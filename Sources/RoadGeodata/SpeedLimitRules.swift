package import RoadModel

/// A dated rule pack of general speed limits, for roads whose source states none.
///
/// A pack is a table with the columns `from,zone,class,kmh,source`: the day a row takes effect, the
/// zone (`urban`, `rural`, `motorway`, `living_street`, or `*` for a road whose zone the source
/// leaves open), the class of the road (`RoadClass.name` or `*`), and the limit. The last row that
/// fits and has taken effect decides, so general rows come first.
package struct SpeedLimitRules: Sendable, Equatable {
    /// What the pack is called in receipts, for example `speed-limits-kz 2023-07-18`.
    package let name: String
    // Row `zone`, column `class`; 0 where no rule says anything.
    private let limits: [[UInt8]]

    /// The pack that `GeoData/rules/speed-limits-kz.csv` holds; a test keeps them equal.
    ///
    /// Source: traffic rules of Kazakhstan 73 and 74 (order 534 of 2023-06-30) for cars. What a map
    /// leaves open is taken as follows: motorways and trunk roads run outside settlements, all other
    /// public roads inside; service roads count as yards; 40 on tracks is a convention, not law.
    package static let kazakhstan: SpeedLimitRules = {
        let pack = try? SpeedLimitRules(table: kazakhstanTable, subject: "speed-limits-kz", on: nil)
        return pack ?? SpeedLimitRules(name: "none", limits: [])
    }()

    /// The text of `kazakhstan`.
    package static let kazakhstanTable = """
        from,zone,class,kmh,source
        2023-07-18,*,*,60,traffic rules 73(1); open zone taken as a settlement
        2023-07-18,*,trunk,100,traffic rules 74(1); open zone taken as outside settlements
        2023-07-18,*,motorway,140,traffic rules 74(1)
        2023-07-18,urban,*,60,traffic rules 73(1)
        2023-07-18,rural,*,100,traffic rules 74(1)
        2023-07-18,rural,motorway,140,traffic rules 74(1)
        2023-07-18,motorway,*,140,traffic rules 74(1)
        2023-07-18,living_street,*,20,traffic rules 73(3)
        2023-07-18,*,living_street,20,traffic rules 73(3)
        2023-07-18,urban,living_street,20,traffic rules 73(3)
        2023-07-18,rural,living_street,20,traffic rules 73(3)
        2023-07-18,*,service,20,traffic rules 73(3); service roads taken as yards
        2023-07-18,urban,service,20,traffic rules 73(3); service roads taken as yards
        2023-07-18,rural,service,20,traffic rules 73(3); service roads taken as yards
        2023-07-18,*,track,40,convention
        2023-07-18,urban,track,40,convention
        2023-07-18,rural,track,40,convention

        """

    private init(name: String, limits: [[UInt8]]) { (self.name, self.limits) = (name, limits) }

    /// Reads a pack.
    ///
    /// - Parameters:
    ///   - table: The text of the table.
    ///   - subject: What to call it.
    ///   - day: Rows that take effect later are passed over; `nil` takes all.
    /// - Throws: `.formatDamaged` with the line, `.nothingAccepted` without a row.
    package init(
        table: String,
        subject: String,
        on day: CivilDate?
    ) throws(IntakeError) {
        let zones = SpeedZone.allCases.count
        var limits = [[UInt8]](
            repeating: [UInt8](repeating: 0, count: RoadClass.allCases.count),
            count: zones + 1
        )
        var latest = ""
        let lines = table.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                .map { String($0).trimmingSpaces() }
            guard fields.count >= 4, let from = Self.day(fields[0]),
                let limit = UInt8(fields[3]), limit > 0,
                let zone = Self.zone(fields[1]), let classes = Self.classes(fields[2])
            else {
                throw IntakeError(
                    .formatDamaged,
                    subject: subject,
                    place: SourcePlace(line: number + 1, byteOffset: 0),
                    detail: "The row '\(line)' is no rule 'from,zone,class,kmh'.",
                    remedy: "Write rows like '2023-07-18,urban,*,60,source'."
                )
            }
            if let day, day < from { continue }
            latest = max(latest, fields[0])
            for roadClass in classes { limits[zone][roadClass] = limit }
        }
        guard !latest.isEmpty else {
            throw IntakeError(
                .nothingAccepted,
                subject: subject,
                detail: "The rule pack has no rule for that day.",
                remedy: "Write rows like '2023-07-18,urban,*,60,source'."
            )
        }
        self.init(name: "\(subject) \(latest)", limits: limits)
    }

    /// The general limit of a road in km/h; 0 when the pack says nothing.
    func kmh(for roadClass: RoadClass, in zone: SpeedZone?) -> UInt8 {
        guard !limits.isEmpty else { return 0 }
        let row = zone.map { $0.rawValue + 1 } ?? 0
        let limit = limits[row][Int(roadClass.rawValue)]
        return limit == 0 ? limits[0][Int(roadClass.rawValue)] : limit
    }

    private static func day(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2]
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func zone(_ text: String) -> Int? {
        if text == "*" { return 0 }
        return SpeedZone.allCases.first { $0.name == text }.map { $0.rawValue + 1 }
    }

    private static func classes(_ text: String) -> [Int]? {
        if text == "*" { return Array(RoadClass.allCases.indices) }
        return RoadClass.allCases.first { $0.name == text }.map { [Int($0.rawValue)] }
    }
}
