import Foundation
import RoadIngest
import RoadModel

/// The bytes of a table: a file, or standard input for `-`.
enum PointInput {
    /// Lends the bytes.
    ///
    /// - Throws: As `MappedFile`; what `body` throws.
    static func withBytes<Result>(
        _ path: String,
        _ body: (Span<UInt8>) throws(IntakeError) -> Result
    ) throws(IntakeError) -> Result {
        guard path == "-" || path == "/dev/stdin" else {
            return try MappedFile(path: path).withBytes(body)
        }
        let bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        return try body(bytes.span)
    }
}
