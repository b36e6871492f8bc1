import RoadModel

/// What Great Britain's crash tables (STATS19) do differently.
///
/// −1 is missing; the clock is British civil time; places are also on the national grid; a death
/// counts within 30 days; the collision's number is unique across years only as its index.
internal enum STATS19 {
    /// Whether a header is of one of the three tables, of releases before or after 2024.
    static func isHeader(_ header: [String]) -> Bool {
        let keys = Set(header.map(HeaderMatch.key))
        let index = keys.contains("accidentindex") || keys.contains("collisionindex")
        let own: Set = [
            "locationeastingosgr", "policeforce", "vehiclereference", "casualtyreference",
        ]
        return index && !keys.isDisjoint(with: own)
    }

    /// Sets what the tables do not say and nobody has said otherwise.
    static func settle(_ options: inout CrashOptions) {
        options.zone = options.zone ?? CivilZone(named: "Europe/London")
        if options.source.isEmpty { options.source = "stats19" }
        options.deathWindowDays = options.deathWindowDays ?? 30
    }

    /// Takes out the codes for missing.
    static func clean(_ values: inout CrashValues) {
        for field in CrashField.allCases where values[field] == "-1" { values[field] = nil }
    }
}
