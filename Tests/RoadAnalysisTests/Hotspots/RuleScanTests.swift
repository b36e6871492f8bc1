import Foundation
import RoadAnalysis
import TestKit
import Testing

/// The Russian rule at its borders, and what every place must satisfy.
@Suite("Official definitions of hotspots")
struct RuleScanTests {
    /// Metres, day, type, casualties.
    typealias Row = (Double, Int32, String, Bool)

    private func crashes(_ rows: [Row], hasDates: Bool = false) -> RuleCrashes {
        var crashes = RuleCrashes()
        for row in rows {
            crashes.road.append(0)
            crashes.metres.append(row.0)
            crashes.day.append(row.1)
            crashes.type.append(Int32(row.2.utf8.first ?? 0))
            crashes.severity.append(0)
            crashes.hasCasualties.append(row.3)
            crashes.inSettlement.append(false)
            crashes.junction.append(0)
        }
        crashes.hasDates = hasDates
        return crashes
    }

    private func rule(_ limit: Double = 1000) -> HotspotRule {
        var rule = HotspotRule(
            id: "ru",
            windowMetres: limit,
            months: 12,
            tests: [HotspotRule.Test(count: 3, same: "type"), HotspotRule.Test(count: 5)]
        )
        rule.filter = "casualties"
        return rule
    }

