import RoadModel
import RoadNetwork

/// Decides which pieces near an observation are one road and therefore do not compete.
///
/// Two pieces are one road when
/// 1. they belong to the same way, or
/// 2. they meet at a node and carry the same name or the same index, or
/// 3. they meet at a node, are of the same class, at least one of them carries neither name nor
///    index, and one continues the other within 45°, or
/// 4. they are the carriageways of one road: both one-way, driven against each other, on the same
///    level, at most 60 m apart, with the same name or index, or both without any and of the same
///    class down to secondary.
///
/// Ramps are never one road with anything but other pieces of their way.
struct RoadGrouping {
    private let network: CompiledNetwork
    private let columns: NetworkColumns

    /// Carriageways further apart are two roads.
    private static let widestMedianMetres = 60.0

    init(_ network: CompiledNetwork) { (self.network, columns) = (network, network.columns) }

    /// Whether two pieces are one road.
    func isOneRoad(_ a: PieceEvidence, _ b: PieceEvidence) -> Bool {
        if columns.pieceWay[a.piece] == columns.pieceWay[b.piece] { return true }
        let flagsA = SegmentFlags(rawValue: columns.pieceFlags[a.piece])
        let flagsB = SegmentFlags(rawValue: columns.pieceFlags[b.piece])
        guard !flagsA.contains(.link), !flagsB.contains(.link) else { return false }
        let labelA = columns.pieceLabel[a.piece]
        let labelB = columns.pieceLabel[b.piece]
        let sharesLabel = sharesLabel(labelA, labelB)
        let isSameClass = columns.pieceClass[a.piece] == columns.pieceClass[b.piece]
        if let (endA, endB) = meeting(a.piece, b.piece) {
            if sharesLabel { return true }
            if isSameClass, labelA == 0 || labelB == 0,
                continues(a.piece, endA, b.piece, endB)
            {
                return true
            }
        }
        let isMajor =
            isSameClass && labelA == 0 && labelB == 0
            && columns.pieceClass[a.piece] <= RoadClass.secondary.rawValue
        guard flagsA.contains(.oneWay), flagsB.contains(.oneWay), sharesLabel || isMajor,
            columns.pieceLevel[a.piece] == columns.pieceLevel[b.piece]
        else { return false }
        return areCarriageways(a.forward, b.forward)
    }

    private func sharesLabel(_ a: UInt32, _ b: UInt32) -> Bool {
        if a == 0 || b == 0 { return false }
        if a == b { return true }
        let nameA = columns.labelName[a]
        let refA = columns.labelRef[a]
        return nameA != 0 && nameA == columns.labelName[b]
            || refA != 0 && refA == columns.labelRef[b]
    }

    /// At which of their ends two pieces meet: `true` for the last vertex.
    private func meeting(_ a: UInt32, _ b: UInt32) -> (Bool, Bool)? {
        let segmentA = columns.pieceForward[a]
        let segmentB = columns.pieceForward[b]
        guard segmentA != CompiledNetwork.none, segmentB != CompiledNetwork.none else {
            return nil
        }
        let (startA, endA) = (columns.segmentStart[segmentA], columns.segmentEnd[segmentA])
        let (startB, endB) = (columns.segmentStart[segmentB], columns.segmentEnd[segmentB])
        if endA == startB { return (true, false) }
        if startA == endB { return (false, true) }
        if startA == startB { return (false, false) }
        return endA == endB ? (true, true) : nil
    }

    /// Whether the way on from one piece's end into the other bends by no more than 45°.
    private func continues(_ a: UInt32, _ endA: Bool, _ b: UInt32, _ endB: Bool) -> Bool {
        let away = outward(a, endA)
        let other = outward(b, endB)
        return away.0 * other.0 + away.1 * other.1 < -0.707
    }

    /// The unit direction that leads from an end of a piece into the piece.
    private func outward(_ piece: UInt32, _ atEnd: Bool) -> (Double, Double) {
        let rows = network.vertices(piece: piece)
        let v = atEnd ? rows.upperBound - 1 : rows.lowerBound
        return unit(v, atEnd ? v - 1 : v + 1)
    }

    private func unit(_ v: Int, _ w: Int) -> (Double, Double) {
        let dx = columns.vertexX[w] - columns.vertexX[v]
        let dy = columns.vertexY[w] - columns.vertexY[v]
        let length = (dx * dx + dy * dy).squareRoot()
        return length > 0 ? (dx / length, dy / length) : (0, 0)
    }

    private func areCarriageways(_ a: SenseEvidence, _ b: SenseEvidence) -> Bool {
        let alongA = unit(a.vertex, a.vertex + 1)
        let alongB = unit(b.vertex, b.vertex + 1)
        guard alongA.0 * alongB.0 + alongA.1 * alongB.1 < -0.9 else { return false }
        let placeA = place(a)
        let placeB = place(b)
        let dx = placeA.0 - placeB.0
        let dy = placeA.1 - placeB.1
        let limit = Self.widestMedianMetres
        return dx * dx + dy * dy <= limit * limit
    }

    private func place(_ foot: SenseEvidence) -> (Double, Double) {
        let v = foot.vertex
        let dx = columns.vertexX[v + 1] - columns.vertexX[v]
        let dy = columns.vertexY[v + 1] - columns.vertexY[v]
        return (
            columns.vertexX[v] + dx * foot.fraction, columns.vertexY[v] + dy * foot.fraction
        )
    }
}

extension PointMatcher {
    /// Gives every piece the row of its road; pieces of no weight stay alone.
    func group(_ scratch: inout PointMatchScratch) {
        let grouping = RoadGrouping(network)
        let count = scratch.pieces.count
        for i in 0..<count where scratch.pieces[i].probability > 1e-4 {
            for j in (i + 1)..<max(i + 1, count) where scratch.pieces[j].probability > 1e-4 {
                let (roadI, roadJ) = (scratch.pieces[i].road, scratch.pieces[j].road)
                guard roadI != roadJ, grouping.isOneRoad(scratch.pieces[i], scratch.pieces[j])
                else { continue }
                let (kept, left) = (min(roadI, roadJ), max(roadI, roadJ))
                for k in 0..<count where scratch.pieces[k].road == left {
                    scratch.pieces[k].road = kept
                }
            }
        }
    }
}
