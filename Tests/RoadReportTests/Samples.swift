import RoadModel
import RoadReport

/// Contents and figures that the tests build on.
enum Samples {
    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
    }

    static func place(_ latitude: Double, _ longitude: Double) -> GeodeticCoordinate {
        GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
    }

    static func limits(_ lower: Double?, _ upper: Double?, phi: Double = 1) -> ChangeInterval {
        ChangeInterval(lower: lower, upper: upper, p: 0.01, phi: phi)
    }

    /// The ministry's figures of 2024 and 2025: 2,579 and 2,321 killed.
    static func change(
        _ measure: String = "killed",
        before: Int = 2579,
        after: Int = 2321,
        percent: Double? = -10.0039,
        code: VerdictCode = .change,
        flags: [VerdictCode] = [],
        attribution: AttributionLevel = .change,
        limits spread: ChangeInterval? = nil,
        detectable: Double? = nil
    ) -> TrendChange {
        let interval = spread ?? limits(-14.91, -4.81)
        return TrendChange(
            measure: measure,
            before: before,
            after: after,
            exposureBefore: 1,
            exposureAfter: 1,
            percent: percent,
            exact: limits(-14.95, -4.78),
            midP: limits(-14.91, -4.81),
            overdispersed: interval,
            phiSource: "assumed 1",
            detectableFallPercent: detectable,
            level: 0.95,
            verdict: Verdict(code: code, flags: flags, attribution: attribution)
        )
    }

    static func hotspot(
        _ id: String = "S1",
        road: String = "KAZ02",
        unit: AnalysisUnit = .section,
        rank: Int = 1
    ) -> Hotspot {
        Hotspot(
            id: id,
            unit: unit,
            rank: rank,
            road: road,
            fromKilometre: unit == .section ? 12 : nil,
            toKilometre: unit == .section ? 13 : nil,
            length: Metres(1000),
            parts: [],
            crashes: 9,
            killed: 1,
            injured: 11,
            violations: 3,
            score: 12,
            rate: Estimate(
                value: 4.5,
                lower: 2.06,
                upper: 8.54,
                level: 0.95,
                base: 9,
                method: "garwood"
            ),
            excessP: 0.0004,
            excessQ: 0.01,
            rankLower: 1,
            rankUpper: 4,
            isAboveAverage: true,
            crashIDs: []
        )
    }

    /// A small content whose tables agree.
    static func content(road: String = "KAZ02") -> ReportContent {
        var content = ReportContent(
            areaName: LocalizedText(
                kk: "Алматы облысы",
                ru: "Алматинская область",
                en: "Almaty Region"
            ),
            period: ReportPeriod(first: day(2025, 1, 1), last: day(2025, 12, 31)),
            comparedWith: ReportPeriod(first: day(2024, 1, 1), last: day(2024, 12, 31)),
            provenance: Provenance(
                softwareVersion: "0.1.0",
                networkVersion: "demo 1",
                networkSHA256: String(repeating: "ab", count: 32)
            )
        )
        content.headline = [change(before: 14, after: 12, percent: -14.3, code: .noEvidence)]
        content.series = [
            CountSeries(
                measure: "killed",
                step: .month,
                points: [2024, 2025].flatMap { year in
                    (1...12).map { month in
                        CountSeries.Point(
                            year: year,
                            month: month,
                            count: year == 2024 && month < 3 ? 2 : 1,
                            interval: Estimate(
                                value: 1,
                                lower: 0.03,
                                upper: 5.57,
                                level: 0.95,
                                base: 1,
                                method: "garwood"
                            ),
                            isProvisional: year == 2025 && month == 12
                        )
                    }
                },
                breaks: [
                    CountSeries.Break(
                        day: day(2025, 1, 1),
                        reason: LocalizedText(
                            kk: "жаңа қағида",
                            ru: "новое правило",
                            en: "new rule"
                        )
                    )
                ]
            ),
            CountSeries(
                measure: "killed",
                step: .year,
                points: [
                    CountSeries.Point(year: 2024, count: 14),
                    CountSeries.Point(year: 2025, count: 12),
                ]
            ),
        ]
        let line = [place(43.2, 76.9), place(43.21, 76.91)]
        content.hotspots = [
            HotspotPlace(hotspot: hotspot(road: road), lines: [line]),
            HotspotPlace(hotspot: hotspot("S7", road: road, unit: .segment), lines: [line]),
        ]
        content.roads = [
            RoadLine(roadClass: .primary, points: line),
            RoadLine(roadClass: .primary, points: line.reversed()),
        ]
        content.complexes = [
            ComplexSite(
                name: "Сергек-1",
                location: place(43.205, 76.905),
                passages: 100,
                violations: 30
            )
        ]
        content.flights = [
            FlightRow(
                id: "F1",
                start: nil,
                zoneOffsetSeconds: 18_000,
                vehicle: "",
                format: "PX4 ULog 1",
                durationSeconds: 754,
                distance: Metres(3120),
                maxHeight: nil,
                completeness: 0.98,
                track: line
            )
        ]
        content.violations = [
            ViolationCount(kind: "SPEED_INSTANT", automatic: 30, drone: 0),
            ViolationCount(kind: "ONCOMING", automatic: 0, drone: 6),
        ]
        content.sources = [
            SourceFile(
                label: "crashes.csv",
                kind: .crashes,
                sha256: String(repeating: "0f", count: 32),
                received: 50,
                accepted: 40,
                duplicate: 4,
                quarantined: [.init(.badTime, 5), .init(.coordinateZero, 1)],
                located: 37,
                unlocated: [.init(.ambiguous, 3)]
            ),
            SourceFile(
                label: "cameras.json",
                kind: .complexes,
                sha256: String(repeating: "1e", count: 32),
                received: 130,
                accepted: 130,
                duplicate: 0,
                located: 130
            ),
        ]
        content.stored = EventCounts(crashes: 40, violations: 30, passages: 100)
        content.inPeriod = EventCounts(
            crashes: 20,
            killed: 12,
            injured: 25,
            violations: 30,
            droneViolations: 6,
            flights: 1
        )
        content.matching = [
            MatchQuality(kind: .crashes, accepted: 40, located: 37, meanProbability: 0.93)
        ]
        content.averageRate = Estimate(
            value: 1.1,
            lower: 1,
            upper: 1.2,
            level: 0.95,
            base: 40,
            method: "garwood"
        )
        content.methods = [
            .changeInterval(level: 0.95), .overdispersion(phi: 1.7, source: "given"),
            .poissonBand(level: 0.95), .hotspotRule(name: "test", sectionMetres: Metres(1000)),
            .hotspotScore(killed: 3, injured: 1, crash: 0.5),
            .manyUnits(tested: 300, expectedFalse: 7.5),
            .matching(radius: Metres(40), minimumProbability: 0.8), .deathWindow(days: 30),
            .deathWindow(days: nil),
        ]
        content.limits = [.lateRegistration, .noTrafficVolumes, .regressionToMean]
        return content
    }

    static let leaflet = LeafletAssets(
        script: "window.L=null;var t='</script><b>';\n//# sourceMappingURL=leaflet.js.map",
        stylesheet: ".a{background:url(images/layers.png)}@import 'x.css';",
        licence: "BSD --> x"
    )
}
