/// How a piece of road belongs to another one beside it.
package struct RoadLink: Hashable, Sendable {
    /// The ways to belong together; raw values are stored.
    package enum Kind: UInt8, Sendable {
        /// The other is the opposite carriageway of the same road.
        case carriageway = 0
        /// The other is the main road that this one runs beside and serves.
        case mainRoad = 1
    }

    /// The piece.
    package var piece: UInt32
    /// The piece beside it.
    package var other: UInt32
    /// What the other is to it.
    package var kind: Kind

    /// Makes a link.
    package init(piece: UInt32, other: UInt32, kind: Kind) {
        (self.piece, self.other, self.kind) = (piece, other, kind)
    }
}

extension CompiledNetwork {
    /// The opposite carriageway at the middle of a piece; `nil` when there is none.
    package func oppositeCarriageway(ofPiece piece: UInt32) -> UInt32? {
        links(ofPiece: piece).first { $0.kind == .carriageway }?.other
    }

    /// The main road that a service road runs beside; `nil` when there is none.
    package func mainRoad(besidePiece piece: UInt32) -> UInt32? {
        links(ofPiece: piece).first { $0.kind == .mainRoad }?.other
    }

    /// The service roads that run beside a piece of a main road, in the order of the network.
    package func serviceRoads(besidePiece piece: UInt32) -> [UInt32] {
        let c = columns
        return (0..<c.linkPiece.count).filter {
            c.linkOther[$0] == piece && c.linkKind[$0] == RoadLink.Kind.mainRoad.rawValue
        }.map { c.linkPiece[$0] }
    }

    /// The links of a piece; they stand in the order of their pieces.
    package func links(ofPiece piece: UInt32) -> [RoadLink] {
        let c = columns
        var (low, high) = (0, c.linkPiece.count)
        while low < high {
            let middle = (low + high) / 2
            if c.linkPiece[middle] < piece { low = middle + 1 } else { high = middle }
        }
        var links: [RoadLink] = []
        while low < c.linkPiece.count, c.linkPiece[low] == piece {
            if let kind = RoadLink.Kind(rawValue: c.linkKind[low]) {
                links.append(RoadLink(piece: piece, other: c.linkOther[low], kind: kind))
            }
            low += 1
        }
        return links
    }
}
