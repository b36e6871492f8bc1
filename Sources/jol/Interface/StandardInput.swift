import Foundation
import RoadModel

/// Standard input as a file that can be read as often as needed.
enum StandardInput {
    /// The word that means it where a file is expected.
    static let word = "-"

    /// A path to what stands on standard input; the same at every call.
    ///
    /// The bytes lie in a temporary file without a name, which goes with the process.
    ///
    /// - Throws: `.io` when there is no room for it.
    static func path() throws(IntakeError) -> String { try spooled.get() }

    private static let spooled: Result<String, IntakeError> = {
        let name = "jol-stdin-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return .failure(failure(path)) }
        unlink(path)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        do {
            while let piece = try FileHandle.standardInput.read(upToCount: 1 << 20), !piece.isEmpty
            {
                try file.write(contentsOf: piece)
            }
        } catch { return .failure(failure(path)) }
        return .success("/proc/self/fd/\(descriptor)")
    }()

    private static func failure(_ path: String) -> IntakeError {
        IntakeError(
            .io,
            subject: path,
            detail: "Standard input could not be kept in the temporary folder.",
            remedy: "Make room there or set TMPDIR, or give the file itself."
        )
    }
}
