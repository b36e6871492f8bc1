import Foundation
package import RoadGeodata
package import RoadModel

extension NetworkImport {
    /// The rule pack of general speed limits to use.
    ///
    /// - Parameters:
    ///   - path: A table; `nil` for the built-in one.
    ///   - day: The day whose rules count, `yyyy-mm-dd`; `nil` for the latest.
    /// - Returns: The pack.
    /// - Throws: `.fileMissing`, `.badArgument` for the day, and what the pack throws.
    package static func rules(
        path: String?,
        on day: String?
    ) throws(IntakeError) -> SpeedLimitRules {
        guard path != nil || day != nil else { return .kazakhstan }
        var text = SpeedLimitRules.kazakhstanTable
        if let path {
            guard let content = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw IntakeError(
                    .fileMissing,
                    subject: path,
                    detail: "The rule pack could not be read as UTF-8 text.",
                    remedy: "Check the path."
                )
            }
            text = content
        }
        var date: CivilDate?
        if let day {
            let parts = day.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3,
                let civil = CivilDate(year: parts[0], month: parts[1], day: parts[2])
            else {
                throw IntakeError(
                    .badArgument,
                    subject: "--rules-on \(day)",
                    detail: "A day is written like 2026-01-31.",
                    remedy: "Leave the option out for the latest rules."
                )
            }
            date = civil
        }
        let name = path.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
        return try SpeedLimitRules(table: text, subject: name ?? "speed-limits-kz", on: date)
    }
}
