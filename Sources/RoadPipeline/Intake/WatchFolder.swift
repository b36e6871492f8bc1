import Foundation
package import RoadModel

/// A folder into which a unit drops files: finds those that are whole and puts them away.
///
/// A file counts as whole when size and time of change are the same at two looks in a row. Where
/// a file went says what became of it: `done`, `duplicate`, `rejected`, each with a receipt beside
/// it. A folder that is not there, such as a share that went away, is simply empty for that look.
package struct WatchFolder {
    /// What became of a file; the raw value is the name of the folder it goes to.
    package enum Outcome: String, Sendable, CaseIterable {
        /// Received and stored.
        case done
        /// Received before.
        case duplicate
        /// Not readable, or nothing in it could be accepted.
        case rejected
    }

    private struct Look: Equatable {
        var size: Int
        var changed: Date
    }

    /// The folder's path.
    package let path: String
    private var looks: [String: Look] = [:]

    /// Watches a folder.
    package init(path: String) { self.path = path }

    /// Whether the folder can be read now.
    package var isThere: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// Files that have not changed since the last look, by name; hidden files, unfinished copies
    /// (`.part`, `.tmp`, `.crdownload`) and folders are passed over.
    package mutating func settled() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        var now: [String: Look] = [:]
        for name in names where !name.hasPrefix(".") && !Self.isUnfinished(name) {
            let file = "\(path)/\(name)"
            guard let found = try? FileManager.default.attributesOfItem(atPath: file),
                found[.type] as? FileAttributeType == .typeRegular,
                let size = found[.size] as? Int,
                let changed = found[.modificationDate] as? Date
            else { continue }
            now[file] = Look(size: size, changed: changed)
        }
        let whole = now.filter { looks[$0.key] == $0.value }.keys.sorted()
        looks = now
        return whole
    }

    /// Moves a file to where its outcome says, and writes texts beside it.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - outcome: What became of it.
    ///   - texts: Endings such as `receipt.txt` and what to write under the file's name with them.
    /// - Returns: The file's new path.
    /// - Throws: `.fileMissing` when the file went away, with its share perhaps, `.io`.
    @discardableResult
    package func put(
        _ file: String,
        as outcome: Outcome,
        texts: [String: String]
    ) throws(IntakeError) -> String {
        let manager = FileManager.default
        do {
            // Nothing is written where a share was: its folder may stand there still, and empty.
            guard manager.fileExists(atPath: file) else { throw CocoaError(.fileNoSuchFile) }
            let folder = "\(path)/\(outcome.rawValue)"
            if !manager.fileExists(atPath: folder) {
                try manager.createDirectory(atPath: folder, withIntermediateDirectories: false)
            }
            let target = Self.free(URL(fileURLWithPath: file).lastPathComponent, in: folder)
            for (ending, text) in texts {
                try Data((text + "\n").utf8).write(
                    to: URL(fileURLWithPath: "\(target).\(ending)"),
                    options: .atomic
                )
            }
            try manager.moveItem(atPath: file, toPath: target)
            return target
        } catch {
            guard manager.fileExists(atPath: file) else {
                throw IntakeError(
                    .fileMissing,
                    subject: file,
                    detail: "The file went away before it could be put away.",
                    remedy: "Nothing is lost: when it comes back it is known and put away."
                )
            }
            throw IntakeError(
                .io,
                subject: file,
                detail: "The file could not be moved to '\(outcome.rawValue)': "
                    + error.localizedDescription,
                remedy: "Give the program the right to write in the folder, then start it again."
            )
        }
    }

    /// Whether a file of this content was put away, with its receipt beside it: a receipt alone was
    /// written just before the program was stopped.
    package func holds(receipt sha256: String) -> Bool {
        for outcome in [Outcome.done, .rejected] {
            let folder = "\(path)/\(outcome.rawValue)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names where name.hasSuffix(".receipt.json") {
                guard names.contains(String(name.dropLast(".receipt.json".count))) else { continue }
                let text = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
                if text.range(of: Data(sha256.utf8)) != nil { return true }
            }
        }
        return false
    }

    private static func isUnfinished(_ name: String) -> Bool {
        [".part", ".tmp", ".crdownload", ".filepart", "~"].contains { name.hasSuffix($0) }
    }

    /// A name that is not taken: two drones write `DJI_0001.SRT` on the same day.
    private static func free(_ name: String, in folder: String) -> String {
        var target = "\(folder)/\(name)"
        var number = 1
        while FileManager.default.fileExists(atPath: target) {
            number += 1
            target = "\(folder)/\(number)-\(name)"
        }
        return target
    }
}
