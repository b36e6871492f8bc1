import Foundation

/// A program that ran to its end: what it printed and how it ended.
package struct CommandRun: Sendable {
    /// Exit code; 128 plus the signal when it was ended by one.
    package let status: Int32
    /// Standard output as text.
    package let output: String
    /// Standard error as text.
    package let messages: String

    /// Runs the release build of `jol`, or the one that `JOL_BINARY` names, as a build under a
    /// sanitizer is.
    ///
    /// - Parameters:
    ///   - arguments: The words after `jol`.
    ///   - workspace: Value of `JOL_WORKSPACE`.
    ///   - language: Value of `JOL_LANG`.
    /// - Returns: What the program printed and how it ended.
    /// - Throws: What starting a process throws.
    package static func jol(
        _ arguments: [String],
        workspace: String? = nil,
        language: String = "en"
    ) throws -> CommandRun {
        var environment = ProcessInfo.processInfo.environment
        environment["JOL_WORKSPACE"] = workspace
        environment["JOL_LANG"] = language
        let binary =
            environment["JOL_BINARY"]
            ?? SharedReference.packageRoot.appendingPathComponent(".build/release/jol").path
        return try run(binary, arguments, environment: environment)
    }

    /// Runs any program found by its path or on `PATH`.
    package static func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String]? = nil
    ) throws -> CommandRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = environment ?? ProcessInfo.processInfo.environment
        let (output, messages) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = messages
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // Both pipes are drained at once: a full one would stop the program for ever.
        let reader = PipeReader(messages)
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let said = reader.text()
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return CommandRun(
            status: process.terminationStatus + (isSignal ? 128 : 0),
            output: String(decoding: printed, as: UTF8.self),
            messages: said
        )
    }

    /// The standard output as a JSON object.
    package func json() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return value as? [String: Any] ?? [:]
    }
}

/// Reads a pipe to its end on a thread of its own.
private final class PipeReader: @unchecked Sendable {
    // Sound: `bytes` is written by the thread before it signals and read after the wait.
    private var bytes = Data()
    private let done = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
        let handle = pipe.fileHandleForReading
        Thread.detachNewThread {
            self.bytes = handle.readDataToEndOfFile()
            self.done.signal()
        }
    }

    func text() -> String {
        done.wait()
        return String(decoding: bytes, as: UTF8.self)
    }
}
