import Foundation

/// The bearing of a plane vector clockwise from the y axis, in radians, in `(-π, π]`.
func atan2Clockwise(dx: Double, dy: Double) -> Double {
    Foundation.atan2(dx, dy)
}
