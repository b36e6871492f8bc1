package import RoadModel
import TOMLKit

extension RecordProfile {
    /// Reads a profile.
    ///
    /// - Parameters:
    ///   - toml: The file's text.
    ///   - subject: The file's name for messages.
    /// - Throws: `.formatDamaged` with the line when it is no TOML; `.badArgument` for a key or
    ///   value that no profile has.
    package init(toml: String, subject: String) throws(IntakeError) {
        try Self.refuseForeignHeaders(toml, subject)
        let root: TOMLTable
        do { root = try TOMLTable(string: toml) } catch {
            let fault = error as? TOMLParseError
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                place: fault.map { SourcePlace(line: $0.source.begin.line, byteOffset: 0) },
                detail: "The profile is not TOML: \(fault?.description ?? "\(error)").",
                remedy: "Mend the line; 'jol complexes profile show order-971' prints an example."
            ).saying(
                ru: (
                    "Профиль — не TOML: \(fault?.description ?? "\(error)").",
                    "Исправьте строку; 'jol complexes profile show order-971' выводит образец."
                ),
                kk: (
                    "Профиль TOML емес: \(fault?.description ?? "\(error)").",
                    "Жолды түзетіңіз; 'jol complexes profile show order-971' үлгі шығарады."
                )
            )
        }
        self.init(name: subject)
        for key in root.keys { try take(key, root, subject) }
    }

    /// The TOML library ends the program at a bare table name that is not ASCII, and at one or two
    /// brackets with no name behind them on their line.
    private static func refuseForeignHeaders(
        _ toml: String,
        _ subject: String
    ) throws(IntakeError) {
        // By scalars, as the library counts: a mark that combines with a bracket hides it otherwise.
        let lines = toml.unicodeScalars.split(omittingEmptySubsequences: false) {
            Character($0).isNewline
        }
        for (index, line) in lines.enumerated() {
            let header = line.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
            guard header.first == "[" else { continue }
            let isQuoted = header.contains { $0 == "\"" || $0 == "'" }
            let isForeign = header.prefix { $0 != "]" && $0 != "#" }.contains { !$0.isASCII }
            func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
            var name = header.dropFirst().drop(while: isBlank)
            if name.first == "[" { name = name.dropFirst().drop(while: isBlank) }
            // Bare names are of ASCII; a quoted one may hold any letters.
            let isNamed = name.first.map { scalar in
                switch scalar {
                case "\"", "'", "_", "-", "]", "a"..."z", "A"..."Z", "0"..."9": true
                default: false
                }
            }
            guard isForeign && !isQuoted || isNamed != true else { continue }
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                place: SourcePlace(line: index + 1, byteOffset: 0),
                detail: "The name of a table is missing, or not in Latin letters.",
                remedy: "Mend the line; 'jol complexes profile show order-971' prints an example."
            )
        }
    }

    private mutating func take(
        _ key: String,
        _ root: TOMLTable,
        _ subject: String
    ) throws(IntakeError) {
        guard let value = root[key] else { return }
        let text = value.string ?? value.int.map { "\($0)" } ?? ""
        func refuse(_ remedy: String) -> IntakeError {
            Self.bad(subject, "\(key) = \(text.isEmpty ? "…" : text)", remedy)
        }
        switch key {
        case "name": name = text
        case "title": title = text
        case "format":
            guard let known = Self.format(text) else {
                throw refuse("csv, tsv, json, jsonl, xml, isapi, dahua, xlsx, ods.")
            }
            format = known
            if text.lowercased() == "tsv" { separator = 9 }
        case "encoding":
            guard let known = TextEncoding(named: text) else {
                let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
                throw refuse(names)
            }
            encoding = known
        case "separator":
            guard let byte = Self.separator(text) else { throw refuse("; , | tab") }
            separator = byte
        case "decimal":
            // Both marks are read everywhere; the key documents the file.
            guard text == "," || text == "." else { throw refuse("\",\" \".\"") }
        case "zone":
            guard CivilZone(named: text) != nil else {
                throw refuse(CivilZone.names.joined(separator: ", ") + ", +05:00")
            }
            zone = text
        case "crs": crs = text == "EPSG:4326" || text == "WGS 84" ? nil : text
        case "skip_lines": skippedLines = max(0, value.int ?? 0)
        case "header": hasHeader = value.bool ?? true
        case "record": record = text
        case "sheet": sheet = text
        case "site_may_be_absent": allowsNoSite = value.bool ?? false
        case "columns":
            guard let table = value.table else { throw refuse("[columns]") }
            for name in table.keys { try takeColumn(name, table, subject) }
        case "values":
            guard let table = value.table else { throw refuse("[values.event_type]") }
            for name in table.keys { try takeValues(name, table, subject) }
        default:
            throw refuse(
                "name, title, format, encoding, separator, decimal, zone, crs, skip_lines, "
                    + "header, record, sheet, site_may_be_absent, [columns], [values.COLUMN]."
            )
        }
    }

    private mutating func takeColumn(
        _ name: String,
        _ table: TOMLTable,
        _ subject: String
    ) throws(IntakeError) {
        guard let column = PassageColumn(named: name) else {
            throw Self.unknownColumn(name, subject)
        }
        guard let value = table[name] else { return }
        var rule = Rule()
        if let text = Self.word(value) {
            rule.sources = [text]
        } else if let list = value.array {
            rule.sources = Self.words(list)
        } else if let entry = value.table {
            for key in entry.keys {
                guard let found = entry[key] else { continue }
                let text = Self.word(found) ?? ""
                switch key {
                case "column", "path": rule.sources = [text]
                case "columns", "paths", "first":
                    rule.sources = found.array.map(Self.words) ?? [text]
                case "join":
                    rule.sources = found.array.map(Self.words) ?? [text]
                    rule.isJoined = true
                case "value", "default": rule.constant = text
                case "unit" where text.lowercased() == "cell": rule.hasUnitInCells = true
                case "unit":
                    guard let factor = Self.factor(of: text) else {
                        throw Self.bad(
                            subject,
                            "columns.\(name).unit = \(text)",
                            "km/h, m/s, mph, knots, cell (82 km/h); "
                                + "m, km, ft; deg, rad"
                        )
                    }
                    rule.factor = factor
                case "time":
                    guard let form = TimeForm(named: text) else {
                        throw Self.bad(
                            subject,
                            "columns.\(name).time = \(text)",
                            "unix, unix_ms, excel, dd.MM.yyyy HH:mm:ss, M/d/yyyy h:mm:ss a"
                        )
                    }
                    rule.timeForm = form
                default:
                    throw Self.bad(
                        subject,
                        "columns.\(name).\(key)",
                        "column, first, join, value, unit, time"
                    )
                }
            }
        }
        guard !rule.sources.isEmpty || rule.constant != nil else {
            throw Self.bad(
                subject,
                "columns.\(name)",
                "\"name\", [\"name\", \"name\"], { column = \"name\" }, { value = \"…\" }"
            )
        }
        rules[column] = rule
    }

    private mutating func takeValues(
        _ name: String,
        _ table: TOMLTable,
        _ subject: String
    ) throws(IntakeError) {
        guard let column = PassageColumn(named: name) else {
            throw Self.unknownColumn(name, subject)
        }
        guard let pairs = table[name]?.table else { return }
        for key in pairs.keys {
            guard let value = pairs[key].flatMap(Self.word) else { continue }
            if column == .eventType, ViolationKind(rawValue: value) == nil {
                let codes = ViolationKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.bad(subject, "values.event_type.\(key) = \(value)", codes)
            }
            values[column, default: [:]][Self.valueKey(key)] = value
        }
    }

    /// How a vendor's value is looked up: without regard to case and outer spaces.
    static func valueKey(_ text: String) -> String { trimmed(text).lowercased() }

    private static func word(_ value: any TOMLValueConvertible) -> String? {
        value.string ?? value.int.map { "\($0)" } ?? value.double.map { "\($0)" }
    }

    private static func words(_ list: TOMLArray) -> [String] {
        (0..<list.count).compactMap { word(list[$0]) }
    }

    private static func format(_ text: String) -> Format? {
        switch text.lowercased() {
        case "csv", "tsv", "table", "txt": .table
        case "json": .json
        case "jsonl", "ndjson", "json-lines", "jsonlines": .jsonLines
        case "xml": .xml
        case "isapi", "hikvision": .isapi
        case "dahua": .dahua
        case "xlsx", "ods", "sheet", "xls": .sheet
        default: nil
        }
    }

    /// The byte that a separator's name means.
    package static func separator(_ text: String) -> UInt8? {
        switch text.lowercased() {
        case "tab", "\\t", "\t": return 9
        case "comma": return UInt8(ascii: ",")
        case "semicolon": return UInt8(ascii: ";")
        case "pipe": return UInt8(ascii: "|")
        default:
            guard text.utf8.count == 1, let byte = text.utf8.first, byte > 32, byte < 127,
                byte != UInt8(ascii: "\"")
            else { return nil }
            return byte
        }
    }

    /// What a number in a unit is multiplied by to stand in ours; `nil` for an unknown unit.
    static func factor(of unit: String) -> Double? {
        switch unit.lowercased().replacing(".", with: "") {
        case "km/h", "kmh", "kph", "км/ч", "км/час", "км/сағ", "m", "м", "deg", "°": 1
        // 1 mile = 1,609.344 m, 1 nautical mile = 1,852 m, 1 foot = 0.3048 m, all exact.
        case "m/s", "mps", "м/с": 3.6
        case "mph": 1.609344
        case "knots", "kn": 1.852
        case "km", "км": 1000
        case "ft": 0.3048
        case "rad": 180 / Double.pi
        default: nil
        }
    }

    private static func unknownColumn(_ name: String, _ subject: String) -> IntakeError {
        let names = PassageColumn.allCases.map(\.name)
        let list = names.joined(separator: ", ")
        guard let meant = nearest(to: name, among: names) else {
            return bad(subject, "columns.\(name)", list)
        }
        return bad(subject, "columns.\(name)", "\(meant)? \(list)")
    }

    /// An error about an entry; `known` says what may stand there, in words that need no
    /// translation.
    private static func bad(_ subject: String, _ key: String, _ known: String) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: subject,
            detail: "The profile's entry «\(key)» cannot be used.",
            remedy: "Correct the entry; what may stand there: \(known)"
        ).saying(
            ru: (
                "Запись профиля «\(key)» не годится.",
                "Исправьте запись; там может стоять: \(known)"
            ),
            kk: (
                "Профильдің «\(key)» жазбасы жарамайды.",
                "Жазбаны түзетіңіз; онда мынау тұра алады: \(known)"
            )
        )
    }
}
