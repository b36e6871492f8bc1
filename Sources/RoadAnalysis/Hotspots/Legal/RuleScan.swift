import RoadModel

/// Finds the places of a rule.
///
/// Every crash is tried as the first of a stretch that reaches as far as the rule allows, with
/// every span of time that holds it. A stretch that meets a condition shrinks to the crashes that
/// meet it. Of all stretches the one with the most crashes becomes a place (of equals the shorter,
/// then the one nearer the road's start, then the earlier); its crashes are taken away and the
/// search goes on, so no crash counts twice and no place is longer than the limit.
package struct RuleScan {
    private let rule: HotspotRule
    private let crashes: RuleCrashes
    private let tests: [HotspotRule.Test]
    /// Counts that belong to a type test.
    private let sameCount: Int

    /// A tenth of a millimetre, below what any survey measures: sums of lengths differ there.
    private static let tolerance = 1e-4

    /// Prepares a rule of kind `places`.
    package init(_ rule: HotspotRule, _ crashes: RuleCrashes) {
        (self.rule, self.crashes) = (rule, crashes)
        tests = rule.tests ?? []
        sameCount = rule.sameTypeCount ?? Int.max
    }

    /// The places in order of road, then chainage.
    package func places() -> [RulePlace] {
        let counted = (0..<crashes.count).filter {
            rule.filter != "casualties" || crashes.hasCasualties[$0]
        }
        var places: [RulePlace] = []
        var used: Set<Int> = []
        if rule.junctions == true {
            var groups: [Int32: [Int]] = [:]
            for row in counted where crashes.junction[row] > 0 {
                groups[crashes.junction[row], default: []].append(row)
            }
            for junction in groups.keys.sorted() {
                let found = search(groups[junction] ?? [], limit: .infinity, junction: junction)
                for place in found { used.formUnion(place.crashes) }
                places += found
            }
        }
        var roads: [Int: [Int]] = [:]
        for row in counted where !used.contains(row) {
            let key = Int(crashes.road[row]) * 2 + (crashes.inSettlement[row] ? 1 : 0)
            roads[key, default: []].append(row)
        }
        for key in roads.keys.sorted() {
            let outside = rule.windowMetres ?? 1000
            let limit = key % 2 == 1 ? rule.windowInSettlementMetres ?? outside : outside
            var found = search(roads[key] ?? [], limit: limit, junction: 0)
            if rule.merge == "overlapping" { found = merged(found) }
            places += found
        }
        return places.sorted {
            ($0.road, $0.start, $0.end, $0.firstDay) < ($1.road, $1.start, $1.end, $1.firstDay)
        }
    }

    private func search(_ rows: [Int], limit: Double, junction: Int32) -> [RulePlace] {
        let fewest = tests.map { $0.count ?? 1 }.min() ?? 1
        guard rows.count >= fewest else { return [] }
        let order = rows.sorted {
            (crashes.metres[$0], crashes.day[$0], crashes.type[$0], $0)
                < (crashes.metres[$1], crashes.day[$1], crashes.type[$1], $1)
        }
        var taken = [Bool](repeating: false, count: order.count)
        var queue = PlaceQueue()
        for first in order.indices {
            if let place = best(order, taken, first, limit, junction) { queue.push(place, first) }
        }
        var places: [RulePlace] = []
        while let (place, first) = queue.pop() {
            if place.positions.contains(where: { taken[$0] }) {
                if !taken[first], let again = best(order, taken, first, limit, junction) {
                    queue.push(again, first)
                }
                continue
            }
            for position in place.positions { taken[position] = true }
            places.append(place.place)
        }
        return places
    }

    /// The best stretch whose first crash is `first`.
    private func best(
        _ order: [Int],
        _ taken: [Bool],
        _ first: Int,
        _ limit: Double,
        _ junction: Int32
    ) -> FoundPlace? {
        guard !taken[first] else { return nil }
        let start = crashes.metres[order[first]]
        var near: [Int] = []
        var position = first
        while position < order.count,
            crashes.metres[order[position]] - start <= limit + Self.tolerance
        {
            if !taken[position] { near.append(position) }
            position += 1
        }
        guard near.count >= tests.map({ $0.count ?? 1 }).min() ?? 1 else { return nil }
        var best: FoundPlace?
        for (index, test) in tests.enumerated() {
            let months = test.months ?? rule.months ?? 12
            for begin in begins(near, order, first, months) {
                let end = ended(begin, months)
                let inside = near.filter {
                    crashes.day[order[$0]] >= begin && crashes.day[order[$0]] < end
                }
                guard let place = meets(inside, order, index, junction), place.positions[0] == first
                else { continue }
                if best.map({ place.comes(before: $0) }) ?? true { best = place }
            }
        }
        return best
    }

    /// Spans of time that hold the first crash, by their first day.
    private func begins(_ near: [Int], _ order: [Int], _ first: Int, _ months: Int) -> [Int32] {
        let day = crashes.day[order[first]]
        if rule.period == "calendar" {
            let years = max(1, months / 12)
            return (0..<years).map { yearStart(day, back: $0) }
        }
        var days: Set<Int32> = []
        for position in near {
            let begin = crashes.day[order[position]]
            if begin <= day, ended(begin, months) > day { days.insert(begin) }
        }
        return days.sorted()
    }

    private func yearStart(_ day: Int32, back: Int) -> Int32 {
        guard crashes.hasDates else {
            let year = (Double(day - 1) / 365).rounded(.down) - Double(back)
            return Int32(year * 365) + 1
        }
        let date = CivilDate(daysSinceEpoch: Int(day))
        let start = CivilDate(year: date.year - back, month: 1, day: 1)
        return start.map { Int32($0.daysSinceEpoch) } ?? day
    }

    /// The first day after a number of months.
    private func ended(_ begin: Int32, _ months: Int) -> Int32 {
        guard crashes.hasDates else { return begin + Int32(365 * months / 12) }
        let date = CivilDate(daysSinceEpoch: Int(begin))
        let month = date.month - 1 + months
        let year = date.year + month / 12
        let last = CivilDate.days(inMonth: month % 12 + 1, year: year)
        // From 29 February a year ends with the 28th.
        guard date.day <= last else {
            let end = CivilDate(year: year, month: month % 12 + 1, day: last)
            return end.map { Int32($0.daysSinceEpoch) + 1 } ?? begin
        }
        let end = CivilDate(year: year, month: month % 12 + 1, day: date.day)
        return end.map { Int32($0.daysSinceEpoch) } ?? begin
    }

    /// The place that some crashes form, if they meet a condition.
    private func meets(
        _ inside: [Int],
        _ order: [Int],
        _ index: Int,
        _ junction: Int32
    ) -> FoundPlace? {
        var holding: [Int] = []
        var contributing: Set<Int> = []
        var score: Double?
        let months = tests[index].months ?? rule.months
        for (place, test) in tests.enumerated() where (test.months ?? rule.months) == months {
            let eligible = inside.filter { counts(order[$0], test) }
            if let types = types(eligible, order, test) {
                guard !types.isEmpty else { continue }
                holding.append(place)
                contributing.formUnion(eligible.filter { types.contains(crashes.type[order[$0]]) })
                continue
            }
            if let count = test.count, eligible.count < count { continue }
            if let least = test.score {
                let points = eligible.reduce(0.0) { $0 + weight(order[$1], test) }
                guard points >= least - 1e-9 else { continue }
                score = points
                contributing.formUnion(eligible.filter { weight(order[$0], test) > 0 })
            } else {
                contributing.formUnion(eligible)
            }
            holding.append(place)
        }
        guard let low = contributing.min(), let high = contributing.max(), !holding.isEmpty
        else { return nil }
        let positions = inside.filter { $0 >= low && $0 <= high }
        let rows = positions.map { order[$0] }
        var byType: [Int32: Int] = [:]
        for row in rows { byType[crashes.type[row], default: 0] += 1 }
        let days = rows.map { crashes.day[$0] }
        return FoundPlace(
            positions: positions,
            place: RulePlace(
                road: crashes.road[rows[0]],
                junction: junction,
                inSettlement: crashes.inSettlement[rows[0]],
                start: crashes.metres[rows[0]],
                end: crashes.metres[rows[rows.count - 1]],
                crashes: rows,
                types: byType.filter { $0.key >= 0 && $0.value >= sameCount }.map(\.key).sorted(),
                tests: holding,
                firstDay: days.min() ?? 0,
                lastDay: days.max() ?? 0,
                score: score
            )
        )
    }

    private func counts(_ row: Int, _ test: HotspotRule.Test) -> Bool {
        guard let severities = test.severities else { return true }
        return severities.contains(RuleCrashes.severityNames[Int(crashes.severity[row])])
    }

    private func weight(_ row: Int, _ test: HotspotRule.Test) -> Double {
        test.weights?[RuleCrashes.severityNames[Int(crashes.severity[row])]] ?? 0
    }

    /// Types with enough crashes; `nil` when the condition is not about types.
    private func types(
        _ rows: [Int],
        _ order: [Int],
        _ test: HotspotRule.Test
    ) -> Set<Int32>? {
        guard test.same != nil else { return nil }
        var byType: [Int32: Int] = [:]
        // Crashes of an unknown type are of no type.
        for position in rows where crashes.type[order[position]] >= 0 {
            byType[crashes.type[order[position]], default: 0] += 1
        }
        return Set(byType.filter { $0.value >= test.count ?? 1 }.keys)
    }

    /// Places that share ground made one.
    private func merged(_ places: [RulePlace]) -> [RulePlace] {
        var merged: [RulePlace] = []
        for place in places.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            guard var last = merged.last, place.start <= last.end + Self.tolerance else {
                merged.append(place)
                continue
            }
            last.end = max(last.end, place.end)
            last.crashes += place.crashes
            last.types = Set(last.types + place.types).sorted()
            last.tests = Set(last.tests + place.tests).sorted()
            last.firstDay = min(last.firstDay, place.firstDay)
            last.lastDay = max(last.lastDay, place.lastDay)
            merged[merged.count - 1] = last
        }
        return merged
    }
}

/// A place with the positions of its crashes in the order of search.
struct FoundPlace {
    var positions: [Int]
    var place: RulePlace

    /// Most crashes first, then the shorter, the nearer, the earlier.
    func comes(before other: FoundPlace) -> Bool {
        let (a, b) = (place, other.place)
        if a.crashes.count != b.crashes.count { return a.crashes.count > b.crashes.count }
        if a.length != b.length { return a.length < b.length }
        if a.start != b.start { return a.start < b.start }
        return a.firstDay < b.firstDay
    }
}

/// A heap of places, the best on top.
struct PlaceQueue {
    private var heap: [(found: FoundPlace, first: Int)] = []

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        if heap[a].found.comes(before: heap[b].found) { return true }
        if heap[b].found.comes(before: heap[a].found) { return false }
        return heap[a].first < heap[b].first
    }

    mutating func push(_ found: FoundPlace, _ first: Int) {
        heap.append((found, first))
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> (FoundPlace, Int)? {
        guard !heap.isEmpty else { return nil }
        heap.swapAt(0, heap.count - 1)
        let top = heap.removeLast()
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && isBefore(child, best) { best = child }
            if best == parent { return top }
            heap.swapAt(parent, best)
            parent = best
        }
    }
}
