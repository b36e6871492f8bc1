package import RoadModel

/// All named roads of a network as chains, for sections of fixed length.
///
/// Pieces belong together when their first index, or without one their name, is the same after
/// folding. A chain follows the direction of travel and, where it could go on in several ways,
/// turns least; it ends where it would turn by more than 100°. Chains begin, in this order, at
/// ends of the road (a node with one piece of it), at nodes that no piece of the road leads
/// into, then at the first piece of what is left, where a carriageway leaves the common road for
/// example, and on rings anywhere; among equals at the node with the least `x + y`, the south-west.
/// Every piece lies on exactly one chain. The carriageways of a dual carriageway point against
/// each other and so become two chains. Roads without index and name have none.
package struct RoadChains: Sendable {
    /// The chains, by key, then in the order in which they were begun.
    package let chains: [RoadChain]
    private let places: [UInt32: Place]

    private struct Place {
        var chain: Int
        var part: Int
    }

    /// Builds the chains of a network.
    package static func build(_ network: CompiledNetwork) -> RoadChains {
        var groups: [String: (label: String, pieces: [UInt32])] = [:]
        var keys: [UInt32: (key: String, label: String)] = [:]
        for piece in 0..<UInt32(network.pieceCount) {
            let number = network.columns.pieceLabel[piece]
            guard number != 0 else { continue }
            let name = keys[number] ?? key(of: network.label(number))
            keys[number] = name
            guard !name.key.isEmpty else { continue }
            groups[name.key, default: (name.label, [])].pieces.append(piece)
        }
        var chains: [RoadChain] = []
        for (key, group) in groups.sorted(by: { $0.key < $1.key }) {
            var builder = ChainBuilder(network, pieces: group.pieces)
            chains += builder.build().map {
                RoadChain(label: group.label, key: key, parts: $0)
            }
        }
        return RoadChains(network, chains)
    }

    private init(_ network: CompiledNetwork, _ chains: [RoadChain]) {
        self.chains = chains
        var places: [UInt32: Place] = [:]
        for (i, chain) in chains.enumerated() {
            for (k, part) in chain.parts.enumerated() {
                let piece = network.columns.segmentPiece[part.segment.rawValue]
                places[piece] = Place(chain: i, part: k)
            }
        }
        self.places = places
    }

    /// Where a place on the network lies on its chain; `nil` on a road without a label.
    package func position(
        of reference: LinearReference,
        in network: CompiledNetwork
    ) -> ChainPosition? {
        guard network.contains(reference.segment) else { return nil }
        let piece = network.columns.segmentPiece[reference.segment.rawValue]
        guard let place = places[piece] else { return nil }
        let part = chains[place.chain].parts[place.part]
        let measure = min(max(reference.measure, Metres(0)), part.length)
        let isAlong = part.segment == reference.segment
        return ChainPosition(
            chain: place.chain,
            chainage: part.start + (isAlong ? measure : part.length - measure),
            isAlong: isAlong
        )
    }

    private static func key(of label: RoadLabel) -> (key: String, label: String) {
        if let ref = PlaceNameFolding.refs(label.ref).first {
            // People know the road by the index as it is written on the sign.
            let written = label.ref.split { $0 == ";" || $0 == "," }.first.map(String.init)
            return ("ref:" + ref, written ?? ref)
        }
        let name = PlaceNameFolding.nameKey(label.name)
        return name.isEmpty ? ("", "") : ("name:" + name, label.name)
    }
}
