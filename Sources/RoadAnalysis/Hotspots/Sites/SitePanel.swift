/// Sites observed over one or more periods: one row a site and period, columns side by side.
package struct SitePanel: Sendable {
    /// The sites' names in order of appearance.
    package var ids: [String]
    /// The site of each row, an index of `ids`.
    package var site: [Int]
    /// Crashes of each row.
    package var observed: [Double]
    /// Crashes that the safety performance function expects in each row; NaN where it cannot say.
    package var predicted: [Double]
    /// The dispersion κ of each row: variance μ + κμ².
    package var dispersion: [Double]

    /// Makes a panel.
    package init(
        ids: [String],
        site: [Int],
        observed: [Double],
        predicted: [Double],
        dispersion: [Double]
    ) {
        (self.ids, self.site, self.observed) = (ids, site, observed)
        (self.predicted, self.dispersion) = (predicted, dispersion)
    }

    /// Sums of a column over the rows of every site; rows that have no prediction count too.
    package func sums(_ column: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: ids.count)
        for row in site.indices { sums[site[row]] += column[row] }
        return sums
    }
}
