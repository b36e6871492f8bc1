import RoadLocate
import RoadModel
import RoadNetwork

/// The row that `jol match points` writes for a point.
struct PointsRunAnswer {
    /// The way; `nil` when nothing is near.
    var way: Int64?
    /// The line on which the point lies, in the direction of travel: source nodes.
    var from: Int64 = 0
    /// See `from`.
    var to: Int64 = 0
    /// Place on the line: in the network's system, later longitude and latitude.
    var x = Double.nan
    /// See `x`.
    var y = Double.nan
    /// Distance from the line in metres, positive to the right of the direction of travel.
    var offset = 0.0
    /// Probability of the way in this direction.
    var confidence = 0.0
    /// The best other way, and its probability in both directions.
    var rival: Int64?
    /// See `rival`.
    var rivalConfidence = 0.0
    /// Why the point does not count as located; empty when it does.
    var reason = ""

    init(_ match: PointMatch, _ network: CompiledNetwork) {
        if case .unlocated(let point) = match { reason = point.reason.rawValue }
        guard let best = match.candidates.first else { return }
        let c = network.columns
        let id = best.reference.segment.rawValue
        let piece = c.segmentPiece[id]
        let isForward = c.segmentForward[id] == 1
        way = c.pieceWay[piece]
        offset = best.reference.offset.value
        var onLine = best.reference
        onLine.offset = Metres(0)
        if let point = network.point(at: onLine) { (x, y) = (point.x, point.y) }
        let rows = network.vertices(piece: piece)
        let total = network.length(piece: piece).value
        let along = isForward ? best.reference.measure.value : total - best.reference.measure.value
        var v = rows.lowerBound
        while v < rows.upperBound - 2, c.vertexMeasure[v + 1] <= along { v += 1 }
        (from, to) =
            isForward
            ? (c.vertexNode[v], c.vertexNode[v + 1]) : (c.vertexNode[v + 1], c.vertexNode[v])
        var others: [Int64: Double] = [:]
        for candidate in match.candidates {
            let other = candidate.reference.segment.rawValue
            let otherWay = c.pieceWay[c.segmentPiece[other]]
            if otherWay != way {
                others[otherWay, default: 0] += candidate.probability
            } else if (c.segmentForward[other] == 1) == isForward {
                confidence += candidate.probability
            }
        }
        let strongest = others.max { ($0.value, $1.key) < ($1.value, $0.key) }
        rival = strongest?.key
        rivalConfidence = strongest?.value ?? 0
    }

    /// The row with its line end.
    func line(id: String) -> [UInt8] {
        var line = Self.field(id)
        guard let way else {
            line += ",,,,,,,,,,\(reason)\n".utf8
            return line
        }
        line += ",\(way),\(from),\(to),\(round(x, 1e9)),\(round(y, 1e9))".utf8
        line += ",\(round(offset, 1e3)),\(round(min(1, confidence), 1e6))".utf8
        line += rival.map { ",\($0),\(round(min(1, rivalConfidence), 1e6))" }?.utf8 ?? ",,".utf8
        line += ",\(reason)\n".utf8
        return line
    }

    private func round(_ value: Double, _ scale: Double) -> Double {
        (value * scale).rounded() / scale
    }

    /// A text as a CSV field.
    private static func field(_ text: String) -> [UInt8] {
        guard text.utf8.contains(where: { ",\"\n\r;\t".utf8.contains($0) }) else {
            return Array(text.utf8)
        }
        return Array(
            "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
                .utf8
        )
    }
}
