import CSandbox
import Foundation
import RoadModel

/// What a process that reads a foreign file may do.
package struct ReaderFences: Sendable, Hashable {
    /// Processor time in seconds.
    package let seconds: UInt32
    /// Writable memory in bytes.
    package let memory: UInt64

    /// The limits for a file of so many bytes: 10 s and a second for every 4 MiB, 1 GiB and four
    /// times the file.
    package init(fileBytes: Int) {
        let size = UInt64(max(0, fileBytes))
        seconds = UInt32(min(3600, 10 + size >> 22))
        memory = min(1 << 36, 1 << 30 + 4 * size)
    }

    /// The limits of a file with all that belongs to it by name.
    init(path: String) {
        let sizes = Self.family(of: path).map { file in
            (try? FileManager.default.attributesOfItem(atPath: file)[.size]) as? Int ?? 0
        }
        self.init(fileBytes: sizes.reduce(0, +))
    }

    /// The limits as arguments of a program.
    var arguments: [String] { ["\(seconds)", "\(memory)"] }

    /// A file and those beside it with the same stem, as the parts of a Shapefile.
    static func family(of path: String) -> [String] {
        let file = URL(fileURLWithPath: path).standardizedFileURL
        let stem = file.deletingPathExtension().lastPathComponent
        let folder = file.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let kin = names.filter { $0.hasPrefix(stem + ".") || $0 == file.lastPathComponent }
        return kin.prefix(64).map { folder.appendingPathComponent($0).path }
    }

    /// Shuts the calling thread in; returns whether at least the limits stand.
    static func raise(around path: String, seconds: UInt32, memory: UInt64) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        // Coordinate systems and the libraries' own tables.
        var readable = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"]
        readable += ["PROJ_DATA", "PROJ_LIB", "GDAL_DATA"].compactMap { environment[$0] }
        readable += family(of: path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var pointers: [UnsafePointer<CChar>?] = readable.map { UnsafePointer(strdup($0)) }
        let fences = jol_fences_raise(&pointers, pointers.count, folder, seconds, memory)
        for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) }
        return fences & Int32(JOL_FENCE_LIMITS) != 0
    }

    /// The fences that this system can raise, in words for `jol doctor`.
    package static var available: [String] {
        let possible = jol_fences_possible()
        var names = ["limits"]
        if possible & Int32(JOL_FENCE_FILES) != 0 { names.append("Landlock") }
        if possible & Int32(JOL_FENCE_CALLS) != 0 { names.append("seccomp") }
        if Bubblewrap.program != nil { names.append("bubblewrap") }
        return names
    }
}
