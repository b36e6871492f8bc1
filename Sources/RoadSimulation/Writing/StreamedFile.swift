import Foundation
import RoadModel

/// A file that grows by drained buffers, so memory stays constant.
final class StreamedFile {
    /// Path below the world's directory.
    let relativePath: String
    private let handle: FileHandle
    private var written = 0

    /// How many bytes a producer gathers before it drains them.
    static let drainThreshold = 1 << 18

    /// Wraps an open, empty file.
    init(handle: FileHandle, relativePath: String) {
        self.handle = handle
        self.relativePath = relativePath
    }

    /// Writes the buffer's bytes and empties it, keeping its room.
    func drain(_ text: inout ByteText) throws(IntakeError) {
        guard !text.bytes.isEmpty else { return }
        try OutputFolder.attempt(relativePath) {
            try handle.write(contentsOf: Data(text.bytes))
        }
        written += text.bytes.count
        text.bytes.removeAll(keepingCapacity: true)
    }

    /// Closes the file and returns its size in bytes.
    func finish() throws(IntakeError) -> Int {
        try OutputFolder.attempt(relativePath) { try handle.close() }
        return written
    }
}
