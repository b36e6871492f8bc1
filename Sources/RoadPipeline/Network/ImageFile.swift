import Foundation
import RoadModel
import RoadNetwork
import RoadStore

/// A network image on its way to a file: written without a name, synced, and put in place when it
/// is whole, so that nothing of it stays when the import fails or is killed.
final class ImageFile: ImageSink {
    /// Bytes written.
    private(set) var size = 0
    private let path: String
    private let handle: FileHandle
    /// Whether the file has its temporary name already, as where nameless files are not known.
    private var isNamed: Bool
    private var isFinished = false

    // Two imports at once must not share one.
    private var temporary: String { "\(path).\(getpid()).part" }

    /// Linux's `O_TMPFILE`, a macro that Swift does not import.
    private static let nameless = 0o20_000_000 | O_DIRECTORY

    /// Opens the file.
    ///
    /// - Parameter path: Where the image goes in the end.
    /// - Throws: `.badArgument` when something else than a file stands there, `.io`.
    init(path: String) throws(IntakeError) {
        self.path = path
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw IntakeError(
                .badArgument,
                subject: "--out \(path)",
                detail: "This is no regular file; an image is read in place and needs one.",
                remedy: "Name a file."
            )
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let flags = O_WRONLY | O_CLOEXEC
        // A nameless file gets its name through this folder, which a bare container may lack.
        let canBeNamed = access("/proc/self/fd", X_OK) == 0
        var descriptor = canBeNamed ? Foundation.open(folder, Self.nameless | flags, 0o644) : -1
        isNamed = descriptor < 0
        if isNamed {
            let named = "\(path).\(getpid()).part"
            descriptor = Foundation.open(named, flags | O_CREAT | O_TRUNC, 0o644)
        }
        guard descriptor >= 0 else {
            throw IntakeError.io(
                subject: path,
                NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
            )
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    deinit {
        // A file that was not finished is of no use to anybody.
        if isNamed, !isFinished { unlink(temporary) }
    }

    func append(_ bytes: [UInt8]) throws(IntakeError) {
        try attempt { try handle.write(contentsOf: Data(bytes)) }
        size += bytes.count
    }

    func replaceStart(_ bytes: [UInt8]) throws(IntakeError) {
        try attempt {
            try handle.seek(toOffset: 0)
            try handle.write(contentsOf: Data(bytes))
        }
    }

    /// Makes the file visible under its name.
    func finish() throws(IntakeError) {
        try attempt {
            try handle.synchronize()
            if !isNamed {
                // A link may not replace a file, so the whole image gets a name first.
                unlink(temporary)
                let own = "/proc/self/fd/\(handle.fileDescriptor)"
                try check(linkat(AT_FDCWD, own, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW))
                isNamed = true
            }
            try handle.close()
            try check(rename(temporary, path))
        }
        isFinished = true
    }

    private func check(_ status: Int32) throws {
        guard status == 0 else { throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno)) }
    }

    private func attempt(_ body: () throws -> Void) throws(IntakeError) {
        do { try body() } catch { throw IntakeError.io(subject: path, error) }
    }
}
