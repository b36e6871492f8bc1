import RoadAnalysis
import RoadModel
import Testing

private func id(_ raw: UInt32) -> SegmentID { SegmentID(rawValue: raw) }

private func crash(_ number: Int64, _ segment: UInt32, _ measure: Double) -> AnalysisCrash {
    AnalysisCrash(
        id: ObservationID(rawValue: number),
        reference: LinearReference(
            segment: id(segment),
            measure: Metres(measure),
            offset: Metres(2)
        ),
        killed: 1,
        injured: 2,
        type: "collision",
        time: Timestamp(microseconds: 0)
    )
}

/// A road of segments 0, 2, 4, … one after another; 1, 3, 5, … run the other way.
private func road(_ lengths: [Double], label: String = "KAZ98") -> [AnalysisSegment] {
    lengths.enumerated().flatMap { row, length in
        let (there, back) = (id(UInt32(2 * row)), id(UInt32(2 * row + 1)))
        return [
            AnalysisSegment(
                segment: there,
                reverse: back,
                length: Metres(length),
                roadClass: .trunk,
                label: label
            ),
            AnalysisSegment(
                segment: back,
                reverse: there,
                length: Metres(length),
                roadClass: .trunk,
                label: label
            ),
        ]
    }
}

private func chain(_ lengths: [Double], start: Double = 0, label: String = "KAZ98")
    -> AnalysisChain
{
    var chainage = start
    var parts: [AnalysisChainPart] = []
    for (row, length) in lengths.enumerated() {
        parts.append(
            AnalysisChainPart(
                part: HotspotPart(
                    segment: id(UInt32(2 * row)),
                    from: Metres(0),
                    to: Metres(length)
                ),
                startChainage: Metres(chainage)
            )
        )
        chainage += length
    }
    return AnalysisChain(label: label, parts: parts)
}

@Suite("Units from segments")
struct SegmentUnitTests {
    @Test("both directions of a piece are one unit")
    func folded() throws {
        let builder = HotspotUnitBuilder(segments: road([400, 700]), years: 3)
        let result = builder.segmentUnits(
            crashes: [crash(1, 0, 10), crash(2, 1, 390), crash(3, 3, 5), crash(4, 99, 5)],
            violations: [
                AnalysisViolation(
                    id: ObservationID(rawValue: 8),
                    reference: LinearReference(
                        segment: id(2),
                        measure: Metres(1),
                        offset: Metres(0)
                    )
                ),
                AnalysisViolation(
                    id: ObservationID(rawValue: 9),
                    reference: LinearReference(
                        segment: id(77),
                        measure: Metres(1),
                        offset: Metres(0)
                    )
                ),
            ]
        )
        #expect(result.units.map(\.id) == ["S0", "S2"])
        #expect(result.units[0].crashes.map(\.id.rawValue) == [1, 2])
        #expect(result.units[1].crashes.map(\.id.rawValue) == [3])
        #expect(result.units[1].violations == 1)
        #expect(result.units[0].parts.map(\.segment) == [id(0), id(1)])
        #expect(result.units[0].years == 3 && result.units[0].length == Metres(400))
        #expect(result.crashesOutside.map(\.rawValue) == [4])
        #expect(result.violationsOutside.map(\.rawValue) == [9])
    }

    @Test("a nameless road bears its class; a segment without length is left out")
    func nameless() {
        var segments = road([400, 0], label: "")
        segments[0].reverse = nil
        segments[1].reverse = nil
        let units = HotspotUnitBuilder(segments: segments, years: 1)
            .segmentUnits(crashes: []).units
        #expect(units.map(\.id) == ["S0", "S1"])
        #expect(units.map(\.road) == ["trunk", "trunk"])
    }
}

