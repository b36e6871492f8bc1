import Foundation
import RoadModel

/// The directory that a world is written to; remembers what was written.
final class OutputFolder {
    /// The files so far.
    private(set) var files: [SimulationSummary.File] = []
    private let root: URL

    /// Entries a world consists of: nothing else is ever removed.
    private static let entries = [
        "README.txt", "network.osm", "complexes", "crashes", "flights", "truth", "damaged",
        "formats",
    ]

    /// Creates the directory, or clears an earlier world out of it.
    ///
    /// - Throws: `output.exists` when it holds anything and `overwrites` is false.
    init(path: String, overwrites: Bool) throws(IntakeError) {
        root = URL(fileURLWithPath: path, isDirectory: true)
        try Self.attempt(path) {
            try FileManager.default.createDirectory(
                at: root,
                withIntermediateDirectories: true
            )
        }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard overwrites || present.isEmpty else {
            throw IntakeError(
                .outputExists,
                subject: path,
                detail: "The directory holds \(present.count) entries already.",
                remedy: "Choose an empty directory or pass --overwrite."
            )
        }
        for entry in Self.entries where present.contains(entry) {
            try Self.attempt(path) {
                try FileManager.default.removeItem(at: root.appendingPathComponent(entry))
            }
        }
    }

    /// Opens a file below the directory for streaming, folders included.
    func open(_ relative: String) throws(IntakeError) -> StreamedFile {
        let url = root.appendingPathComponent(relative)
        var handle: FileHandle?
        try Self.attempt(url.path) {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data().write(to: url)
            handle = try FileHandle(forWritingTo: url)
        }
        guard let handle else {
            throw IntakeError(
                .io,
                subject: url.path,
                detail: "The file cannot be opened.",
                remedy: "Check the directory's permissions."
            )
        }
        return StreamedFile(handle: handle, relativePath: relative)
    }

    /// Finishes a streamed file and notes how many records it holds.
    func close(_ file: StreamedFile, records: Int) throws(IntakeError) {
        let bytes = try file.finish()
        files.append(.init(path: file.relativePath, bytes: bytes, records: records))
    }

    /// Writes a whole file at once.
    func write(_ text: ByteText, to relative: String, records: Int) throws(IntakeError) {
        let file = try open(relative)
        var rest = text
        try file.drain(&rest)
        try close(file, records: records)
    }

    /// Runs an operation on files and turns its error into a coded one.
    static func attempt(_ subject: String, _ body: () throws -> Void) throws(IntakeError) {
        do {
            try body()
        } catch {
            throw coded(error as NSError, subject: subject)
        }
    }

    private static func coded(_ error: NSError, subject: String) -> IntakeError {
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        let isFull =
            error.code == CocoaError.Code.fileWriteOutOfSpace.rawValue
            || (cause.domain == NSPOSIXErrorDomain && cause.code == Int(ENOSPC))
        let isDenied =
            error.code == CocoaError.Code.fileWriteNoPermission.rawValue
            || (cause.domain == NSPOSIXErrorDomain && cause.code == Int(EACCES))
        return IntakeError(
            isFull ? .diskFull : isDenied ? .notPermitted : .io,
            subject: subject,
            detail: error.localizedDescription,
            remedy: isFull
                ? "Free some space or choose a smaller --scale."
                : "Check that the directory exists and may be written to."
        )
    }
}
