package import Foundation

/// A folder of one test, removed when the value goes.
package final class ScratchFolder {
    /// Where it is.
    package let url: URL

    /// Makes an empty folder below the system's temporary one.
    package init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of a name in the folder.
    package func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a text and returns its path.
    package func write(_ text: String, to name: String) throws -> String {
        try write([UInt8](text.utf8), to: name)
    }

    /// Writes bytes and returns their path.
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: url.appendingPathComponent(name))
        return path(name)
    }
}
