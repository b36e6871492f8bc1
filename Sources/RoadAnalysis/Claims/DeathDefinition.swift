package import RoadModel

/// What one series counts as a road death, and how it is brought to thirty days.
///
/// Countries count the dead of different windows after a crash. A window that no source states is
/// `nil`, and a series without a stated window is compared with no other.
package struct DeathDefinition: Hashable, Sendable, Codable {
    /// The series, for example `ru-7d`.
    package var series: String
    /// Days after the crash within which a death counts; `nil` is not stated.
    package var windowDays: Int?
    /// Deaths within thirty days over deaths within the window; `nil` is not stated.
    package var factor: Double?
    /// Standard error of the factor; `nil` is not stated.
    package var factorError: Double?
    /// Whether suicides are counted; `nil` is not stated.
    package var includesSuicides: Bool?
    /// First day the definition held; `nil` is not stated.
    package var validFrom: CivilDate?
    /// Last day it held; `nil` is still, or not stated.
    package var validTo: CivilDate?
    /// The rule in words.
    package var rule: String
    /// Who says so.
    package var source: String

    /// Makes a definition.
    package init(
        series: String,
        windowDays: Int?,
        factor: Double?,
        factorError: Double?,
        includesSuicides: Bool? = nil,
        validFrom: CivilDate? = nil,
        validTo: CivilDate? = nil,
        rule: String = "",
        source: String
    ) {
        (self.series, self.windowDays, self.factor) = (series, windowDays, factor)
        (self.factorError, self.includesSuicides) = (factorError, includesSuicides)
        (self.validFrom, self.validTo, self.rule, self.source) = (validFrom, validTo, rule, source)
    }

    /// Whether counts under both definitions mean the same: one series, or one stated window.
    package func isComparable(with other: DeathDefinition) -> Bool {
        if series == other.series { return true }
        guard let windowDays, let theirs = other.windowDays else { return false }
        return windowDays == theirs && includesSuicides == other.includesSuicides
    }

    /// Deaths brought to thirty days: `f·D` with variance `f²·D + D²·se(f)²`.
    ///
    /// - Parameters:
    ///   - deaths: The count as published.
    ///   - level: Confidence level.
    /// - Returns: The converted count; without an error of the factor the interval holds the
    ///   count's own variance only. `nil` without a factor.
    package func converted(_ deaths: Int, level: Double = 0.95) -> ConvertedDeaths? {
        guard let factor, deaths >= 0 else { return nil }
        return ConvertedDeaths(
            deaths: deaths,
            factor: factor,
            factorError: factorError,
            level: level
        )
    }
}
