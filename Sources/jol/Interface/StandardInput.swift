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
    static func path() throws(IntakeError) -> String { try spooled.get().file.path }

    private static let spooled: Result<Spool, IntakeError> = Result(catching: Spool.init)

    /// The bytes, in a file that stays open as long as the process.
    private final class Spool: Sendable {
        let file: NamelessFile

        init() throws(IntakeError) {
            let folder = FileManager.default.temporaryDirectory.path
            guard let made = NamelessFile(in: [folder]) else { throw StandardInput.failure(folder) }
            file = made
            let copy = FileHandle(fileDescriptor: file.descriptor, closeOnDealloc: false)
            do {
                while let piece = try FileHandle.standardInput.read(upToCount: 1 << 20),
                    !piece.isEmpty
                { try copy.write(contentsOf: piece) }
            } catch { throw StandardInput.failure(folder) }
        }
    }

    private static func failure(_ path: String) -> IntakeError {
        IntakeError(
            .io,
            subject: path,
            detail: "Standard input could not be kept in the temporary folder.",
            remedy: "Make room there or set TMPDIR, or give the file itself."
        )
    }
}