@Suite("Sections of a kilometre")
struct SectionUnitTests {
    private func sections(_ lengths: [Double], start: Double = 0) -> [String] {
        HotspotUnitBuilder(segments: road(lengths), years: 1)
            .sectionUnits(chains: [chain(lengths, start: start)], crashes: []).units
            .sorted { ($0.fromKilometre ?? 0) < ($1.fromKilometre ?? 0) }
            .map(\.id)
    }

    @Test(
        "the last partial kilometre stands alone from 500 m on, else joins the one before",
        arguments: [
            ([2500.0], ["KAZ98:0-1", "KAZ98:1-2", "KAZ98:2-2.5"]),
            ([2499], ["KAZ98:0-1", "KAZ98:1-2.499"]),
            ([2000], ["KAZ98:0-1", "KAZ98:1-2"]),
            ([1499.999], ["KAZ98:0-1.5"]),
            ([300], ["KAZ98:0-0.3"]),
            ([1200, 1300.5], ["KAZ98:0-1", "KAZ98:1-2", "KAZ98:2-2.501"]),
        ]
    )
    func last(lengths: [Double], expected: [String]) {
        #expect(sections(lengths) == expected)
    }

    @Test(
        "sections are cut at whole kilometres; a short first one joins the next",
        arguments: [
            (12_300.0, [2000.0], ["KAZ98:12.3-13", "KAZ98:13-14.3"]),
            (12_500.0, [2000.0], ["KAZ98:12.5-13", "KAZ98:13-14", "KAZ98:14-14.5"]),
            (12_800.0, [2000.0], ["KAZ98:12.8-14", "KAZ98:14-14.8"]),
            (12_800.0, [500.0], ["KAZ98:12.8-13.3"]),
            (-1500.0, [2000.0], ["KAZ98:-1.5--1", "KAZ98:-1-0", "KAZ98:0-0.5"]),
        ] as [(Double, [Double], [String])]
    )
    func first(start: Double, lengths: [Double], expected: [String]) {
        #expect(sections(lengths, start: start) == expected)
    }

