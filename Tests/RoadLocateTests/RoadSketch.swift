import RoadLocate
import RoadModel
import RoadNetwork

/// A road map drawn with characters: letters are nodes, digits places to observe at.
///
/// North is up; a character is `metresPerCell` wide and twice as high, as on a terminal. A way is
/// the string of its letters, for example `way("ABC")`. Lines in the drawing only help the reader.
struct RoadSketch {
    var source: RoadSource
    private var places: [Character: ProjectedPoint] = [:]

    init(metresPerCell: Double, _ drawing: String) {
        source = RoadSource(
            crs: "EPSG:32643",
            extent: GeodeticExtent(west: 76, south: 43, east: 77, north: 44),
            hasTopology: true
        )
        let lines = drawing.split(separator: "\n", omittingEmptySubsequences: false)
        for (row, line) in lines.enumerated() {
            for (column, mark) in line.enumerated() where mark.isLetter || mark.isNumber {
                places[mark] = ProjectedPoint(
                    x: Double(column) * metresPerCell,
                    y: Double(lines.count - row) * metresPerCell * 2
                )
            }
        }
    }

    /// Adds a way over the nodes named by letters; the way's id is `id`.
    mutating func way(
        _ id: Int64,
        _ nodes: String,
        name: String = "",
        ref: String = "",
        roadClass: RoadClass = .primary,
        flags: SegmentFlags = [],
        level: Int8 = 0,
        limit: UInt8 = 0
    ) {
        source.wayID.append(id)
        source.roadClass.append(roadClass)
        source.flags.append(flags)
        source.limitKmh.append(limit)
        source.level.append(level)
        source.lanes.append(0)
        source.name.append(name)
        source.otherNames.append("")
        source.ref.append(ref)
        for node in nodes {
            let place = self[node]
            source.vertexNode.append(Int64(node.unicodeScalars.first?.value ?? 0))
            source.vertexX.append(place.x)
            source.vertexY.append(place.y)
        }
        source.vertexStart.append(UInt32(source.vertexX.count))
    }

    /// The place of a mark; not a number when the drawing lacks it.
    subscript(mark: Character) -> ProjectedPoint {
        places[mark] ?? ProjectedPoint(x: .nan, y: .nan)
    }

    /// The compiled network.
    func network() throws -> CompiledNetwork {
        try CompiledNetwork(image: NetworkCompiler.compile(source))
    }
}

/// What tests ask of a match.
struct Outcome {
    var match: PointMatch
    var network: CompiledNetwork

    var located: LocatedPoint? {
        if case .located(let point) = match { return point }
        return nil
    }

    var unlocated: UnlocatedPoint? {
        if case .unlocated(let point) = match { return point }
        return nil
    }

    /// Way and direction of the best candidate, for example `7+` or `7-`.
    var best: String { match.candidates.first.map(name) ?? "none" }

    /// Way and direction of every candidate.
    var all: [String] { match.candidates.map(name) }

    private func name(_ candidate: Candidate) -> String {
        let segment = network.segment(candidate.reference.segment)
        return "\(segment.way)\(segment.isForward ? "+" : "-")"
    }
}

extension CompiledNetwork {
    /// Matches one observation with a fresh scratch.
    func match(
        _ point: ProjectedPoint,
        sigma: Double,
        heading: Double? = nil,
        name: String = "",
        ref: String = "",
        isExhaustive: Bool = false,
        limit: Double? = nil,
        further: FurtherEvidence? = nil
    ) -> Outcome {
        var scratch = PointMatchScratch()
        let observation = PointObservation(
            point: point,
            sigma: Metres(sigma),
            heading: heading.map { Degrees($0) },
            headingSigma: Degrees(8),
            names: RoadNameEvidence(name: name, ref: ref, isExhaustive: isExhaustive),
            limitKmh: limit,
            further: further
        )
        return Outcome(
            match: PointMatcher(self).match(observation, scratch: &scratch),
            network: self
        )
    }
}
