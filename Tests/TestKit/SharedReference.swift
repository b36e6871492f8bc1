package import Foundation
package import Testing

/// Reference material that stands beside the project and is not part of it.
///
/// Tests that need it carry `.enabled(if: SharedReference.isPresent, SharedReference.absence)` so
/// that a clone without it says *skipped* and never passes in silence.
package enum SharedReference {
    /// What a skipped test says.
    package static let absence: Comment =
        "skipped: ../shared is absent (set JOL_SHARED to its path)"

    /// The folder: `JOL_SHARED`, else `shared` beside the checkout.
    package static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["JOL_SHARED"] {
            return URL(fileURLWithPath: path, isDirectory: true)
        }
        return packageRoot.deletingLastPathComponent().appendingPathComponent("shared")
    }()

    /// The checkout's top folder.
    package static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Whether the folder is there.
    package static var isPresent: Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent("README.md").path)
    }

    /// The path of a file below `shared/reference`.
    package static func path(_ relative: String) -> String {
        root.appendingPathComponent("reference/\(relative)").path
    }

    /// The bytes of a file below `shared/reference`.
    package static func bytes(_ relative: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(relative))))
    }
}
