import Foundation
import RoadModel
import RoadReport

/// Standard output for results and standard error for messages and progress.
enum Console {
    /// Prints a result.
    static func print(_ text: String) {
        write(text + "\n", to: FileHandle.standardOutput)
    }

    /// Prints a message for the person at the terminal.
    static func note(_ text: String) {
        write(text + "\n", to: FileHandle.standardError)
    }

    /// Prints a value as JSON with sorted keys, numbers that do not exist as `null`.
    static func printJSON(_ value: some Encodable) throws {
        print(try jsonText(value))
    }

    static func jsonText(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Whether standard error is a terminal, where one line may be rewritten in place.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // A closed pipe (`jol … | head`) is the reader's choice; anything else loses results.
            let isClosedPipe = errno == EPIPE
            guard !isClosedPipe, handle === FileHandle.standardOutput else { return }
            FileHandle.standardError.write(
                Data("jol: standard output cannot be written [io.failed]\n".utf8)
            )
            exit(74)
        }
    }

    /// Prints an error: what, where, why, what to do, and its code.
    static func show(_ error: IntakeError) { note(text(error)) }

    /// An error in words, as it is printed.
    static func text(_ error: IntakeError) -> String {
        let language = Interface.language
        var lines = ["jol: \(ErrorWords.meaning(error.code)[language]) [\(error.code.rawValue)]"]
        var place = error.subject
        if let found = error.place {
            let byte = tr("byte", ru: "байт", kk: "байт")
            let line = tr("line", ru: "строка", kk: "жол")
            place += found.line.map { ", \(line) \($0)" } ?? ""
            place += ", \(byte) \(found.byteOffset)"
        }
        lines.append("  " + tr("where:", ru: "где:", kk: "қайда:") + " " + place)
        let words = error.words(language)
        lines.append(
            "  " + tr("why:", ru: "почему:", kk: "неге:") + " " + (words?.detail ?? error.detail)
        )
        let heading = "  " + tr("do:", ru: "что делать:", kk: "не істеу керек:") + " "
        if let words {
            lines.append(heading + words.remedy)
            return lines.joined(separator: "\n")
        }
        // Advice that nobody translated is exact and in English; the general one comes first.
        lines.append(heading + ErrorWords.remedy(error.code)[language])
        lines.append("    " + error.remedy)
        return lines.joined(separator: "\n")
    }
}
