import Foundation
import RoadModel

/// A file that is written piece by piece under a temporary name and put in place when it is whole;
/// standard output for `-`.
final class RowOutput {
    private let path: String
    private let partial: String
    private let handle: FileHandle

    /// Starts a file.
    ///
    /// - Throws: `.io`.
    init(_ path: String) throws(IntakeError) {
        self.path = path
        guard path != "-" else {
            (partial, handle) = ("", FileHandle.standardOutput)
            return
        }
        partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else {
            throw IntakeError(
                .io,
                subject: path,
                detail: "The file could not be made.",
                remedy: "Check the folder and its permissions."
            )
        }
        self.handle = handle
    }

    /// Whether rows go to standard output, where nothing else may be printed then.
    var isStandardOutput: Bool { partial.isEmpty }

    /// Adds bytes.
    ///
    /// - Throws: `.io`.
    func write(_ bytes: [UInt8]) throws(IntakeError) {
        do { try handle.write(contentsOf: bytes) } catch { throw failure(error) }
    }

    /// Puts the file in place.
    ///
    /// - Throws: `.io`.
    func finish() throws(IntakeError) {
        guard !isStandardOutput else { return }
        do {
            try handle.close()
            guard rename(partial, path) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch { throw failure(error) }
    }

    /// Removes what was written after a failure.
    func abandon() {
        if !isStandardOutput { try? FileManager.default.removeItem(atPath: partial) }
    }

    private func failure(_ error: any Error) -> IntakeError {
        IntakeError(
            .io,
            subject: path,
            detail: "The file could not be written: \(error.localizedDescription)",
            remedy: "Check the folder and the free space."
        )
    }
}
