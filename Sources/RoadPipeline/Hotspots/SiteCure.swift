package import RoadAnalysis
package import RoadModel
package import RoadStatistics

/// Cumulative residuals of a fit along each covariate and along the fitted mean.
package enum SiteCure {
    /// One curve.
    package struct Named: Sendable {
        /// The covariate.
        package var name: String
        /// The curve.
        package var curve: CureCurve
    }

    /// The curves of a model of all sites.
    package static func curves(
        _ model: SiteModel,
        _ sites: SiteTable,
        _ fit: DispersionFit
    ) throws(IntakeError) -> [Named] {
        let residuals = fit.rows.indices.map { sites.crashes[fit.rows[$0]] - fit.means[$0] }
        var curves = [
            Named(
                name: "fitted",
                curve: CureCurve(covariate: fit.means, residuals: residuals)
            )
        ]
        for (name, column) in model.columns.sorted(by: { $0.key < $1.key }) {
            guard case .numbers(let values) = column, !name.hasPrefix("jol_") else { continue }
            let covariate = fit.rows.map { values[$0] }
            guard Set(covariate.prefix(1000)).count > 4 else { continue }
            curves.append(
                Named(name: name, curve: CureCurve(covariate: covariate, residuals: residuals))
            )
        }
        return curves
    }
}
