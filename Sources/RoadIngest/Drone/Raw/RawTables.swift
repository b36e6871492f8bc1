package import RoadModel

/// The tables of a flight log as its format stores them.
package enum RawTables {
    /// A table's name and extent, for lists.
    package struct Entry: Sendable, Hashable, Codable {
        /// The format's own name.
        package var name: String
        /// The number of records.
        package var rows: Int
        /// The number of fields.
        package var columns: Int

        /// Describes a table.
        init(_ table: RawTable) {
            (name, rows, columns) = (table.name, table.rowCount, table.columnNames.count)
        }

        /// Describes a table that was counted only.
        init(name: String, rows: Int, columns: Int) {
            (self.name, self.rows, self.columns) = (name, rows, columns)
        }
    }

    /// Reads tables.
    ///
    /// - Parameters:
    ///   - bytes: The log.
    ///   - name: What errors call it.
    ///   - names: The tables wanted of a ULog, DataFlash or MAVLink log, small letters, an instance's
    ///     number left out; `nil` for all.
    ///   - keychains: The keys of an encrypted DJI record.
    /// - Returns: The tables in file order; empty when it holds no records.
    /// - Throws: What the format's reader throws.
    package static func read(
        _ bytes: Span<UInt8>,
        name: String,
        called names: Set<String>? = nil,
        keychains: DJIKeychains? = nil
    ) throws(IntakeError) -> [RawTable] {
        let raw = bytes.bytes
        func isWanted(_ table: String) -> Bool { names?.contains(table.lowercased()) ?? true }
        switch try FlightLogReader.format(of: raw, name: name).name {
        case ULogReader.format.name: return try ulog(raw, name, keeping: isWanted)
        case DataFlashReader.format.name: return try dataFlash(raw, name, keeping: isWanted)
        case MAVLinkReader.format.name: return try mavlink(raw, name, keeping: isWanted)
        case DJIRecordReader.format.name: return try djiRecord(raw, name, keychains)
        case DJIVideoReader.format.name: return try djiVideo(raw, name)
        case KLVReader.format.name: return try klv(raw, name)
        case SRTReader.format.name: return subtitles(bytes)
        case NMEAReader.format.name: return nmea(bytes)
        case GPXReader.format.name: return RawPoints.tables(bytes)
        case KMLReader.format.name: return RawPlacemarks.tables(bytes)
        case KMZReader.format.name:
            return try KMZReader.withDocument(in: raw, name: name) { content, _ in
                RawPlacemarks.tables(content)
            }
        case PhotoReader.format.name: return photo(raw)
        case RemoteIDReader.format.name: return remoteID(raw)
        case FlightTableReader.format.name: return [try delimited(bytes, name)]
        case TrajectoryReader.format.name: return try trajectories(bytes, name)
        default: return []
        }
    }

    /// Logs from here on are counted, not kept, to list their tables.
    private static let longByteCount = 256 << 20

    /// Names and extents of all tables.
    ///
    /// Of a long log records are counted without being kept; what a closer look would take out for
    /// an impossible time is counted too.
    ///
    /// - Throws: What the format's reader throws.
    package static func entries(
        _ bytes: Span<UInt8>,
        name: String,
        keychains: DJIKeychains? = nil
    ) throws(IntakeError) -> [Entry] {
        let raw = bytes.bytes
        guard bytes.count > longByteCount else {
            return try read(bytes, name: name, keychains: keychains).map(Entry.init)
        }
        switch try FlightLogReader.format(of: raw, name: name).name {
        case ULogReader.format.name:
            return try ULogFile(reading: raw, name: name, keeping: { _ in false }).census
        case DataFlashReader.format.name:
            return try DataFlashFile(reading: raw, name: name, keeping: { _ in false }).census
        case MAVLinkReader.format.name:
            return try MAVLinkFile(reading: raw, name: name, keeping: { _ in false }).census
        // Tables of texts are made whole.
        case SRTReader.format.name, NMEAReader.format.name, FlightTableReader.format.name,
            GPXReader.format.name, KMLReader.format.name:
            return []
        default: return try read(bytes, name: name, keychains: keychains).map(Entry.init)
        }
    }

    /// The values of all tables that cannot be right by their neighbours; `nil` for a long log,
    /// which is not judged.
    ///
    /// - Throws: What the format's reader throws.
    package static func doubts(
        _ bytes: Span<UInt8>,
        name: String,
        keychains: DJIKeychains? = nil
    ) throws(IntakeError) -> [RawTableDoubts.Doubt]? {
        guard bytes.count <= longByteCount else { return nil }
        // A checksum vouches for every packet.
        let kind = try FlightLogReader.format(of: bytes.bytes, name: name).name
        if kind == MAVLinkReader.format.name { return [] }
        return try read(bytes, name: name, keychains: keychains).flatMap(RawTableDoubts.find)
    }

    /// The names under which people ask for the receiver's positions, the best first.
    private static let positionTables = [
        "vehicle_gps_position_0", "sensor_gps_0", "GPS", "GPS_RAW_INT", "GLOBAL_POSITION_INT",
        "OSD", "frames", "ST0601", "GGA", "RMC", "trkpt", "Track", "coordinates", "location",
        "cues",
        "rows", "moments",
    ]

    /// What ``read(_:name:called:keychains:)`` must be asked for to find a table by a person's word.
    package static func names(for word: String) -> Set<String> {
        var words = [word]
        if isPositions(word) { words += positionTables }
        return Set(
            words.flatMap { word in
                let small = word.lowercased()
                let stem = small.split(separator: "_", omittingEmptySubsequences: false)
                let isInstance = stem.count > 1 && Int(stem[stem.count - 1]) != nil
                return isInstance ? [small, stem.dropLast().joined(separator: "_")] : [small]
            }
        )
    }

    /// Whether a word asks for the receiver's positions.
    package static func isPositions(_ word: String) -> Bool {
        ["gps", "fixes", "positions"].contains(word.lowercased())
    }

    /// The table that holds the receiver's positions, for people who ask for "gps".
    package static func positions(among tables: [RawTable]) -> RawTable? {
        // The whole name first: `APPGPS` ends like `GPS` and is where the telephone was.
        for name in positionTables {
            if let table = tables.first(where: { $0.name == name }) { return table }
        }
        for name in positionTables {
            if let table = tables.first(where: { $0.name.hasSuffix(name) }) { return table }
        }
        return nil
    }
}
