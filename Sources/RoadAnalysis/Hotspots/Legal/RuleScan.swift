/// Finds the places of a rule.
///
/// Every crash is tried as the first of a stretch that reaches as far as the rule allows, with
/// every span of time that holds it. A stretch that meets a condition shrinks to the crashes that
/// meet it. Of all stretches the one with the most crashes becomes a place (of equals the shorter,
/// then the one nearer the road's start, then the earlier); its crashes are taken away and the
/// search goes on, so no crash counts twice and no place is longer than the limit.
///
/// Crashes are dealt out to their roads by counting, and a road looks at its own only: the work
/// grows with the number of crashes times those within one limit and span.
package struct RuleScan {
    private let rule: HotspotRule
    private let crashes: RuleCrashes

    /// A tenth of a millimetre, below what any survey measures: sums of lengths differ there.
    static let tolerance = 1e-4

    /// Prepares a rule of kind `places`.
    package init(_ rule: HotspotRule, _ crashes: RuleCrashes) {
        (self.rule, self.crashes) = (rule, crashes)
    }

    /// The places in order of road, then chainage.
    package func places() -> [RulePlace] {
        var isFree = crashes.hasCasualties
        if rule.filter != "casualties" { for row in isFree.indices { isFree[row] = true } }
        var search = RuleSearch(rule, crashes)
        var places: [RulePlace] = []
        if rule.junctions == true, let last = crashes.junction.max(), last > 0 {
            let groups = Dealt(Int(last) + 1, isFree) { row in
                crashes.junction[row] > 0 ? Int(crashes.junction[row]) : nil
            }
            for junction in 1...Int(last) where !groups[junction].isEmpty {
                let found = search.places(
                    groups[junction],
                    limit: .infinity,
                    junction: Int32(junction)
                )
                for place in found { for row in place.crashes { isFree[row] = false } }
                places += found
            }
        }
        let outside = rule.windowMetres ?? 1000
        let inside = rule.windowInSettlementMetres ?? outside
        let roads = Dealt(2 * (Int(crashes.road.max() ?? 0) + 1), isFree) { row in
            Int(crashes.road[row]) * 2 + (crashes.inSettlement[row] ? 1 : 0)
        }
        for key in 0..<roads.count where !roads[key].isEmpty {
            let limit = key % 2 == 1 ? inside : outside
            var found = search.places(roads[key], limit: limit, junction: 0)
            if rule.merge == "overlapping" { found = merged(found) }
            places += found
        }
        return places.sorted {
            ($0.road, $0.start, $0.end, $0.firstDay) < ($1.road, $1.start, $1.end, $1.firstDay)
        }
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

/// Rows dealt out to groups by counting.
private struct Dealt {
    private var first: [Int32]
    private var rows: [Int32]

    /// Deals the free rows of a table to groups; `group` is `nil` for a row of none.
    init(_ groups: Int, _ isFree: [Bool], _ group: (Int) -> Int?) {
        first = [Int32](repeating: 0, count: groups + 1)
        for row in isFree.indices where isFree[row] {
            if let key = group(row) { first[key + 1] += 1 }
        }
        for key in 0..<groups { first[key + 1] += first[key] }
        var next = first
        rows = [Int32](repeating: 0, count: Int(first[groups]))
        for row in isFree.indices where isFree[row] {
            guard let key = group(row) else { continue }
            rows[Int(next[key])] = Int32(row)
            next[key] += 1
        }
    }

    var count: Int { first.count - 1 }

    subscript(key: Int) -> ArraySlice<Int32> { rows[Int(first[key])..<Int(first[key + 1])] }
}
