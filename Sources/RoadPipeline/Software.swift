/// The program's name and version, as it stands in receipts, runs and reports.
package enum Software {
    /// Semantic version.
    package static let version = "0.1.0"
    /// Name and version.
    package static let name = "jol \(version)"
}
