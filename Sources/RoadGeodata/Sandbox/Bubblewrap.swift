import CSandbox
import Foundation
import Synchronization

/// Wraps a reader in bubblewrap where that is installed and works: no network, no files but those
/// named, not even the names of others.
enum Bubblewrap {
    private static let found = Mutex<String??>(nil)

    /// The program; `nil` when it is missing or the system does not let it work.
    static var program: String? {
        found.withLock { known in
            if let known { return known }
            let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin")
                .split(separator: ":")
            let path = folders.map { "\($0)/bwrap" }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
            let works = path.flatMap { isWorking($0) ? $0 : nil }
            known = .some(works)
            return works
        }
    }

    /// What stands before the reader's own arguments.
    static func arguments(_ program: String, reader: String, file: String) -> [String] {
        var words = [
            program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
            "--proc", "/proc", "--dev", "/dev",
        ]
        // Debian's BLAS, which GDAL loads, is a link through the alternatives.
        for path in ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives"] {
            words += ["--ro-bind-try", path, path]
        }
        for folder in libraryFolders() { words += ["--ro-bind", folder, folder] }
        words += ["--ro-bind", reader, reader]
        for kin in ReaderFences.family(of: file) { words += ["--ro-bind", kin, kin] }
        return words + ["--chdir", "/", reader]
    }

    /// Folders outside the system's of which this program has loaded libraries.
    private static func libraryFolders() -> [String] {
        var text = [CChar](repeating: 0, count: 1 << 16)
        let length = jol_library_paths(&text, text.count)
        let bytes = text.prefix(length).map(UInt8.init(bitPattern:))
        let paths = String(decoding: bytes, as: UTF8.self)
        let folders = paths.split(separator: "\n").compactMap { path -> String? in
            let folder = URL(fileURLWithPath: String(path)).deletingLastPathComponent().path
            return ["/usr/", "/lib"].contains(where: folder.hasPrefix) ? nil : folder
        }
        return Set(folders).sorted()
    }

    /// Whether a wrapped program runs at all: containers often forbid it.
    private static func isWorking(_ program: String) -> Bool {
        let words = [program, "--unshare-all", "--ro-bind", "/", "/", "/bin/true"]
        guard let process = ChildProcess(words, environment: [:]) else { return false }
        let end = process.end()
        return end.signal == 0 && end.code == 0
    }
}
