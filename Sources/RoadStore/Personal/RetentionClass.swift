import Foundation
package import RoadModel

/// How long personal data is kept: the classes of recordings of the road police.
///
/// Recordings of crimes are kept five years, of administrative offences three years, others two
/// months (rules of the Ministry of Internal Affairs for recorders and radars; `Docs/Operations.md`).
package enum RetentionClass: String, Sendable, Codable, CaseIterable {
    /// Crash cards and what corrects them.
    case crime
    /// Violations.
    case offence
    /// Passages, and records that were set aside.
    case other

    /// Months for which records are kept.
    package var months: Int {
        switch self {
        case .crime: 60
        case .offence: 36
        case .other: 2
        }
    }

    /// Records observed before this moment are due.
    package func cutoff(_ now: Timestamp) -> Timestamp {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
        let date = Date(timeIntervalSince1970: Double(now.microseconds) / 1e6)
        let past = calendar.date(byAdding: .month, value: -months, to: date) ?? date
        return Timestamp(microseconds: Int64((past.timeIntervalSince1970 * 1e6).rounded()))
    }
}
