import Foundation
import RoadModel
import Synchronization

/// A process of its own that reads a file somebody else made, shut in before it opens it.
package final class ForeignReader {
    /// The first argument by which a program knows that it is to be a reader.
    package static let verb = "read-foreign-file"
    private static let program = Mutex<String?>(nil)

    /// Names the program that reads: from then on no foreign file is opened in this process.
    package static func use(program path: String) { program.withLock { $0 = path } }

    static var isSet: Bool { program.withLock { $0 != nil } }

    private let path: String
    private let limits: ReaderFences
    private let child: ChildProcess
    private var channel: MessageChannel
    /// Whether a wish was sent.
    private(set) var isAsked = false

    /// Starts a reader.
    ///
    /// - Throws: `.io` when no process can be started.
    init(_ task: String, path: String, arguments: [String]) throws(IntakeError) {
        let limits = ReaderFences(path: path)
        let local = URL(fileURLWithPath: path).standardizedFileURL.path
        guard let reader = Self.program.withLock({ $0 }) else { throw Self.unstarted(path) }
        var words = [reader]
        if let wrap = Bubblewrap.program {
            words = Bubblewrap.arguments(wrap, reader: reader, file: local)
        }
        words += [Self.verb, task, local] + limits.arguments + arguments
        // Settings of GDAL that a user's environment holds could name files and servers.
        let kept = ["PATH", "LD_LIBRARY_PATH", "PROJ_DATA", "PROJ_LIB", "GDAL_DATA"]
        var environment = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
        environment["SWIFT_BACKTRACE"] = "enable=no"
        guard let child = ChildProcess(words, environment: environment) else {
            throw Self.unstarted(path)
        }
        (self.path, self.limits, self.child) = (path, limits, child)
        channel = MessageChannel(input: child.answer, output: child.request)
    }

    /// Sends a wish.
    ///
    /// - Throws: `.readerStopped` when the reader is gone.
    func send(_ message: ForeignMessage) throws(IntakeError) {
        isAsked = true
        guard channel.send(message), channel.flush() else { throw stopped() }
    }

    /// The next message of one of the kinds expected.
    ///
    /// - Throws: The reader's own error; `.readerStopped` when it ended without one.
    func receive(_ expected: ForeignMessage.Kind...) throws(IntakeError) -> ForeignMessage {
        guard var message = channel.receive() else { throw stopped() }
        if message.kind == .failure {
            let text = message.text()
            guard
                var error = try? JSONDecoder().decode(IntakeError.self, from: Data(text.utf8))
            else { throw stopped() }
            // The reader knows the absolute path only.
            error.subject = path
            throw error
        }
        guard expected.contains(message.kind) else { throw stopped() }
        return message
    }

    /// Refuses a message that does not hold what it says.
    func require(_ message: ForeignMessage) throws(IntakeError) {
        guard message.isWhole else { throw stopped() }
    }

    private func stopped() -> IntakeError {
        let end = child.end()
        let used = "\(limits.seconds) s of processor time or \(limits.memory >> 20) MiB of memory"
        let detail =
            switch end.signal {
            case SIGXCPU, SIGKILL: "Reading it was stopped because it took more than \(used)."
            case 0: "Its reader ended without an answer (code \(end.code))."
            default: "Its reader broke down (signal \(end.signal)), perhaps beyond \(used)."
            }
        return IntakeError(
            .readerStopped,
            subject: path,
            detail: detail,
            remedy: "Do not trust the file; export it again as a plain GeoPackage, without views."
        )
    }

    private static func unstarted(_ path: String) -> IntakeError {
        IntakeError(
            .io,
            subject: path,
            detail: "The process that reads GIS files cannot be started.",
            remedy: "Free memory and processes, or see 'jol doctor'."
        )
    }
}
