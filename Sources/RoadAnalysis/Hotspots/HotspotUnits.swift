package import RoadModel

/// Units of a hotspot list, and what could not be put on any of them.
package struct HotspotUnits: Hashable, Sendable, Codable {
    /// The units, by name.
    package var units: [HotspotUnitInput]
    /// Crashes on no unit, by id.
    package var crashesOutside: [ObservationID]
    /// Violations on no unit, by id.
    package var violationsOutside: [ObservationID]

    /// Makes a set of units.
    package init(
        units: [HotspotUnitInput],
        crashesOutside: [ObservationID],
        violationsOutside: [ObservationID]
    ) {
        self.units = units
        (self.crashesOutside, self.violationsOutside) = (crashesOutside, violationsOutside)
    }
}
