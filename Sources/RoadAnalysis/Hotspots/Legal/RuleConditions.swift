/// The conditions of a rule, by numbers.
struct RuleConditions {
    /// The crashes that meet conditions, from the first to the last, by position.
    struct Hull {
        var low: Int
        var high: Int
        /// Conditions that hold, a bit each.
        var holding: UInt64
        var score: Double?
    }

    private struct Condition {
        var months: Int
        var count: Int?
        var isSameType: Bool
        /// By severity, whether it counts and how much.
        var counts: [Bool]
        var weights: [Double]
        var score: Double?
    }

    private let crashes: RuleCrashes
    private let conditions: [Condition]
    /// Crashes of one type that the rule speaks of.
    private let sameCount: Int

    /// A rule file has a few conditions; more than the bits of a mask do not count.
    init(_ rule: HotspotRule, _ crashes: RuleCrashes) {
        self.crashes = crashes
        sameCount = rule.sameTypeCount ?? Int.max
        conditions = (rule.tests ?? []).prefix(64).map { test in
            Condition(
                months: test.months ?? rule.months ?? 12,
                count: test.count,
                isSameType: test.same != nil,
                counts: RuleCrashes.severityNames.map { test.severities?.contains($0) ?? true },
                weights: RuleCrashes.severityNames.map { test.weights?[$0] ?? 0 },
                score: test.score
            )
        }
    }

    /// The crashes that meet a condition of a span; `nil` where none holds.
    func hull(_ inside: [Int], _ rows: [RuleSearch.Entry], _ months: Int) -> Hull? {
        var hull = Hull(low: Int.max, high: -1, holding: 0, score: nil)
        for (number, condition) in conditions.enumerated() where condition.months == months {
            if condition.isSameType {
                extend(&hull, inside, rows, condition, number)
                continue
            }
            var (eligible, points) = (0, 0.0)
            for position in inside {
                let severity = severity(rows[position])
                guard condition.counts[severity] else { continue }
                eligible += 1
                points += condition.weights[severity]
            }
            if let count = condition.count, eligible < count { continue }
            if let least = condition.score {
                guard points >= least - 1e-9 else { continue }
                hull.score = points
            }
            var holds = false
            for position in inside {
                let severity = severity(rows[position])
                guard condition.counts[severity],
                    condition.score == nil || condition.weights[severity] > 0
                else { continue }
                hull.low = min(hull.low, position)
                hull.high = max(hull.high, position)
                holds = true
            }
            if holds { hull.holding |= 1 << UInt64(number) }
        }
        return hull.holding == 0 ? nil : hull
    }

    @inline(__always)
    private func severity(_ entry: RuleSearch.Entry) -> Int {
        Int(crashes.severity[Int(entry.row)])
    }

    /// Extends a hull by the crashes of each type that has enough.
    private func extend(
        _ hull: inout Hull,
        _ inside: [Int],
        _ rows: [RuleSearch.Entry],
        _ condition: Condition,
        _ number: Int
    ) {
        // Type and position in one number: equal types stand together, in order of place.
        var keys: [UInt64] = []
        keys.reserveCapacity(inside.count)
        for position in inside {
            let entry = rows[position]
            // Crashes of an unknown type are of no type.
            guard entry.type >= 0, condition.counts[severity(entry)] else { continue }
            keys.append(UInt64(entry.type) << 32 | UInt64(position))
        }
        guard keys.count >= condition.count ?? 1 else { return }
        keys.sort()
        var from = 0
        while from < keys.count {
            var to = from + 1
            while to < keys.count, keys[to] >> 32 == keys[from] >> 32 { to += 1 }
            if to - from >= condition.count ?? 1 {
                hull.low = min(hull.low, Int(keys[from] & 0xFFFF_FFFF))
                hull.high = max(hull.high, Int(keys[to - 1] & 0xFFFF_FFFF))
                hull.holding |= 1 << UInt64(number)
            }
            from = to
        }
    }

    /// The place that some crashes form, in order of place.
    func place(
        _ rows: [Int],
        _ junction: Int32,
        holding: UInt64,
        score: Double?
    ) -> RulePlace {
        var byType: [Int32: Int] = [:]
        for row in rows { byType[crashes.type[row], default: 0] += 1 }
        let days = rows.map { crashes.day[$0] }
        let (first, last) = (rows.first ?? 0, rows.last ?? 0)
        return RulePlace(
            road: crashes.road[first],
            junction: junction,
            inSettlement: crashes.inSettlement[first],
            start: crashes.metres[first],
            end: crashes.metres[last],
            crashes: rows,
            types: byType.filter { $0.key >= 0 && $0.value >= sameCount }.map(\.key).sorted(),
            tests: conditions.indices.filter { holding >> UInt64($0) & 1 == 1 },
            firstDay: days.min() ?? 0,
            lastDay: days.max() ?? 0,
            score: score
        )
    }
}
