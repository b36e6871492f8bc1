/// What a hotspot list is made of.
package enum AnalysisUnit: String, Sendable, Codable, CaseIterable {
    /// A road segment between two junctions, both directions together.
    case segment
    /// A section of fixed length along a road of one name or index.
    case section
}

/// One unit of a hotspot list with its counts, its rate and its place in the ranking.
package struct Hotspot: Hashable, Sendable, Codable {
    /// Stable name of the unit within this run, for example `S1042`, `KAZ98:12-13`.
    package var id: String
    /// What kind of unit it is.
    package var unit: AnalysisUnit
    /// Rank from 1; equal scores share the better rank.
    package var rank: Int
    /// The road's name or index, else its class.
    package var road: String
    /// From–to along the road in kilometres for a section; `nil` for a segment.
    package var fromKilometre: Double?
    /// End of the section in kilometres.
    package var toKilometre: Double?
    /// Length of the unit.
    package var length: Metres
    /// The directed segments the unit covers, with the part of each in metres of measure.
    package var parts: [HotspotPart]
    /// Crashes.
    package var crashes: Int
    /// People killed.
    package var killed: Int
    /// People injured.
    package var injured: Int
    /// Violations located on the unit.
    package var violations: Int
    /// Weighted sum that the ranking follows.
    package var score: Double
    /// Crashes per kilometre and year with their Poisson interval.
    package var rate: Estimate
    /// Probability of so many crashes or more if the unit were average, from the Poisson law.
    package var excessP: Double
    /// The probability after Benjamini–Hochberg over all units of the run; `nil` when not computed.
    package var excessQ: Double?
    /// Best rank that the counts allow, from simulation; `nil` when not computed.
    package var rankLower: Int?
    /// Worst rank that the counts allow; `nil` when not computed.
    package var rankUpper: Int?
    /// Whether the rate is above its peers' beyond chance, all tested units considered.
    package var isAboveAverage: Bool
    /// Crashes behind the figures, by stored id, for the explanation.
    package var crashIDs: [ObservationID]

    /// Makes a hotspot.
    package init(
        id: String,
        unit: AnalysisUnit,
        rank: Int,
        road: String,
        fromKilometre: Double?,
        toKilometre: Double?,
        length: Metres,
        parts: [HotspotPart],
        crashes: Int,
        killed: Int,
        injured: Int,
        violations: Int,
        score: Double,
        rate: Estimate,
        excessP: Double,
        excessQ: Double? = nil,
        rankLower: Int? = nil,
        rankUpper: Int? = nil,
        isAboveAverage: Bool,
        crashIDs: [ObservationID]
    ) {
        (self.id, self.unit, self.rank, self.road) = (id, unit, rank, road)
        (self.fromKilometre, self.toKilometre) = (fromKilometre, toKilometre)
        (self.length, self.parts, self.crashes) = (length, parts, crashes)
        (self.killed, self.injured, self.violations) = (killed, injured, violations)
        (self.score, self.rate, self.excessP) = (score, rate, excessP)
        (self.excessQ, self.rankLower, self.rankUpper) = (excessQ, rankLower, rankUpper)
        (self.isAboveAverage, self.crashIDs) = (isAboveAverage, crashIDs)
    }
}

/// The stretch of one directed segment that belongs to a unit.
package struct HotspotPart: Hashable, Sendable, Codable {
    /// The directed segment.
    package var segment: SegmentID
    /// Where the stretch begins, from the segment's start.
    package var from: Metres
    /// Where the stretch ends.
    package var to: Metres

    /// Makes a part.
    package init(segment: SegmentID, from: Metres, to: Metres) {
        (self.segment, self.from, self.to) = (segment, from, to)
    }
}
