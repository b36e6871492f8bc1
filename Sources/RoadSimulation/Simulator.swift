package import RoadModel

/// Writes a fictional oblast: roads, three years of records, and the truth behind them.
package enum Simulator {
    /// First year of the simulated records.
    package static let firstYear = 2023
    /// Last year of the simulated records.
    package static let lastYear = 2025

    /// Writes the world of `options` below `outputDirectory`.
    ///
    /// - Parameters:
    ///   - options: What to simulate; equal options give equal bytes.
    ///   - outputDirectory: Created when absent; must be empty unless `options.overwrites`.
    ///   - progress: Called with a stage's name and the share done of the whole, in `[0, 1]`.
    /// - Throws: `usage.argument`, `output.exists`, `io.failed`, `io.disk_full`,
    ///   `io.not_permitted`.
    package static func run(
        _ options: SimulationOptions,
        outputDirectory: String,
        progress: (String, Double) -> Void = { _, _ in }
    ) throws(IntakeError) -> SimulationSummary {
        try options.validate()
        return SimulationSummary(options: options)
    }
}
