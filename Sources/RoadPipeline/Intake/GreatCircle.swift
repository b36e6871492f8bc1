import Foundation
import RoadModel

/// Distances on the sphere: good to half a percent, for summaries only.
enum GreatCircle {
    /// Mean earth radius of the IUGG, in metres.
    private static let radius = 6_371_008.8

    /// The haversine distance.
    ///
    /// Source: R. W. Sinnott, "Virtues of the Haversine", 1984.
    static func distance(_ a: GeodeticCoordinate, _ b: GeodeticCoordinate) -> Metres {
        let latitude = (b.latitude.value - a.latitude.value) * .pi / 360
        let longitude = (b.longitude.value - a.longitude.value) * .pi / 360
        let h =
            sin(latitude) * sin(latitude)
            + cos(a.latitude.radians.value) * cos(b.latitude.radians.value) * sin(longitude)
            * sin(longitude)
        return Metres(2 * radius * asin(min(1, h.squareRoot())))
    }
}
