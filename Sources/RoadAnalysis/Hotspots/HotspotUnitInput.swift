package import RoadModel

/// A stretch of road with what happened on it: one candidate of a hotspot list.
package struct HotspotUnitInput: Hashable, Sendable, Codable {
    /// Stable name, for example `S1042`, `KAZ98:12-13`; unique within a run.
    package var id: String
    /// What kind of unit it is.
    package var kind: AnalysisUnit
    /// The road's name or index, else its class.
    package var road: String
    /// Rank of the road: units of one class are each other's peers.
    package var roadClass: RoadClass
    /// Start along the road in kilometres; `nil` for a segment.
    package var fromKilometre: Double?
    /// End along the road in kilometres.
    package var toKilometre: Double?
    /// Length along the road, one direction.
    package var length: Metres
    /// The directed segments covered.
    package var parts: [HotspotPart]
    /// Crashes located on the unit.
    package var crashes: [HotspotCrash]
    /// Violations located on the unit.
    package var violations: Int
    /// Years observed, positive.
    package var years: Double

    /// Makes a unit.
    package init(
        id: String,
        kind: AnalysisUnit,
        road: String,
        roadClass: RoadClass,
        fromKilometre: Double? = nil,
        toKilometre: Double? = nil,
        length: Metres,
        parts: [HotspotPart] = [],
        crashes: [HotspotCrash] = [],
        violations: Int = 0,
        years: Double
    ) {
        (self.id, self.kind, self.road, self.roadClass) = (id, kind, road, roadClass)
        (self.fromKilometre, self.toKilometre) = (fromKilometre, toKilometre)
        (self.length, self.parts, self.crashes) = (length, parts, crashes)
        (self.violations, self.years) = (violations, years)
    }

    /// Length times years.
    package var kilometreYears: Double { length.kilometres * years }
}

extension HotspotUnitInput {
    /// People killed on the unit.
    var killed: Int { crashes.reduce(0) { $0 + $1.killed } }
    /// People injured on the unit.
    var injured: Int { crashes.reduce(0) { $0 + $1.injured } }
}
