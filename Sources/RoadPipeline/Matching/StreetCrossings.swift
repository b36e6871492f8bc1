import RoadGeometry
package import RoadModel
package import RoadNetwork

/// Where two streets of given names cross.
package struct StreetCrossings {
    private let network: CompiledNetwork
    /// Labels whose names fold to a key.
    private let labels: [String: Set<UInt32>]

    /// Looks at the names of a network.
    package init(_ network: CompiledNetwork) {
        self.network = network
        var labels: [String: Set<UInt32>] = [:]
        let c = network.columns
        var seen: Set<UInt32> = []
        for piece in 0..<UInt32(network.pieceCount) {
            let number = c.pieceLabel[piece]
            guard seen.insert(number).inserted else { continue }
            let label = network.label(number)
            let others = label.otherNames.split(separator: ";").map(String.init)
            for name in [label.name] + others where !name.isEmpty {
                let key = PlaceNameFolding.nameKey(name)
                if !key.isEmpty { labels[key, default: []].insert(number) }
            }
        }
        self.labels = labels
    }

    /// Crossings of one pair of streets no farther apart than this are one junction.
    private static let junctionMetres = 60.0

    /// The end of an arm at the crossing that a text names; `nil` when it names no two streets of
    /// the network or when they cross at more than one place.
    func crossing(_ text: String) -> LinearReference? {
        for (first, second) in Self.pairs(text) {
            let (a, b) = (nodes(of: first), nodes(of: second))
            let shared = Set(a.keys).intersection(b.keys).sorted()
            guard let node = shared.first, let arm = a[node] else { continue }
            let length = network.length(piece: network.columns.segmentPiece[arm])
            let reference = LinearReference(
                segment: SegmentID(rawValue: arm),
                measure: length,
                offset: Metres(0)
            )
            guard let place = network.point(at: reference) else { continue }
            let isOne = shared.dropFirst().allSatisfy { other in
                guard let arm = a[other] else { return false }
                let end = LinearReference(
                    segment: SegmentID(rawValue: arm),
                    measure: network.length(piece: network.columns.segmentPiece[arm]),
                    offset: Metres(0)
                )
                guard let point = network.point(at: end) else { return false }
                let (dx, dy) = (point.x - place.x, point.y - place.y)
                return dx * dx + dy * dy <= Self.junctionMetres * Self.junctionMetres
            }
            if isOne { return reference }
        }
        return nil
    }

    /// Nodes at which a street's segments end, each with one such segment.
    private func nodes(of street: String) -> [UInt32: UInt32] {
        guard let wanted = labels[PlaceNameFolding.nameKey(street)] else { return [:] }
        let c = network.columns
        var nodes: [UInt32: UInt32] = [:]
        for segment in 0..<UInt32(network.segmentCount)
        where wanted.contains(c.pieceLabel[c.segmentPiece[segment]]) {
            let node = c.segmentEnd[segment]
            nodes[node] = min(nodes[node] ?? segment, segment)
        }
        return nodes
    }

    /// A street that hangs together, as the network has it.
    package struct Stretch: Sendable {
        /// The middle of it, on the segment nearest to the centre of its extent.
        package var middle: LinearReference
        /// From one end of its extent to the other.
        package var extent: Metres
    }

    /// The streets of a name, the longest first; parts nearer than a junction's width are one.
    package func streets(named name: String) -> [Stretch] {
        guard let wanted = labels[PlaceNameFolding.nameKey(name)] else { return [] }
        var boxes: [(low: ProjectedPoint, high: ProjectedPoint, segments: [SegmentID])] = []
        for segment in 0..<UInt32(network.segmentCount)
        where wanted.contains(network.columns.pieceLabel[network.columns.segmentPiece[segment]]) {
            let id = SegmentID(rawValue: segment)
            let line = network.polyline(of: id)
            guard let first = line.first else { continue }
            var box = (low: first, high: first, segments: [id])
            for point in line {
                box.low = ProjectedPoint(x: min(box.low.x, point.x), y: min(box.low.y, point.y))
                box.high = ProjectedPoint(x: max(box.high.x, point.x), y: max(box.high.y, point.y))
            }
            // Boxes that touch within a junction's width are one street.
            while let other = boxes.firstIndex(where: { known in
                known.low.x - Self.junctionMetres <= box.high.x
                    && box.low.x - Self.junctionMetres <= known.high.x
                    && known.low.y - Self.junctionMetres <= box.high.y
                    && box.low.y - Self.junctionMetres <= known.high.y
            }) {
                let known = boxes.remove(at: other)
                box.low = ProjectedPoint(
                    x: min(box.low.x, known.low.x),
                    y: min(box.low.y, known.low.y)
                )
                box.high = ProjectedPoint(
                    x: max(box.high.x, known.high.x),
                    y: max(box.high.y, known.high.y)
                )
                box.segments += known.segments
            }
            boxes.append(box)
        }
        return boxes.compactMap { box in
            let centre = ProjectedPoint(
                x: (box.low.x + box.high.x) / 2,
                y: (box.low.y + box.high.y) / 2
            )
            let feet = box.segments.sorted { $0.rawValue < $1.rawValue }
                .compactMap { network.reference(of: centre, on: $0) }
            guard let middle = feet.min(by: { abs($0.offset.value) < abs($1.offset.value) })
            else { return nil }
            return Stretch(
                middle: LinearReference(
                    segment: middle.segment,
                    measure: middle.measure,
                    offset: Metres(0)
                ),
                extent: box.low.distance(to: box.high)
            )
        }.sorted { $0.extent > $1.extent }
    }

    /// The ways in which a text can be two streets.
    private static func pairs(_ text: String) -> [(String, String)] {
        var words = text.lowercased().replacing("–", with: "-").replacing("—", with: "-")
        for word in ["пересечение", "перекрёсток", "перекресток", "угол", "қиылысы", "бұрышы"] {
            words = words.replacing(word, with: " ")
        }
        let joints = [
            " / ", "/", " и ", " пен ", " бен ", " мен ", " және ", " and ", " - ", " x ",
        ]
        return joints.compactMap { joint in
            let parts = words.split(separator: joint, omittingEmptySubsequences: true)
            guard parts.count == 2 else { return nil }
            return (withoutTown(parts[0]), withoutTown(parts[1]))
        }
    }

    /// What stands behind the last comma: the street without its town.
    private static func withoutTown(_ text: Substring) -> String {
        text.split(separator: ",").last.map(String.init) ?? String(text)
    }
}
