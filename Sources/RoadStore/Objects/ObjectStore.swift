import Crypto
import Foundation
package import RoadModel

/// The SHA-256 of a file's content: what makes two files the same.
package struct ContentDigest: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hex: String

    /// Wraps 64 hexadecimal digits.
    package init(hex: String) { self.hex = hex }

    package var description: String { hex }
}

/// Received files by their content, written once and never changed.
package struct ObjectStore: Sendable {
    /// A file that is now in the store.
    package struct Stored: Sendable, Hashable {
        /// Its digest.
        package let digest: ContentDigest
        /// Its size in bytes.
        package let size: Int
        /// Where it lies.
        package let path: String
        /// Whether it was not in the store before.
        package let isNew: Bool

        /// States a file.
        package init(digest: ContentDigest, size: Int, path: String, isNew: Bool) {
            (self.digest, self.size, self.path, self.isNew) = (digest, size, path, isNew)
        }
    }

    /// The digest of a file as it is now.
    ///
    /// - Throws: `.fileMissing`, `.io`.
    package static func digest(of path: String) throws(IntakeError) -> ContentDigest {
        try digest(ofFile: path).digest
    }

    private let folder: URL

    /// A store in a workspace.
    package init(workspace: Workspace) { folder = workspace.objects }

    /// Where the file of a digest lies, whether or not it is there.
    package func path(of digest: ContentDigest) -> String {
        folder.appendingPathComponent("\(digest.hex.prefix(2))/\(digest.hex)").path
    }

    /// Copies a file into the store while hashing it, and makes it durable.
    ///
    /// Temporary file → SHA-256 → fsync → link under its digest → fsync of the folder. A file that
    /// is there already is left alone. Memory is one buffer of 1 MiB whatever the size.
    package func put(_ source: String) throws(IntakeError) -> Stored {
        let temporary = folder.appendingPathComponent("tmp-\(UUID().uuidString)").path
        defer { unlink(temporary) }
        do {
            let (digest, size) = try copy(source, to: temporary)
            let target = path(of: digest)
            let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
            try FileManager.default.createDirectory(
                atPath: parent,
                withIntermediateDirectories: true
            )
            let isNew = link(temporary, target) == 0
            guard isNew || errno == EEXIST else { throw posixError() }
            try synchronise(parent)
            return Stored(digest: digest, size: size, path: target, isNew: isNew)
        } catch {
            throw IntakeError.io(subject: source, error)
        }
    }

    /// Takes back a file that turned out to be unreadable, unless it was there before.
    package func discard(_ stored: Stored) {
        if stored.isNew { unlink(stored.path) }
    }

    private func copy(_ source: String, to temporary: String) throws -> (ContentDigest, Int) {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw Self.missingOrDenied(source) }
        defer { close(input) }
        let output = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw posixError() }
        defer { close(output) }
        var hash = SHA256()
        var size = 0
        let reader = FileHandle(fileDescriptor: input, closeOnDealloc: false)
        let writer = FileHandle(fileDescriptor: output, closeOnDealloc: false)
        while let chunk = try reader.read(upToCount: 1 << 20), !chunk.isEmpty {
            hash.update(data: chunk)
            try writer.write(contentsOf: chunk)
            size += chunk.count
        }
        guard fsync(output) == 0 else { throw posixError() }
        return (ContentDigest(hex: LedgerHash(hash.finalize()).hex), size)
    }

    /// The digest and size of a file as it is now.
    ///
    /// - Throws: `.fileMissing`, `.io`.
    static func digest(
        ofFile path: String,
        _ progress: (Int) -> Void = { _ in }
    ) throws(IntakeError) -> (digest: ContentDigest, size: Int) {
        let input = open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else {
            throw IntakeError.io(subject: path, missingOrDenied(path))
        }
        defer { close(input) }
        do {
            var hash = SHA256()
            var size = 0
            let reader = FileHandle(fileDescriptor: input, closeOnDealloc: false)
            while let chunk = try reader.read(upToCount: 1 << 20), !chunk.isEmpty {
                hash.update(data: chunk)
                size += chunk.count
                progress(chunk.count)
            }
            return (ContentDigest(hex: LedgerHash(hash.finalize()).hex), size)
        } catch { throw IntakeError.io(subject: path, error) }
    }

    /// The digests of all files that lie in the store.
    func all() -> [String] {
        let manager = FileManager.default
        let folders = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        return folders.filter { $0.count == 2 }.sorted().flatMap { name in
            let path = folder.appendingPathComponent(name).path
            return ((try? manager.contentsOfDirectory(atPath: path)) ?? []).sorted()
        }
    }

    /// Removes copies that an interrupted intake left half made; only the one writer may.
    package func sweep() {
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        where name.hasPrefix("tmp-") {
            unlink(folder.appendingPathComponent(name).path)
        }
    }

    private func synchronise(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw posixError() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw posixError() }
    }

    private static func missingOrDenied(_ source: String) -> any Error {
        guard errno == ENOENT else {
            return NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
        }
        return IntakeError(
            .fileMissing,
            subject: source,
            detail: "There is no such file.",
            remedy: "Check the path; quote it if it contains spaces."
        )
    }

    private func posixError() -> any Error {
        NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
    }
}
