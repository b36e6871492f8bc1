import Glibc
package import RoadModel

/// A regular file mapped read-only into memory for as long as the value lives.
///
/// The pages are private to the process and loaded on first touch, so opening costs the same for
/// 1 kB and 10 GB. Pages of a large file are given back while it is being read, so that it never
/// stands in memory whole. Whoever shortens the file meanwhile makes the system stop the process: map only
/// files that nobody is writing.
package struct MappedFile: ~Copyable {
    /// The path as it was given.
    package let path: String
    /// The number of bytes; at least 1.
    package let count: Int
    private let base: UnsafeRawPointer
    /// Gives pages back; `nil` for a small file.
    package let steward: PageStewardKernel?

    /// Maps the file at `path`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - largeByteCount: Files from here on give their pages back while they are read.
    /// - Throws: `file.missing` when there is no such file or it is not a regular file,
    ///   `file.empty` when it has no bytes, `io.not_permitted` when it may not be read, `io.failed`
    ///   when the system fails otherwise.
    package init(
        path: String,
        givingBackFrom largeByteCount: Int = 8 << 20
    ) throws(IntakeError) {
        // A path with a zero byte would be cut off there by the C call.
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "The path is empty or not a path.",
                remedy: "Give the path of a file."
            )
        }
        // Non-blocking, so that a pipe without a writer cannot hold us.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure("open", path, errno) }
        defer { close(descriptor) }

        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure("stat", path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "not a regular file"
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "The path names \(kind).",
                remedy: "Give the path of a file."
            )
        }
        guard status.st_size > 0, let length = Int(exactly: status.st_size) else {
            throw IntakeError(
                .fileEmpty,
                subject: path,
                detail: "The file has no bytes.",
                remedy: "Copy the file again from the device."
            )
        }
        guard let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { throw Self.failure("map", path, errno) }
        // Readers go front to back once; ahead-reading is worth more than keeping old pages.
        madvise(start, length, MADV_SEQUENTIAL)
        self.path = path
        count = length
        base = UnsafeRawPointer(start)
        steward = length >= largeByteCount ? PageStewardKernel(start, length) : nil
    }

    deinit {
        // Before the mapping goes: the steward must not touch what another file may get.
        steward?.stop()
        munmap(UnsafeMutableRawPointer(mutating: base), count)
    }

    /// Calls `body` with the file's bytes; they cannot escape the call.
    package borrowing func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Sound: the mapping covers `count` readable bytes until `deinit`, and `self` is borrowed.
        let buffer = UnsafeRawBufferPointer(start: base, count: count)
        return try body(Span(_unsafeBytes: buffer))
    }

    private static func failure(_ operation: String, _ path: String, _ code: Int32) -> IntakeError {
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        switch code {
        case ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP:
            return IntakeError(
                .fileMissing,
                subject: path,
                detail: "The file cannot be found: \(reason).",
                remedy: "Check the path."
            ).saying(
                ru: ("Файл не найден: \(reason).", "Проверьте путь."),
                kk: ("Файл табылмады: \(reason).", "Файл жолын тексеріңіз.")
            )
        case EACCES, EPERM:
            return IntakeError(
                .notPermitted,
                subject: path,
                detail: "The file may not be read: \(reason).",
                remedy: "Ask for the right to read it, or copy it to a folder of your own."
            )
        default:
            return IntakeError(
                .io,
                subject: path,
                detail: "The system could not \(operation) it: \(reason).",
                remedy: "Check the disk or the network share, then try again."
            )
        }
    }
}
