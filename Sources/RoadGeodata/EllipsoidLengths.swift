import Foundation

/// Lengths of small steps on the WGS 84 ellipsoid.
///
/// Source: B. Hofmann-Wellenhof et al., "Physical Geodesy", radii of curvature M and N.
package enum EllipsoidLengths {
    private static let semiMajor = 6_378_137.0
    private static let eccentricitySquared = 0.006_694_379_990_141_316

    /// Metres of a degree of latitude.
    package static func meridian(_ latitude: Double) -> Double {
        let sine = sin(latitude * .pi / 180)
        let w = 1 - eccentricitySquared * sine * sine
        return semiMajor * (1 - eccentricitySquared) / (w * w.squareRoot()) * .pi / 180
    }

    /// Metres of a degree of longitude.
    package static func parallel(_ latitude: Double) -> Double {
        let sine = sin(latitude * .pi / 180)
        let normal = semiMajor / (1 - eccentricitySquared * sine * sine).squareRoot()
        return normal * cosine(latitude) * .pi / 180
    }

    /// The cosine of an angle in degrees.
    package static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
}
