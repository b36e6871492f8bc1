import RoadModel

/// Road index, kilometre and metres for every place of a network, and the place for those.
///
/// Routes come from the `ref` of ways and from route relations; kilometres from posts. A network
/// without posts has routes all the same, whose sections are empty.
package struct LinearReferencing: Sendable {
    /// Where a piece stands on a route.
    struct Spot: Hashable, Sendable {
        var route: Int
        var line: Int
        var part: Int
    }

    /// The routes, by key.
    package let routes: [RoadRoute]
    /// Rows of the network's posts that no route took.
    package let loosePosts: [Int]
    /// Rows of the posts that contradict both neighbours and were left out.
    package let contradictingPosts: [Int]
    let spots: [UInt32: [Spot]]
    private let routesByKey: [String: Int]
    private let routesByWord: [UInt64: [Int]]

    /// Builds the routes of a network; one pass over its pieces and posts.
    package static func build(_ network: CompiledNetwork) -> LinearReferencing {
        var builder = RouteBuilder(network)
        builder.calibrate()
        return LinearReferencing(builder)
    }

    private init(_ builder: RouteBuilder) {
        routes = builder.routes
        spots = builder.spots
        loosePosts = builder.loosePosts
        contradictingPosts = Set(builder.contradicting).sorted()
        var byKey: [String: Int] = [:]
        var byWord: [UInt64: [Int]] = [:]
        for (number, route) in routes.enumerated() {
            byKey[route.key] = byKey[route.key] ?? number
            var words: Set<UInt64> = []
            for name in route.names { words.formUnion(PlaceNameFolding.nameTokens(name)) }
            for word in words { byWord[word, default: []].append(number) }
        }
        (routesByKey, routesByWord) = (byKey, byWord)
    }

    /// The route with an index, however it is written: `KAZ-03`, `КАZ3`, `kaz 03`.
    package func route(ref: String) -> Int? {
        for part in PlaceNameFolding.refs(ref) {
            if let found = routesByKey[Self.key(ofFolded: part)] { return found }
        }
        return nil
    }

    /// The routes whose names share the most words with a name, at least half of its words.
    package func routes(named name: String) -> [Int] {
        let words = PlaceNameFolding.nameTokens(name)
        guard !words.isEmpty else { return [] }
        var shared: [Int: Int] = [:]
        for word in words {
            for route in routesByWord[word, default: []] { shared[route, default: 0] += 1 }
        }
        let most = shared.values.max() ?? 0
        guard most > 0, 2 * most >= words.count else { return [] }
        return shared.filter { $0.value == most }.keys.sorted()
    }

    /// Whether a piece belongs to a route.
    package func runs(piece: UInt32, onRoute route: Int) -> Bool {
        spots[piece, default: []].contains { $0.route == route }
    }

    /// The key of a folded index: `KAZ03` and `KAZ3` are one road.
    static func key(ofFolded ref: String) -> String {
        var key = ""
        var isLeading = true
        for scalar in ref.unicodeScalars {
            let isDigit = scalar.value >= 48 && scalar.value <= 57
            if isDigit, isLeading, scalar == "0" { continue }
            // Only the first digits of a group lead; `A10` keeps its zero.
            isLeading = !isDigit
            // "КАЗ" is "KAZ" written in Cyrillic letters.
            key.unicodeScalars.append(scalar == "З" ? "Z" : scalar)
        }
        return key
    }
}
