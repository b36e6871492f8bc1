import Foundation

/// A small file that only its owner can read and that survives a power cut once it is written: what
/// was sealed or signed with a key must not outlive the key.
enum SecretFile {
    /// Writes the file under another name, syncs it, and gives it its own.
    static func write(_ bytes: Data, to file: URL) throws {
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let temporary = folder.appendingPathComponent("tmp-\(UUID().uuidString)").path
        defer { unlink(temporary) }
        try ObjectStore.write(to: temporary, mode: 0o400) { write in try write(bytes) }
        guard rename(temporary, file.path) == 0 else { throw ObjectStore.posixError() }
        try ObjectStore.synchronise(folder.path)
        try ObjectStore.synchronise(folder.deletingLastPathComponent().path)
    }
}
