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
        var trail = Trail()
        let numbers = markRows(&flight, &trail, isLast: true)
        if !numbers.isEmpty { flight.warnings.append(warning(numbers)) }
    }

    /// The last fixes of the parts before, by which the first ones of a part are judged.
    struct Trail {
        /// The last three fixes, or as many as there are; only places and times.
        fileprivate var fixes = FixColumns()
        /// The fixes so far, and how many of them are judged: the last one needs the next.
        fileprivate var (count, judged) = (0, 0)

        init() {}

        /// Adds a part's fixes.
        fileprivate mutating func add(_ part: FixColumns) {
            fixes.vehicleMicroseconds += part.vehicleMicroseconds
            fixes.latitudeDegrees += part.latitudeDegrees
            fixes.longitudeDegrees += part.longitudeDegrees
            count += part.count
        }

        /// Forgets all but the last three.
        fileprivate mutating func shorten() {
            let gone = max(0, fixes.vehicleMicroseconds.count - 3)
            fixes.vehicleMicroseconds.removeFirst(gone)
            fixes.latitudeDegrees.removeFirst(gone)
            fixes.longitudeDegrees.removeFirst(gone)
        }
    }

    /// Marks the doubtful fixes of a part of a flight, and the last one of the part before, by
    /// events.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - trail: The fixes of the parts before it.
    ///   - isLast: Whether no part follows.
    /// - Returns: The numbers of the fixes within the flight, from 1.
    static func markRows(_ part: inout Flight, _ trail: inout Trail, isLast: Bool) -> [Int] {
        trail.add(part.fixes)
        guard trail.count >= 3 else { return [] }
        let first = trail.count - trail.fixes.vehicleMicroseconds.count
        let end = isLast ? trail.count : trail.count - 1
        let numbers = doubtful(
            trail.fixes,
            rows: trail.judged - first..<max(trail.judged, end) - first,
            beginsFlight: first == 0,
            endsFlight: isLast
        ).map { first + $0 + 1 }
        for number in numbers.prefix(mostMarked) {
            part.events.append(
                FlightEvent(
                    vehicleMicroseconds: trail.fixes.vehicleMicroseconds[number - first - 1],
                    kind: .doubt,
                    text: "fix \(number) lies apart from the fixes before and after it"
                )
            )
        }
        if !numbers.isEmpty {
            part.events.sort { $0.vehicleMicroseconds < $1.vehicleMicroseconds }
        }
        trail.judged = end
        trail.shorten()
        return numbers
    }

    /// The sentence that names doubtful fixes.
    static func warning(_ numbers: [Int]) -> String {
        let named = numbers.prefix(5).map { "\($0)" }.joined(separator: ", ")
        return "\(numbers.count) fixes are doubtful: they lie apart from their neighbours (number "
            + "\(named)\(numbers.count > 5 ? ", …" : "")); they are kept and marked."
    }

    /// Those of `rows` that cannot be right; there are at least three fixes.
    private static func doubtful(
        _ fixes: FixColumns,
        rows: Range<Int>,
        beginsFlight: Bool,
        endsFlight: Bool
    ) -> [Int] {
        let count = fixes.vehicleMicroseconds.count
        var found: [Int] = []
        if beginsFlight, rows.contains(0), !isNear(fixes, 0, 1), isNear(fixes, 1, 2) {
            found.append(0)
        }
        let inner = rows.clamped(to: 1..<count - 1)
        // Whether row and next are within reach of each other.
        var isBeforeNear = inner.isEmpty || isNear(fixes, inner.lowerBound - 1, inner.lowerBound)
        for row in inner {
            let isAfterNear = isNear(fixes, row, row + 1)
            if !isBeforeNear, !isAfterNear, isNear(fixes, row - 1, row + 1) { found.append(row) }
            isBeforeNear = isAfterNear
        }
        if endsFlight, rows.contains(count - 1), !isNear(fixes, count - 2, count - 1),
            isNear(fixes, count - 3, count - 2)
        {
            found.append(count - 1)
        }
        return found
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
