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
        var summary = SimulationSummary(options: options)
        let folder = try OutputFolder(path: outputDirectory, overwrites: options.overwrites)
        progress("network", 0)
        let world = SimulatedWorld(size: options.size)
        try folder.write(
            RoadMapFile.text(of: world), to: "network.osm", records: world.roads.count)
        summary.nodes = world.nodes.count
        summary.ways = world.roads.count
        summary.pieces = world.pieces.count
        summary.roadKilometres = world.kilometres
        summary.files = folder.files
        return summary
    }
}
