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
    package let stringEnds: PackedColumn
    /// UTF-8 of all strings; string 0 is empty.
    package let stringBytes: Column<UInt8>
    /// String number of each note's code.
    package let noteCodes: Column<UInt32>
    /// Count of each note.
    package let noteCounts: Column<UInt64>

    /// Unit of vertices, measures and boxes, and the number of profiles, for the check of an image.
    let units: (grid: Double, measure: Double, box: Double)
    /// Profile of each piece.
    let pieceProfile: PackedColumn
    /// Profiles.
    let profileCount: Int
    /// First segment of each piece; one more entry than pieces.
    let pieceSegmentStart: PackedColumn
    /// Node at which each piece starts.
    package let pieceStart: PackedColumn
    /// Node at which each piece ends.
    package let pieceEnd: PackedColumn

    /// First vertex of each piece; one more entry than pieces.
    package let pieceVertexStart: PackedColumn
    /// Source way of each piece.
    package let pieceWay: IDColumn
    /// Label of each piece.
    package let pieceLabel: PackedColumn
    /// `RoadClass` of each piece.
    package let pieceClass: ProfileColumn<UInt8>
    /// `SegmentFlags` of each piece.
    package let pieceFlags: ProfileColumn<UInt16>
    /// Level of each piece.
    package let pieceLevel: ProfileColumn<Int8>
    /// Speed limit of each piece in km/h; 0 unknown.
    package let pieceLimit: ProfileColumn<UInt8>
    /// Speed limit against the vertices of each piece in km/h; 0 unknown.
    package let pieceLimitAgainst: ProfileColumn<UInt8>
    /// Lanes of each piece; 0 unknown.
    package let pieceLanes: ProfileColumn<UInt8>
    /// Connected component of each piece; 0 is the longest.
    package let pieceComponent: PackedColumn
    /// Segment that runs along the vertices; `UInt32.max` none.
    package let pieceForward: ForwardColumn
    /// Segment that runs against the vertices; `UInt32.max` none.
    package let pieceBackward: BackwardColumn

    /// Easting of each vertex, in metres.
    package let vertexX: FixedColumn
    /// Northing of each vertex, in metres.
    package let vertexY: FixedColumn
    /// Distance of each vertex from the start of its piece, in metres on the ellipsoid.
    package let vertexMeasure: LengthColumn
    /// Source node of each vertex; 0 none.
    package let vertexNode: IDColumn

    /// Piece of each directed segment.
    package let segmentPiece: PackedColumn
    /// 1 when the segment runs along the vertices of its piece.
    package let segmentForward: DirectionColumn
    /// Node at which each segment starts.
    package let segmentStart: SegmentNodeColumn
    /// Node at which each segment ends.
    package let segmentEnd: SegmentNodeColumn
    /// First outgoing segment of each node; one more entry than nodes.
    package let outStart: PackedColumn
    /// Outgoing segments, node after node.
    package let outSegments: PackedColumn
    /// Source node of each junction; 0 none.
    package let nodeSource: IDColumn

    /// First turn of each segment; one more entry than segments.
    package let turnStart: PackedColumn
    /// `TurnClass` of each turn, in the order of the exits at the segment's end.
    package let turnClass: PackedColumn

    /// Piece of each run of lines.
    package let runPiece: PackedColumn
    /// First vertex of each run.
    package let runVertex: PackedColumn
    /// Number of lines of each run.
    package let runLines: RunLineColumn
    /// Boxes of the R-tree over runs, laid out as `PackedRTree.boxes`.
    package let treeBoxes: BoxColumn
    /// Items of the R-tree: the runs, which stand in its order.
    package let treeItems: TreeItemColumn
    /// Levels of the R-tree, laid out as `PackedRTree.levelEnds`.
    package let treeLevels: Column<UInt32>

    /// String number of each label's name.
    package let labelName: PackedColumn
    /// String number of each label's other names.
    package let labelOtherNames: PackedColumn
    /// String number of each label's index.
    package let labelRef: PackedColumn
    /// First name of each label in `nameTokenStart`; one more entry than labels.
    package let labelNameStart: PackedColumn
    /// First token of each name; one more entry than names.
    package let nameTokenStart: PackedColumn
    /// Hashes of the folded words of each name, ascending.
    package let nameToken: Column<UInt64>
    /// First index hash of each label; one more entry than labels.
    package let labelRefStart: PackedColumn
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
    package let restrictionViaStart: PackedColumn
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

    /// String number of each route relation's index.
    package let routeRef: Column<UInt32>
    /// String number of each route relation's names.
    package let routeNames: Column<UInt32>
    /// Relation id in the source.
    package let routeID: Column<Int64>
    /// First way of each route relation; one more entry than relations.
    package let routeWayStart: PackedColumn
    /// Ways of route relations.
    package let routeWay: Column<Int64>

    /// Piece of each link between roads side by side, ascending.
    package let linkPiece: PackedColumn
    /// The piece beside it.
    package let linkOther: PackedColumn
    /// `RoadLink.Kind` of each link.
    package let linkKind: Column<UInt8>

    /// Source node of each feature.
    package let featureNode: Column<Int64>
    /// `RoadFeature.Kind` of each feature.
    package let featureKind: Column<UInt8>
    /// Easting and northing of each feature, two numbers.
    package let featurePlace: Column<Double>
    /// Speed limit of each feature in km/h; 0 unknown.
    package let featureLimit: Column<UInt8>
    /// Where each feature looks, degrees from true north; −1 unknown.
    package let featureHeading: Column<Int16>

    /// Reads every column of an image.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - checksIndices: Whether every index in it is checked.
    /// - Throws: `.networkImage`.
    init(_ image: NetworkImage, checksIndices: Bool) throws(IntakeError) {
        extent = try image.column(.extent, rows: 8)
        crs = try image.column(.crs, rows: 1)
        stringEnds = try image.packed(.stringEnds)
        stringBytes = try image.column(.stringBytes)
        noteCodes = try image.column(.noteCodes)
        noteCounts = try image.column(.noteCounts, rows: noteCodes.count)

        let grid: Column<Double> = try image.column(.grid, rows: 5)
        let (originX, originY) = (grid[0], grid[1])
        units = (grid[2], grid[3], grid[4])

        pieceWay = try image.ids(.pieceWay, least: .pieceWayLeast)
        let pieces = pieceWay.count
        pieceVertexStart = try image.packed(.pieceVertexStart, rows: pieces + 1)
        pieceLabel = try image.packed(.pieceLabel, rows: pieces)
        pieceProfile = try image.packed(.pieceProfile, rows: pieces)
        let classes: Column<UInt8> = try image.column(.profileClass)
        profileCount = classes.count
        pieceClass = ProfileColumn(pieceProfile, classes)
        pieceFlags = ProfileColumn(
            pieceProfile,
            try image.column(.profileFlags, rows: profileCount)
        )
        pieceLevel = ProfileColumn(
            pieceProfile,
            try image.column(.profileLevel, rows: profileCount)
        )
        pieceLimit = ProfileColumn(
            pieceProfile,
            try image.column(.profileLimit, rows: profileCount)
        )
        // Images made before there was such a section know one limit for both directions.
        pieceLimitAgainst =
            image.has(.profileLimitAgainst)
            ? ProfileColumn(
                pieceProfile,
                try image.column(.profileLimitAgainst, rows: profileCount)
            ) : pieceLimit
        pieceLanes = ProfileColumn(
            pieceProfile,
            try image.column(.profileLanes, rows: profileCount)
        )
        pieceComponent = try image.packed(.pieceComponent, rows: pieces)
        pieceSegmentStart = try image.packed(.pieceSegmentStart, rows: pieces + 1)
        pieceForward = ForwardColumn(pieceSegmentStart)
        pieceBackward = BackwardColumn(pieceSegmentStart)
        pieceStart = try image.packed(.pieceStart, rows: pieces)
        pieceEnd = try image.packed(.pieceEnd, rows: pieces)

        vertexX = FixedColumn(try image.column(.vertexX), origin: originX, unit: units.grid)
        let vertices = vertexX.count
        vertexY = FixedColumn(
            try image.column(.vertexY, rows: vertices),
            origin: originY,
            unit: units.grid
        )
        vertexMeasure = LengthColumn(
            try image.packed(.vertexMeasure, rows: vertices),
            unit: units.measure
        )
        vertexNode = try image.ids(.vertexNode, least: .vertexNodeLeast, rows: vertices)

        segmentPiece = try image.packed(.segmentPiece)
        segmentForward = DirectionColumn(piece: segmentPiece, starts: pieceSegmentStart)
        segmentStart = SegmentNodeColumn(segmentForward, along: pieceStart, against: pieceEnd)
        segmentEnd = SegmentNodeColumn(segmentForward, along: pieceEnd, against: pieceStart)
        nodeSource = try image.ids(.nodeSource, least: .nodeSourceLeast)
        outStart = try image.packed(.outStart, rows: nodeSource.count + 1)
        outSegments = try image.packed(.outSegments, rows: segmentPiece.count)
        turnStart = try image.packed(.turnStart, rows: segmentPiece.count + 1)
        turnClass = try image.packed(.turnClass)

        runPiece = try image.packed(.runPiece)
        runVertex = try image.packed(.runVertex, rows: runPiece.count)
        runLines = RunLineColumn(piece: runPiece, first: runVertex, starts: pieceVertexStart)
        treeBoxes = BoxColumn(
            try image.packed(.treeBoxes),
            originX: originX,
            originY: originY,
            unit: units.box
        )
        treeItems = TreeItemColumn(count: runPiece.count)
        treeLevels = try image.column(.treeLevels)

        labelName = try image.packed(.labelName)
        let labels = labelName.count
        labelOtherNames = try image.packed(.labelOtherNames, rows: labels)
        labelRef = try image.packed(.labelRef, rows: labels)
        labelNameStart = try image.packed(.labelNameStart, rows: labels + 1)
        nameTokenStart = try image.packed(.nameTokenStart)
        nameToken = try image.column(.nameToken)
        labelRefStart = try image.packed(.labelRefStart, rows: labels + 1)
        refHash = try image.column(.refHash)

        restrictionFrom = try image.column(.restrictionFrom)
        let restrictions = restrictionFrom.count
        restrictionTo = try image.column(.restrictionTo, rows: restrictions)
        restrictionVia = try image.column(.restrictionVia, rows: restrictions)
        restrictionMandatory = try image.column(.restrictionMandatory, rows: restrictions)
        restrictionViaStart = try image.packed(.restrictionViaStart, rows: restrictions + 1)
        restrictionViaWay = try image.column(.restrictionViaWay)

        postNode = try image.column(.postNode)
        postPlace = try image.column(.postPlace, rows: 2 * postNode.count)
        postKilometre = try image.column(.postKilometre, rows: postNode.count)
        postRef = try image.column(.postRef, rows: postNode.count)
        routeRef = try image.column(.routeRef)
        routeNames = try image.column(.routeNames, rows: routeRef.count)
        routeID = try image.column(.routeID, rows: routeRef.count)
        routeWayStart = try image.packed(.routeWayStart, rows: routeRef.count + 1)
        routeWay = try image.column(.routeWay)
        linkPiece = try image.packed(.linkPiece)
        linkOther = try image.packed(.linkOther, rows: linkPiece.count)
        linkKind = try image.column(.linkKind, rows: linkPiece.count)
        featureNode = try image.column(.featureNode)
        featureKind = try image.column(.featureKind, rows: featureNode.count)
        featurePlace = try image.column(.featurePlace, rows: 2 * featureNode.count)
        featureLimit = try image.column(.featureLimit, rows: featureNode.count)
        featureHeading = try image.column(.featureHeading, rows: featureNode.count)
        guard treeIsSound() else { throw image.failure("The image contradicts itself: tree.") }
        if checksIndices, let fault = fault() { throw image.failure(fault) }
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
