import Foundation
package import RoadModel
package import RoadReport
import RoadStore

/// Writes studies: one page each.
package enum StudyFile {
    /// Renders a study.
    ///
    /// - Throws: `.verificationFailed` when the text names a cause that the evidence does not carry.
    package static func render(
        _ content: StudyContent,
        language: Language
    ) throws(IntakeError) -> String {
        do throws(ReportError) {
            return try StudyPage.render(content, language: language)
        } catch {
            var phrases: [String] = []
            if case .causalLanguage(let findings) = error {
                phrases = findings.map { "\($0.phrase) (\($0.context))" }
            }
            throw IntakeError(
                .verificationFailed,
                subject: "page",
                detail: "The text names a cause: \(phrases.joined(separator: "; ")).",
                remedy: "This is a fault of the program; please report it."
            )
        }
    }

    /// Writes a page under a temporary name and renames it; its folder is made.
    ///
    /// - Throws: `.io`.
    package static func write(_ html: String, to path: String) throws(IntakeError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch { throw IntakeError.io(subject: folder, error) }
        try NetworkImport.writeImage(Array(html.utf8), to: path)
    }
}
