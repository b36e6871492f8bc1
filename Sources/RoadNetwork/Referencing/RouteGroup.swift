import RoadModel

/// What is known of a route while its pieces are collected.
struct RouteGroup {
    /// The pieces, ascending, none twice.
    private(set) var pieces: [UInt32] = []
    private var known: Set<UInt32> = []
    private var spellings: [String: Int] = [:]
    private var labels: [UInt32: Int] = [:]
    private var relationNames: [String] = []

    /// Adds a piece whose label names the route.
    mutating func add(_ piece: UInt32, written: String, label: UInt32) {
        spellings[written, default: 0] += 1
        labels[label, default: 0] += 1
        add(piece)
    }

    /// Adds a piece that a relation counts to the route.
    mutating func add(_ piece: UInt32) {
        if known.insert(piece).inserted { pieces.append(piece) }
    }

    /// Says how a relation calls the route.
    mutating func name(_ names: [String], written: String) {
        if !written.isEmpty { spellings[written, default: 0] += 1 }
        for name in names where !name.isEmpty && !relationNames.contains(name) {
            relationNames.append(name)
        }
    }

    /// The most frequent spelling of the index.
    var ref: String {
        spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }

    /// The names: those of relations, then those of the ways, the most frequent first.
    func names(_ network: CompiledNetwork) -> [String] {
        var counts: [String: Int] = [:]
        for (number, count) in labels {
            let label = network.label(number)
            for name in [label.name] + label.otherNames.split(separator: ";").map(String.init)
            where !name.isEmpty {
                counts[name, default: 0] += count
            }
        }
        let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        return relationNames + ordered.filter { !relationNames.contains($0) }
    }

    /// A text without spaces at its ends.
    static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// Adds the pieces that route relations name.
enum RouteMembers {
    /// Adds them; a relation without an index makes a route of its name.
    static func add(_ network: CompiledNetwork, to groups: inout [String: RouteGroup]) {
        let relations = network.routeRelations
        guard !relations.isEmpty else { return }
        var piecesOfWay: [Int64: [UInt32]] = [:]
        for piece in 0..<UInt32(network.pieceCount) {
            piecesOfWay[network.columns.pieceWay[piece], default: []].append(piece)
        }
        for relation in relations {
            var keys = PlaceNameFolding.refs(relation.ref).map(LinearReferencing.key(ofFolded:))
            if keys.isEmpty, let name = relation.names.first {
                keys = ["NAME " + PlaceNameFolding.nameKey(name)]
            }
            for key in keys {
                var group = groups[key] ?? RouteGroup()
                group.name(relation.names, written: relation.ref)
                for way in relation.ways {
                    for piece in piecesOfWay[way, default: []] { group.add(piece) }
                }
                if !group.pieces.isEmpty { groups[key] = group }
            }
        }
    }
}
