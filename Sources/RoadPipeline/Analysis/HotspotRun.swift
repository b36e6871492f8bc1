package import RoadAnalysis
import RoadGeodata
package import RoadModel
import RoadNetwork
package import RoadStore

/// Makes the hotspot lists of a workspace: segments, and sections of one kilometre along roads.
package enum HotspotRun {
    /// What a run is told.
    package struct Options: Sendable, Hashable, Codable {
        /// First day; `nil` takes what the crashes cover.
        package var from: CivilDate?
        /// Last day.
        package var to: CivilDate?
        /// Length of sections.
        package var sectionLength: Metres
        /// How the list is made.
        package var analysis: HotspotOptions

        /// Makes options.
        package init(
            from: CivilDate? = nil,
            to: CivilDate? = nil,
            sectionLength: Metres = Metres(1000),
            analysis: HotspotOptions = HotspotOptions()
        ) {
            (self.from, self.to) = (from, to)
            (self.sectionLength, self.analysis) = (sectionLength, analysis)
        }
    }

    /// What a run came to.
    package struct Outcome: Sendable, Codable {
        /// First and last day.
        package var window: DateWindow
        /// The list of segments.
        package var segments: HotspotResult
        /// The list of sections.
        package var sections: HotspotResult
        /// Crashes in the period.
        package var crashes: Int
        /// Crashes of the period without a place on the network, by reason.
        package var unlocated: [String: Int]
        /// Located crashes on roads without a name or index, which have no sections.
        package var outsideSections: Int
        /// Sections' length.
        package var sectionLength: Metres
    }

    /// Makes both lists and keeps them in the workspace.
    ///
    /// - Throws: `.insufficient` when there are no crashes or they were not matched,
    ///   `.networkMissing`.
    package static func run(
        _ store: Store,
        options: Options,
        at time: Timestamp
    ) throws(IntakeError) -> Outcome {
        let version = try store.currentNetwork()
        let network = try NetworkImport.open(version, in: store)
        let events = try store.crashEvents()
        let window = try AnalysisPeriod.window(of: events, from: options.from, to: options.to)
        let inPeriod = events.filter { window.first <= $0.day && $0.day <= window.last }
        guard !inPeriod.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: "crashes",
                detail: "No crash lies between \(window.first) and \(window.last).",
                remedy: "Choose a longer period with --from and --to."
            )
        }
        guard inPeriod.contains(where: { $0.reference != nil || $0.reason != nil }) else {
            throw IntakeError(
                .insufficient,
                subject: "crashes",
                detail: "None of the \(inPeriod.count) crashes of the period has been matched.",
                remedy: "Run 'jol match run': nothing has been put on the current network yet."
            )
        }
        let outcome = try analyse(
            network,
            inPeriod,
            violations: try violations(store),
            window: window,
            options: options
        )
        let run = RunRecord(
            kind: "hotspots",
            networkID: version.number,
            parameters: try jsonText(options),
            software: Software.name,
            started: time,
            summary: try jsonText(Summary(outcome))
        )
        let drawing = try HotspotDrawing(network)
        let hotspots = outcome.segments.hotspots + outcome.sections.hotspots
        let lines = try drawing.lines(of: hotspots)
        try store.replaceHotspots(run, hotspots) { lines[$0.id] ?? [] }
        return outcome
    }

    private static func violations(_ store: Store) throws(IntakeError) -> [AnalysisViolation] {
        var violations: [AnalysisViolation] = []
        try store.eachLocated(.violation) { row in
            guard let reference = row.reference else { return }
            violations.append(AnalysisViolation(id: row.id, reference: reference))
        }
        return violations
    }

    /// Cuts units and ranks them.
    static func analyse(
        _ network: CompiledNetwork,
        _ events: [CrashEvent],
        violations: [AnalysisViolation],
        window: DateWindow,
        options: Options
    ) throws(IntakeError) -> Outcome {
        let crashes = events.compactMap { event in
            event.reference.map {
                AnalysisCrash(
                    id: event.id,
                    reference: $0,
                    killed: event.killed,
                    injured: event.injured,
                    type: event.type,
                    time: event.time
                )
            }
        }
        // A mean Gregorian year, so that leap years do not shift rates.
        let years = Double(window.days) / 365.2425
        let builder = HotspotUnitBuilder(segments: segments(network), years: years)
        let segmentUnits = builder.segmentUnits(crashes: crashes, violations: violations)
        let sectionUnits = builder.sectionUnits(
            chains: RoadSections.chains(of: network),
            crashes: crashes,
            violations: violations,
            sectionLength: options.sectionLength
        )
        var unlocated: [String: Int] = [:]
        for event in events where event.reference == nil {
            unlocated[event.reason?.rawValue ?? "not_matched", default: 0] += 1
        }
        return Outcome(
            window: window,
            segments: HotspotAnalysis.run(units: segmentUnits.units, options: options.analysis),
            sections: HotspotAnalysis.run(units: sectionUnits.units, options: options.analysis),
            crashes: events.count,
            unlocated: unlocated,
            outsideSections: sectionUnits.crashesOutside.count,
            sectionLength: options.sectionLength
        )
    }

    private static func segments(_ network: CompiledNetwork) -> [AnalysisSegment] {
        (0..<UInt32(clamping: network.segmentCount)).map { row in
            let id = SegmentID(rawValue: row)
            let attributes = network.segment(id)
            let label = attributes.label
            return AnalysisSegment(
                segment: id,
                reverse: network.reverse(of: id),
                length: attributes.length,
                roadClass: attributes.roadClass,
                label: label.ref.isEmpty ? label.name : label.ref
            )
        }
    }

    /// The part of an outcome that is kept with the run.
    private struct Summary: Codable {
        var first: String
        var last: String
        var crashes: Int
        var unlocated: [String: Int]
        var outsideSections: Int
        var averageRate: Estimate?
        var segmentUnits: Int
        var sectionUnits: Int

        init(_ outcome: Outcome) {
            first = outcome.window.first.description
            last = outcome.window.last.description
            (crashes, unlocated) = (outcome.crashes, outcome.unlocated)
            outsideSections = outcome.outsideSections
            averageRate = outcome.segments.averages.first?.rate
            segmentUnits = outcome.segments.unitCount
            sectionUnits = outcome.sections.unitCount
        }
    }
}
