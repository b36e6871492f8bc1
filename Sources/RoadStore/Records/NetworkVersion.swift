package import RoadModel

/// One imported network.
package struct NetworkVersion: Sendable, Hashable, Codable {
    /// Its number in this workspace.
    package var number: Int64
    /// The content version of the compiled image.
    package var version: String
    /// The source file's name as received.
    package var sourceName: String
    /// SHA-256 of the source file.
    package var sourceSHA256: String
    /// The metric coordinate system.
    package var crs: String
    /// The image's file name below `networks/`.
    package var image: String
    /// Directed segments.
    package var segments: Int
    /// Junctions and ends.
    package var nodes: Int
    /// Length of all carriageways, each counted once.
    package var kilometres: Double
    /// Extent, WGS 84.
    package var extent: GeodeticExtent
    /// When it was imported.
    package var imported: Timestamp
    /// What the import left out or mended.
    package var notes: [String]

    /// Makes a version; the store gives the number.
    package init(
        version: String,
        sourceName: String,
        sourceSHA256: String,
        crs: String,
        image: String,
        segments: Int,
        nodes: Int,
        kilometres: Double,
        extent: GeodeticExtent,
        imported: Timestamp,
        notes: [String]
    ) {
        number = 0
        (self.version, self.sourceName) = (version, sourceName)
        (self.sourceSHA256, self.crs, self.image) = (sourceSHA256, crs, image)
        (self.segments, self.nodes, self.kilometres) = (segments, nodes, kilometres)
        (self.extent, self.imported, self.notes) = (extent, imported, notes)
    }
}

/// One row of the network table: a carriageway between two junctions, drawn once.
package struct SegmentRow: Sendable, Hashable {
    /// The directed segment along the line.
    package var segment: SegmentID
    /// The segment against the line, when traffic may go that way.
    package var reverse: SegmentID?
    /// Way in the source.
    package var way: Int64
    /// Rank.
    package var roadClass: RoadClass
    /// Name.
    package var name: String
    /// Index.
    package var ref: String
    /// Facts.
    package var flags: SegmentFlags
    /// Speed limit in km/h; `nil` when unknown.
    package var limitKmh: Int?
    /// Level.
    package var level: Int
    /// Length.
    package var length: Metres
    /// The line, WGS 84.
    package var line: [GeodeticCoordinate]

    /// Makes a row.
    package init(
        segment: SegmentID,
        reverse: SegmentID?,
        way: Int64,
        roadClass: RoadClass,
        name: String,
        ref: String,
        flags: SegmentFlags,
        limitKmh: Int?,
        level: Int,
        length: Metres,
        line: [GeodeticCoordinate]
    ) {
        (self.segment, self.reverse, self.way) = (segment, reverse, way)
        (self.roadClass, self.name, self.ref) = (roadClass, name, ref)
        (self.flags, self.limitKmh, self.level) = (flags, limitKmh, level)
        (self.length, self.line) = (length, line)
    }
}
