import Glibc
package import RoadModel

/// Bytes that never change and never move: a file mapped into memory, or a copy of an array.
///
/// The first byte lies on a boundary of at least 16, so aligned columns can be read in place.
package final class MappedBytes: @unchecked Sendable {
    // Sound: nothing writes to the memory after `init`, and only `deinit` releases it.

    /// The bytes; valid as long as this object lives.
    package let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Copies an array.
    package init(copying source: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, source.count),
            alignment: 16
        )
        copy.copyBytes(from: source)
        bytes = UnsafeRawBufferPointer(rebasing: copy[..<source.count])
        isMapped = false
    }

    /// Maps a file for reading; later changes by other processes are the file's own risk, so
    /// images are written under a temporary name and renamed, never changed in place.
    ///
    /// - Throws: `.fileMissing`, `.notPermitted`, `.fileEmpty` or `.io`.
    package init(path: String) throws(IntakeError) {
        let handle = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw Self.failure(errno, path) }
        defer { close(handle) }
        var status = stat()
        guard fstat(handle, &status) == 0 else { throw Self.failure(errno, path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw IntakeError(
                .io,
                subject: path,
                detail: "This is not a regular file.",
                remedy: "Name the network image itself."
            )
        }
        guard status.st_size > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: path,
                detail: "The file has no bytes.",
                remedy: "Import the network again."
            )
        }
        let size = Int(status.st_size)
        guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, handle, 0),
            base != UnsafeMutableRawPointer(bitPattern: -1)
        else { throw Self.failure(errno, path) }
        bytes = UnsafeRawBufferPointer(start: base, count: size)
        isMapped = true
    }

    deinit {
        guard let base = bytes.baseAddress else { return }
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
        } else {
            UnsafeMutableRawPointer(mutating: base).deallocate()
        }
    }

    private static func failure(_ code: Int32, _ path: String) -> IntakeError {
        let kind: ErrorCode =
            switch code {
            case ENOENT, ENOTDIR: .fileMissing
            case EACCES, EPERM: .notPermitted
            default: .io
            }
        return IntakeError(
            kind,
            subject: path,
            detail: String(cString: strerror(code)),
            remedy: "Check the path and its permissions."
        )
    }
}
