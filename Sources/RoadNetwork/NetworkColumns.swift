import RoadModel

/// The columns of a compiled network, validated against each other.
///
/// A class, because copying fifty columns costs fifty retains.
package final class NetworkColumns: Sendable {
    /// Eight numbers: west, south, east, north in degrees, then least and greatest x and y.
    package let extent: Column<Double>
    /// One string number: the coordinate system.
    package let crs: Column<UInt32>
    /// End of each string in `stringBytes`.
    package let stringEnds: Column<UInt32>
    /// UTF-8 of all strings; string 0 is empty.
    package let stringBytes: Column<UInt8>
    /// String number of each note's code.
    package let noteCodes: Column<UInt32>
    /// Count of each note.
    package let noteCounts: Column<UInt64>

    /// First vertex of each piece; one more entry than pieces.
    package let pieceVertexStart: Column<UInt32>
    /// Source way of each piece.
    package let pieceWay: Column<Int64>
    /// Label of each piece.
    package let pieceLabel: Column<UInt32>
    /// `RoadClass` of each piece.
    package let pieceClass: Column<UInt8>
    /// `SegmentFlags` of each piece.
    package let pieceFlags: Column<UInt16>
    /// Level of each piece.
    package let pieceLevel: Column<Int8>
    /// Speed limit of each piece in km/h; 0 unknown.
    package let pieceLimit: Column<UInt8>
    /// Lanes of each piece; 0 unknown.
    package let pieceLanes: Column<UInt8>
    /// Connected component of each piece; 0 is the longest.
    package let pieceComponent: Column<UInt32>
    /// Segment that runs along the vertices; `UInt32.max` none.
    package let pieceForward: Column<UInt32>
    /// Segment that runs against the vertices; `UInt32.max` none.
    package let pieceBackward: Column<UInt32>

    /// Easting of each vertex, in metres.
    package let vertexX: Column<Double>
    /// Northing of each vertex, in metres.
    package let vertexY: Column<Double>
    /// Distance of each vertex from the start of its piece, in metres.
    package let vertexMeasure: Column<Double>
    /// Source node of each vertex; 0 none.
    package let vertexNode: Column<Int64>

    /// Piece of each directed segment.
    package let segmentPiece: Column<UInt32>
    /// 1 when the segment runs along the vertices of its piece.
    package let segmentForward: Column<UInt8>
    /// Node at which each segment starts.
    package let segmentStart: Column<UInt32>
    /// Node at which each segment ends.
    package let segmentEnd: Column<UInt32>
    /// First outgoing segment of each node; one more entry than nodes.
    package let outStart: Column<UInt32>
    /// Outgoing segments, node after node.
    package let outSegments: Column<UInt32>
    /// Source node of each junction; 0 none.
    package let nodeSource: Column<Int64>

    /// Piece of each run of lines.
    package let runPiece: Column<UInt32>
    /// First vertex of each run.
    package let runVertex: Column<UInt32>
    /// Number of lines of each run.
    package let runLines: Column<UInt32>
    /// Boxes of the R-tree over runs, `PackedRTree.boxes`.
    package let treeBoxes: Column<Double>
    /// Items of the R-tree, `PackedRTree.items`.
    package let treeItems: Column<UInt32>
    /// Levels of the R-tree, `PackedRTree.levelEnds`.
    package let treeLevels: Column<UInt32>

    /// String number of each label's name.
    package let labelName: Column<UInt32>
    /// String number of each label's other names.
    package let labelOtherNames: Column<UInt32>
    /// String number of each label's index.
    package let labelRef: Column<UInt32>
    /// First name of each label in `nameTokenStart`; one more entry than labels.
    package let labelNameStart: Column<UInt32>
    /// First token of each name; one more entry than names.
    package let nameTokenStart: Column<UInt32>
    /// Hashes of the folded words of each name, ascending.
    package let nameToken: Column<UInt64>
    /// First index hash of each label; one more entry than labels.
    package let labelRefStart: Column<UInt32>
    /// Hashes of the folded indices of each label, ascending.
    package let refHash: Column<UInt64>

    /// Way one comes from, per turn restriction.
    package let restrictionFrom: Column<Int64>
    /// Way one goes to.
    package let restrictionTo: Column<Int64>
    /// Via node; 0 with via ways.
    package let restrictionVia: Column<Int64>
    /// 1 for "only this turn".
    package let restrictionMandatory: Column<UInt8>
    /// First via way of each restriction; one more entry than restrictions.
    package let restrictionViaStart: Column<UInt32>
    /// Via ways.
    package let restrictionViaWay: Column<Int64>

    /// Source node of each kilometre post.
    package let postNode: Column<Int64>
    /// Easting and northing of each post, two numbers.
    package let postPlace: Column<Double>
    /// What each post shows, in kilometres.
    package let postKilometre: Column<Double>
    /// String number of each post's road index.
    package let postRef: Column<UInt32>

    /// Reads every column of an image and checks every index in it.
    ///
    /// - Throws: `.networkImage`.
    init(_ image: NetworkImage) throws(IntakeError) {
        extent = try image.column(.extent, rows: 8)
        crs = try image.column(.crs, rows: 1)
        stringEnds = try image.column(.stringEnds)
        stringBytes = try image.column(.stringBytes)
        noteCodes = try image.column(.noteCodes)
        noteCounts = try image.column(.noteCounts, rows: noteCodes.count)

        pieceWay = try image.column(.pieceWay)
        let pieces = pieceWay.count
        pieceVertexStart = try image.column(.pieceVertexStart, rows: pieces + 1)
        pieceLabel = try image.column(.pieceLabel, rows: pieces)
        pieceClass = try image.column(.pieceClass, rows: pieces)
        pieceFlags = try image.column(.pieceFlags, rows: pieces)
        pieceLevel = try image.column(.pieceLevel, rows: pieces)
        pieceLimit = try image.column(.pieceLimit, rows: pieces)
        pieceLanes = try image.column(.pieceLanes, rows: pieces)
        pieceComponent = try image.column(.pieceComponent, rows: pieces)
        pieceForward = try image.column(.pieceForward, rows: pieces)
        pieceBackward = try image.column(.pieceBackward, rows: pieces)

        vertexX = try image.column(.vertexX)
        vertexY = try image.column(.vertexY, rows: vertexX.count)
        vertexMeasure = try image.column(.vertexMeasure, rows: vertexX.count)
        vertexNode = try image.column(.vertexNode, rows: vertexX.count)

        segmentPiece = try image.column(.segmentPiece)
        segmentForward = try image.column(.segmentForward, rows: segmentPiece.count)
        segmentStart = try image.column(.segmentStart, rows: segmentPiece.count)
        segmentEnd = try image.column(.segmentEnd, rows: segmentPiece.count)
        nodeSource = try image.column(.nodeSource)
        outStart = try image.column(.outStart, rows: nodeSource.count + 1)
        outSegments = try image.column(.outSegments, rows: segmentPiece.count)

        runPiece = try image.column(.runPiece)
        runVertex = try image.column(.runVertex, rows: runPiece.count)
        runLines = try image.column(.runLines, rows: runPiece.count)
        treeBoxes = try image.column(.treeBoxes)
        treeItems = try image.column(.treeItems, rows: runPiece.count)
        treeLevels = try image.column(.treeLevels)

        labelName = try image.column(.labelName)
        let labels = labelName.count
        labelOtherNames = try image.column(.labelOtherNames, rows: labels)
        labelRef = try image.column(.labelRef, rows: labels)
        labelNameStart = try image.column(.labelNameStart, rows: labels + 1)
        nameTokenStart = try image.column(.nameTokenStart)
        nameToken = try image.column(.nameToken)
        labelRefStart = try image.column(.labelRefStart, rows: labels + 1)
        refHash = try image.column(.refHash)

        restrictionFrom = try image.column(.restrictionFrom)
        let restrictions = restrictionFrom.count
        restrictionTo = try image.column(.restrictionTo, rows: restrictions)
        restrictionVia = try image.column(.restrictionVia, rows: restrictions)
        restrictionMandatory = try image.column(.restrictionMandatory, rows: restrictions)
        restrictionViaStart = try image.column(.restrictionViaStart, rows: restrictions + 1)
        restrictionViaWay = try image.column(.restrictionViaWay)

        postNode = try image.column(.postNode)
        postPlace = try image.column(.postPlace, rows: 2 * postNode.count)
        postKilometre = try image.column(.postKilometre, rows: postNode.count)
        postRef = try image.column(.postRef, rows: postNode.count)
        if let fault = fault() { throw image.failure(fault) }
    }

    /// The text of a string number; bytes that are not UTF-8 appear as replacement characters.
    package func string(_ number: UInt32) -> String {
        let start = number == 0 ? 0 : Int(stringEnds[number - 1])
        return stringBytes.withSpan(start..<max(start, Int(stringEnds[number]))) { bytes in
            var units: [UInt8] = []
            units.reserveCapacity(bytes.count)
            for i in bytes.indices { units.append(bytes[i]) }
            return String(decoding: units, as: UTF8.self)
        }
    }
}
