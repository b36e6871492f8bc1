package import RoadModel

/// Names of segments that outlive a new version of the map where their geometry did not change.
///
/// A name is the XXH64 of the segment's line: its way, its nodes where the source numbers them, and
/// longitudes and latitudes in steps of 10⁻⁷ degrees, those of OpenStreetMap. Neither the network's
/// system nor its grid, which both change with the extent of the map, touch it. Two segments of one
/// line (a duplicate in the map) are told apart by their order.
package struct StableSegments: Sendable {
    /// The name of each piece, for travel along its vertices.
    package let pieceNames: [UInt64]
    private let pieceOfName: [UInt64: UInt32]

    /// Names the pieces of a network.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - geodetic: Turns points of the network's system into longitudes and latitudes, in place.
    package init(
        _ network: CompiledNetwork,
        geodetic: (_ x: inout [Double], _ y: inout [Double]) -> Void
    ) {
        let c = network.columns
        let rows = 0..<network.pieceCount
        let vertices = rows.reduce(0) { max($0, network.vertices(piece: UInt32($1)).upperBound) }
        var x = (0..<vertices).map { c.vertexX[$0] }
        var y = (0..<vertices).map { c.vertexY[$0] }
        geodetic(&x, &y)
        var names: [UInt64] = []
        var pieceOfName: [UInt64: UInt32] = [:]
        names.reserveCapacity(network.pieceCount)
        pieceOfName.reserveCapacity(network.pieceCount)
        var bytes: [UInt8] = []
        for piece in 0..<UInt32(network.pieceCount) {
            var name = Self.name(of: piece, network, x, y, &bytes)
            while pieceOfName[name] != nil { name &+= 1 }
            pieceOfName[name] = piece
            names.append(name)
        }
        (pieceNames, self.pieceOfName) = (names, pieceOfName)
    }

    /// The piece of a name; `nil` when the network has none.
    package func piece(named name: UInt64) -> UInt32? { pieceOfName[name] }

    /// The name of a directed segment: 16 hexadecimal digits and `+` along or `-` against the way.
    package func name(of segment: SegmentID, in network: CompiledNetwork) -> String {
        let c = network.columns
        let name = pieceNames[Int(c.segmentPiece[segment.rawValue])]
        let isForward = c.segmentForward[segment.rawValue] == 1
        return ContentChecksum.hexadecimal(name) + (isForward ? "+" : "-")
    }

    /// The directed segment of a name as ``name(of:in:)`` writes it; `nil` when there is none.
    package func segment(named text: String, in network: CompiledNetwork) -> SegmentID? {
        guard let number = UInt64(text.dropLast(), radix: 16), text.utf8.count == 17,
            let piece = piece(named: number)
        else { return nil }
        let c = network.columns
        let segment = text.hasSuffix("+") ? c.pieceForward[piece] : c.pieceBackward[piece]
        let isKnown =
            segment != CompiledNetwork.none && (text.hasSuffix("+") || text.hasSuffix("-"))
        return isKnown ? SegmentID(rawValue: segment) : nil
    }

    private static func name(
        of piece: UInt32,
        _ network: CompiledNetwork,
        _ longitude: [Double],
        _ latitude: [Double],
        _ bytes: inout [UInt8]
    ) -> UInt64 {
        let c = network.columns
        bytes.removeAll(keepingCapacity: true)
        append(c.pieceWay[piece], &bytes)
        for v in network.vertices(piece: piece) {
            append(network.hasSourceNodes ? c.vertexNode[v] : 0, &bytes)
            append(steps(longitude[v]), &bytes)
            append(steps(latitude[v]), &bytes)
        }
        return ContentChecksum.xxh64(bytes)
    }

    private static func steps(_ degrees: Double) -> Int64 {
        Int64(exactly: (degrees * 1e7).rounded()) ?? 0
    }

    private static func append(_ value: Int64, _ bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> Int64(shift)))
        }
    }
}
