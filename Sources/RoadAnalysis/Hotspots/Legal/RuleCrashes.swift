/// Crashes along roads as a rule sees them: columns of equal length.
package struct RuleCrashes: Sendable {
    /// The road of each crash, as a number.
    package var road: [Int32] = []
    /// Metres from the road's start.
    package var metres: [Double] = []
    /// Days from any origin.
    package var day: [Int32] = []
    /// Type, as a number.
    package var type: [Int32] = []
    /// Severity: 0 unknown, 1 fatal, 2 serious, 3 slight, 4 property damage only.
    package var severity: [UInt8] = []
    /// Whether people were killed or injured.
    package var hasCasualties: [Bool] = []
    /// Whether the crash lies in a settlement.
    package var inSettlement: [Bool] = []
    /// The junction, as a number from 1; 0 for none.
    package var junction: [Int32] = []
    /// Whether days are dates since 1970 and months are calendar months; else a month is 1/12 of
    /// 365 days.
    package var hasDates = false

    /// No crashes.
    package init() {}

    /// The number of crashes.
    package var count: Int { road.count }

    /// Names of severities as rules write them.
    package static let severityNames = ["unknown", "fatal", "serious", "slight", "pdo"]
}
