/// What a simulation wrote; every count agrees with the files.
package struct SimulationSummary: Sendable, Hashable, Codable {
    /// One file of the world.
    package struct File: Sendable, Hashable, Codable {
        /// Path below the output directory.
        package var path: String
        /// Size in bytes.
        package var bytes: Int
        /// Records in it: rows without the header, features, fixes, or ways.
        package var records: Int

        /// Makes an entry.
        package init(path: String, bytes: Int, records: Int) {
            (self.path, self.bytes, self.records) = (path, bytes, records)
        }
    }

    /// The options behind the world.
    package var options: SimulationOptions
    /// Nodes of the road map, kilometre posts included.
    package var nodes = 0
    /// Roads of the map.
    package var ways = 0
    /// Stretches between junctions.
    package var pieces = 0
    /// Length of all roads in kilometres, each carriageway counted.
    package var roadKilometres = 0.0
    /// Roadside complexes, mobile ones included.
    package var devices = 0
    /// Records of complexes, violations included.
    package var passages = 0
    /// Records of complexes that are violations.
    package var violations = 0
    /// Crashes by year, for example `2023: 310`.
    package var crashesByYear: [Int: Int] = [:]
    /// People killed in all crashes.
    package var killed = 0
    /// People injured in all crashes.
    package var injured = 0
    /// Flight logs.
    package var flights = 0
    /// Position fixes in all flight logs.
    package var fixes = 0
    /// The files in the order they were written.
    package var files: [File] = []

    /// Starts a summary with no counts.
    package init(options: SimulationOptions) { self.options = options }

    /// Crashes of all years.
    package var crashes: Int { crashesByYear.values.reduce(0, +) }
}
