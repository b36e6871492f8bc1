package import Foundation
package import RoadModel

/// A folder that holds everything Jol knows: the GeoPackage, the received files, the networks.
///
/// ```
/// DIR/
///   jol.gpkg      the GeoPackage, also the database
///   objects/ab/…  received files by SHA-256
///   networks/     compiled network images by version
///   receipts/     a receipt for each file, as text and JSON
///   keys/         the keys of the ledger and of the plates' pseudonyms, for the owner only
///   lock          held by the one process that writes
/// ```
package struct Workspace: Sendable {
    /// The folder.
    package let root: URL
    /// Where the keys are instead of where they usually are.
    package var keysFolder: URL?

    /// The environment variable that names the workspace.
    package static let environmentVariable = "JOL_WORKSPACE"

    /// The GeoPackage.
    package var database: URL { root.appendingPathComponent("jol.gpkg") }
    /// The received files.
    package var objects: URL { root.appendingPathComponent("objects") }
    /// Receipts as files, for people to take along.
    package var receipts: URL { root.appendingPathComponent("receipts") }
    /// The compiled networks.
    package var networks: URL { root.appendingPathComponent("networks") }
    /// The key of the plates' pseudonyms; `JOL_KEYS` moves it out of the workspace.
    package var keys: URL {
        if let keysFolder { return keysFolder }
        if let path = ProcessInfo.processInfo.environment["JOL_KEYS"], !path.isEmpty {
            return URL(fileURLWithPath: path, isDirectory: true)
        }
        return root.appendingPathComponent("keys")
    }

    /// Finds a workspace: the given path, else `JOL_WORKSPACE`, else this folder or one above it.
    ///
    /// - Throws: `.workspaceMissing` when there is none.
    package static func find(_ path: String?) throws(IntakeError) -> Workspace {
        let environment = ProcessInfo.processInfo.environment[environmentVariable]
        if let named = path ?? environment, !named.isEmpty {
            let workspace = Workspace(root: URL(fileURLWithPath: named, isDirectory: true))
            guard workspace.exists else { throw missing(named) }
            return workspace
        }
        let start = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        var folder = start.standardizedFileURL
        while true {
            let workspace = Workspace(root: folder)
            if workspace.exists { return workspace }
            let parent = folder.deletingLastPathComponent().standardizedFileURL
            guard parent.path != folder.path else { throw missing(start.path) }
            folder = parent
        }
    }

    /// What is left of a workspace whose database is lost: received files and receipts at the given
    /// path, else `JOL_WORKSPACE`; `nil` when nothing is, or the database is there.
    package static func remains(_ path: String?) -> Workspace? {
        let environment = ProcessInfo.processInfo.environment[environmentVariable]
        guard let named = path ?? environment, !named.isEmpty else { return nil }
        let workspace = Workspace(root: URL(fileURLWithPath: named, isDirectory: true))
        let manager = FileManager.default
        guard !workspace.exists, manager.fileExists(atPath: workspace.objects.path),
            manager.fileExists(atPath: workspace.receipts.path)
        else { return nil }
        return workspace
    }

    /// Whether the folder holds a workspace.
    package var exists: Bool { FileManager.default.fileExists(atPath: database.path) }

    /// Makes a new workspace with an empty GeoPackage.
    ///
    /// - Throws: `.workspaceExists` when the folder is one already, `.outputExists` when it holds
    ///   other files, `.io` when it cannot be made.
    package static func create(at path: String) throws(IntakeError) -> Workspace {
        let workspace = Workspace(root: URL(fileURLWithPath: path, isDirectory: true))
        guard !workspace.exists else {
            throw IntakeError(
                .workspaceExists,
                subject: path,
                detail: "This folder is a Jol workspace already.",
                remedy: "Use it as it is, or name another folder."
            )
        }
        let found = try? FileManager.default.contentsOfDirectory(atPath: path)
        if let found, !found.isEmpty {
            throw IntakeError(
                .outputExists,
                subject: path,
                detail: "The folder holds \(found.count) other files.",
                remedy: "Name an empty or a new folder."
            )
        }
        do {
            for folder in [workspace.root, workspace.objects, workspace.networks] {
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true
                )
            }
        } catch {
            throw IntakeError.io(subject: path, error)
        }
        _ = try Store(workspace: workspace, creating: true)
        return workspace
    }

    private static func missing(_ path: String) -> IntakeError {
        IntakeError(
            .workspaceMissing,
            subject: path,
            detail: "No jol.gpkg here\(path.hasPrefix("/") ? " or in a folder above" : "").",
            remedy: "Make one with 'jol init DIR', then pass --workspace DIR or set "
                + "\(environmentVariable)."
        )
    }
}

extension IntakeError {
    /// An operating system or database error in this project's words.
    package static func io(subject: String, _ error: any Error) -> IntakeError {
        if let known = error as? IntakeError { return known }
        let text = StoreErrorText.describe(error)
        let full =
            text.contains("No space left") || text.contains("disk is full")
            || (error as? CocoaError)?.code == .fileWriteOutOfSpace
        let denied = text.contains("ermission")
        return IntakeError(
            full ? .diskFull : denied ? .notPermitted : .io,
            subject: subject,
            detail: text,
            remedy: full
                ? "Free some space and repeat the command; nothing was stored by halves."
                : "Check that the disk and the folder can be read and written, then repeat."
        )
    }
}
