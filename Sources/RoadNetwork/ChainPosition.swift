package import RoadModel

/// A place on a chain.
package struct ChainPosition: Hashable, Sendable {
    /// Row of the chain in ``RoadChains/chains``.
    package var chain: Int
    /// Distance from the chain's start.
    package var chainage: Metres
    /// Whether the reference runs in the direction of the chain.
    package var isAlong: Bool
}