    @Test(
        "the shared truth table",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func truthTable() throws {
        let bytes = Data(try SharedReference.bytes("hotspots/ref/legal_ru_truth_table.json"))
        let cases = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
        #expect(cases.count >= 6)
        for entry in cases {
            let name = entry["name"] as? String ?? ""
            let rows = try #require(entry["crashes"] as? [[Any]])
            let found = RuleScan(
                rule(try #require(entry["limit_m"] as? Double)),
                crashes(
                    rows.map {
                        (
                            $0[0] as? Double ?? .nan, Int32($0[1] as? Int ?? 0),
                            $0[2] as? String ?? "", ($0[3] as? Int ?? 0) > 0
                        )
                    }
                )
            ).places()
            let expected = try #require(entry["reference_output"] as? [[Any]])
            try #require(found.count == expected.count, "\(name)")
            for (place, row) in zip(found, expected) {
                #expect(place.start == row[0] as? Double, "\(name)")
                #expect(place.end == row[1] as? Double, "\(name)")
                #expect(place.crashes.count == row[2] as? Int, "\(name)")
                let types = (row[3] as? [String] ?? []).map { Int32($0.utf8.first ?? 0) }
                #expect(place.types == types, "\(name)")
            }
        }
    }

    @Test(
        "day 365 is within twelve months of day 1, day 366 is not",
        arguments: [(365, 1), (366, 0)]
    )
    func days(last: Int32, places: Int) {
        let rows: [Row] = [(0, 1, "A", true), (5, 100, "A", true), (9, last, "A", true)]
        #expect(RuleScan(rule(), crashes(rows)).places().count == places)
    }

    @Test("a year of dates ends before the same day of the next year, leap days included")
    func dates() {
        // 29.02.2024 is day 19782; 28.02.2025 is 20147.
        let inside: [Row] = [(0, 19782, "A", true), (1, 19900, "A", true), (2, 20147, "A", true)]
        let outside: [Row] = [(0, 19782, "A", true), (1, 19900, "A", true), (2, 20148, "A", true)]
        #expect(RuleScan(rule(), crashes(inside, hasDates: true)).places().count == 1)
        #expect(RuleScan(rule(), crashes(outside, hasDates: true)).places().isEmpty)
    }

    @Test("crashes without casualties do not count; types unknown are no type")
    func filters() {
        let damage: [Row] = [(0, 1, "A", true), (1, 2, "A", false), (2, 3, "A", true)]
        #expect(RuleScan(rule(), crashes(damage)).places().isEmpty)
        var unknown = crashes([(0, 1, "A", true), (1, 2, "A", true), (2, 3, "A", true)])
        unknown.type = [-1, -1, -1]
        #expect(RuleScan(rule(), unknown).places().isEmpty)
    }

    @Test("a place shrinks to the crashes that make it: no idle crash at its edge")
    func minimal() throws {
        let rows: [Row] = [
            (0, 1, "A", true), (10, 2, "A", true), (20, 3, "A", true), (990, 4, "B", true),
        ]
        let place = try #require(RuleScan(rule(), crashes(rows)).places().first)
        #expect(place.end == 20 && place.crashes.count == 3)
    }

    @Test("of overlapping stretches the fuller wins, then the shorter; no crash counts twice")
    func overlaps() {
        let rows: [Row] = [0, 400, 800, 1200, 1600, 2000].map { ($0, 10, "A", true) }
        let places = RuleScan(rule(), crashes(rows)).places()
        #expect(places.map(\.start) == [0, 1200])
        #expect(places.flatMap(\.crashes).count == Set(places.flatMap(\.crashes)).count)
        let closer: [Row] = [0, 500, 1000, 1100].map { ($0, 10, "A", true) }
        #expect(RuleScan(rule(), crashes(closer)).places().map(\.start) == [500])
        #expect(RuleScan(rule(), crashes(closer)).places().map(\.end) == [1100])
    }

    @Test("no place is longer than the limit, whatever the crashes; their order does not matter")
    func property() {
        for seed in 1...30 {
            var state = UInt64(seed)
            func next(_ bound: UInt64) -> UInt64 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (state >> 33) % bound
            }
            let rows: [Row] = (0..<80).map { _ in
                (
                    Double(next(6000)), Int32(next(900)),
                    ["A", "B", "C"][Int(next(3))], next(10) > 0
                )
            }
            let places = RuleScan(rule(), crashes(rows)).places()
            #expect(!places.isEmpty)
            #expect(places.allSatisfy { $0.length <= 1000 && $0.lastDay - $0.firstDay < 365 })
            let mixed = RuleScan(rule(), crashes(rows.reversed())).places()
            #expect(places.map(\.start) == mixed.map(\.start))
            #expect(places.map(\.crashes.count) == mixed.map(\.crashes.count))
        }
    }

    @Test("the same places as trying every stretch and every span of time, one by one")
    func oracle() {
        for seed in 1...40 {
            var state = UInt64(seed) &* 7919
            func next(_ bound: UInt64) -> UInt64 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (state >> 33) % bound
            }
            let rows: [Row] = (0..<60).map { _ in
                (
                    Double(next(40) * 100), Int32(next(900)) + 1,
                    ["A", "B", "C", "D"][Int(next(4))], true
                )
            }
            let found = RuleScan(rule(), crashes(rows)).places()
            let expected = Self.everyStretch(rows, limit: 1000)
            #expect(found.map { Set($0.crashes) } == expected, "seed \(seed)")
        }
    }

