/// Metres per degree on the WGS 84 ellipsoid at one latitude.
///
/// From the meridian radius `M = a(1−e²)/(1−e²sin²φ)^1.5` and the prime-vertical radius
/// `N = a/√(1−e²sin²φ)`. Taken at the middle of a leg of at most 1 km, lengths are right within
/// 10⁻⁷ of themselves.
struct EllipsoidScale {
    /// Metres per degree of latitude.
    let metresPerDegreeNorth: Double
    /// Metres per degree of longitude.
    let metresPerDegreeEast: Double

    /// The scale at a latitude in degrees, in `(-90, 90)`.
    init(latitudeDegrees: Double) {
        // WGS 84: NIMA TR8350.2, tables 3.1 and 3.3.
        let equatorialRadius = 6_378_137.0
        let eccentricitySquared = 6.694_379_990_14e-3
        let radians = latitudeDegrees * (.pi / 180)
        let sine = Elementary.sine(radians)
        let w = 1 - eccentricitySquared * sine * sine
        let primeVertical = equatorialRadius / w.squareRoot()
        let meridian = primeVertical * (1 - eccentricitySquared) / w
        metresPerDegreeNorth = meridian * (.pi / 180)
        metresPerDegreeEast = primeVertical * Elementary.cosine(radians) * (.pi / 180)
    }
}
