import Glibc
import RoadModel

/// A file without a name for what does not fit into memory.
///
/// It is gone with the value, also when the process is killed.
struct ScratchFileKernel: ~Copyable {
    private let descriptor: Int32
    private let subject: String

    /// Makes an empty one, which only this process can open; `subject` is what errors call it.
    ///
    /// - Throws: `io.failed` when no folder for temporary files can be written.
    init(subject: String) throws(IntakeError) {
        // Unlike /tmp, /var/tmp lies on a disk everywhere.
        let asked = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        // An empty TMPDIR names no folder; it would put the file into the root.
        let folders = [asked, "/var/tmp", "/tmp"].filter { !$0.isEmpty }
        guard let opened = folders.lazy.compactMap(Self.opened).first else {
            throw Self.failure(subject, errno)
        }
        (descriptor, self.subject) = (opened, subject)
    }

    deinit { close(descriptor) }

    private static func opened(in folder: String) -> Int32? {
        // Not `O_TMPFILE`, which file systems of containers and networks lack. Sound: `mkstemp`
        // writes its six letters only into the zero-terminated bytes that it is given.
        var path = Array("\(folder)/jol-XXXXXX".utf8CString)
        let opened = mkstemp(&path)
        guard opened >= 0 else { return nil }
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        unlink(&path)
        return opened
    }

    /// Writes bytes behind those written before.
    ///
    /// - Throws: `io.failed`, for example when the disk is full.
    func append(_ bytes: Span<UInt8>) throws(IntakeError) {
        var start = 0
        while start < bytes.count {
            // Sound: the buffer is valid during the call, which reads no more than it holds.
            let written = bytes.extracting(start..<bytes.count).withUnsafeBytes {
                write(descriptor, $0.baseAddress, $0.count)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(subject, errno) }
            start += written
        }
    }

    /// Maps what was written, at least a byte; pages are given back while it is read.
    ///
    /// - Throws: What ``MappedFile`` throws.
    func mapped() throws(IntakeError) -> MappedFile {
        try MappedFile(path: "/proc/self/fd/\(descriptor)")
    }

    private static func failure(_ subject: String, _ code: Int32) -> IntakeError {
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return IntakeError(
            .io,
            subject: subject,
            detail: "A temporary file for what it unpacks to could not be written: \(reason).",
            remedy: "Make room on the disk, or name a folder with room in TMPDIR."
        )
    }
}
