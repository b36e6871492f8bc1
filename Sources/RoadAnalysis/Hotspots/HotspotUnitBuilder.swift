package import RoadModel

/// Cuts a network into units and puts located crashes and violations on them.
package struct HotspotUnitBuilder {
    private let pieces: RoadPieces
    private let years: Double

    /// Prepares a network.
    ///
    /// - Parameters:
    ///   - segments: All directed segments that take part.
    ///   - years: Years observed, positive.
    package init(segments: [AnalysisSegment], years: Double) {
        pieces = RoadPieces(segments)
        self.years = years
    }

    /// One unit per piece of road between two junctions, both directions together.
    package func segmentUnits(
        crashes: [AnalysisCrash],
        violations: [AnalysisViolation] = []
    ) -> HotspotUnits {
        var units = pieces.pieces.enumerated().map { row, piece in
            HotspotUnitInput(
                id: "S\(piece.segment.rawValue)",
                kind: .segment,
                road: piece.label.isEmpty ? piece.roadClass.name : piece.label,
                roadClass: piece.roadClass,
                length: Metres(piece.length),
                parts: pieces.parts(row, 0, piece.length),
                years: years
            )
        }
        return fill(&units, crashes, violations) { $0.piece }
    }

    /// Sections of fixed length along every chain, cut at whole multiples of it.
    ///
    /// A partial section at an end stands alone from half the length on and joins its neighbour
    /// below that (road-risk rule: 500 m of a kilometre). What lies exactly on a border belongs
    /// to the section that begins there. A piece on several chains counts on the first by name.
    package func sectionUnits(
        chains: [AnalysisChain],
        crashes: [AnalysisCrash],
        violations: [AnalysisViolation] = [],
        sectionLength: Metres = Metres(1000)
    ) -> HotspotUnits {
        let cut = SectionCutter(pieces, chains, sectionLength.value, years)
        var units = cut.units
        return fill(&units, crashes, violations) { cut.unit(at: $0) }
    }

    private func fill(
        _ units: inout [HotspotUnitInput],
        _ crashes: [AnalysisCrash],
        _ violations: [AnalysisViolation],
        _ row: (RoadPieces.Place) -> Int?
    ) -> HotspotUnits {
        func unit(_ reference: LinearReference) -> Int? {
            pieces.place(reference.segment, reference.measure).flatMap(row)
        }
        var crashesOutside: [ObservationID] = []
        for crash in crashes.sorted(by: { $0.id < $1.id }) {
            guard let index = unit(crash.reference) else {
                crashesOutside.append(crash.id)
                continue
            }
            units[index].crashes.append(
                HotspotCrash(id: crash.id, killed: crash.killed, injured: crash.injured)
            )
        }
        var violationsOutside: [ObservationID] = []
        for violation in violations {
            if let index = unit(violation.reference) {
                units[index].violations += 1
            } else {
                violationsOutside.append(violation.id)
            }
        }
        return HotspotUnits(
            units: units.sorted { $0.id < $1.id },
            crashesOutside: crashesOutside,
            violationsOutside: violationsOutside.sorted()
        )
    }
}
