import Dispatch
import Foundation
import RoadModel

/// The transverse Mercator projection of WGS 84 by Krüger's series to the sixth power of the third
/// flattening; its error is below a nanometre within 40° of the central meridian.
///
/// Source: C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy
/// 85 (2011), equations 7, 8, 9 and 35 (coefficients α).
struct TransverseMercator: Sendable {
    private static let semiMajor = 6_378_137.0
    private static let flattening = 1 / 298.257_223_563
    private static let scale = 0.9996
    private static let falseEasting = 500_000.0
    // Beyond, the series no longer holds; PROJ refuses such places too.
    private static let widest = 80.0

    private let centralMeridian: Double
    private let falseNorthing: Double
    private let eccentricity: Double
    private let radius: Double
    private let alpha: (Double, Double, Double, Double, Double, Double)

    /// The zone of `EPSG:326zz` or `EPSG:327zz`, also as bare digits; `nil` for any other system.
    init?(utm crs: String) {
        let digits = crs.uppercased().hasPrefix("EPSG:") ? crs.dropFirst(5) : crs[...]
        guard let code = Int(digits), (1...60).contains(code % 100),
            code / 100 == 326 || code / 100 == 327
        else { return nil }
        self.init(zone: code % 100, isSouth: code / 100 == 327)
    }

    /// The zone of a number.
    init(zone: Int, isSouth: Bool) {
        centralMeridian = Double(zone * 6 - 183)
        falseNorthing = isSouth ? 10_000_000 : 0
        let f = Self.flattening
        eccentricity = (f * (2 - f)).squareRoot()
        let n = f / (2 - f)
        let (n2, n3) = (n * n, n * n * n)
        let (n4, n5, n6) = (n2 * n2, n2 * n3, n3 * n3)
        radius = Self.semiMajor / (1 + n) * (1 + n2 / 4 + n4 / 64 + n6 / 256)
        alpha = (
            n / 2 - n2 * 2 / 3 + n3 * 5 / 16 + n4 * 41 / 180 - n5 * 127 / 288 + n6 * 7891 / 37800,
            n2 * 13 / 48 - n3 * 3 / 5 + n4 * 557 / 1440 + n5 * 281 / 630
                - n6 * 1_983_433 / 1_935_360,
            n3 * 61 / 240 - n4 * 103 / 140 + n5 * 15061 / 26880 + n6 * 167_603 / 181_440,
            n4 * 49561 / 161_280 - n5 * 179 / 168 + n6 * 6_601_661 / 7_257_600,
            n5 * 34729 / 80640 - n6 * 3_418_889 / 1_995_840,
            n6 * 212_378_941 / 319_334_400
        )
    }

    /// Projects one place; NaN beyond 80° from the central meridian.
    func forward(longitude: Double, latitude: Double) -> ProjectedPoint {
        var turn = longitude - centralMeridian
        if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
        guard abs(turn) <= Self.widest, abs(latitude) <= 90 else {
            return ProjectedPoint(x: .nan, y: .nan)
        }
        let phi = latitude * (.pi / 180)
        let lambda = turn * (.pi / 180)
        // Conformal latitude from the geographic one: Karney's equations 7 to 9.
        let sine = sin(phi)
        let cosine = (1 - sine * sine).squareRoot()
        guard cosine > 1e-12 else { return ProjectedPoint(x: .nan, y: .nan) }
        let tau = sine / cosine
        let sigma = sinh(eccentricity * atanh(eccentricity * sine))
        let conformal = tau * (1 + sigma * sigma).squareRoot() - sigma / cosine
        let cosLambda = cos(lambda)
        let sinLambda = sin(lambda)
        let xi = atan2(conformal, cosLambda)
        let hypotenuse = (conformal * conformal + cosLambda * cosLambda).squareRoot()
        let eta = asinh(sinLambda / hypotenuse)
        // Σ αⱼ sin 2jξ cosh 2jη and Σ αⱼ cos 2jξ sinh 2jη by Clenshaw's complex recurrence.
        let sin2 = 2 * conformal * cosLambda / (hypotenuse * hypotenuse)
        let cos2 = (cosLambda - conformal) * (cosLambda + conformal) / (hypotenuse * hypotenuse)
        let s = sinLambda / hypotenuse
        let sinh2 = 2 * s * (1 + s * s).squareRoot()
        let cosh2 = 1 + 2 * s * s
        let (ar, ai) = (2 * cos2 * cosh2, -2 * sin2 * sinh2)
        var (y1r, y1i) = (alpha.5, 0.0)
        var (y2r, y2i) = (0.0, 0.0)
        func step(_ coefficient: Double) {
            let r = ar * y1r - ai * y1i - y2r + coefficient
            let i = ar * y1i + ai * y1r - y2i
            (y2r, y2i) = (y1r, y1i)
            (y1r, y1i) = (r, i)
        }
        step(alpha.4)
        step(alpha.3)
        step(alpha.2)
        step(alpha.1)
        step(alpha.0)
        let (zr, zi) = (sin2 * cosh2, cos2 * sinh2)
        let northing = xi + zr * y1r - zi * y1i
        let easting = eta + zr * y1i + zi * y1r
        return ProjectedPoint(
            x: Self.falseEasting + Self.scale * radius * easting,
            y: falseNorthing + Self.scale * radius * northing
        )
    }

    /// Projects columns in place.
    func forward(x: inout [Double], y: inout [Double], threads: Int) {
        let count = min(x.count, y.count)
        let chunk = 16_384
        let chunks = (count + chunk - 1) / chunk
        x.withUnsafeMutableBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                // Sound: both hold `count` numbers, and each row is touched by one thread.
                nonisolated(unsafe) let xs = x
                nonisolated(unsafe) let ys = y
                @Sendable func project(_ number: Int) {
                    for row in (number * chunk)..<min(count, (number + 1) * chunk) {
                        let point = forward(longitude: xs[row], latitude: ys[row])
                        let isFinite = point.x.isFinite && point.y.isFinite
                        xs[row] = isFinite ? point.x : .nan
                        ys[row] = isFinite ? point.y : .nan
                    }
                }
                if threads > 1, chunks > 1 {
                    DispatchQueue.concurrentPerform(iterations: chunks, execute: project)
                } else {
                    for number in 0..<chunks { project(number) }
                }
            }
        }
    }
}