    @Test("crashes of both directions fall on their kilometre, a border on the later one")
    func crashes() {
        let lengths = [1200.0, 1300]
        let builder = HotspotUnitBuilder(segments: road(lengths), years: 2)
        let result = builder.sectionUnits(
            chains: [chain(lengths)],
            crashes: [
                crash(1, 0, 999.9), crash(2, 0, 1000), crash(3, 1, 200), crash(4, 1, 201),
                crash(5, 2, 0), crash(6, 2, 800), crash(7, 3, 0), crash(8, 3, 1300),
                crash(9, 2, 2000), crash(10, 50, 1),
            ]
        )
        let byName = Dictionary(
            uniqueKeysWithValues: result.units.map {
                ($0.id, $0.crashes.map(\.id.rawValue))
            }
        )
        #expect(byName["KAZ98:0-1"] == [1, 4])
        #expect(byName["KAZ98:1-2"] == [2, 3, 5, 8])
        #expect(byName["KAZ98:2-2.5"] == [6, 7, 9])
        #expect(result.crashesOutside.map(\.rawValue) == [10])
        let middle = result.units.first { $0.id == "KAZ98:1-2" }
        #expect(middle?.length == Metres(1000))
        #expect(
            middle?.parts == [
                HotspotPart(segment: id(0), from: Metres(1000), to: Metres(1200)),
                HotspotPart(segment: id(1), from: Metres(0), to: Metres(200)),
                HotspotPart(segment: id(2), from: Metres(0), to: Metres(800)),
                HotspotPart(segment: id(3), from: Metres(500), to: Metres(1300)),
            ]
        )
        #expect(middle?.roadClass == .trunk && middle?.years == 2)
    }

    @Test("a chain may name the segment of the other direction")
    func against() {
        let builder = HotspotUnitBuilder(segments: road([2000]), years: 1)
        for (segment, isAgainst) in [(UInt32(0), false), (1, true)] {
            let chain = AnalysisChain(
                label: "A",
                parts: [
                    AnalysisChainPart(
                        part: HotspotPart(
                            segment: id(segment),
                            from: Metres(0),
                            to: Metres(2000)
                        ),
                        startChainage: Metres(0),
                        isAgainst: isAgainst
                    )
                ]
            )
            let units = builder.sectionUnits(
                chains: [chain],
                crashes: [crash(1, 0, 100), crash(2, 1, 100)]
            ).units
            #expect(units.map(\.id) == ["A:0-1", "A:1-2"])
            #expect(units.map { $0.crashes.map(\.id.rawValue) } == [[1], [2]])
        }
    }

    @Test("two carriageways side by side share their kilometres")
    func dual() {
        var segments = road([1000, 1040])
        for row in segments.indices { segments[row].reverse = nil }
        let chain = AnalysisChain(
            label: "M36",
            parts: [
                AnalysisChainPart(
                    part: HotspotPart(segment: id(0), from: Metres(0), to: Metres(1000)),
                    startChainage: Metres(0)
                ),
                AnalysisChainPart(
                    part: HotspotPart(segment: id(2), from: Metres(0), to: Metres(1000)),
                    startChainage: Metres(0),
                    isAgainst: true
                ),
            ]
        )
        let units = HotspotUnitBuilder(segments: segments, years: 1)
            .sectionUnits(chains: [chain], crashes: [crash(1, 0, 5), crash(2, 2, 5)]).units
        #expect(units.count == 1)
        #expect(units[0].length == Metres(1000) && units[0].crashes.count == 2)
    }

    @Test("a hole in a road separates sections; equal names are numbered")
    func holes() {
        var broken = chain([1000, 1000])
        broken.parts[1].startChainage = Metres(5200)
        let far = chain([1000], label: "KAZ98")
        var segments = road([1000, 1000])
        segments.append(
            AnalysisSegment(
                segment: id(40),
                reverse: nil,
                length: Metres(1000),
                roadClass: .primary,
                label: ""
            )
        )
        var twin = far
        twin.parts[0].part.segment = id(40)
        let units = HotspotUnitBuilder(segments: segments, years: 1)
            .sectionUnits(chains: [twin, broken], crashes: [crash(1, 40, 5), crash(2, 0, 5)])
            .units
        #expect(units.map(\.id) == ["KAZ98:0-1", "KAZ98:0-1#2", "KAZ98:5.2-6.2"])
        #expect(units[0].crashes.map(\.id.rawValue) == [2])
        #expect(units[1].crashes.map(\.id.rawValue) == [1])
    }

    @Test("damaged chains yield no section and no trap")
    func damaged() {
        let builder = HotspotUnitBuilder(segments: road([1000]), years: 1)
        func count(_ part: HotspotPart, _ start: Double, _ section: Double = 1000) -> Int {
            builder.sectionUnits(
                chains: [
                    AnalysisChain(
                        label: "A",
                        parts: [AnalysisChainPart(part: part, startChainage: Metres(start))]
                    )
                ],
                crashes: [crash(1, 0, .nan)],
                sectionLength: Metres(section)
            ).units.count
        }
        let whole = HotspotPart(segment: id(0), from: Metres(0), to: Metres(1000))
        #expect(count(whole, 0) == 1)
        #expect(count(HotspotPart(segment: id(0), from: Metres(9), to: Metres(9)), 0) == 0)
        #expect(count(HotspotPart(segment: id(9), from: Metres(0), to: Metres(9)), 0) == 0)
        #expect(count(HotspotPart(segment: id(0), from: Metres(.nan), to: Metres(9)), 0) == 0)
        #expect(count(whole, .infinity) == 0)
        #expect(count(whole, 0, 0) == 0)
        #expect(count(whole, 0, .nan) == 0)
        #expect(count(whole, 1e300) == 0)
        #expect(count(whole, 1e17) == 0)
        #expect(count(whole, 0, 1e-9) == 1)
    }
}
