/// One figure seen in two places of the report.
package struct ReconciliationLine: Hashable, Sendable, Codable {
    /// What is counted.
    package var metric: Metric
    /// What it concerns: a file's name, a year; empty for the whole report.
    package var subject: String
    /// The period it concerns when that is not the report's own.
    package var period: ReportPeriod?
    /// Where the first figure stands.
    package var firstPlace: ReportTable
    /// The first figure.
    package var first: Int
    /// Where the second figure stands.
    package var secondPlace: ReportTable
    /// The second figure.
    package var second: Int

    /// Whether both places say the same.
    package var agrees: Bool { first == second }
}
