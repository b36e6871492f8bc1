package import RoadModel

/// One record's fate.
package enum CrashOutcome: Sendable, Hashable {
    /// The card passed every check.
    case accepted(Crash)
    /// The card was set aside.
    case rejected(Reject)
}
