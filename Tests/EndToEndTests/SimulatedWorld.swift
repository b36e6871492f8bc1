import Foundation
import TestKit
import Testing

/// The main job on a fictional oblast, run once for all tests that look at its result.
struct SimulatedWorld: Sendable {
    /// A seed that nothing in the project was tuned on.
    static let seed = "20261124"
    static let shared: Result<SimulatedWorld, any Error> = Result { try SimulatedWorld() }

    let world: String
    let workspace: String
    let steps: [CommandRun]

    private init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-oblast-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        world = folder.appendingPathComponent("world").path
        workspace = folder.appendingPathComponent("workspace").path
        let (world, workspace) = (world, workspace)
        var steps: [CommandRun] = []
        func step(_ arguments: [String]) throws {
            steps.append(try CommandRun.jol(arguments, workspace: workspace))
        }
        try step(["simulate", "--seed", Self.seed, "--out", world, "--damaged", "--json"])
        try step(["init", workspace])
        try step(["network", "import", "\(world)/network.osm", "--json"])
        try step(["flights", "add", "\(world)/flights", "--json"])
        try step(["complexes", "add", "\(world)/complexes", "--json"])
        try step(["crashes", "add", "\(world)/crashes", "--zone", "Asia/Almaty", "--json"])
        try step(["match", "run", "--json"])
        try step(["hotspots", "run", "--json"])
        self.steps = steps
    }
}
