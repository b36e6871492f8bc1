/// The sections of a network image; raw values are stored and never reused.
///
/// The layout is described at ``NetworkImage``. Numbers of rows, texts and steps are packed.
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

    /// Five numbers: easting and northing of the grid's origin, its unit, and the units of measures
    /// and of boxes.
    case grid = 7

    /// First vertex of each piece; one more entry than pieces.
    case pieceVertexStart = 10
    /// Source way of each piece, above the least.
    case pieceWay = 11
    /// Label of each piece.
    case pieceLabel = 12
    /// Profile of each piece.
    case pieceProfile = 13
    /// `RoadClass` of each profile.
    case profileClass = 14
    /// `SegmentFlags` of each profile.
    case profileFlags = 15
    /// Level of each profile.
    case profileLevel = 16
    /// Speed limit of each profile along the vertices in km/h; 0 unknown.
    case profileLimit = 17
    /// Connected component of each piece; 0 is the longest.
    case pieceComponent = 18
    /// First segment of each piece; one more entry than pieces.
    case pieceSegmentStart = 19
    /// Lanes of each profile; 0 unknown.
    case profileLanes = 20
    /// The least way of a piece.
    case pieceWayLeast = 21
    /// Node at which each piece starts.
    case pieceStart = 22
    /// Node at which each piece ends.
    case pieceEnd = 23
    /// Speed limit of each profile against the vertices in km/h; 0 unknown.
    case profileLimitAgainst = 24

    /// Easting of each vertex in units of the grid.
    case vertexX = 30
    /// Northing of each vertex in units of the grid.
    case vertexY = 31
    /// Distance of each vertex from the start of its piece in units of measures.
    case vertexMeasure = 32
    /// Source node of each vertex, above the least; node 0 is none.
    case vertexNode = 33
    /// The least node of a vertex.
    case vertexNodeLeast = 34

    /// Piece of each directed segment.
    case segmentPiece = 40
    /// First outgoing segment of each node; one more entry than nodes.
    case outStart = 44
    /// Outgoing segments, node after node.
    case outSegments = 45
    /// Source node of each junction, above the least; node 0 is none.
    case nodeSource = 46
    /// The least node of a junction.
    case nodeSourceLeast = 47

    /// First turn of each segment; one more entry than segments.
    case turnStart = 48
    /// `TurnClass` of each turn, in the order of the exits at the segment's end.
    case turnClass = 49

    /// Piece of each run of lines, in the order of the spatial index.
    case runPiece = 50
    /// First vertex of each run.
    case runVertex = 51
    /// Boxes of the R-tree over runs, in their units from the origin: runs, then their parents.
    case treeBoxes = 53
    /// Nodes of the R-tree up to the end of each level.
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

    /// String number of each route relation's index.
    case routeRef = 94
    /// String number of each route relation's names, separated by `;`.
    case routeNames = 95
    /// Relation id in the source.
    case routeID = 96
    /// First way of each route relation; one more entry than relations.
    case routeWayStart = 97
    /// Ways of route relations.
    case routeWay = 98

    /// Piece of each link between roads side by side, ascending.
    case linkPiece = 100
    /// The piece beside it.
    case linkOther = 101
    /// `RoadLink.Kind` of each link.
    case linkKind = 102

    /// Source node of each feature.
    case featureNode = 110
    /// `RoadFeature.Kind` of each feature.
    case featureKind = 111
    /// Easting and northing of each feature, two numbers.
    case featurePlace = 112
    /// Speed limit of each feature in km/h; 0 unknown.
    case featureLimit = 113
    /// Where each feature looks, degrees from true north; −1 unknown.
    case featureHeading = 114
}
