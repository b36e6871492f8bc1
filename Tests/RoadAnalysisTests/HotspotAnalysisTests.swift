import RoadAnalysis
import RoadModel
import RoadStatistics
import Testing

/// Units of one kilometre and one year with the given numbers of crashes, one injured in each.
private func units(_ crashes: [Int], roadClass: RoadClass = .primary) -> [HotspotUnitInput] {
    var next: Int64 = 0
    return crashes.enumerated().map { row, count in
        HotspotUnitInput(
            id: "S\(1000 + row)",
            kind: .segment,
            road: "A",
            roadClass: roadClass,
            length: Metres(1000),
            crashes: (0..<count).map { _ in
                next += 1
                return HotspotCrash(id: ObservationID(rawValue: next), killed: 0, injured: 1)
            },
            years: 1
        )
    }
}

@Suite("Hotspot lists")
struct HotspotAnalysisTests {
    @Test("rate, limits, excess and score of one unit by hand")
    func figures() throws {
        var input = units([6] + [Int](repeating: 1, count: 19))
        input[0].length = Metres(500)
        input[0].years = 2
        input[0].crashes[0].killed = 2
        let result = HotspotAnalysis.run(units: input)
        let first = try #require(result.hotspots.first)
        #expect(first.id == "S1000" && first.rank == 1)
        #expect(first.crashes == 6 && first.killed == 2 && first.injured == 6)
        #expect(first.score == 8)
        #expect(first.rate.value == 6)
        // Garwood limits of 6 events.
        #expect(abs((first.rate.lower ?? 0) - 2.2018941) < 1e-6)
        #expect(abs((first.rate.upper ?? 0) - 13.0594737) < 1e-6)
        #expect(first.rate.method == "garwood" && first.rate.base == 6)
        // 25 crashes in 20 kilometre-years: 1.25 expected.
        #expect(result.averages[0].rate.value == 1.25)
        #expect(abs(first.excessP - PoissonDistribution(mean: 1.25).atLeast(6)) < 1e-15)
        #expect(abs((first.excessQ ?? 0) - 20 * first.excessP) < 1e-12)
        #expect(first.isAboveAverage)
        #expect(result.hotspots.count == 20)
        #expect(!result.hotspots[1].isAboveAverage)
    }

    @Test("equal scores share the better rank and are listed by name")
    func ties() {
        let result = HotspotAnalysis.run(units: units([2, 5, 2, 0, 5, 1]))
        #expect(result.hotspots.map(\.rank) == [1, 1, 3, 3, 5])
        #expect(result.hotspots.map(\.id) == ["S1001", "S1004", "S1000", "S1002", "S1005"])
        var options = HotspotOptions()
        options.listsEmptyUnits = true
        let all = HotspotAnalysis.run(units: units([2, 5, 2, 0, 5, 1]), options: options)
        #expect(all.hotspots.map(\.rank) == [1, 1, 3, 3, 5, 6])
    }

    @Test("weights change the order")
    func weights() {
        var input = units([3, 1])
        input[1].crashes[0].killed = 1
        #expect(HotspotAnalysis.run(units: input).hotspots.map(\.id) == ["S1000", "S1001"])
        let heavy = HotspotOptions(weights: HotspotWeights(killed: 10, injured: 1, crash: 0))
        let result = HotspotAnalysis.run(units: input, options: heavy)
        #expect(result.hotspots.map(\.id) == ["S1001", "S1000"])
        #expect(result.hotspots[0].score == 11)
        #expect(result.options.weights.killed == 10)
    }

    @Test("any order of units and crashes gives the identical list")
    func permuted() {
        var generator = ReplayableGenerator(seed: 9)
        var input = units((0..<60).map { _ in generator.poisson(mean: 2) })
        for row in input.indices { input[row].roadClass = row % 3 == 0 ? .trunk : .primary }
        let expected = HotspotAnalysis.run(units: input)
        for _ in 0..<5 {
            generator.shuffle(&input)
            for row in input.indices { generator.shuffle(&input[row].crashes) }
            #expect(HotspotAnalysis.run(units: input) == expected)
        }
    }

    @Test("peers are units of the same class; few peers fall back on the network")
    func peers() {
        var input = units([Int](repeating: 4, count: 12), roadClass: .trunk)
        var quiet = units([Int](repeating: 1, count: 12), roadClass: .residential)
        for row in quiet.indices { quiet[row].id = "R\(row)" }
        var odd = units([4, 4], roadClass: .track)
        for row in odd.indices { odd[row].id = "T\(row)" }
        input += quiet + odd
        let result = HotspotAnalysis.run(units: input)
        #expect(result.averages.map(\.roadClass) == [nil, .trunk, .residential])
        #expect(result.averages.map(\.rate.value) == [68.0 / 26, 4, 1])
        #expect(result.notices.contains(.pooledPeers))
        let track = result.hotspots.first { $0.id == "T0" }
        #expect(track?.excessP == PoissonDistribution(mean: 68.0 / 26).atLeast(4))
    }

