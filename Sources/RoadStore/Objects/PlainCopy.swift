import Foundation
package import RoadModel

/// The bytes of a sealed file while they are read: a file without a name, for its owner only, that
/// is gone with the process, also when the process is killed.
package final class PlainCopy: Sendable {
    private let file: NamelessFile
    /// A path that opens it, in this process only.
    package var path: String { file.path }

    /// Makes an empty one in a folder, or in the system's temporary one where the folder cannot be
    /// written, as on read-only media.
    init(in folder: URL) throws {
        let folders = [folder.path, FileManager.default.temporaryDirectory.path]
        guard let made = NamelessFile(in: folders) else { throw ObjectStore.posixError() }
        file = made
    }

    /// Standard input, so that it can be looked at more than once.
    package static func ofStandardInput(in workspace: Workspace) throws(IntakeError) -> PlainCopy {
        do {
            let copy = try PlainCopy(in: workspace.objects)
            try ObjectStore.read("-") { try copy.append($0) }
            return copy
        } catch { throw IntakeError.io(subject: "-", error) }
    }

    /// What `body` writes, in a file without a name.
    package static func written(
        in workspace: Workspace,
        _ body: (([UInt8]) throws -> Void) throws -> Void
    ) throws(IntakeError) -> PlainCopy {
        do {
            let copy = try PlainCopy(in: workspace.objects)
            try body { try copy.append(Data($0)) }
            return copy
        } catch { throw IntakeError.io(subject: "a copy in UTF-8", error) }
    }

    func append(_ bytes: Data) throws {
        try FileHandle(fileDescriptor: file.descriptor, closeOnDealloc: false)
            .write(contentsOf: bytes)
    }

    /// Calls `body` with a file of the same content that has a name, for readers in another process;
    /// it lies in the system's temporary folder and is gone afterwards.
    package static func withName<Result>(
        _ path: String,
        _ body: (String) throws(IntakeError) -> Result
    ) throws(IntakeError) -> Result {
        guard path.hasPrefix("/proc/self/fd/") else { return try body(path) }
        let named = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-\(UUID().uuidString)").path
        defer { unlink(named) }
        do { try ObjectStore.duplicate(path, to: named) } catch {
            throw IntakeError.io(subject: path, error)
        }
        do throws(IntakeError) { return try body(named) } catch {
            guard error.subject == named else { throw error }
            var renamed = error
            renamed.subject = path
            throw renamed
        }
    }
}
