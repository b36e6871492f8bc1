/// Peak searching along a stretch (HSM 4.4.2.12): windows grow until one is precise enough.
package struct PeakSearch: Sendable {
    /// One window with its estimate.
    package struct Window: Sendable, Hashable {
        /// Where it lies.
        package var cut: RoadCutter.Cut
        /// Crashes.
        package var observed: Int
        /// Expected crashes by empirical Bayes.
        package var expected: Double
        /// Coefficient of variation of the expected number.
        package var variation: Double
        /// Whether the variation is within the limit.
        package var isAccepted: Bool
    }

    /// The windows of the width at which the search ended.
    package let windows: [Window]
    /// The width.
    package let width: Double
    /// The accepted window that expects most; `nil` when even the whole stretch is too uncertain.
    ///
    /// With empirical Bayes the variation falls as crashes rise, so it is no test of significance.
    package let peak: Window?

    /// Searches.
    ///
    /// - Parameters:
    ///   - places: Metres of the crashes, ascending.
    ///   - start: Where the stretch begins.
    ///   - end: Where it ends.
    ///   - width: The first width and what it grows by, in metres.
    ///   - perMetre: Predicted crashes a metre in the period.
    ///   - dispersion: k of a window.
    ///   - limit: Largest variation accepted.
    package init(
        places: [Double],
        from start: Double,
        to end: Double,
        width: Double,
        perMetre: Double,
        dispersion: Double,
        limit: Double
    ) {
        var size = width
        while true {
            let cuts = PeakSearch.cuts(from: start, to: end, width: size)
            let counts = cuts.map { cut in
                places.count { place in
                    place >= cut.start - 1e-6
                        && (place < cut.end - 1e-6 || cut.end >= end - 1e-6)
                }
            }
            let found = zip(cuts, counts).map { cut, count -> Window in
                let estimate = EmpiricalBayes.estimate(
                    observed: Double(count),
                    predicted: perMetre * (cut.end - cut.start),
                    dispersion: dispersion
                )
                let variation = estimate?.variation ?? .infinity
                return Window(
                    cut: cut,
                    observed: count,
                    expected: estimate?.expected ?? 0,
                    variation: variation,
                    isAccepted: variation <= limit
                )
            }
            let best = found.filter(\.isAccepted).max {
                ($0.expected, $1.cut.start) < ($1.expected, $0.cut.start)
            }
            if best != nil || size >= end - start - 1e-6 {
                (windows, self.width, peak) = (found, min(size, end - start), best)
                return
            }
            size += width
        }
    }

    /// Windows side by side; where a remainder is left the last one overlaps its neighbour.
    private static func cuts(
        from start: Double,
        to end: Double,
        width: Double
    ) -> [RoadCutter.Cut] {
        RoadCutter.windows(from: start, to: end, width: width, step: width)
    }
}
