import Glibc
package import RoadModel

/// Directions in the grid of the network's metric system.
package enum GridBearing {
    /// The direction of a displacement, clockwise from grid north, in `[0, 360)`; 0 for none.
    package static func of(dx: Double, dy: Double) -> Degrees {
        let angle = atan2(dx, dy) * (180 / Double.pi)
        // A tiny negative angle rounds up to 360 when 360 is added.
        let turned = angle < 0 ? angle + 360 : angle
        return Degrees(turned >= 360 ? 0 : turned)
    }
}
