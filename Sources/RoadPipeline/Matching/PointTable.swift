import RoadIngest
import RoadLocate
import RoadModel
import RoadNetwork

/// Rows of a table of points, column by column.
struct PointBlock: Sendable {
    /// Where each row's id stands in the file, without quotes.
    var ids: [Range<Int>] = []
    /// Whether an id holds doubled quotes.
    var quotedIDs: Set<Int> = []
    /// Degrees; NaN when unknown or impossible.
    var longitude: [Double] = []
    /// See `longitude`.
    var latitude: [Double] = []
    /// Degrees clockwise from true north; NaN when unknown.
    var heading: [Double] = []
    /// One sigma in metres; NaN when unknown.
    var sigma: [Double] = []
    /// What is said of the road's name.
    var names: [RoadNameEvidence] = []
    /// The same in the table's words; empty unless asked for.
    var saidNames: [String] = []
    /// What else is said; empty when the table has no such column.
    var statements: [PointStatement] = []
    /// Where the point really is; empty when the table does not tell.
    var truth: [PointTruth] = []

    /// The number of rows.
    var count: Int { longitude.count }
}

/// Where a point really is: a line of a way in the direction of travel.
struct PointTruth: Hashable, Sendable {
    /// The way.
    var way: Int64
    /// Source nodes of the line.
    var from: Int64, to: Int64
}

/// What few tables say of a point.
struct PointStatement: Sendable {
    var headingSigma = Double.nan
    var limit = Double.nan
    var level = Double.nan
    /// Route, kilometre and metres behind its post.
    var route = ""
    var kilometre = Double.nan, metres = Double.nan, postSigma = Double.nan
    /// Covariance along true east and north.
    var covariance: ErrorCovariance?
    var siteWay: Int64?
    var siteRoad = RoadNameEvidence.none
}

/// Reads a table of points block by block.
struct PointTableReader {
    /// The columns found.
    let columns: PointColumns
    private var cursor: DelimitedRecordReader
    /// Whether a blank name may speak for a nameless road.
    let isExhaustive: Bool
    private var known: [UInt64: KnownNames] = [:]
    private var sites: [String: RoadNameEvidence] = [:]
    private var fields = FieldRanges()
    private let silent: RoadNameEvidence
    /// Values that are there and cannot be read, by column: they count as unknown.
    private var unreadable: [PointColumns.Column: Int] = [:]
    /// What of the table could not be used, as far as it was read; by the columns' names in the file.
    var unused: UnusedCells {
        var unused = UnusedCells(columns: columns.unread)
        for (column, count) in unreadable where count > 0 {
            unused.values[columns.name(column)] = count
        }
        return unused
    }

    /// Opens a table; with `hasSparseNames` a blank name says nothing although others are given.
    ///
    /// - Throws: As opening a table does; `.columnMissing`.
    init(
        _ bytes: Span<UInt8>,
        subject: String,
        hasSparseNames: Bool
    ) throws(IntakeError) {
        let opening = try TableOpening(bytes, subject: subject)
        columns = try PointColumns(opening, subject: subject)
        cursor = opening.records
        isExhaustive = !hasSparseNames && Self.namesAny(bytes, cursor, columns)
        silent = RoadNameEvidence(name: "", isExhaustive: isExhaustive)
    }

