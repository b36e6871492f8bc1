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
///
/// `ab/<sha256>` is a file as it came; `ab/<sha256>.sealed` is one with plates, sealed with a key
/// that is not in the store. Both are named by the file's own content.
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
        /// The digest of the sealed form, for a file that is sealed.
        package let sealed: ContentDigest?

        /// States a file.
        package init(
            digest: ContentDigest,
            size: Int,
            path: String,
            isNew: Bool,
            sealed: ContentDigest? = nil
        ) {
            (self.digest, self.size, self.path, self.isNew) = (digest, size, path, isNew)
            self.sealed = sealed
        }
    }

    /// The digest of a file as it is now.
    ///
    /// - Throws: `.fileMissing`, `.io`.
    package static func digest(of path: String) throws(IntakeError) -> ContentDigest {
        try digest(ofFile: path).digest
    }

    let folder: URL
    private let workspace: Workspace

    /// A store in a workspace.
    package init(workspace: Workspace) {
        self.workspace = workspace
        folder = workspace.objects
    }

    /// Where the file of a digest lies, whether or not it is there.
    package func path(of digest: ContentDigest) -> String {
        folder.appendingPathComponent("\(digest.hex.prefix(2))/\(digest.hex)").path
    }

    /// Where the sealed form of a file lies, whether or not it is there.
    package func sealedPath(of digest: ContentDigest) -> String { path(of: digest) + ".sealed" }

    /// Copies a file into the store while hashing it, and makes it durable.
    ///
    /// Temporary file → SHA-256 → fsync → link under its digest → fsync of the folder. A file that
    /// is there already is left alone. Memory is one buffer of 1 MiB whatever the size.
    package func put(_ source: String) throws(IntakeError) -> Stored {
        let temporary = temporaryPath
        defer { unlink(temporary) }
        do {
            let (digest, size) = try copy(source, to: temporary)
            let target = path(of: digest)
            let isNew = try place(temporary, at: target)
            return Stored(digest: digest, size: size, path: target, isNew: isNew)
        } catch {
            throw IntakeError.io(subject: source, error)
        }
    }

    /// Copies a file into the store sealed; the rest is as with ``put(_:)``.
    ///
    /// - Returns: What is stored now, and the file's own bytes for reading them at once.
    package func put(
        _ source: String,
        sealing keys: PersonalKeys
    ) throws(IntakeError) -> (stored: Stored, plain: PlainCopy) {
        let temporary = temporaryPath
        defer { unlink(temporary) }
        do {
            let plain = try PlainCopy(in: folder)
            var writer = SealWriter(keys.seal)
            var (whole, sealed, size) = (SHA256(), SHA256(), 0)
            try Self.write(to: temporary) { write in
                func put(_ piece: Data) throws {
                    sealed.update(data: piece)
                    try write(piece)
                }
                try put(writer.header)
                try Self.read(source) { chunk in
                    whole.update(data: chunk)
                    size += chunk.count
                    try plain.append(chunk)
                    try writer.add(chunk, put)
                }
                try writer.finish(put)
            }
            let digest = ContentDigest(hex: LedgerHash(whole.finalize()).hex)
            let target = sealedPath(of: digest)
            let isNew = try place(temporary, at: target)
            // One that an interrupted intake left has another salt.
            let found =
                isNew
                ? ContentDigest(hex: LedgerHash(sealed.finalize()).hex)
                : try Self.digest(ofFile: target).digest
            return (
                Stored(digest: digest, size: size, path: target, isNew: isNew, sealed: found), plain
            )
        } catch {
            throw IntakeError.io(subject: source, error)
        }
    }

    /// Copies a sealed file from another store as it lies there.
    ///
    /// - Returns: The digest and size of the sealed form.
    func take(
        sealed digest: ContentDigest,
        from other: ObjectStore
    ) throws(IntakeError) -> (digest: ContentDigest, size: Int) {
        let temporary = temporaryPath
        defer { unlink(temporary) }
        let source = other.sealedPath(of: digest)
        do {
            let found = try copy(source, to: temporary)
            _ = try place(temporary, at: sealedPath(of: digest))
            return found
        } catch { throw IntakeError.io(subject: source, error) }
    }

    /// Copies a received file from another store as it lies there, sealed or not.
    ///
    /// - Returns: The digest of the sealed form; `nil` for a file that is not sealed.
    /// - Throws: `.fileMissing`, `.io`, `.diskFull`.
    package func keep(
        _ digest: ContentDigest,
        from other: ObjectStore
    ) throws(IntakeError) -> ContentDigest? {
        guard FileManager.default.fileExists(atPath: other.sealedPath(of: digest)) else {
            _ = try put(other.path(of: digest))
            return nil
        }
        return try take(sealed: digest, from: other).digest
    }

    /// A received file opened for reading.
    package enum Opened {
        /// It lies in the store as it came.
        case asReceived(String)
        /// It is sealed; its own bytes stand in a nameless file as long as this value lives.
        case unsealed(PlainCopy)

        /// Where it can be read.
        package var path: String {
            switch self {
            case .asReceived(let path): path
            case .unsealed(let copy): copy.path
            }
        }
    }

    /// Opens a received file, sealed or not.
    ///
    /// - Throws: `.verificationFailed` when it is sealed and its key is missing or another one, or a
    ///   byte of it was changed.
    package func open(_ digest: ContentDigest) throws(IntakeError) -> Opened {
        let sealed = sealedPath(of: digest)
        guard FileManager.default.fileExists(atPath: sealed) else {
            return .asReceived(path(of: digest))
        }
        let keys = try PersonalKeys.required(by: workspace)
        do {
            let plain = try PlainCopy(in: folder)
            try SealReader.read(sealed, keys.seal) { try plain.append($0) }
            return .unsealed(plain)
        } catch { throw IntakeError.io(subject: sealed, error) }
    }

    private var temporaryPath: String {
        folder.appendingPathComponent("tmp-\(UUID().uuidString)").path
    }

    /// Links a synced file under its name for good.
    ///
    /// - Returns: Whether it is new there.
    private func place(_ temporary: String, at target: String) throws -> Bool {
        let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        let isNew = link(temporary, target) == 0
        guard isNew || errno == EEXIST else { throw Self.posixError() }
        try Self.synchronise(parent)
        return isNew
    }

    /// Writes a received file out as it came.
    ///
    /// - Throws: What ``open(_:)`` throws, `.outputExists`, `.io`.
    package func copyOut(_ digest: ContentDigest, to target: String) throws(IntakeError) {
        let copy = try open(digest)
        do { try Self.duplicate(copy.path, to: target) } catch {
            throw IntakeError.io(subject: target, error)
        }
    }

    /// Removes a file's content for good; that it is gone is made durable.
    ///
    /// - Returns: Whether there was one.
    func erase(_ digest: ContentDigest) throws(IntakeError) -> Bool {
        let target = sealedPath(of: digest)
        do {
            guard unlink(target) == 0 else {
                guard errno == ENOENT else { throw Self.posixError() }
                return false
            }
            try Self.synchronise(URL(fileURLWithPath: target).deletingLastPathComponent().path)
            return true
        } catch { throw IntakeError.io(subject: target, error) }
    }

    /// Removes the plain form of a file whose sealed form is there.
    func eraseUnsealed(_ digest: ContentDigest) throws(IntakeError) {
        let target = path(of: digest)
        do {
            guard unlink(target) == 0 || errno == ENOENT else { throw Self.posixError() }
            try Self.synchronise(URL(fileURLWithPath: target).deletingLastPathComponent().path)
        } catch { throw IntakeError.io(subject: target, error) }
    }

    /// Takes back a file that turned out to be unreadable, unless it was there before.
    package func discard(_ stored: Stored) {
        if stored.isNew { unlink(stored.path) }
    }

    private func copy(_ source: String, to temporary: String) throws -> (ContentDigest, Int) {
        var hash = SHA256()
        var size = 0
        try Self.write(to: temporary) { write in
            try Self.read(source) { chunk in
                hash.update(data: chunk)
                try write(chunk)
                size += chunk.count
            }
        }
        return (ContentDigest(hex: LedgerHash(hash.finalize()).hex), size)
    }

    /// Copies a file under another name, for its owner only.
    static func duplicate(_ source: String, to target: String) throws {
        try write(to: target) { write in try read(source, write) }
    }

    static func read(_ source: String, _ take: (Data) throws -> Void) throws {
        let isStandardInput = source == "-"
        let input = isStandardInput ? 0 : Foundation.open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw missingOrDenied(source) }
        defer { if !isStandardInput { close(input) } }
        let reader = FileHandle(fileDescriptor: input, closeOnDealloc: false)
        while let chunk = try reader.read(upToCount: 1 << 20), !chunk.isEmpty { try take(chunk) }
    }

    /// Makes a file, lets `body` write it, and syncs it.
    static func write(
        to temporary: String,
        mode: mode_t = 0o600,
        _ body: ((Data) throws -> Void) throws -> Void
    ) throws {
        let output = Foundation.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard output >= 0 else { throw posixError() }
        defer { close(output) }
        let writer = FileHandle(fileDescriptor: output, closeOnDealloc: false)
        try body { try writer.write(contentsOf: $0) }
        guard fsync(output) == 0 else { throw posixError() }
    }

    /// The digest and size of a file as it is now.
    ///
    /// - Throws: `.fileMissing`, `.io`.
    static func digest(
        ofFile path: String,
        _ progress: (Int) -> Void = { _ in }
    ) throws(IntakeError) -> (digest: ContentDigest, size: Int) {
        let input = Foundation.open(path, O_RDONLY | O_CLOEXEC)
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

    /// Makes what was renamed, linked or removed in a folder survive a power cut.
    static func synchronise(_ folder: String) throws {
        let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw posixError() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw posixError() }
    }

    static func missingOrDenied(_ source: String) -> any Error {
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

    static func posixError() -> any Error {
        NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
    }
}
