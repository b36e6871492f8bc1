import Foundation
package import RoadGeodata
package import RoadModel
package import RoadNetwork
package import RoadStore

/// Brings a road map into a workspace, or compiles it into a stand-alone image.
package enum NetworkImport {
    /// What an import is told.
    package struct Options: Sendable {
        /// Metric system of the network; `nil` chooses the UTM zone of the extent.
        package var crs: String?
        /// System of a source that does not say its own.
        package var sourceCRS: String?
        /// Layer of a source with several.
        package var layer: String?
        /// Columns of a source that is not OpenStreetMap.
        package var fields: RoadFieldMapping
        /// General speed limits for roads whose source states none.
        package var rules: SpeedLimitRules
        /// How near ends of lines without topology must lie to be joined.
        package var tolerance: Metres
        /// Cores to use; the result is the same for any number.
        package var threads: Int

        /// Makes options; all cores, the built-in rule pack, and 0.5 m.
        package init(
            crs: String? = nil,
            sourceCRS: String? = nil,
            layer: String? = nil,
            fields: RoadFieldMapping = .automatic,
            rules: SpeedLimitRules = .kazakhstan,
            tolerance: Metres = Metres(NetworkCompilerOptions().nodingToleranceMetres),
            threads: Int = ProcessInfo.processInfo.activeProcessorCount
        ) {
            (self.crs, self.sourceCRS, self.layer, self.fields) = (crs, sourceCRS, layer, fields)
            (self.rules, self.tolerance, self.threads) = (rules, tolerance, threads)
        }
    }

    /// Reads and compiles a road map into an image file.
    ///
    /// - Throws: As the importers and the compiler, and `.io` for the file.
    package static func compile(
        _ path: String,
        options: Options,
        to imagePath: String
    ) throws(IntakeError) -> CompiledNetwork {
        let file = try ImageFile(path: imagePath)
        try NetworkCompiler.compile(
            try RoadFileImporter.importRoads(
                path: path,
                layer: options.layer,
                fields: options.fields,
                sourceCRS: options.sourceCRS,
                crs: options.crs,
                rules: options.rules,
                threads: options.threads
            ),
            options: NetworkCompilerOptions(nodingToleranceMetres: options.tolerance.value),
            to: file
        )
        try file.finish()
        return try CompiledNetwork.openWritten(path: imagePath)
    }

    /// Reads a road map, compiles it, keeps the image and makes it the workspace's network.
    package static func run(
        _ path: String,
        into store: Store,
        options: Options,
        at time: Timestamp
    ) throws(IntakeError) -> (version: NetworkVersion, summary: NetworkSummary) {
        let folder = store.workspace.networks
        let incoming = folder.appendingPathComponent("incoming.jolnet").path
        // After the image has got its own name there is nothing to remove.
        defer { unlink(incoming) }
        let network = try compile(path, options: options, to: incoming)
        let objects = ObjectStore(workspace: store.workspace)
        let stored = try objects.put(path)
        let name = "\(network.versionID).jolnet"
        guard rename(incoming, folder.appendingPathComponent(name).path) == 0 else {
            throw IntakeError.io(
                subject: name,
                NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
            )
        }
        let summary = network.summary
        let version = try store.setNetwork(
            NetworkVersion(
                version: network.versionID,
                sourceName: URL(fileURLWithPath: path).lastPathComponent,
                sourceSHA256: stored.digest.hex,
                crs: network.crs,
                image: name,
                segments: network.segmentCount,
                nodes: network.nodeCount,
                kilometres: summary.kilometres,
                extent: network.extent,
                imported: time,
                notes: summary.notes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            ),
            rows: try SegmentRows.make(of: network),
            software: Software.name
        )
        return (version, summary)
    }

    /// Opens the compiled image of the workspace's network.
    package static func open(
        _ version: NetworkVersion,
        in store: Store
    ) throws(IntakeError) -> CompiledNetwork {
        try CompiledNetwork.open(path: path(of: version, in: store))
    }

    /// The file of a version's compiled image.
    package static func path(of version: NetworkVersion, in store: Store) -> String {
        store.workspace.networks.appendingPathComponent(version.image).path
    }

    /// Writes a finished file under a temporary name, syncs and renames it.
    package static func writeImage(_ bytes: [UInt8], to path: String) throws(IntakeError) {
        let file = try ImageFile(path: path)
        try file.append(bytes)
        try file.finish()
    }
}