    @Test("nothing, no crash, one unit and damaged units are said, not guessed")
    func degenerate() {
        #expect(HotspotAnalysis.run(units: []).notices == [.noExposure])
        let empty = HotspotAnalysis.run(units: units([0, 0, 0]))
        #expect(empty.notices.contains(.noCrashes))
        #expect(empty.hotspots.isEmpty && empty.indistinctFromFirst == nil)
        let one = HotspotAnalysis.run(units: units([3]))
        #expect(one.notices.contains(.oneUnit))
        #expect(one.hotspots[0].rankLower == 1 && one.hotspots[0].rankUpper == 1)
        var broken = units([1, 2, 3, 4, 5, 6])
        broken[0].length = Metres(0)
        broken[1].years = .nan
        broken[2].crashes[0].killed = -1
        broken[4].id = broken[3].id
        let result = HotspotAnalysis.run(units: broken)
        #expect(result.hotspots.map(\.id) == ["S1005"])
        #expect(result.leftOut == ["S1000", "S1001", "S1002", "S1003"])
        #expect(result.notices.contains(.unitsLeftOut))
        #expect(result.unitCount == 1)
    }

    @Test("weights of zero rank everything first and have no rank interval")
    func weightless() {
        let options = HotspotOptions(weights: HotspotWeights(killed: 0, injured: 0, crash: 0))
        let result = HotspotAnalysis.run(units: units([1, 5]), options: options)
        #expect(result.hotspots.map(\.rank) == [1, 1])
        #expect(result.hotspots[0].rankLower == nil)
    }
}

@Suite("Rank intervals")
struct RankIntervalTests {
    @Test("a clear first stays first, alike units cannot be told apart")
    func clear() {
        let result = HotspotAnalysis.run(
            units: units([200] + [Int](repeating: 3, count: 30))
        )
        #expect(result.hotspots[0].rankLower == 1 && result.hotspots[0].rankUpper == 1)
        #expect(result.indistinctFromFirst == 1)
        let alike = HotspotAnalysis.run(units: units([Int](repeating: 3, count: 40)))
        #expect(alike.notices.contains(.noSpread))
        #expect((alike.hotspots[0].rankUpper ?? 0) > 30)
        #expect((alike.indistinctFromFirst ?? 0) == 40)
    }

    @Test("a seed repeats the intervals, no draws leave them out")
    func seeded() {
        let input = units((0..<40).map { $0 % 7 })
        let a = HotspotAnalysis.run(units: input, options: HotspotOptions(seed: 3))
        #expect(a == HotspotAnalysis.run(units: input, options: HotspotOptions(seed: 3)))
        let b = HotspotAnalysis.run(units: input, options: HotspotOptions(seed: 4))
        #expect(a.hotspots.map(\.rank) == b.hotspots.map(\.rank))
        let none = HotspotAnalysis.run(units: input, options: HotspotOptions(rankDraws: 0))
        #expect(none.hotspots[0].rankLower == nil && none.indistinctFromFirst == nil)
    }

    @Test("90 % intervals hold the true rank about nine times in ten")
    func coverage() {
        var generator = ReplayableGenerator(seed: 20)
        var held = 0
        var all = 0
        for run in 0..<12 {
            let truth = (0..<80).map { _ in generator.gamma(shape: 1.5) * 3 }
            let input = units(truth.map { generator.poisson(mean: $0) })
            var options = HotspotOptions(
                weights: HotspotWeights(killed: 0, injured: 0, crash: 1),
                rankDraws: 400,
                seed: UInt64(run)
            )
            options.listsEmptyUnits = true
            for spot in HotspotAnalysis.run(units: input, options: options).hotspots {
                guard let row = Int(spot.id.dropFirst()), let low = spot.rankLower,
                    let high = spot.rankUpper
                else {
                    Issue.record("no rank interval for \(spot.id)")
                    continue
                }
                let rank = 1 + truth.count { $0 > truth[row - 1000] }
                all += 1
                if low <= rank && rank <= high { held += 1 }
            }
        }
        let share = Double(held) / Double(all)
        #expect(share > 0.86 && share < 0.95)
    }

    @Test("a block of many empty units gives about the intervals of all of them")
    func blocks() throws {
        var generator = ReplayableGenerator(seed: 5)
        let input = units(
            (0..<5600).map { _ in generator.negativeBinomial(mean: 0.1, size: 0.3) }
        )
        let empty = input.count { $0.crashes.isEmpty }
        #expect(empty > 5000)
        let options = HotspotOptions(rankDraws: 400)
        var whole = options
        whole.listsEmptyUnits = true
        let sampled = HotspotAnalysis.run(units: input, options: options)
        let full = HotspotAnalysis.run(units: input, options: whole)
        var (blocks, all) = (0, 0)
        for (a, b) in zip(sampled.hotspots.prefix(30), full.hotspots) {
            #expect(a.id == b.id && a.rank == b.rank)
            blocks += a.rankUpper ?? 0
            all += b.rankUpper ?? 0
        }
        // One interval rests on 20 draws in its tail; thirty of them agree within some percent.
        #expect(abs(Double(blocks) / Double(all) - 1) < 0.1)
        #expect(HotspotAnalysis.run(units: input.reversed(), options: options) == sampled)
    }
}
