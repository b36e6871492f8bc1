/// A fixed section of a road with its grade (order 383: 5 good, 2 bad).
package struct GradedSection: Sendable, Hashable {
    /// The road.
    package var road: Int32
    /// Metres where it begins.
    package var start: Double
    /// Metres where it ends.
    package var end: Double
    /// Crashes on it.
    package var crashes: Int
    /// Crashes per ten kilometres.
    package var perTenKilometres: Double
    /// The grade; `nil` where no grade of the rule fits.
    package var grade: Int?

    /// Cuts roads into sections and grades them.
    ///
    /// A crash on a border belongs to the section that begins there, the end of a road to its last
    /// section.
    package static func sections(
        _ rule: HotspotRule,
        _ crashes: RuleCrashes,
        _ lengths: [Int32: Double]
    ) -> [GradedSection] {
        var roads: [Int32: [Double]] = [:]
        for row in 0..<crashes.count
        where rule.filter != "casualties" || crashes.hasCasualties[row] {
            roads[crashes.road[row], default: []].append(crashes.metres[row])
        }
        var sections: [GradedSection] = []
        for road in roads.keys.sorted() {
            let places = (roads[road] ?? []).sorted()
            let length = lengths[road] ?? places.last ?? 0
            let cuts = RoadCutter.sections(
                from: min(0, places.first ?? 0),
                to: max(length, places.last ?? 0),
                length: rule.sectionMetres ?? 1000,
                shortest: rule.shortestSectionMetres ?? 500
            )
            let counts = RoadCutter.count(places, in: cuts)
            for (cut, count) in zip(cuts, counts) {
                let rate = Double(count) / max(1e-9, cut.end - cut.start) * 10_000
                sections.append(
                    GradedSection(
                        road: road,
                        start: cut.start,
                        end: cut.end,
                        crashes: count,
                        perTenKilometres: rate,
                        grade: grade(rate, rule.grades ?? [])
                    )
                )
            }
        }
        return sections
    }

    private static func grade(_ rate: Double, _ grades: [HotspotRule.Grade]) -> Int? {
        grades.first { grade in
            (grade.above.map { rate > $0 + 1e-9 } ?? true)
                && (grade.from.map { rate >= $0 - 1e-9 } ?? true)
        }?.grade
    }
}

/// Cuts a stretch of chainage into sections and windows.
package enum RoadCutter {
    /// A stretch, in metres.
    package struct Cut: Sendable, Hashable {
        /// Where it begins.
        package var start: Double
        /// Where it ends.
        package var end: Double

        /// Makes a stretch.
        package init(start: Double, end: Double) { (self.start, self.end) = (start, end) }
    }

    /// Chainages closer than this are one place: sums of lengths differ in their last digits.
    private static let tolerance = 1e-6

    /// Sections at whole multiples of `length`; a last one shorter than `shortest` joins its
    /// neighbour (road-risk rule of order 383; the first one alike).
    package static func sections(
        from start: Double,
        to end: Double,
        length: Double,
        shortest: Double
    ) -> [Cut] {
        guard end > start, length > 0, (end - start) / length < 1e7 else {
            return [Cut(start: start, end: max(start, end))]
        }
        var borders = [start]
        var border = ((start / length).rounded(.down) + 1) * length
        while border < end - tolerance {
            if border > start + tolerance { borders.append(border) }
            border += length
        }
        borders.append(end)
        if borders.count > 2, end - borders[borders.count - 2] < shortest - tolerance {
            borders.remove(at: borders.count - 2)
        }
        if borders.count > 2, borders[1] - start < shortest - tolerance { borders.remove(at: 1) }
        return zip(borders, borders.dropFirst()).map { Cut(start: $0, end: $1) }
    }

    /// Windows of one width moved by `step`; the last one ends with the stretch.
    package static func windows(
        from start: Double,
        to end: Double,
        width: Double,
        step: Double
    ) -> [Cut] {
        guard end - start > width, width > 0, step > 0, (end - start) / step < 1e7 else {
            return [Cut(start: start, end: end)]
        }
        var windows: [Cut] = []
        var index = 0.0
        while start + index * step + width < end - tolerance {
            windows.append(Cut(start: start + index * step, end: start + index * step + width))
            index += 1
        }
        windows.append(Cut(start: end - width, end: end))
        return windows
    }

    /// Places, ascending, in each cut; a place on a border belongs to the cut that begins there,
    /// the end of the last cut to it.
    package static func count(_ places: [Double], in cuts: [Cut]) -> [Int] {
        cuts.indices.map { index in
            let cut = cuts[index]
            let isLast = index == cuts.count - 1
            let low = firstIndex(places, notBelow: cut.start - tolerance)
            let high =
                isLast
                ? firstIndex(places, notBelow: cut.end + 2 * tolerance)
                : firstIndex(places, notBelow: cut.end - tolerance)
            return max(0, high - low)
        }
    }

    private static func firstIndex(_ places: [Double], notBelow value: Double) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