    /// Places of the Russian rule by brute force: all pairs of first and last crash, all spans.
    private static func everyStretch(_ rows: [Row], limit: Double) -> [Set<Int>] {
        let order = rows.indices.sorted {
            (rows[$0].0, rows[$0].1, rows[$0].2, $0) < (rows[$1].0, rows[$1].1, rows[$1].2, $1)
        }
        var free = Set(rows.indices)
        var places: [[Int]] = []
        while true {
            typealias Found = (count: Int, length: Double, start: Double, day: Int32, rows: [Int])
            var best: Found?
            for first in order.indices where free.contains(order[first]) {
                for begin in Set(rows.map(\.1)).sorted() {
                    let near = order[first...].filter {
                        free.contains($0) && rows[$0].0 - rows[order[first]].0 <= limit
                            && rows[$0].1 >= begin && rows[$0].1 < begin + 365
                    }
                    guard near.first == order[first], near.contains(where: { rows[$0].1 == begin })
                    else { continue }
                    let same = near.filter { row in
                        near.count { rows[$0].2 == rows[row].2 } >= 3
                    }
                    let making = near.count >= 5 ? near : same
                    guard making.first == order[first], let last = making.last,
                        let end = near.firstIndex(of: last)
                    else { continue }
                    let place = Array(near[...end])
                    let key = (
                        place.count, rows[last].0 - rows[place[0]].0, rows[place[0]].0,
                        place.map { rows[$0].1 }.min() ?? 0
                    )
                    let isBetter =
                        best.map { best in
                            (-key.0, key.1, key.2, key.3)
                                < (-best.count, best.length, best.start, best.day)
                        } ?? true
                    if isBetter { best = (key.0, key.1, key.2, key.3, place) }
                }
            }
            guard let best else { break }
            free.subtract(best.rows)
            places.append(best.rows)
        }
        return places.sorted {
            (rows[$0[0]].0, rows[$0[$0.count - 1]].0, $0.map { rows[$0].1 }.min() ?? 0)
                < (rows[$1[0]].0, rows[$1[$1.count - 1]].0, $1.map { rows[$0].1 }.min() ?? 0)
        }.map(Set.init)
    }

    @Test("German points: three serious, or one serious and five slight, reach fifteen")
    func german() {
        var rule = HotspotRule(id: "de", windowMetres: 300, months: 36, tests: [])
        var test = HotspotRule.Test(count: nil)
        (test.weights, test.score) = (["fatal": 5, "serious": 5, "slight": 2], 15)
        rule.tests = [test]
        func places(serious: Int, slight: Int) -> [RulePlace] {
            var found = crashes(
                (0..<(serious + slight)).map { (Double($0), Int32($0), "A", true) }
            )
            found.severity = (0..<(serious + slight)).map { $0 < serious ? 2 : 3 }
            return RuleScan(rule, found).places()
        }
        #expect(places(serious: 3, slight: 0).first?.score == 15)
        #expect(places(serious: 2, slight: 2).isEmpty)
        #expect(places(serious: 1, slight: 5).first?.score == 15)
    }

    @Test(
        "a last kilometre of 500 m stands alone, a shorter one joins",
        arguments: [
            (2500.0, [0.0, 1000, 2000]), (2499.0, [0.0, 1000]), (400.0, [0.0]),
            (3000.0, [0.0, 1000, 2000]),
        ]
    )
    func sections(end: Double, starts: [Double]) {
        let cuts = RoadCutter.sections(from: 0, to: end, length: 1000, shortest: 500)
        #expect(cuts.map(\.start) == starts)
        #expect(cuts.last?.end == end)
        let places = stride(from: 0.0, through: end, by: 50).map { $0 }
        #expect(RoadCutter.count(places, in: cuts).reduce(0, +) == places.count)
    }

    @Test(
        "official Russian places of 2019 are never longer than 1,010 m",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func officialPlaces() throws {
        let bytes = Data(
            try SharedReference.bytes("crashes/ru_concentration_places_2019.geojson")
        )
        let root = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let features = try #require(root["features"] as? [[String: Any]])
        #expect(features.count == 3205)
        var longest = 0.0
        for feature in features {
            let geometry = feature["geometry"] as? [String: Any]
            let rings = geometry?["coordinates"] as? [[[Double]]] ?? []
            longest = max(longest, rings.map(Self.diameter).max() ?? 0)
        }
        #expect(longest <= 1010, "\(longest)")
        #expect(longest > 900)
    }

    /// The largest distance between two corners in metres, on a sphere's tangent plane.
    private static func diameter(_ ring: [[Double]]) -> Double {
        let scale = 111_320.0
        let shrink = cos((ring.first?[1] ?? 0) * .pi / 180)
        var longest = 0.0
        for a in ring {
            for b in ring {
                let x = (a[0] - b[0]) * scale * shrink
                let y = (a[1] - b[1]) * scale
                longest = max(longest, (x * x + y * y).squareRoot())
            }
        }
        return longest
    }
}
