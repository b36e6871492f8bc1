import Foundation
import RoadModel
import RoadNetwork
import RoadStore

/// A network image on its way to a file: written under a temporary name, synced and renamed.
final class ImageFile: ImageSink {
    /// Bytes written.
    private(set) var size = 0
    private let path: String
    private let handle: FileHandle
    private var isFinished = false

    private var temporary: String { path + ".part" }

    /// Opens the temporary file.
    init(path: String) throws(IntakeError) {
        self.path = path
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        let descriptor = Foundation.open(path + ".part", flags, 0o644)
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
        if !isFinished { unlink(temporary) }
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
            try handle.close()
            guard rename(temporary, path) == 0 else {
                throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
            }
        }
        isFinished = true
    }

    private func attempt(_ body: () throws -> Void) throws(IntakeError) {
        do { try body() } catch { throw IntakeError.io(subject: path, error) }
    }
}
