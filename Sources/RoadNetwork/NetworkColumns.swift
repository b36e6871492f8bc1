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

    /// Unit of vertices and measures, and the number of profiles, for the check of an image.
    let units: (grid: Double, measure: Double)
    /// Profile of each piece.
    let pieceProfile: NarrowColumn
    /// Profiles.
    let profileCount: Int
    /// First segment of each piece; one more entry than pieces.
    let pieceSegmentStart: Column<UInt32>
    /// Node at which each piece starts.
    let pieceStart: Column<UInt32>
    /// Node at which each piece ends.
    let pieceEnd: Column<UInt32>

    /// First vertex of each piece; one more entry than pieces.
    package let pieceVertexStart: Column<UInt32>
    /// Source way of each piece.
    package let pieceWay: IDColumn
    /// Label of each piece.
    package let pieceLabel: NarrowColumn
    /// `RoadClass` of each piece.
    package let pieceClass: ProfileColumn<UInt8>
    /// `SegmentFlags` of each piece.
    package let pieceFlags: ProfileColumn<UInt16>
    /// Level of each piece.
    package let pieceLevel: ProfileColumn<Int8>
    /// Speed limit of each piece in km/h; 0 unknown.
    package let pieceLimit: ProfileColumn<UInt8>
    /// Lanes of each piece; 0 unknown.
    package let pieceLanes: ProfileColumn<UInt8>
    /// Connected component of each piece; 0 is the longest.
    package let pieceComponent: NarrowColumn
    /// Segment that runs along the vertices; `UInt32.max` none.
    package let pieceForward: ForwardColumn
    /// Segment that runs against the vertices; `UInt32.max` none.
    package let pieceBackward: BackwardColumn

    /// Easting of each vertex, in metres.
    package let vertexX: FixedColumn
    /// Northing of each vertex, in metres.
    package let vertexY: FixedColumn
    /// Distance of each vertex from the start of its piece, in metres.
    package let vertexMeasure: FixedColumn
    /// Source node of each vertex; 0 none.
    package let vertexNode: IDColumn

    /// Piece of each directed segment.
    package let segmentPiece: Column<UInt32>
    /// 1 when the segment runs along the vertices of its piece.
    package let segmentForward: DirectionColumn
    /// Node at which each segment starts.
    package let segmentStart: SegmentNodeColumn
    /// Node at which each segment ends.
    package let segmentEnd: SegmentNodeColumn
    /// First outgoing segment of each node; one more entry than nodes.
    package let outStart: Column<UInt32>
    /// Outgoing segments, node after node.
    package let outSegments: Column<UInt32>
    /// Source node of each junction; 0 none.
    package let nodeSource: IDColumn

    /// Piece of each run of lines.
    package let runPiece: Column<UInt32>
    /// First vertex of each run.
    package let runVertex: Column<UInt32>
    /// Number of lines of each run.
    package let runLines: Column<UInt8>
    /// Boxes of the R-tree over runs, laid out as `PackedRTree.boxes`.
    package let treeBoxes: BoxColumn
    /// Items of the R-tree: the runs, which stand in its order.
    package let treeItems: TreeItemColumn
    /// Levels of the R-tree, laid out as `PackedRTree.levelEnds`.
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

    /// String number of each route relation's index.
    package let routeRef: Column<UInt32>
    /// String number of each route relation's names.
    package let routeNames: Column<UInt32>
    /// Relation id in the source.
    package let routeID: Column<Int64>
    /// First way of each route relation; one more entry than relations.
    package let routeWayStart: Column<UInt32>
    /// Ways of route relations.
    package let routeWay: Column<Int64>

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
        stringEnds = try image.column(.stringEnds)
        stringBytes = try image.column(.stringBytes)
        noteCodes = try image.column(.noteCodes)
        noteCounts = try image.column(.noteCounts, rows: noteCodes.count)

        let grid: Column<Double> = try image.column(.grid, rows: 4)
        let (originX, originY) = (grid[0], grid[1])
        units = (grid[2], grid[3])

        pieceWay = try image.ids(.pieceWay, .pieceWayHigh)
        let pieces = pieceWay.count
        pieceVertexStart = try image.column(.pieceVertexStart, rows: pieces + 1)
        pieceLabel = try image.narrow(.pieceLabel, rows: pieces)
        pieceProfile = try image.narrow(.pieceProfile, rows: pieces)
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
        pieceLanes = ProfileColumn(
            pieceProfile,
            try image.column(.profileLanes, rows: profileCount)
        )
        pieceComponent = try image.narrow(.pieceComponent, rows: pieces)
        pieceSegmentStart = try image.column(.pieceSegmentStart, rows: pieces + 1)
        pieceForward = ForwardColumn(pieceSegmentStart)
        pieceBackward = BackwardColumn(pieceSegmentStart)
        pieceStart = try image.column(.pieceStart, rows: pieces)
        pieceEnd = try image.column(.pieceEnd, rows: pieces)

        vertexX = FixedColumn(try image.column(.vertexX), origin: originX, unit: units.grid)
        let vertices = vertexX.count
        vertexY = FixedColumn(
            try image.column(.vertexY, rows: vertices),
            origin: originY,
            unit: units.grid
        )
        vertexMeasure = FixedColumn(
            try image.column(.vertexMeasure, rows: vertices),
            origin: 0,
            unit: units.measure
        )
        vertexNode = try image.ids(.vertexNode, .vertexNodeHigh, rows: vertices)

        segmentPiece = try image.column(.segmentPiece)
        segmentForward = DirectionColumn(piece: segmentPiece, starts: pieceSegmentStart)
        segmentStart = SegmentNodeColumn(segmentForward, along: pieceStart, against: pieceEnd)
        segmentEnd = SegmentNodeColumn(segmentForward, along: pieceEnd, against: pieceStart)
        nodeSource = try image.ids(.nodeSource, .nodeSourceHigh)
        outStart = try image.column(.outStart, rows: nodeSource.count + 1)
        outSegments = try image.column(.outSegments, rows: segmentPiece.count)

        runPiece = try image.column(.runPiece)
        runVertex = try image.column(.runVertex, rows: runPiece.count)
        runLines = try image.column(.runLines, rows: runPiece.count)
        treeBoxes = BoxColumn(
            try image.column(.treeBoxes),
            originX: originX,
            originY: originY,
            unit: units.grid
        )
        treeItems = TreeItemColumn(count: runPiece.count)
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
        routeRef = try image.column(.routeRef)
        routeNames = try image.column(.routeNames, rows: routeRef.count)
        routeID = try image.column(.routeID, rows: routeRef.count)
        routeWayStart = try image.column(.routeWayStart, rows: routeRef.count + 1)
        routeWay = try image.column(.routeWay)
        featureNode = try image.column(.featureNode)
        featureKind = try image.column(.featureKind, rows: featureNode.count)
        featurePlace = try image.column(.featurePlace, rows: 2 * featureNode.count)
        featureLimit = try image.column(.featureLimit, rows: featureNode.count)
        featureHeading = try image.column(.featureHeading, rows: featureNode.count)
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
