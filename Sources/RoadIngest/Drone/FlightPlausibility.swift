package import RoadModel

/// Marks fixes that cannot be right: they are kept, and an event and a warning say which.
///
/// A fix is doubted when it lies farther from both neighbours than any drone flies meanwhile, while
/// these agree with each other; at the ends of a flight one neighbour must do, when the two behind
/// it agree.
package enum FlightPlausibility {
    /// Faster than any multicopter or fixed wing that police fly, in metres a second.
    static let fastestMetresPerSecond = 150.0
    /// What positions may jump at once: receivers settle after the first fix.
    static let slackMetres = 200.0
    /// The greatest distance that is believed whatever time has passed, in metres.
    static let farthestMetres = 50_000.0
    /// The most fixes that are marked one by one.
    static let mostMarked = 1000

    /// Marks the doubtful fixes of a flight.
    package static func mark(_ flight: inout Flight) {
        let numbers = markRows(&flight, behind: 0)
        if !numbers.isEmpty { flight.warnings.append(warning(numbers)) }
    }

    /// Marks the doubtful fixes of a part of a flight by events.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - count: The fixes of the parts before it.
    /// - Returns: The numbers of the fixes within the flight, from 1.
    static func markRows(_ part: inout Flight, behind count: Int) -> [Int] {
        let numbers = doubtful(part.fixes).map { count + $0 + 1 }
        guard !numbers.isEmpty else { return [] }
        for number in numbers.prefix(mostMarked) {
            part.events.append(
                FlightEvent(
                    vehicleMicroseconds: part.fixes.vehicleMicroseconds[number - count - 1],
                    kind: .doubt,
                    text: "fix \(number) lies apart from the fixes before and after it"
                )
            )
        }
        part.events.sort { $0.vehicleMicroseconds < $1.vehicleMicroseconds }
        return numbers
    }

    /// The sentence that names doubtful fixes.
    static func warning(_ numbers: [Int]) -> String {
        let named = numbers.prefix(5).map { "\($0)" }.joined(separator: ", ")
        return "\(numbers.count) fixes are doubtful: they lie apart from their neighbours (number "
            + "\(named)\(numbers.count > 5 ? ", …" : "")); they are kept and marked."
    }

    /// The rows that cannot be right.
    static func doubtful(_ fixes: FixColumns) -> [Int] {
        let count = fixes.count
        guard count >= 3 else { return [] }
        var rows: [Int] = []
        // Whether row and next are within reach of each other.
        var isBeforeNear = isNear(fixes, 0, 1)
        if !isBeforeNear, isNear(fixes, 1, 2) { rows.append(0) }
        for row in 1..<count - 1 {
            let isAfterNear = isNear(fixes, row, row + 1)
            if !isBeforeNear, !isAfterNear, isNear(fixes, row - 1, row + 1) { rows.append(row) }
            isBeforeNear = isAfterNear
        }
        if !isBeforeNear, isNear(fixes, count - 3, count - 2) { rows.append(count - 1) }
        return rows
    }

    private static func isNear(_ fixes: FixColumns, _ first: Int, _ second: Int) -> Bool {
        // Metres of a degree of latitude, and at the equator of longitude: 1 % is near enough here.
        let metresPerDegree = 111_320.0
        let north = fixes.latitudeDegrees[second] - fixes.latitudeDegrees[first]
        var east = abs(fixes.longitudeDegrees[second] - fixes.longitudeDegrees[first])
        if east > 180 { east = 360 - east }
        // A bound that needs no cosine serves nearly every row.
        let most = (abs(north) + east) * metresPerDegree
        if most <= slackMetres { return true }
        let latitude = fixes.latitudeDegrees[first] * (Double.pi / 180)
        let shrunken = east * cosine(latitude)
        let metres = (north * north + shrunken * shrunken).squareRoot() * metresPerDegree
        let passed = abs(
            Double(fixes.vehicleMicroseconds[second]) - Double(fixes.vehicleMicroseconds[first])
        )
        return metres <= min(farthestMetres, slackMetres + passed / 1e6 * fastestMetresPerSecond)
    }

    /// The cosine within 0.2 %, which is plenty for a bound.
    private static func cosine(_ angle: Double) -> Double {
        let square = angle * angle
        return max(0, 1 - square / 2 + square * square / 24 - square * square * square / 720)
    }
}
