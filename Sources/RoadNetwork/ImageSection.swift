/// The sections of a network image; raw values are stored and never reused.
///
/// The layout is described at ``NetworkImage``.
package enum ImageSection: UInt32, CaseIterable, Sendable {
    /// Eight numbers: west, south, east, north in degrees, then least and greatest x and y.
    case extent = 1
    /// One string number: the coordinate system.
    case crs = 2
    /// End of each string in `stringBytes`.
    case stringEnds = 3
    /// UTF-8 of all strings; string 0 is empty.
    case stringBytes = 4
    /// String number of each note's code.
    case noteCodes = 5
    /// Count of each note.
    case noteCounts = 6

    /// First vertex of each piece; one more entry than pieces.
    case pieceVertexStart = 10
    /// Source way of each piece.
    case pieceWay = 11
    /// Label of each piece.
    case pieceLabel = 12
    /// `RoadClass` of each piece.
    case pieceClass = 13
    /// `SegmentFlags` of each piece.
    case pieceFlags = 14
    /// Level of each piece.
    case pieceLevel = 15
    /// Speed limit of each piece in km/h; 0 unknown.
    case pieceLimit = 16
    /// Lanes of each piece; 0 unknown.
    case pieceLanes = 17
    /// Connected component of each piece; 0 is the longest.
    case pieceComponent = 18
    /// Segment that runs along the vertices; `UInt32.max` none.
    case pieceForward = 19
    /// Segment that runs against the vertices; `UInt32.max` none.
    case pieceBackward = 20

    /// Easting of each vertex, in metres.
    case vertexX = 30
    /// Northing of each vertex, in metres.
    case vertexY = 31
    /// Distance of each vertex from the start of its piece, in metres.
    case vertexMeasure = 32
    /// Source node of each vertex; 0 none.
    case vertexNode = 33

    /// Piece of each directed segment.
    case segmentPiece = 40
    /// 1 when the segment runs along the vertices of its piece.
    case segmentForward = 41
    /// Node at which each segment starts.
    case segmentStart = 42
    /// Node at which each segment ends.
    case segmentEnd = 43
    /// First outgoing segment of each node; one more entry than nodes.
    case outStart = 44
    /// Outgoing segments, node after node.
    case outSegments = 45
    /// Source node of each junction; 0 none.
    case nodeSource = 46

    /// Piece of each run of lines.
    case runPiece = 50
    /// First vertex of each run.
    case runVertex = 51
    /// Number of lines of each run.
    case runLines = 52
    /// Boxes of the R-tree over runs, `PackedRTree.boxes`.
    case treeBoxes = 53
    /// Items of the R-tree, `PackedRTree.items`.
    case treeItems = 54
    /// Levels of the R-tree, `PackedRTree.levelEnds`.
    case treeLevels = 55

    /// String number of each label's name.
    case labelName = 60
    /// String number of each label's other names.
    case labelOtherNames = 61
    /// String number of each label's index.
    case labelRef = 62
    /// First name of each label in `nameTokenStart`; one more entry than labels.
    case labelNameStart = 63
    /// First token of each name; one more entry than names.
    case nameTokenStart = 64
    /// Hashes of the folded words of each name, ascending.
    case nameToken = 65
    /// First index hash of each label; one more entry than labels.
    case labelRefStart = 66
    /// Hashes of the folded indices of each label, ascending.
    case refHash = 67

    /// Way one comes from, per turn restriction.
    case restrictionFrom = 80
    /// Way one goes to.
    case restrictionTo = 81
    /// Via node; 0 with via ways.
    case restrictionVia = 82
    /// 1 for "only this turn".
    case restrictionMandatory = 83
    /// First via way of each restriction; one more entry than restrictions.
    case restrictionViaStart = 84
    /// Via ways.
    case restrictionViaWay = 85

    /// Source node of each kilometre post.
    case postNode = 90
    /// Easting and northing of each post, two numbers.
    case postPlace = 91
    /// What each post shows, in kilometres.
    case postKilometre = 92
    /// String number of each post's road index.
    case postRef = 93

    /// Bytes of one element.
    package var elementSize: Int {
        switch self {
        case .stringBytes, .pieceClass, .pieceLevel, .pieceLimit, .pieceLanes, .segmentForward,
            .restrictionMandatory:
            1
        case .pieceFlags: 2
        case .extent, .noteCounts, .pieceWay, .vertexX, .vertexY, .vertexMeasure, .vertexNode,
            .nodeSource, .treeBoxes, .nameToken, .refHash, .restrictionFrom, .restrictionTo,
            .restrictionVia, .restrictionViaWay, .postNode, .postPlace, .postKilometre:
            8
        default: 4
        }
    }
}
