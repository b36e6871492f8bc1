/// A road of the map: a line of nodes with its traits.
struct WorldRoad {
    /// Identifier in the map file.
    let id: Int64
    /// Indices of its nodes.
    let nodes: [Int]
    /// What the map says about it.
    let traits: RoadTraits
}
