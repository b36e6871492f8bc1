import Foundation
import RoadModel

/// A file that is written piece by piece under a temporary name and put in place when it is whole;
/// standard output for `-`.
///
/// A link keeps pointing where it did, and what is no file (a pipe, `/dev/null`) is written to as it
/// is. A file that is being read is never written over.
final class RowOutput {
    private let path: String
    /// Empty where nothing is put in place afterwards.
    private let partial: String
    private let handle: FileHandle

    /// Starts a file.
    ///
    /// - Parameters:
    ///   - path: The file, or `-`.
    ///   - inputs: Files that are read meanwhile.
    /// - Throws: `.io`; `.badArgument` for one of the inputs.
    init(_ path: String, inputs: [String] = []) throws(IntakeError) {
        guard path != "-" else {
            (self.path, partial, handle) = (path, "", FileHandle.standardOutput)
            return
        }
        try Files.requireOther(path, than: inputs)
        let target = Files.target(of: path)
        var status = stat()
        let isSpecial = stat(target, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        self.path = target
        partial = isSpecial ? "" : "\(target).\(getpid()).partial"
        let opened = isSpecial ? target : partial
        guard isSpecial || FileManager.default.createFile(atPath: opened, contents: nil),
            let handle = FileHandle(forWritingAtPath: opened)
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

    /// Writes a whole text, its line end added.
    ///
    /// - Throws: As `init`, `write` and `finish`.
    static func write(
        _ text: String,
        to path: String,
        inputs: [String]
    ) throws(IntakeError) {
        let file = try RowOutput(path, inputs: inputs)
        do {
            try file.write(Array((text + "\n").utf8))
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Whether rows go to standard output, where nothing else may be printed then.
    var isStandardOutput: Bool { path == "-" }

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
            guard partial.isEmpty || rename(partial, path) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch { throw failure(error) }
    }

    /// Removes what was written after a failure.
    func abandon() {
        if !partial.isEmpty { try? FileManager.default.removeItem(atPath: partial) }
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
