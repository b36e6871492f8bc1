package import RoadGeometry
package import RoadModel

/// A road network ready for use: columns read in place from an image in memory or in a file.
///
/// A *piece* is the stretch of one way between two junctions; it has one directed *segment*, or
/// two when traffic may pass both ways. Every index stored in the image is checked once when it
/// is opened, so access by a number that came from the network cannot fail.
package final class CompiledNetwork: Sendable {
    /// The number that stands for "none" in columns of segments.
    package static let none = UInt32.max

    /// The note of networks whose nodes the compiler found and numbered.
    static let nodedNote = "compile.noded_within_mm"

    /// The columns.
    package let columns: NetworkColumns
    /// Sixteen hexadecimal digits that change with any change of content.
    package let versionID: String
    /// The coordinate system as PROJ understands it.
    package let crs: String
    /// Whether nodes have the numbers of the source; otherwise the compiler numbered them, and they
    /// mean nothing in another version of the map.
    package let hasSourceNodes: Bool
    /// The extent of all vertices, WGS 84.
    package let extent: GeodeticExtent
    /// The extent of all vertices in the network's system.
    package let projectedExtent: PlanarBox

    /// Bytes of the largest image whose indices are checked whenever it is opened.
    ///
    /// Those of larger ones, which would take longer than a few milliseconds, ``verify(path:)``
    /// checks. Only an image that was forged has wrong indices and right checksums, and those are
    /// always compared.
    private static let checkedBytes = 4 << 20

    /// Opens an image in memory and checks every byte and every index of it.
    ///
    /// - Throws: `.networkImage` when it is damaged, of another version or contradicts itself.
    package convenience init(image: [UInt8]) throws(IntakeError) {
        try self.init(
            bytes: MappedBytes(copying: image),
            subject: "network image",
            checksIndices: true
        )
    }

    /// Opens an image file by mapping it into memory, and compares every byte with its checksum.
    ///
    /// - Throws: `.fileMissing`, `.notPermitted`, `.fileEmpty`, `.io`, or `.networkImage`.
    package static func open(path: String) throws(IntakeError) -> CompiledNetwork {
        let bytes = try MappedBytes(path: path)
        return try CompiledNetwork(
            bytes: bytes,
            subject: path,
            checksIndices: bytes.bytes.count <= checkedBytes
        )
    }

    /// Opens an image file that this process has just written and synced.
    ///
    /// To read it all once more would cost a large import as much memory as the image has bytes.
    ///
    /// - Throws: As `open`.
    package static func openWritten(path: String) throws(IntakeError) -> CompiledNetwork {
        try CompiledNetwork(
            bytes: try MappedBytes(path: path),
            subject: path,
            checksContent: false,
            checksIndices: false
        )
    }

    /// Checks every byte and every index of an image file, however large it is.
    ///
    /// - Throws: As `open`.
    package static func verify(path: String) throws(IntakeError) {
        _ = try CompiledNetwork(
            bytes: try MappedBytes(path: path),
            subject: path,
            checksIndices: true
        )
    }

    private init(
        bytes: MappedBytes,
        subject: String,
        checksContent: Bool = true,
        checksIndices: Bool
    ) throws(IntakeError) {
        let image = try NetworkImage(bytes, subject: subject, checksContent: checksContent)
        let columns = try NetworkColumns(image, checksIndices: checksIndices)
        self.columns = columns
        hasSourceNodes = !(0..<columns.noteCodes.count).contains {
            columns.string(columns.noteCodes[$0]) == Self.nodedNote
        }
        versionID = ContentChecksum.hexadecimal(image.checksum)
        let edges = columns.extent
        extent = GeodeticExtent(west: edges[0], south: edges[1], east: edges[2], north: edges[3])
        projectedExtent = PlanarBox(minX: edges[4], minY: edges[5], maxX: edges[6], maxY: edges[7])
        crs = columns.string(columns.crs[0])
    }

    /// Directed segments.
    package var segmentCount: Int { columns.segmentPiece.count }
    /// Pieces: stretches between junctions, both directions together.
    package var pieceCount: Int { columns.pieceWay.count }
    /// Junctions and ends.
    package var nodeCount: Int { columns.nodeSource.count }

    /// Whether a number names a segment of this network.
    package func contains(_ id: SegmentID) -> Bool { Int(id.rawValue) < segmentCount }

    /// The attributes of a segment.
    ///
    /// - Precondition: `contains(id)`.
    package func segment(_ id: SegmentID) -> SegmentAttributes {
        let c = columns
        let piece = c.segmentPiece[id.rawValue]
        let limit = limitKmh(of: id)
        let lanes = Int(c.pieceLanes[piece])
        return SegmentAttributes(
            id: id,
            way: c.pieceWay[piece],
            isForward: c.segmentForward[id.rawValue] == 1,
            label: label(c.pieceLabel[piece]),
            roadClass: roadClass(piece: piece),
            flags: SegmentFlags(rawValue: c.pieceFlags[piece]),
            level: c.pieceLevel[piece],
            limitKmh: limit,
            lanes: lanes == 0 ? nil : lanes,
            length: length(piece: piece),
            startNode: c.nodeSource[c.segmentStart[id.rawValue]],
            endNode: c.nodeSource[c.segmentEnd[id.rawValue]],
            component: Int(c.pieceComponent[piece])
        )
    }

    /// The speed limit in a segment's own direction, in km/h; `nil` when unknown.
    ///
    /// - Precondition: `contains(id)`.
    package func limitKmh(of id: SegmentID) -> Int? {
        let piece = columns.segmentPiece[id.rawValue]
        let isForward = columns.segmentForward[id.rawValue] == 1
        let limit = isForward ? columns.pieceLimit[piece] : columns.pieceLimitAgainst[piece]
        return limit == 0 ? nil : Int(limit)
    }

    /// The segment that covers the same piece the other way; `nil` on a one-way road.
    ///
    /// - Precondition: `contains(id)`.
    package func reverse(of id: SegmentID) -> SegmentID? {
        let piece = columns.segmentPiece[id.rawValue]
        let other =
            columns.segmentForward[id.rawValue] == 1
            ? columns.pieceBackward[piece] : columns.pieceForward[piece]
        return other == Self.none ? nil : SegmentID(rawValue: other)
    }

    /// The names of a label number of the columns.
    package func label(_ number: UInt32) -> RoadLabel {
        RoadLabel(
            name: columns.string(columns.labelName[number]),
            otherNames: columns.string(columns.labelOtherNames[number]),
            ref: columns.string(columns.labelRef[number])
        )
    }

    /// The class of a piece.
    package func roadClass(piece: UInt32) -> RoadClass {
        RoadClass(rawValue: columns.pieceClass[piece]) ?? .unknown
    }

    /// The length of a piece along its line.
    package func length(piece: UInt32) -> Metres {
        Metres(columns.vertexMeasure[Int(columns.pieceVertexStart[Int(piece) + 1]) - 1])
    }
}
