/// How well a method's list of one period holds in the next (Cheng & Washington 2008).
package struct ConsistencyTest: Sendable, Hashable {
    /// The method.
    package var method: String
    /// Crashes of the second period on the first period's list: site consistency.
    package var crashesCaptured: Double
    /// Sites on the lists of both periods: method consistency.
    package var sitesKept: Int
    /// Sum of rank differences of the first list's sites: total rank displacement.
    package var rankDisplacement: Int
    /// Share of crashes over share of length: predictive accuracy index; `nil` without length.
    package var accuracyIndex: Double?
    /// Crashes captured over the most that as many sites could have: predictive efficiency.
    package var efficiencyIndex: Double?

    /// Two periods of the same sites.
    package struct Periods: Sendable {
        /// Crashes of the second period by site.
        package var testCrashes: [Double]
        /// Length of each site; NaN without.
        package var length: [Double]
        /// All crashes of the second period, sites outside the comparison included.
        package var allCrashes: Double
        /// Length of all sites of the second period.
        package var allLength: Double

        /// Makes periods.
        package init(
            testCrashes: [Double],
            length: [Double],
            allCrashes: Double,
            allLength: Double
        ) {
            (self.testCrashes, self.length) = (testCrashes, length)
            (self.allCrashes, self.allLength) = (allCrashes, allLength)
        }

        /// The most crashes that `count` sites of the second period hold.
        package func best(_ count: Int) -> Double {
            testCrashes.sorted(by: >).prefix(count).reduce(0, +)
        }
    }

    /// Tests one method.
    ///
    /// - Parameters:
    ///   - method: Its name.
    ///   - first: Its figure of every site in the first period; the largest is the worst site.
    ///   - second: Its figure in the second period.
    ///   - periods: What happened.
    ///   - top: How many sites the list has.
    package init(
        _ method: String,
        first: [Double],
        second: [Double],
        _ periods: Periods,
        top: Int
    ) {
        let (one, two) = (Self.ranks(first), Self.ranks(second))
        let list = one.indices.filter { one[$0] <= top }
        self.method = method
        crashesCaptured = list.reduce(0.0) { $0 + periods.testCrashes[$1] }
        sitesKept = list.count { two[$0] <= top }
        rankDisplacement = list.reduce(0) { $0 + abs(one[$1] - two[$1]) }
        let length = list.reduce(0.0) { $0 + periods.length[$1] }
        if length > 0, periods.allLength > 0, periods.allCrashes > 0 {
            accuracyIndex =
                (crashesCaptured / periods.allCrashes) / (length / periods.allLength)
        }
        let best = periods.best(list.count)
        if best > 0 { efficiencyIndex = crashesCaptured / best }
    }

    /// Ranks from 1, the largest first; equal figures in the order of the sites.
    package static func ranks(_ figures: [Double]) -> [Int] {
        let order = figures.indices.sorted {
            figures[$0] != figures[$1] ? figures[$0] > figures[$1] : $0 < $1
        }
        var ranks = [Int](repeating: 0, count: figures.count)
        for (place, site) in order.enumerated() { ranks[site] = place + 1 }
        return ranks
    }
}
