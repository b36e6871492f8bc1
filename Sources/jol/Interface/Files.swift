import Foundation
import RoadModel

/// Small questions about files and the clock.
enum Files {
    /// This moment, to the microsecond.
    static var now: Timestamp {
        Timestamp(microseconds: Int64((Date().timeIntervalSince1970 * 1e6).rounded()))
    }

    /// The length of a file, of a link that of what it names; 0 without one.
    static func size(_ path: String) -> Int {
        guard let file = FileHandle(forReadingAtPath: path), let end = try? file.seekToEnd() else {
            return 0
        }
        return Int(clamping: end)
    }

    /// Processor time this process has used, all threads, user and system.
    static var cpuSeconds: Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .nan }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// A text file's content; `-` is standard input.
    ///
    /// - Throws: `.fileMissing`, `.encoding`.
    static func text(_ path: String) throws(IntakeError) -> String {
        let data =
            path == "-"
            ? FileHandle.standardInput.readDataToEndOfFile()
            : FileManager.default.contents(atPath: path)
        guard let data else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "There is no such file, or it cannot be read.",
                remedy: "Check the path; quote it if it contains spaces."
            )
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw IntakeError(
                .encoding,
                subject: path,
                detail: "The file is not UTF-8 text.",
                remedy: "Give the file as it was written."
            )
        }
        return text
    }

    /// Refuses to write over a file.
    static func requireAbsent(_ path: String) throws(IntakeError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        throw IntakeError(
            .outputExists,
            subject: path,
            detail: "The file exists.",
            remedy: "Name another one or pass --overwrite."
        )
    }

    /// The file that a link names, also when there is none yet; any other path as it is.
    static func target(of path: String) -> String {
        var path = path
        // A ring of links ends somewhere; opening it then fails.
        for _ in 0..<16 {
            let named = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
            guard let named else { break }
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            path = URL(fileURLWithPath: named, relativeTo: folder).path
        }
        return path
    }

    /// Refuses to write over a file that is being read.
    static func requireOther(_ path: String, than inputs: [String]) throws(IntakeError) {
        var (own, other) = (stat(), stat())
        guard stat(path, &own) == 0 else { return }
        for input in inputs where stat(input, &other) == 0 {
            guard own.st_dev == other.st_dev, own.st_ino == other.st_ino else { continue }
            throw IntakeError(
                .badArgument,
                subject: "--out \(path)",
                detail: "The result would replace \(input), which is being read.",
                remedy: "Name another file."
            )
        }
    }

    /// Writes a result to a file, or to standard output for `-` and no path.
    static func write(_ text: String, to path: String?, overwrite: Bool) throws(IntakeError) {
        guard let path, path != "-" else { return Console.print(text) }
        if !overwrite { try requireAbsent(path) }
        do {
            try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw IntakeError(
                .io,
                subject: path,
                detail: "The file could not be written: \(error.localizedDescription)",
                remedy: "Check the folder and the free space."
            )
        }
    }
}
