import Foundation
import RoadAnalysis
import RoadModel
import RoadReport
import RoadStore

extension ReportGathering {
    /// The hotspots with their lines.
    func places() throws(IntakeError) -> [HotspotPlace] {
        let lines = try HotspotDrawing(network).lines(of: hotspots)
        return hotspots.map { HotspotPlace(hotspot: $0, lines: lines[$0.id] ?? []) }
    }

    /// The network's lines.
    func roads() throws(IntakeError) -> [RoadLine] {
        try SegmentRows.make(of: network).map {
            RoadLine(roadClass: $0.roadClass, points: $0.line)
        }
    }

    /// Crashes per kilometre and year over the whole network, from the hotspot run.
    func averageRate() -> Estimate? { hotspotSummary?.averageRate }

    private struct HotspotSummary: Decodable {
        var averageRate: Estimate?
        var segmentUnits: Int
        var first: String
        var last: String
    }

    private var hotspotSummary: HotspotSummary? {
        hotspotRun.flatMap {
            try? JSONDecoder().decode(HotspotSummary.self, from: Data($0.summary.utf8))
        }
    }

    private var hotspotOptions: HotspotRun.Options {
        let stored = hotspotRun.flatMap {
            try? JSONDecoder().decode(HotspotRun.Options.self, from: Data($0.parameters.utf8))
        }
        return stored ?? HotspotRun.Options()
    }

    private struct MatchParameters: Decodable {
        var maximumRadiusMetres: Double
        var roadThreshold: Double
    }

    /// What the report was made from.
    func provenance() -> Provenance {
        let isOSM = [".pbf", ".osm", ".osm.gz", ".osm.bz2"].contains {
            version.sourceName.hasSuffix($0)
        }
        let derived =
            isOSM && !options.isDemonstration
            ? "© OpenStreetMap contributors, ODbL 1.0" : ""
        return Provenance(
            softwareVersion: Software.version,
            networkVersion: "\(version.sourceName), \(version.version)",
            networkSHA256: version.sourceSHA256,
            networkAttribution: options.attribution ?? derived,
            seeds: [Provenance.Seed(purpose: "ranks", value: hotspotOptions.analysis.seed)]
        )
    }

    /// The methods behind the figures.
    func methods(_ headline: [TrendChange]) -> [MethodNote] {
        let settings = hotspotOptions
        let weights = settings.analysis.weights
        var notes: [MethodNote] = [.changeInterval(level: 0.95)]
        if let killed = headline.first {
            notes.append(
                .overdispersion(phi: killed.overdispersed.phi, source: killed.phiSource)
            )
        }
        notes += [
            .poissonBand(level: 0.95),
            .hotspotRule(name: "jol-sections-1", sectionMetres: settings.sectionLength),
            .hotspotScore(
                killed: weights.killed,
                injured: weights.injured,
                crash: weights.crash
            ),
        ]
        if let run = hotspotSummary {
            notes.append(
                .other(
                    LocalizedText(
                        kk: "Ошақтар \(run.first) – \(run.last) күндеріндегі ЖКО бойынша.",
                        ru: "Очаги — по ДТП с \(run.first) по \(run.last).",
                        en: "Hotspots rest on crashes from \(run.first) to \(run.last)."
                    )
                )
            )
        }
        if let units = hotspotSummary?.segmentUnits {
            notes.append(
                .manyUnits(
                    tested: units,
                    expectedFalse: Double(units) * (1 - settings.analysis.level) / 2
                )
            )
        }
        if let run = matchRun,
            let used = try? JSONDecoder().decode(
                MatchParameters.self,
                from: Data(run.parameters.utf8)
            )
        {
            notes.append(
                .matching(
                    radius: Metres(used.maximumRadiusMetres),
                    minimumProbability: used.roadThreshold
                )
            )
        }
        notes.append(.deathWindow(days: nil))
        return notes
    }

    /// What the figures cannot tell.
    func limits() -> [LimitNote] {
        [
            .noCauses, .lateRegistration, .noTrafficVolumes, .regressionToMean,
            .unlocatedMissing, .violationsFollowDevices,
        ]
    }
}
