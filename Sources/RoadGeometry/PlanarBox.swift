/// An axis-parallel rectangle in the network's metric system, edges included.
@frozen
package struct PlanarBox: Hashable, Sendable, BitwiseCopyable {
    /// Western, southern, eastern and northern edge, in metres.
    package var minX: Double, minY: Double, maxX: Double, maxY: Double

    /// Wraps four edges, in metres.
    @inlinable
    package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
    }

    /// A box that holds nothing and grows with `extend`.
    @inlinable
    package static var empty: PlanarBox {
        PlanarBox(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)
    }

    /// Whether the box holds no point.
    @inlinable
    package var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }

    /// Grows the box so that it holds a point.
    @inlinable
    package mutating func extend(x: Double, y: Double) {
        minX = Swift.min(minX, x)
        minY = Swift.min(minY, y)
        maxX = Swift.max(maxX, x)
        maxY = Swift.max(maxY, y)
    }

    /// Grows the box so that it holds another one.
    @inlinable
    package mutating func extend(_ other: PlanarBox) {
        minX = Swift.min(minX, other.minX)
        minY = Swift.min(minY, other.minY)
        maxX = Swift.max(maxX, other.maxX)
        maxY = Swift.max(maxY, other.maxY)
    }

    /// The square of the distance from a point to the box, in square metres; 0 inside.
    @inlinable
    package func distanceSquared(x: Double, y: Double) -> Double {
        let dx = Swift.max(0, Swift.max(minX - x, x - maxX))
        let dy = Swift.max(0, Swift.max(minY - y, y - maxY))
        return dx * dx + dy * dy
    }

    /// Whether two boxes share a point.
    @inlinable
    package func intersects(_ other: PlanarBox) -> Bool {
        minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
    }
}
