import RoadModel

/// Crash cards as files: a table for the first years, GeoJSON for the last.
enum CrashCardFiles {
    /// The first line of the table.
    static let header =
        "id,time,lat,lon,severity,killed,injured,children,type,road,heading,accuracy_m,"
        + "conditions\n"

    /// The table: comma-separated, RFC 3339 times with offset.
    static func table(_ crashes: [SimulatedCrash], accuracyMetres: Double) -> ByteText {
        var out = ByteText(capacity: crashes.count * 160)
        out.text(header)
        for crash in crashes {
            out.text(crash.id)
            out.comma()
            let time = Timestamp(microseconds: crash.microseconds)
            let offset = LocalCalendar.offsetSeconds(at: crash.microseconds)
            out.text(time.text(offsetSeconds: offset))
            out.comma()
            out.fixed(crash.observed.latitude, decimals: 7)
            out.comma()
            out.fixed(crash.observed.longitude, decimals: 7)
            out.comma()
            out.text(crash.severity.rawValue)
            for count in [crash.killed, crash.injured, crash.children] {
                out.comma()
                out.integer(count)
            }
            out.comma()
            out.text(CrashLexicon.types[crash.type].code)
            out.comma()
            out.field(crash.roadText)
            out.comma()
            if let heading = crash.heading { out.fixed(heading, decimals: 1) }
            out.comma()
            out.fixed(accuracyMetres, decimals: 1)
            out.comma()
            let condition = crash.conditions
            out.field("\(condition.light); \(condition.weather); \(condition.surface)")
            out.endLine()
        }
        return out
    }

    /// The cards as a GeoJSON collection of the kind that dtp-stat publishes: one feature per
    /// line, local time without a zone, `[longitude, latitude]`; `heading` and `accuracy_m`
    /// are added to the usual properties.
    static func collection(_ crashes: [SimulatedCrash], accuracyMetres: Double) -> ByteText {
        var out = ByteText(capacity: crashes.count * 700)
        out.text("{\"type\": \"FeatureCollection\", \"features\": [\n")
        for (index, crash) in crashes.enumerated() {
            write(crash, accuracyMetres, to: &out)
            out.text(index + 1 < crashes.count ? ",\n" : "\n")
        }
        out.text("]}\n")
        return out
    }

    private static func write(
        _ crash: SimulatedCrash,
        _ accuracyMetres: Double,
        to out: inout ByteText
    ) {
        let type = CrashLexicon.types[crash.type]
        let condition = crash.conditions
        out.text("{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [")
        writePair(crash.observed.longitude, ", ", crash.observed.latitude, to: &out)
        out.text("]}, \"properties\": {\"id\": \(crash.id), \"datetime\": \"")
        out.text(localTime(crash.microseconds))
        out.text("\", \"point\": {\"lat\": ")
        writePair(crash.observed.latitude, ", \"long\": ", crash.observed.longitude, to: &out)
        out.text("}, \"severity\": \"\(words(crash.severity))\", \"dead_count\": \(crash.killed)")
        out.text(", \"injured_count\": \(crash.injured), \"category\": \"\(type.words)\"")
        out.text(", \"light\": \"\(condition.light)\", \"weather\": [\"\(condition.weather)\"]")
        out.text(", \"road_conditions\": [\"\(condition.surface)\"]")
        out.text(", \"region\": \"\(LocalNames.oblast.ru)\"")
        out.text(", \"parent_region\": \"\(LocalNames.oblast.ru)\"")
        out.text(", \"address\": \"\(crash.roadText)\"")
        let tags = crash.children > 0 ? "[\"Дорожно-транспортные происшествия\", \"Дети\"]" : "[]"
        out.text(", \"tags\": \(tags), \"children_count\": \(crash.children)")
        out.text(", \"participants_count\": \(crash.killed + crash.injured + 1)")
        if let heading = crash.heading {
            out.text(", \"heading\": ")
            out.fixed(heading, decimals: 1)
        }
        out.text(", \"accuracy_m\": ")
        out.fixed(accuracyMetres, decimals: 1)
        out.text(", \"vehicles\": [{\"category\": \"Легковой автомобиль\", \"participants\": [")
        writePeople(crash, to: &out)
        out.text("]}], \"participants\": []}}")
    }

    private static func writePeople(_ crash: SimulatedCrash, to out: inout ByteText) {
        var people: [String] = []
        for index in 0...(crash.killed + crash.injured) {
            let health =
                index < crash.killed
                ? "Скончался на месте ДТП"
                : index < crash.killed + crash.injured ? "Травмирован" : "Не пострадал"
            let role = index == crash.killed + crash.injured ? "Водитель" : "Пассажир"
            people.append("{\"role\": \"\(role)\", \"health_status\": \"\(health)\"}")
        }
        out.text(people.joined(separator: ", "))
    }

    private static func writePair(
        _ first: Double,
        _ between: String,
        _ second: Double,
        to out: inout ByteText
    ) {
        out.fixed(first, decimals: 7)
        out.text(between)
        out.fixed(second, decimals: 7)
    }

    private static func localTime(_ microseconds: Int64) -> String {
        let offset = LocalCalendar.offsetSeconds(at: microseconds)
        let time = Timestamp(microseconds: microseconds)
        let second = time.secondOfDay(offsetSeconds: offset)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { zeroPadded($0, 2) }
        return "\(time.date(offsetSeconds: offset)) \(clock.joined(separator: ":"))"
    }

    private static func words(_ severity: CrashSeverity) -> String {
        switch severity {
        case .fatal: "С погибшими"
        case .serious: "Тяжёлый"
        case .slight: "Легкий"
        case .damageOnly: "Без пострадавших"
        }
    }
}
