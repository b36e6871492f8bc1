import RoadGeometry
import RoadModel

/// Collects the pieces of every route, joins them into lines and puts posts on them.
struct RouteBuilder {
    /// Farthest a post with the route's own index may stand from the line.
    private static let ownPostMetres = 100.0
    /// Farthest a post without index, or with another one, may stand from the line.
    private static let otherPostMetres = 45.0
    /// How near a post lies that is a vertex of a line; coordinates are kept to centimetres.
    private static let onLineMetres = 0.05
    /// Farthest the end of a line may lie from one whose kilometres it carries on.
    private static let carryMetres = 3000.0

    private let network: CompiledNetwork
    private(set) var routes: [RoadRoute] = []
    private(set) var spots: [UInt32: [LinearReferencing.Spot]] = [:]
    private(set) var loosePosts: [Int] = []
    private(set) var contradicting: [Int] = []

    /// Finds the routes and their lines; sections stay empty.
    init(_ network: CompiledNetwork) {
        self.network = network
        let c = network.columns
        var groups: [String: RouteGroup] = [:]
        var labels: [UInt32: [(key: String, written: String)]] = [:]
        for piece in 0..<UInt32(network.pieceCount) {
            let number = c.pieceLabel[piece]
            guard number != 0 else { continue }
            let refs = labels[number] ?? Self.refs(network.label(number).ref)
            labels[number] = refs
            for ref in refs {
                groups[ref.key, default: RouteGroup()].add(
                    piece,
                    written: ref.written,
                    label: number
                )
            }
        }
        RouteMembers.add(network, to: &groups)
        for (key, group) in groups.sorted(by: { $0.key < $1.key }) {
            var builder = ChainBuilder(network, pieces: group.pieces)
            let lines = builder.build().map { RouteLine(parts: $0, sections: []) }
            for (line, parts) in lines.enumerated() {
                for (part, entry) in parts.parts.enumerated() {
                    spots[c.segmentPiece[entry.segment.rawValue], default: []].append(
                        LinearReferencing.Spot(route: routes.count, line: line, part: part)
                    )
                }
            }
            routes.append(
                RoadRoute(
                    ref: group.ref,
                    key: key,
                    names: group.names(network),
                    lines: lines
                )
            )
        }
    }

    /// Puts the network's posts on the lines and finds the sections.
    mutating func calibrate() {
        var found: [Int: [PostOnLine]] = [:]
        var scratch = RTreeScratch()
        for (row, post) in network.posts.enumerated() {
            let feet = feet(of: post, row: row, scratch: &scratch)
            if feet.isEmpty { loosePosts.append(row) }
            for foot in feet { found[foot.route, default: []].append(foot) }
        }
        for (number, feet) in found.sorted(by: { $0.key < $1.key }) {
            calibrate(route: number, feet)
        }
    }

    private mutating func calibrate(route number: Int, _ feet: [PostOnLine]) {
        var byLine: [Int: [PostOnLine]] = [:]
        for foot in feet { byLine[foot.line, default: []].append(foot) }
        for (line, feet) in byLine.sorted(by: { $0.key < $1.key }) {
            let calibration = KilometreCalibration(
                PostOnLine.counting(feet).map(\.post),
                length: routes[number].lines[line].length.value,
                grows: nil
            )
            contradicting += calibration.contradicting
            routes[number].lines[line].sections = calibration.sections
        }
        RouteCarrying.carry(&routes[number], network, upTo: Self.carryMetres)
        var next = 1
        for line in routes[number].lines.indices {
            for section in routes[number].lines[line].sections.indices {
                routes[number].lines[line].sections[section].number = next
                next += 1
            }
        }
    }

    /// The foot of a post on each line near it.
    private func feet(
        of post: KilometrePost,
        row: Int,
        scratch: inout RTreeScratch
    ) -> [PostOnLine] {
        guard post.point.x.isFinite, post.point.y.isFinite, abs(post.kilometre) < 1e6 else {
            return []
        }
        let keys = Set(PlaceNameFolding.refs(post.ref).map(LinearReferencing.key(ofFolded:)))
        network.findRuns(near: post.point, radiusMetres: Self.ownPostMetres, scratch: &scratch)
        let pieces = Set(scratch.items.map { network.columns.runPiece[$0] }).sorted()
        var best: [PostOnLine] = []
        for piece in pieces {
            for spot in spots[piece, default: []] {
                let line = routes[spot.route].lines[spot.line]
                let part = line.parts[spot.part]
                guard let foot = network.reference(of: post.point, on: part.segment) else {
                    continue
                }
                let distance = abs(foot.offset.value)
                let isOwn = keys.contains(routes[spot.route].key)
                guard distance <= (isOwn ? Self.ownPostMetres : Self.otherPostMetres) else {
                    continue
                }
                let found = PostOnLine(
                    route: spot.route,
                    line: spot.line,
                    post: KilometreSection.Post(
                        chainage: part.start.value + foot.measure.value,
                        value: post.kilometre * 1000,
                        row: row
                    ),
                    distance: distance,
                    trust: isOwn ? .own : keys.isEmpty ? .unnamed : .foreign
                )
                if let known = best.firstIndex(where: {
                    $0.route == spot.route && $0.line == spot.line
                }) {
                    if distance < best[known].distance { best[known] = found }
                } else {
                    best.append(found)
                }
            }
        }
        // A post that is a vertex of a road is that road's, whatever runs beside it.
        let standsOn = Set(best.filter { $0.distance < Self.onLineMetres }.map(\.route))
        if keys.isEmpty, !standsOn.isEmpty { best.removeAll { !standsOn.contains($0.route) } }
        // A post that names its road speaks for another one only where its own is not near.
        let hasOwn = best.contains { $0.trust == .own }
        return best.filter { $0.trust != .foreign || !hasOwn || sharesPiece($0, best) }
    }

    /// Whether a foreign line runs on the same piece as the post's own: one road, two indices.
    private func sharesPiece(_ foreign: PostOnLine, _ all: [PostOnLine]) -> Bool {
        let piece = piece(at: foreign)
        return all.contains { $0.trust == .own && self.piece(at: $0) == piece }
    }

    private func piece(at foot: PostOnLine) -> UInt32 {
        let part = routes[foot.route].lines[foot.line].part(at: foot.post.chainage)
        return network.columns.segmentPiece[part.segment.rawValue]
    }

    private static func refs(_ ref: String) -> [(key: String, written: String)] {
        var refs: [(key: String, written: String)] = []
        for part in ref.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == "/" }) {
            for folded in PlaceNameFolding.refs(String(part)) {
                let key = LinearReferencing.key(ofFolded: folded)
                if !refs.contains(where: { $0.key == key }) {
                    refs.append((key, RouteGroup.trimmed(part)))
                }
            }
        }
        return refs
    }
}
