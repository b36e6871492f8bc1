import Foundation
package import RoadModel

/// What kind of road map a file is, by its content.
package enum RoadFileKind: Sendable, Hashable {
    /// An OpenStreetMap file.
    case openStreetMap(OSMFormat)
    /// A vector file that GDAL reads.
    case vector

    /// Looks at the first bytes of a file.
    ///
    /// - Throws: `.fileMissing` for a path that is absent or no file, `.fileEmpty`,
    ///   `.notPermitted`, and `.formatUnknown` for content that no reader takes.
    package static func recognise(path: String) throws(IntakeError) -> RoadFileKind {
        let head = try firstBytes(of: path, count: 4096)
        if let kind = kind(of: head) { return kind }
        throw unknown(path)
    }

    /// The error for content that no reader takes.
    static func unknown(_ path: String) -> IntakeError {
        IntakeError(
            .formatUnknown,
            subject: path,
            detail: "The content is neither an OpenStreetMap file nor a vector layer Jol reads.",
            remedy: "Give .osm.pbf, .osm, .osm.gz, .osm.bz2, GeoPackage, Shapefile, GeoJSON, "
                + "FlatGeobuf or MapInfo; unpack archives first."
        )
    }

    /// Whether a file is an SQLite database but by its application id no GeoPackage.
    static func isOtherDatabase(_ path: String) -> Bool {
        guard let head = try? firstBytes(of: path, count: 72), head.count == 72,
            head.starts(with: Array("SQLite format 3\0".utf8))
        else { return false }
        // GeoPackage 1.2 and later, 1.0 and 1.1: requirement 2 of the standard.
        return !["GPKG", "GP10", "GP11"].contains { head[68...].elementsEqual($0.utf8) }
    }

    /// Throws as `recognise`, and `.formatUnknown` for anything but a vector file.
    static func requireVector(path: String) throws(IntakeError) {
        guard try recognise(path: path) == .vector else {
            throw IntakeError(
                .formatUnknown,
                subject: path,
                detail: "The file is no vector layer but an OpenStreetMap file.",
                remedy: "Give a GeoPackage, Shapefile, GeoJSON, FlatGeobuf or MapInfo file."
            )
        }
    }

    /// The kind that a file's first bytes show; `nil` when they show none.
    static func kind(of head: [UInt8]) -> RoadFileKind? {
        if head.starts(with: [0x1F, 0x8B]) { return .openStreetMap(.xmlGzip) }
        if head.starts(with: Array("BZh".utf8)) { return .openStreetMap(.xmlBzip2) }
        // A PBF starts with the length of a BlobHeader (4 bytes, big-endian), whose first field is
        // the type: tag 0x0A, length 9, "OSMHeader".
        if head.count > 15, head[0] == 0, head[4] == 0x0A,
            head[6...].starts(with: Array("OSMHeader".utf8))
        {
            return .openStreetMap(.pbf)
        }
        if head.starts(with: Array("SQLite format 3\0".utf8)) { return .vector }
        if head.starts(with: [0x00, 0x00, 0x27, 0x0A]) { return .vector }
        if head.starts(with: [0x66, 0x67, 0x62]) { return .vector }
        let text = String(decoding: head.drop { $0 <= 0x20 || $0 > 0x7F }, as: UTF8.self)
        if text.hasPrefix("{") || text.hasPrefix("!table") || text.hasPrefix("Version ") {
            return .vector
        }
        guard text.hasPrefix("<") else { return nil }
        for mark in ["<osm ", "<osm>", "<osm\n", "<osm\r", "<osm\t", "<osmChange"]
        where text.contains(mark) {
            return .openStreetMap(.xml)
        }
        return nil
    }

    private static func firstBytes(of path: String, count: Int) throws(IntakeError) -> [UInt8] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
            !isDirectory.boolValue
        else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: isDirectory.boolValue ? "It is a folder." : "There is no such file.",
                remedy: "Check the path."
            )
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw IntakeError(
                .notPermitted,
                subject: path,
                detail: "The file may not be read.",
                remedy: "Change its permissions or run as its owner."
            )
        }
        defer { try? handle.close() }
        do {
            let head = [UInt8](try handle.read(upToCount: count) ?? Data())
            if !head.isEmpty { return head }
        } catch {
            throw IntakeError(
                .io,
                subject: path,
                detail: "Reading failed: \(error.localizedDescription)",
                remedy: "Check the disk or the network share."
            )
        }
        throw IntakeError(
            .fileEmpty,
            subject: path,
            detail: "The file has no bytes.",
            remedy: "Download or export it again."
        )
    }
}
