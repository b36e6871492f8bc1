import Foundation
import RoadModel

/// Lines `name = value` of a profile; `#` begins a remark, quotes around values are dropped.
///
/// Sections of TOML (`[columns]`) put their name in front: their lines are joined to one value
/// `a=b,c=d`.
struct ReadingProfile {
    private(set) var lines: [(name: String, value: String)] = []

    /// - Throws: `.fileMissing`, `.badArgument` for a line without `=`.
    init(path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "There is no such profile.",
                remedy: "Check the path of --profile."
            )
        }
        var section = ""
        var joined: [String] = []
        func close(_ lines: inout [(name: String, value: String)]) {
            if !section.isEmpty { lines.append((section, joined.joined(separator: ","))) }
            joined = []
        }
        let text = String(decoding: bytes, as: UTF8.self)
        for (row, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        {
            let line = String(raw).trimmingCharacters(in: .whitespacesAndNewlines)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("["), line.hasSuffix("]") {
                close(&lines)
                section = String(line.dropFirst().dropLast())
                continue
            }
            let parts = line.split(separator: "=", maxSplits: 1).map { Self.plain($0) }
            guard parts.count == 2 else {
                throw IntakeError(
                    .badArgument,
                    subject: path,
                    place: SourcePlace(line: row + 1, byteOffset: 0),
                    detail: "The line '\(line)' has no '='.",
                    remedy: "Write one option a line, for example: zone = \"Asia/Almaty\"."
                )
            }
            if section.isEmpty {
                lines.append((parts[0], parts[1]))
            } else {
                joined.append("\(parts[0])=\(parts[1])")
            }
        }
        close(&lines)
    }

    private static func plain(_ text: Substring) -> String {
        text.trimmingCharacters(in: .whitespaces)
            .trimmingCharacters(in: CharacterSet(charactersIn: "\"'"))
    }
}
