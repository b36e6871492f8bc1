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

        /// Makes options.
        package init(
            crs: String? = nil,
            sourceCRS: String? = nil,
            layer: String? = nil,
            fields: RoadFieldMapping = .automatic
        ) {
            (self.crs, self.sourceCRS, self.layer, self.fields) = (crs, sourceCRS, layer, fields)
        }
    }

    /// Reads and compiles a road map.
    package static func compile(
        _ path: String,
        options: Options
    ) throws(IntakeError) -> (image: [UInt8], network: CompiledNetwork) {
        let source = try RoadFileImporter.importRoads(
            path: path,
            layer: options.layer,
            fields: options.fields,
            sourceCRS: options.sourceCRS,
            crs: options.crs
        )
        let image = try NetworkCompiler.compile(source)
        return (image, try CompiledNetwork(image: image))
    }

    /// Reads a road map, compiles it, keeps the image and makes it the workspace's network.
    package static func run(
        _ path: String,
        into store: Store,
        options: Options,
        at time: Timestamp
    ) throws(IntakeError) -> (version: NetworkVersion, summary: NetworkSummary) {
        let (image, network) = try compile(path, options: options)
        let objects = ObjectStore(workspace: store.workspace)
        let stored = try objects.put(path)
        let name = "\(network.versionID).jolnet"
        try writeImage(image, to: store.workspace.networks.appendingPathComponent(name).path)
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
            rows: try SegmentRows.make(of: network)
        )
        return (version, summary)
    }

    /// Opens the compiled image of the workspace's network.
    package static func open(
        _ version: NetworkVersion,
        in store: Store
    ) throws(IntakeError) -> CompiledNetwork {
        try CompiledNetwork.open(
            path: store.workspace.networks.appendingPathComponent(version.image).path
        )
    }

    /// Writes an image under a temporary name, syncs and renames it.
    package static func writeImage(_ image: [UInt8], to path: String) throws(IntakeError) {
        do {
            let temporary = path + ".part"
            let handle = try openForWriting(temporary)
            defer { try? handle.close() }
            try handle.write(contentsOf: Data(image))
            try handle.synchronize()
            guard rename(temporary, path) == 0 else {
                throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
            }
        } catch { throw IntakeError.io(subject: path, error) }
    }

    private static func openForWriting(_ path: String) throws -> FileHandle {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
