import RoadModel

/// What the map says about a road, apart from where it lies.
struct RoadTraits: Hashable, Sendable {
    /// Rank of the road.
    var roadClass: RoadClass
    /// Whether it is a ramp or a short connection.
    var isLink = false
    /// Name, when it has one.
    var names: LocalNames?
    /// Road index, plainly fictional.
    var ref: String?
    /// Signed limit in km/h.
    var limitKmh: Int
    /// Whether traffic may follow the vertices only.
    var isOneWay = false
    /// Whether it is a bridge.
    var isBridge = false
    /// Level above ground.
    var layer = 0
    /// Lanes, both directions together.
    var lanes = 2
    /// Whether it is a roundabout, which is one-way by nature.
    var isRoundabout = false
    /// Whether it lies in the town or a village.
    var isInSettlement = false

    /// The value of the map's `highway` tag.
    var highwayTag: String { isLink ? "\(roadClass.name)_link" : roadClass.name }
    /// Whether traffic passes in one direction only.
    var isDirected: Bool { isOneWay || isRoundabout }
}
