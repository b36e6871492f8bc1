import RoadModel

/// A profile that may fit a file, as TOML for a person to read and mend.
package struct ProfileGuess: Sendable {
    /// The profile.
    package var toml = ""
    /// Mandatory columns that nothing in the file seems to hold.
    package private(set) var missing: [String] = []
    /// What a person has to confirm.
    package private(set) var remarks: [String] = []

    /// The shipped profile that reads the file as it is, for formats of one vendor.
    package private(set) var shipped: String?

    private let sample: ProfileSample
    private let match: [Int?]

    /// Looks at the first records.
    ///
    /// - Parameters:
    ///   - bytes: The file; of a workbook its sheet as text.
    ///   - format: The format; `nil` is found out.
    ///   - name: A name for the profile.
    package init(_ bytes: Span<UInt8>, format: RecordProfile.Format? = nil, name: String) {
        sample = ProfileSample(bytes, format: format ?? PassageFileKind.format(bytes))
        match = VendorNames.match(sample.header)
        if let vendor = [.dahua: "dahua", .isapi: "hikvision-isapi"][sample.format] {
            shipped = vendor
            remarks = ["The shipped profile «\(vendor)» reads the file as it is."]
            return
        }
        var lines = ["name = \(Self.quoted(name))"]
        lines.append("format = \(Self.quoted(Self.formatName(sample.format)))")
        if sample.format == .table || sample.format == .sheet {
            lines.append("encoding = \(Self.quoted(sample.encoding.rawValue))")
            if let separator = sample.separator, sample.format == .table {
                let text = separator == 9 ? "tab" : String(UnicodeScalar(separator))
                lines.append("separator = \(Self.quoted(text))")
            }
            if sample.skippedLines > 0 { lines.append("skip_lines = \(sample.skippedLines)") }
        }
        if let record = sample.record { lines.append("record = \(Self.quoted(record))") }
        if !has(.siteLatitude), !has(.siteLongitude) {
            lines.append("site_may_be_absent = true  # the register's site is filled in")
        }
        let columns = columnLines()
        lines += zoneLines() + crsLines()
        lines += ["", "[columns]"] + columns
        lines += eventLines()
        toml = lines.joined(separator: "\n") + "\n"
        missing = PassageColumn.allCases.filter { $0.isMandatory && !has($0) }.map(\.name)
    }

    private static func formatName(_ format: RecordProfile.Format) -> String {
        format == .sheet ? "xlsx" : format.rawValue
    }

    private var dateAndTime: (date: Int, time: Int)? {
        let keys = sample.header.map { name in
            HeaderMatch.key(name.split(separator: ".").last.map(String.init) ?? name)
        }
        guard let date = keys.firstIndex(where: { ["date", "дата", "күні", "күн"].contains($0) }),
            let time = keys.firstIndex(where: { ["time", "время", "уақыты", "уақыт"].contains($0) })
        else { return nil }
        return (date, time)
    }

    private func has(_ column: PassageColumn) -> Bool {
        match[column.rawValue] != nil || (column == .eventTime && dateAndTime != nil)
    }

    private func values(_ column: PassageColumn) -> [String] {
        guard let index = match[column.rawValue] else { return [] }
        return sample.rows.map { $0[index] }.filter { !$0.isEmpty }
    }

    private mutating func columnLines() -> [String] {
        var lines: [String] = []
        for column in PassageColumn.allCases {
            // The name of a complex takes the place of its serial number where there is none.
            if column == .deviceName, !has(.deviceSerial), has(column) { continue }
            guard has(column) else {
                if let line = stand(in: column) {
                    lines.append(line)
                } else if column.isMandatory {
                    lines.append("# \(column.name) = \"…\"  # not found")
                    remarks.append("Nothing in the file seems to hold \(column.name).")
                }
                continue
            }
            if column == .eventTime, let parts = dateAndTime {
                let names = [sample.header[parts.date], sample.header[parts.time]]
                let texts = sample.rows.map { $0[parts.date] + " " + $0[parts.time] }
                var line = "join = [\(names.map(Self.quoted).joined(separator: ", "))]"
                if let form = timeForm(texts) { line += ", time = \(Self.quoted(form))" }
                lines.append("\(column.name) = { \(line) }")
                continue
            }
            guard let index = match[column.rawValue] else { continue }
            let name = sample.header[index]
            var entry = "column = \(Self.quoted(name))"
            var isPlain = true
            if column == .eventTime, let form = timeForm(values(column)) {
                entry += ", time = \(Self.quoted(form))"
                isPlain = false
            }
            if column == .speedMeasured || column == .speedLimit, let unit = unit(of: column, name)
            {
                entry += ", unit = \(Self.quoted(unit))"
                isPlain = false
            }
            lines.append("\(column.name) = " + (isPlain ? Self.quoted(name) : "{ \(entry) }"))
        }
        return lines
    }

    /// What takes the place of a column without which nothing could be read.
    private mutating func stand(in column: PassageColumn) -> String? {
        switch column {
        case .eventType where has(.eventTime):
            remarks.append("Nothing names the kind of event: all are taken for passages; confirm.")
            return "event_type = { value = \"PASSAGE\" }  # no such column: confirm"
        case .deviceSerial:
            guard let index = match[PassageColumn.deviceName.rawValue] else { return nil }
            remarks.append("Nothing holds serial numbers: complexes are told apart by their names.")
            return "device_serial = \(Self.quoted(sample.header[index]))  # the name: confirm"
        default: return nil
        }
    }

    private func unit(of column: PassageColumn, _ name: String) -> String? {
        let withUnit = values(column).count { RecordCanoniser.valueWithUnit($0) != nil }
        if withUnit > 0, withUnit * 2 >= values(column).count { return "cell" }
        let lower = name.lowercased()
        if ["м/с", "m/s", "_mps", "_ms"].contains(where: lower.contains) { return "m/s" }
        return lower.contains("mph") ? "mph" : nil
    }

    private static let patterns = [
        "MM/dd/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss", "dd-MM-yyyy HH:mm:ss", "dd.MM.yy HH:mm:ss",
        "yyyy.MM.dd HH:mm:ss", "yyyyMMddHHmmss", "yyyyMMdd HHmmss", "yyyyMMdd HH:mm:ss",
        "dd.MM.yyyy HH.mm.ss", "MM/dd/yyyy HH:mm", "dd/MM/yyyy HH:mm", "HH:mm:ss dd.MM.yyyy",
        "M/d/yyyy H:mm:ss", "d/M/yyyy H:mm:ss", "M/d/yyyy H:mm", "d/M/yyyy H:mm",
        "d.M.yyyy H:mm:ss", "d.M.yyyy H:mm", "yyyy/M/d H:mm:ss", "M/d/yyyy h:mm:ss a",
        "d/M/yyyy h:mm:ss a", "M/d/yyyy h:mm a", "yyyy-MM-dd h:mm:ss a", "dd.MM.yyyy h:mm:ss a",
        "M/d/yyyy h:mm:ssa",
    ]

    /// The form of times that are not read as they are.
    private mutating func timeForm(_ texts: [String]) -> String? {
        let texts = texts.filter { !$0.isEmpty }.prefix(200)
        guard let first = texts.first else { return nil }
        let isRead = texts.allSatisfy { text in
            let bytes = Array(text.utf8)
            return ByteTime.parse(bytes.span, 0..<bytes.count) != nil
        }
        if isRead { return nil }
        func lie(_ low: Double, _ high: Double) -> Bool {
            texts.allSatisfy { text in
                Double(text.replacing(",", with: ".")).map { $0 > low && $0 < high } ?? false
            }
        }
        if lie(5e8, 5e9) { return "unix" }
        if lie(5e11, 5e12) { return "unix_ms" }
        if lie(30_000, 70_000) { return "excel" }
        var fitting = Self.patterns.filter { pattern in
            guard let form = TimeForm(named: pattern) else { return false }
            return texts.allSatisfy { text in
                guard let iso = form.iso(text) else { return false }
                let bytes = Array(iso.utf8)
                return ByteTime.parse(bytes.span, 0..<bytes.count) != nil
            }
        }
        let isMonthFirst = { (pattern: String) in
            pattern.hasPrefix("MM/") || pattern.hasPrefix("M/")
        }
        if fitting.contains(where: isMonthFirst), !fitting.allSatisfy(isMonthFirst) {
            remarks.append("Times may be day/month or month/day («\(first)»): confirm the pattern.")
            fitting.removeAll(where: isMonthFirst)
        }
        if fitting.isEmpty { remarks.append("Times are of no known form («\(first)»).") }
        return fitting.first
    }

    private mutating func zoneLines() -> [String] {
        let texts: [String]
        if let parts = dateAndTime {
            texts = sample.rows.map { $0[parts.date] + " " + $0[parts.time] }
        } else {
            texts = values(.eventTime)
        }
        guard let text = texts.first else { return [] }
        let digits = text.allSatisfy { $0.isNumber || $0 == "." }
        let bytes = Array(text.utf8)
        if ByteTime.parse(bytes.span, 0..<bytes.count)?.offsetSeconds != nil { return [] }
        if digits, let value = Double(text), value > 5e8 { return [] }
        remarks.append("Times carry no offset: confirm the zone.")
        return ["zone = \"Asia/Almaty\"  # times carry no offset: confirm"]
    }

    private mutating func crsLines() -> [String] {
        func numbers(_ column: PassageColumn) -> [Double] {
            values(column).compactMap { Double($0.replacing(",", with: ".")) }
        }
        let (north, east) = (numbers(.siteLatitude), numbers(.siteLongitude))
        let texts = sample.header + sample.rows.prefix(50).flatMap { $0 }
        let guess = MetreGuess(northing: north, easting: east, texts: texts)
        remarks += guess.remarks
        return guess.lines
    }

    private mutating func eventLines() -> [String] {
        let codes = Set(ViolationKind.allCases.map(\.rawValue))
        let found = Set(values(.eventType)).filter { !codes.contains($0.uppercased()) }.sorted()
        guard !found.isEmpty else { return [] }
        var lines = ["", "[values.event_type]"]
        for text in found.prefix(60) {
            if let kind = Self.kind(of: text) {
                lines.append("\(Self.quoted(text)) = \(Self.quoted(kind.rawValue))")
            } else {
                lines.append("# \(Self.quoted(text)) = \"…\"  # say what it means")
                remarks.append("The kind of event «\(safeForMessages(text))» has to be named.")
            }
        }
        return lines
    }

    /// Kinds by their names in three languages and by the codes of GOST R 57144.
    private static func kind(of text: String) -> ViolationKind? {
        let key = HeaderMatch.key(text)
        for kind in ViolationKind.allCases {
            for language in Language.allCases where HeaderMatch.key(kind.name(language)) == key {
                return kind
            }
        }
        let gost: [String: ViolationKind] = [
            "c0": .passage, "c11": text.contains(".") ? .speedInstant : .solidLine,
            "c12": text.contains(".") ? .speedAverage : .redLight, "c9": .wrongWay,
            "c10": .uTurnReverse, "c13": .stopLine, "c14": .junctionBlock, "c15": .pedestrian,
            "anpr": .passage, "проезд": .passage, "превышениескорости": .speedInstant,
            "speeding": .speedInstant, "overspeed": .speedInstant, "redlight": .redLight,
            "красныйсвет": .redLight, "стоплиния": .stopLine, "ремень": .belt, "телефон": .phone,
            "өту": .passage, "жылдамдықтыасыру": .speedInstant,
        ]
        return gost[key]
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
