/// How one vendor's export says what a complex's record holds.
///
/// A profile is a TOML file (`Docs/Formats/roadside.md`); everything it does not say is found out
/// from the file or is as in order 971.
package struct RecordProfile: Sendable, Hashable {
    /// The family of formats.
    package enum Format: String, Sendable, CaseIterable {
        /// Text in columns: CSV, TSV.
        case table = "csv"
        /// One JSON text.
        case json
        /// One JSON object a line.
        case jsonLines = "jsonl"
        /// XML with one element a record.
        case xml
        /// Hikvision ISAPI `EventNotificationAlert`.
        case isapi
        /// Dahua event stream.
        case dahua
        /// XLSX or ODS.
        case sheet
    }

    /// Where one column of ours comes from.
    package struct Rule: Sendable, Hashable {
        /// Names or paths in the file; the first one that holds a value counts, or, when
        /// `isJoined`, all of them with a space between.
        package var sources: [String] = []
        /// Whether the sources are parts of one value, such as a date and a time.
        package var isJoined = false
        /// The value of every record that has none of its own.
        package var constant: String?
        /// What numbers are multiplied by.
        package var factor = 1.0
        /// Whether each cell carries its unit, such as `82 km/h`.
        package var hasUnitInCells = false
        /// How times are written; `nil` is what `ByteTime` reads.
        package var timeForm: TimeForm?
    }

    /// The profile's name, for example `hikvision-isapi`.
    package var name = ""
    /// What it is for, one sentence.
    package var title = ""
    /// The family of formats; `nil` is found out.
    package var format: Format?
    /// The text encoding; `nil` is UTF-8 or what a byte order mark says.
    package var encoding: TextEncoding?
    /// The byte between fields; `nil` is found out.
    package var separator: UInt8?
    /// Zone of times without an offset.
    package var zone: String?
    /// Coordinate system of the coordinates, for example `EPSG:28412`; `nil` is WGS 84.
    package var crs: String?
    /// Lines above the header.
    package var skippedLines = 0
    /// Whether the first line names the columns; else they are called by their number from 1.
    package var hasHeader = true
    /// The element of XML or the path in JSON under which records lie.
    package var record: String?
    /// The sheet of a workbook; `nil` is the first one.
    package var sheet: String?
    /// Whether coordinates may be absent: the vendor's format does not carry them.
    package var allowsNoSite = false
    /// Values of the kind of event, and others, in the vendor's words to ours.
    package var values: [PassageColumn: [String: String]] = [:]
    /// Columns of ours that the file holds under other names or units.
    package var rules: [PassageColumn: Rule] = [:]

    /// A profile that says nothing: order 971.
    package init(name: String = "order-971") { self.name = name }

    /// Whether a table under this profile can be read byte for byte, names aside.
    var isPlainTable: Bool {
        guard format == nil || format == .table, encoding == nil || encoding == .utf8,
            separator == nil, skippedLines == 0, hasHeader, values.isEmpty
        else { return false }
        return rules.values.allSatisfy {
            $0.sources.count == 1 && $0.constant == nil && $0.factor == 1 && $0.timeForm == nil
                && !$0.hasUnitInCells
        }
    }

    /// The columns a header may name, with the profile's own names in front.
    ///
    /// Whoever names a file's columns knows that the others are not there: they are read as empty
    /// and counted, and only what makes a record is asked for.
    func specs(_ demand: PassageDemand) -> [ColumnSpec] {
        let namesColumns = rules.values.contains { !$0.sources.isEmpty }
        return PassageColumn.allCases.map { column in
            var spec = PassageColumn.specs[column.rawValue]
            spec.isMandatory = demand.isMandatory(column) && !(allowsNoSite && column.isSite)
            if namesColumns, !column.makesRecord { spec.isMandatory = false }
            if let rule = rules[column] {
                if rule.constant != nil { spec.isMandatory = false }
                if !rule.sources.isEmpty { spec = spec.known(as: rule.sources) }
            }
            return spec
        }
    }
}

/// Which columns a reading cannot do without.
package enum PassageDemand: Sendable, Hashable {
    /// All that order 971 prints on every photo.
    case evidence
    /// What ties a vehicle to a complex and a moment; the kind of event is a passage if not said.
    case sighting

    func isMandatory(_ column: PassageColumn) -> Bool {
        switch self {
        case .evidence: column.isMandatory
        case .sighting: column == .deviceSerial || column == .eventTime
        }
    }
}

extension PassageColumn {
    /// Whether it is half of the site's place.
    var isSite: Bool { self == .siteLatitude || self == .siteLongitude }

    /// Whether a record without it says nothing of a vehicle at a place and moment.
    var makesRecord: Bool {
        isSite || self == .deviceSerial || self == .eventTime || self == .eventType
    }

    /// The column of a canonical name, `nil` for an unknown one.
    package init?(named name: String) {
        let key = HeaderMatch.key(name)
        guard let found = Self.allCases.first(where: { HeaderMatch.key($0.name) == key })
        else { return nil }
        self = found
    }
}
