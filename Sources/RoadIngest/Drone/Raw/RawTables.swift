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
        package init(_ table: RawTable) {
            (name, rows, columns) = (table.name, table.rowCount, table.columnNames.count)
        }
    }

    /// Reads the tables whose names are wanted; names are compared as the format writes them.
    ///
    /// - Returns: The tables in file order; empty for a format without tables of its own (GPX, KML).
    /// - Throws: What the format's reader throws.
    package static func read(
        _ bytes: Span<UInt8>,
        name: String
    ) throws(IntakeError) -> [RawTable] {
        let raw = bytes.bytes
        switch try FlightLogReader.format(of: raw, name: name).name {
        case ULogReader.format.name: return try ulog(raw, name)
        case DataFlashReader.format.name: return try dataFlash(raw, name)
        case MAVLinkReader.format.name: return try mavlink(raw, name)
        case DJIRecordReader.format.name: return try djiRecord(raw, name)
        case DJIVideoReader.format.name: return try djiVideo(raw, name)
        case KLVReader.format.name: return try klv(raw, name)
        case SRTReader.format.name: return subtitles(bytes)
        case NMEAReader.format.name: return nmea(bytes)
        case FlightTableReader.format.name: return [try delimited(bytes, name)]
        default: return []
        }
    }

    /// The table that holds the receiver's positions, for people who ask for "gps".
    package static func positions(among tables: [RawTable]) -> RawTable? {
        let names = [
            "vehicle_gps_position_0", "sensor_gps_0", "GPS", "GPS_RAW_INT", "GLOBAL_POSITION_INT",
            "OSD", "frames", "ST0601", "GGA", "RMC", "cues", "rows",
        ]
        // The whole name first: `APPGPS` ends like `GPS` and is where the telephone was.
        for name in names {
            if let table = tables.first(where: { $0.name == name }) { return table }
        }
        for name in names {
            if let table = tables.first(where: { $0.name.hasSuffix(name) }) { return table }
        }
        return nil
    }
}
