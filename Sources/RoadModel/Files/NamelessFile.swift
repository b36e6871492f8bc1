import Glibc

/// A file without a name, which only this process can open.
///
/// It is gone with the value, and with the process also when that is killed.
package struct NamelessFile: ~Copyable, Sendable {
    /// Open for reading and writing until the value ends.
    package let descriptor: Int32

    /// A path that opens it, in this process only.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Linux's `O_TMPFILE`, a macro that Swift does not import.
    private static let nameless = 0o20_000_000 | O_DIRECTORY

    /// Makes an empty one in the first of `folders` that can be written.
    ///
    /// - Returns: `nil` where none can; `errno` says why the last one could not.
    package init?(in folders: [String]) {
        // An empty path, as from an empty TMPDIR, names no folder; it would mean the root.
        let folders = folders.filter { !$0.isEmpty }
        guard let opened = folders.lazy.compactMap(Self.opened).first else { return nil }
        descriptor = opened
    }

    deinit { close(descriptor) }

    private static func opened(in folder: String) -> Int32? {
        let opened = open(folder, nameless | O_RDWR | O_CLOEXEC, 0o600)
        if opened >= 0 { return opened }
        // Not every file system of containers and networks knows nameless files.
        let named = "\(folder)/jol-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        let made = open(named, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard made >= 0 else { return nil }
        unlink(named)
        return made
    }
}
