/// What the map holds besides roads.
struct WorldDetails {
    /// A kilometre post beside a road.
    struct Post {
        /// The node's index.
        let node: Int
        /// Kilometres from the town's ring.
        let kilometre: Int
        /// Index of the road.
        let ref: String
    }

    /// A turn that may not be made.
    struct ForbiddenTurn {
        /// Index of the road one comes from.
        let fromRoad: Int
        /// Index of the road one may not enter.
        let toRoad: Int
        /// Index of the node at which the turn happens.
        let viaNode: Int
        /// The value of the map's `restriction` tag.
        let kind: String
    }

    /// A named place: town or village.
    struct Settlement {
        /// The node's index.
        let node: Int
        /// Its made-up name.
        let names: LocalNames
        /// The value of the map's `place` tag.
        let kind: String
    }

    /// Kilometre posts.
    var posts: [Post] = []
    /// Forbidden turns.
    var turns: [ForbiddenTurn] = []
    /// Settlements.
    var settlements: [Settlement] = []
    /// Rivers as lines of nodes.
    var rivers: [[Int]] = []
}
