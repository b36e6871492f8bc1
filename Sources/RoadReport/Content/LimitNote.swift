/// Something that the report's figures cannot tell; words come from the catalogue.
package enum LimitNote: Hashable, Sendable, Codable {
    /// A change says nothing about its causes.
    case noCauses
    /// The latest months may still grow.
    case lateRegistration
    /// Traffic volumes are not known, so rates are per kilometre, not per kilometre driven.
    case noTrafficVolumes
    /// Places chosen for a bad year improve by themselves (regression to the mean).
    case regressionToMean
    /// Records without a place are missing on the map.
    case unlocatedMissing
    /// Violations follow where devices stand and fly, not only where people break rules.
    case violationsFollowDevices
    /// Anything else, given in all three languages.
    case other(LocalizedText)
}
