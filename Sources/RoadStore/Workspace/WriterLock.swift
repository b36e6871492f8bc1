import Foundation
import RoadModel

/// The right to write to a workspace, held by one process at a time through `flock`.
///
/// Debian 12's SQLite 3.40.1 can corrupt a WAL when one connection commits while another
/// checkpoints; one writer with one connection cannot reach that case.
struct WriterLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, waiting up to `waitSeconds` for another process to finish.
    ///
    /// - Throws: `.workspaceBusy` when another process keeps it, `.io` when the file cannot be made.
    init(at path: String, waitSeconds: Int) throws(IntakeError) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard opened >= 0 else {
            throw IntakeError.io(
                subject: path,
                NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
            )
        }
        var attempts = 0
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            attempts += 1
            guard attempts <= waitSeconds * 10 else {
                close(opened)
                throw IntakeError(
                    .workspaceBusy,
                    subject: path,
                    detail: "Another jol process has been writing for \(waitSeconds) seconds.",
                    remedy: "Wait until it has finished, then repeat the command."
                )
            }
            usleep(100_000)
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
