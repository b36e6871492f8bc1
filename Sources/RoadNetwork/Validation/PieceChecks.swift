import RoadGeometry
import RoadModel

/// Checks that look at one piece after another.
struct PieceChecks {
    /// What was found.
    private(set) var findings: [NetworkFinding] = []
    /// Pairs of pieces with the same line, the lower number first.
    private(set) var duplicates: Set<PiecePair> = []
    private let network: CompiledNetwork

    /// Runs the checks.
    init(_ network: CompiledNetwork, _ limits: NetworkValidation.Limits) {
        self.network = network
        var unclassed: Set<Int64> = []
        for piece in 0..<UInt32(network.pieceCount) {
            let c = network.columns
            let way = c.pieceWay[piece]
            if network.roadClass(piece: piece) == .unknown, unclassed.insert(way).inserted {
                add(.classMissing, piece)
            }
            let length = network.length(piece: piece).value
            if length < limits.shortestMetres { add(.shortPiece, piece, metres: length) }
        }
        checkDuplicates()
        checkRoundabouts()
    }

    private mutating func add(
        _ code: NetworkFinding.Code,
        _ piece: UInt32,
        otherWay: Int64 = 0,
        metres: Double = 0
    ) {
        let v = network.vertices(piece: piece).lowerBound
        findings.append(
            NetworkFinding(
                code,
                way: network.columns.pieceWay[piece],
                otherWay: otherWay,
                at: ProjectedPoint(x: network.columns.vertexX[v], y: network.columns.vertexY[v]),
                metres: metres
            )
        )
    }

    /// Pieces whose line another piece has too, whole or as a part of a longer one: a line drawn
    /// twice with nodes of its own is not cut where the first one is.
    private mutating func checkDuplicates() {
        let c = network.columns
        var scratch = RTreeScratch()
        for piece in 0..<UInt32(network.pieceCount) {
            let rows = network.vertices(piece: piece)
            let middle = ProjectedPoint(
                x: (c.vertexX[rows.lowerBound] + c.vertexX[rows.lowerBound + 1]) / 2,
                y: (c.vertexY[rows.lowerBound] + c.vertexY[rows.lowerBound + 1]) / 2
            )
            network.findRuns(near: middle, radiusMetres: 0.01, scratch: &scratch)
            for other in Set(scratch.items.map { c.runPiece[$0] }).sorted() where other != piece {
                let others = network.vertices(piece: other)
                // Of two equal lines the later one is the copy.
                guard others.count > rows.count || others.count == rows.count && other < piece,
                    isPart(rows, of: others)
                else { continue }
                duplicates.insert(PiecePair(piece, other))
                add(
                    .duplicateGeometry,
                    piece,
                    otherWay: c.pieceWay[other],
                    metres: network.length(piece: piece).value
                )
            }
        }
    }

    /// Whether vertices lie at the places of others that follow each other, in either direction.
    private func isPart(_ rows: Range<Int>, of others: Range<Int>) -> Bool {
        let c = network.columns
        func isSame(_ v: Int, _ w: Int) -> Bool {
            c.vertexX[v] == c.vertexX[w] && c.vertexY[v] == c.vertexY[w]
        }
        for first in others.lowerBound...(others.upperBound - rows.count) {
            let part = first..<(first + rows.count)
            if zip(rows, part).allSatisfy(isSame) || zip(rows, part.reversed()).allSatisfy(isSame) {
                return true
            }
        }
        return false
    }

    /// Roundabouts whose pieces make a ring: the ring must turn to the left.
    private mutating func checkRoundabouts() {
        let c = network.columns
        var next: [UInt32: UInt32] = [:]
        for piece in 0..<UInt32(network.pieceCount) {
            let flags = SegmentFlags(rawValue: c.pieceFlags[piece])
            if flags.contains([.roundabout, .oneWay]) { next[c.pieceStart[piece]] = piece }
        }
        var seen: Set<UInt32> = []
        for (_, start) in next.sorted(by: { $0.value < $1.value }) where !seen.contains(start) {
            var area = 0.0
            var piece = start
            var steps = 0
            var isRing = false
            while steps < 256, seen.insert(piece).inserted {
                let rows = network.vertices(piece: piece)
                for v in rows.dropLast() {
                    area += c.vertexX[v] * c.vertexY[v + 1] - c.vertexX[v + 1] * c.vertexY[v]
                }
                steps += 1
                guard let following = next[c.pieceEnd[piece]] else { break }
                if following == start {
                    isRing = true
                    break
                }
                piece = following
            }
            if isRing, area < 0 { add(.roundaboutDirection, start) }
        }
    }
}
