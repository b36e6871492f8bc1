/// What a person says about a table of sites and the model to fit to it.
package struct SiteQuery: Sendable, Hashable {
    /// How the dispersion varies between sites.
    package enum DispersionForm: String, Sendable, CaseIterable {
        /// The same k everywhere.
        case constant
        /// k divided by the site's length, as in the Highway Safety Manual.
        case perLength = "per-length"
    }

    /// The column of crashes, or one a period by commas or `*`; `nil` looks for the usual names.
    package var crashes: String?
    /// The right side of the model; `nil` takes what the table has of AADT and length.
    package var formula: String?
    /// How the dispersion varies.
    package var form = DispersionForm.constant
    /// The column that names a site.
    package var id: String?
    /// The column of the period.
    package var year: String?
    /// The column or number of years that a row stands for.
    package var years: String?
    /// The column of traffic, or one a period.
    package var aadt: String?
    /// The column of the traffic count's standard deviation.
    package var aadtDeviation: String?
    /// The column of length.
    package var length: String?
    /// The column of the road class that gets a model of its own.
    package var roadClass: String?
    /// The column that marks treated sites, which take no part in the fit.
    package var treated: String?
    /// The column that marks untreated sites, which alone take part in the fit.
    package var untreated: String?
    /// Coefficients given from elsewhere: an expression, `name=value` pairs or a JSON file.
    package var given: String?
    /// The dispersion that belongs to given coefficients, a number or an expression.
    package var dispersion: String?
    /// Columns of crashes by severity, `name=column` by commas.
    package var severities: String?
    /// Share of crashes that get into the register: a number or a column.
    package var reporting: String?
    /// Unit of the column of length: m, km or mi.
    package var lengthUnit: String?
    /// Probability that limits hold.
    package var level = 0.9

    /// A query that asks for the defaults.
    package init() {}
}
