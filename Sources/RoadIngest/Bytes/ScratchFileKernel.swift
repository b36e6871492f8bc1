import Glibc
import RoadModel

/// A file without a name for what does not fit into memory.
///
/// It is gone with the value, also when the process is killed.
struct ScratchFileKernel: ~Copyable {
    private let file: NamelessFile
    private let subject: String

    /// Makes an empty one, which only this process can open; `subject` is what errors call it.
    ///
    /// - Throws: `io.failed` when no folder for temporary files can be written.
    init(subject: String) throws(IntakeError) {
        let asked = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        // Unlike /tmp, /var/tmp lies on a disk everywhere.
        guard let made = NamelessFile(in: [asked, "/var/tmp", "/tmp"]) else {
            throw Self.failure(subject, errno)
        }
        file = made
        self.subject = subject
    }

    /// Writes bytes behind those written before.
    ///
    /// - Throws: `io.failed`, for example when the disk is full.
    func append(_ bytes: Span<UInt8>) throws(IntakeError) {
        var start = 0
        while start < bytes.count {
            // Sound: the buffer is valid during the call, which reads no more than it holds.
            let written = bytes.extracting(start..<bytes.count).withUnsafeBytes {
                write(file.descriptor, $0.baseAddress, $0.count)
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
        try MappedFile(path: file.path)
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