    /// Whether any row has a name or an index.
    private static func namesAny(
        _ bytes: Span<UInt8>,
        _ start: DelimitedRecordReader,
        _ columns: PointColumns
    ) -> Bool {
        let wanted = [columns[.name], columns[.ref]].compactMap(\.self)
        guard !wanted.isEmpty else { return false }
        var cursor = start
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            for column in wanted where column < fields.count && !fields[column].isEmpty {
                return true
            }
        }
        return false
    }

    /// The next rows, at most `limit`, `saidNames` filled with `keepsNames`; `nil` at the end.
    mutating func next(
        _ bytes: Span<UInt8>,
        limit: Int,
        keepsNames: Bool = false
    ) -> PointBlock? {
        var block = PointBlock()
        let hasFurther = columns.hasFurther || columns[.headingSigma] != nil
        while block.count < limit, cursor.next(bytes, into: &fields) {
            if let id = columns[.id], id < fields.count {
                if fields.holdsQuotes(id) { block.quotedIDs.insert(block.count) }
                block.ids.append(fields[id])
            } else {
                block.ids.append(0..<0)
            }
            let longitude = number(.lon, bytes)
            let latitude = number(.lat, bytes)
            let isPlace = abs(longitude) <= 180 && abs(latitude) <= 90
            block.longitude.append(isPlace ? longitude : .nan)
            block.latitude.append(isPlace ? latitude : .nan)
            block.heading.append(number(.heading, bytes))
            block.sigma.append(number(.sigma, bytes))
            block.names.append(names(bytes))
            if keepsNames {
                let said = [text(.ref, bytes), text(.name, bytes)].filter { !$0.isEmpty }
                block.saidNames.append(said.joined(separator: " "))
            }
            if hasFurther { block.statements.append(statement(bytes)) }
            if columns.hasTruth { block.truth.append(truth(bytes)) }
        }
        return block.count == 0 ? nil : block
    }

    private func range(_ column: PointColumns.Column) -> Range<Int>? {
        guard let index = columns[column], index < fields.count, !fields[index].isEmpty else {
            return nil
        }
        return fields[index]
    }

    private mutating func number(
        _ column: PointColumns.Column,
        _ bytes: Span<UInt8>
    ) -> Double {
        guard var range = range(column) else { return .nan }
        while range.count > 1, bytes[range.lowerBound] == 32 {
            range = range.lowerBound + 1..<range.upperBound
        }
        while range.count > 1, bytes[range.upperBound - 1] == 32 {
            range = range.lowerBound..<range.upperBound - 1
        }
        if let number = ByteNumber.decimal(bytes, range) { return number }
        return numberBeforeUnit(column, range, bytes)
    }

    /// A number with its unit, "76°" or "60 км/ч"; anything else that is not blank is counted.
    private mutating func numberBeforeUnit(
        _ column: PointColumns.Column,
        _ range: Range<Int>,
        _ bytes: Span<UInt8>
    ) -> Double {
        var end = range.lowerBound
        while end < range.upperBound, Self.isOfNumber(bytes[end]) { end += 1 }
        var unit: [UInt8] = []
        for index in end..<range.upperBound where bytes[index] != 32 { unit.append(bytes[index]) }
        if Self.units.contains(String(decoding: unit, as: UTF8.self).lowercased()),
            let number = ByteNumber.decimal(bytes, range.lowerBound..<end)
        {
            return number
        }
        let isBlank = unit.isEmpty && range.count == 1
        if !isBlank { unreadable[column, default: 0] += 1 }
        return .nan
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || byte == 45 || byte == 43 || byte == 44 || byte == 46
    }

    private static let units: Set<String> = [
        "°", "deg", "град", "град.", "m", "м", "км/ч", "km/h", "км/сағ",
    ]

    private func text(_ column: PointColumns.Column, _ bytes: Span<UInt8>) -> String {
        guard let index = columns[column], index < fields.count else { return "" }
        return fields.text(index, in: bytes)
    }

    /// The statement of the row's name and index, one value for all rows that say the same.
    private mutating func names(_ bytes: Span<UInt8>) -> RoadNameEvidence {
        let name = range(.name)
        // A route names the road as well as an index does.
        let ref = range(.ref) ?? range(.route)
        guard name != nil || ref != nil else { return silent }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in [name, ref] {
            if let part {
                for index in part {
                    hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
                }
            }
            hash = (hash ^ 0x1F) &* 0x0000_0100_0000_01B3
        }
        if let found = known[hash], Self.isSame(found.name, name, bytes),
            Self.isSame(found.ref, ref, bytes)
        {
            if found.isDamaged { unreadable[.name, default: 0] += 1 }
            return found.said
        }
        let (named, index) = (text(.name, bytes), text(range(.ref) == nil ? .route : .ref, bytes))
        let said = RoadNameEvidence(name: named, ref: index, isExhaustive: isExhaustive)
        // Bytes that are no UTF-8, as of a file put together from two.
        let isDamaged = (named + index).unicodeScalars.contains("\u{FFFD}")
        if isDamaged { unreadable[.name, default: 0] += 1 }
        known[hash] = KnownNames(name: name, ref: ref, said: said, isDamaged: isDamaged)
        return said
    }

    /// A statement met before, and where.
    private struct KnownNames {
        var name: Range<Int>?, ref: Range<Int>?
        var said: RoadNameEvidence
        var isDamaged: Bool
    }

    private static func isSame(
        _ a: Range<Int>?,
        _ b: Range<Int>?,
        _ bytes: Span<UInt8>
    ) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        guard a.count == b.count else { return false }
        for step in 0..<a.count where bytes[a.lowerBound + step] != bytes[b.lowerBound + step] {
            return false
        }
        return true
    }

    private mutating func statement(_ bytes: Span<UInt8>) -> PointStatement {
        var said = PointStatement()
        said.headingSigma = number(.headingSigma, bytes)
        said.limit = number(.limit, bytes)
        said.level = number(.level, bytes)
        said.route = text(.route, bytes)
        said.kilometre = number(.km, bytes)
        said.metres = number(.metres, bytes)
        // "315+200" and "315 км 200 м" in one column.
        if said.kilometre.isNaN, range(.km) != nil,
            let written = WrittenPlace(text(.km, bytes) + " km")
        {
            said.kilometre = Double(written.reading.kilometre)
            // "105 км", its metres in their own column.
            if written.reading.metres != 0 || said.metres.isNaN {
                said.metres = written.reading.metres
            }
            if said.kilometre.isFinite { unreadable[.km]? -= 1 }
        }
        said.postSigma = number(.postSigma, bytes)
        let ellipse = StatedEllipse(
            eastEast: number(.covEE, bytes),
            eastNorth: number(.covEN, bytes),
            northNorth: number(.covNN, bytes),
            semiMajor: number(.semiMajor, bytes),
            semiMinor: number(.semiMinor, bytes),
            azimuth: number(.orientation, bytes),
            hasCross: columns[.covEN] != nil
        )
        said.covariance = ellipse.covariance
        if ellipse.isStated, said.covariance == nil {
            let column: PointColumns.Column = columns[.covEE] == nil ? .semiMajor : .covEE
            unreadable[column, default: 0] += 1
        }
        if let range = range(.siteWay), let way = ByteNumber.integer(bytes, range) {
            said.siteWay = Int64(way)
        }
        let site = text(.siteRoad, bytes)
        if !site.isEmpty {
            said.siteRoad = sites[site] ?? RoadNameEvidence(name: site)
            sites[site] = said.siteRoad
        }
        return said
    }

    private func truth(_ bytes: Span<UInt8>) -> PointTruth {
        func whole(_ column: PointColumns.Column) -> Int64 {
            range(column).flatMap { ByteNumber.integer(bytes, $0) }.map(Int64.init) ?? 0
        }
        return PointTruth(way: whole(.way), from: whole(.from), to: whole(.to))
    }
}
