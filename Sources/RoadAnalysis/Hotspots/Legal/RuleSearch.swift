/// Searches one road, or one junction, for the places of a rule; keeps its scratch between them.
struct RuleSearch {
    private let crashes: RuleCrashes
    private let conditions: RuleConditions
    private let isCalendar: Bool
    /// Spans of time, each with the conditions that it belongs to.
    private var spans: [(months: Int, calendar: RuleCalendar)] = []
    private let fewest: Int

    /// The group's crashes by place, then day, type and row.
    private var rows: [Entry] = []
    private var isTaken: [Bool] = []
    /// Day and position of the crashes within reach, in one number that sorts by day.
    private var byDay: [UInt64] = []
    private var inside: [Int] = []
    private var queue = CandidateQueue()

    struct Entry {
        var metres: Double
        var day: Int32
        var type: Int32
        var row: Int32

        static func precedes(_ a: Entry, _ b: Entry) -> Bool {
            if a.metres != b.metres { return a.metres < b.metres }
            if a.day != b.day { return a.day < b.day }
            if a.type != b.type { return a.type < b.type }
            return a.row < b.row
        }
    }

    init(_ rule: HotspotRule, _ crashes: RuleCrashes) {
        self.crashes = crashes
        conditions = RuleConditions(rule, crashes)
        isCalendar = rule.period == "calendar"
        let tests = rule.tests ?? []
        fewest = tests.map { $0.count ?? 1 }.min() ?? 1
        let days = (crashes.day.min() ?? 0)...(crashes.day.max() ?? 0)
        for test in tests {
            let months = test.months ?? rule.months ?? 12
            if spans.contains(where: { $0.months == months }) { continue }
            spans.append(
                (months, RuleCalendar(months: months, hasDates: crashes.hasDates, days: days))
            )
        }
    }

    /// The places among some crashes, the fullest first.
    mutating func places(
        _ group: ArraySlice<Int32>,
        limit: Double,
        junction: Int32
    ) -> [RulePlace] {
        guard group.count >= fewest else { return [] }
        rows.removeAll(keepingCapacity: true)
        for row in group {
            let place = Int(row)
            rows.append(
                Entry(
                    metres: crashes.metres[place],
                    day: crashes.day[place],
                    type: crashes.type[place],
                    row: row
                )
            )
        }
        rows.sort(by: Entry.precedes)
        isTaken.removeAll(keepingCapacity: true)
        for _ in rows { isTaken.append(false) }
        for first in rows.indices {
            if let candidate = best(first, limit) { queue.push(candidate) }
        }
        var places: [RulePlace] = []
        while let candidate = queue.pop() {
            collect(candidate)
            // Crashes are only ever taken away: the same number means the same crashes.
            guard inside.count == candidate.crashes else {
                if !isTaken[candidate.first], let again = best(candidate.first, limit) {
                    queue.push(again)
                }
                continue
            }
            for position in inside { isTaken[position] = true }
            places.append(
                conditions.place(
                    inside.map { Int(rows[$0].row) },
                    junction,
                    holding: candidate.holding,
                    score: candidate.score
                )
            )
        }
        return places
    }

    /// The positions of a candidate that are still free.
    private mutating func collect(_ candidate: Candidate) {
        inside.removeAll(keepingCapacity: true)
        for position in candidate.first...candidate.last
        where !isTaken[position] && rows[position].day >= candidate.begin
            && rows[position].day < candidate.end
        {
            inside.append(position)
        }
    }

    /// The best stretch whose first crash is `first`.
    private mutating func best(_ first: Int, _ limit: Double) -> Candidate? {
        guard !isTaken[first] else { return nil }
        let start = rows[first].metres
        byDay.removeAll(keepingCapacity: true)
        var position = first
        while position < rows.count,
            rows[position].metres - start <= limit + RuleScan.tolerance
        {
            if !isTaken[position] {
                // A sign bit turned over sorts negative days first.
                let day = UInt64(UInt32(bitPattern: rows[position].day) ^ 0x8000_0000)
                byDay.append(day << 32 | UInt64(position))
            }
            position += 1
        }
        guard byDay.count >= fewest else { return nil }
        byDay.sort()
        var best: Candidate?
        for span in spans {
            if isCalendar {
                for back in 0..<max(1, span.months / 12) {
                    let begin = span.calendar.yearStart(rows[first].day, back: back)
                    consider(first, begin, span.calendar.end(begin), span.months, &best)
                }
            } else {
                slide(first, span.calendar, span.months, &best)
            }
        }
        return best
    }

    private func day(_ key: UInt64) -> Int32 {
        Int32(bitPattern: UInt32(truncatingIfNeeded: key >> 32) ^ 0x8000_0000)
    }

    /// Tries every span that begins with a crash within reach and holds the first one.
    private mutating func slide(
        _ first: Int,
        _ calendar: RuleCalendar,
        _ months: Int,
        _ best: inout Candidate?
    ) {
        let own = rows[first].day
        var (from, to) = (0, 0)
        while from < byDay.count {
            let begin = day(byDay[from])
            guard begin <= own else { break }
            let end = calendar.end(begin)
            if end > own {
                to = max(to, from)
                while to < byDay.count, day(byDay[to]) < end { to += 1 }
                if to - from >= max(fewest, best?.crashes ?? 0) {
                    consider(first, begin, end, months, &best)
                }
            }
            from += 1
            while from < byDay.count, day(byDay[from]) == begin { from += 1 }
        }
    }

    /// Takes a stretch and span where they meet a condition and come before the best so far.
    private mutating func consider(
        _ first: Int,
        _ begin: Int32,
        _ end: Int32,
        _ months: Int,
        _ best: inout Candidate?
    ) {
        guard begin <= rows[first].day, end > rows[first].day else { return }
        inside.removeAll(keepingCapacity: true)
        for key in byDay {
            let day = day(key)
            if day >= end { break }
            if day >= begin { inside.append(Int(UInt32(truncatingIfNeeded: key))) }
        }
        inside.sort()
        guard let hull = conditions.hull(inside, rows, months), hull.low == first else { return }
        var crashes = 0
        var firstDay = Int32.max
        for position in inside where position <= hull.high {
            crashes += 1
            firstDay = min(firstDay, rows[position].day)
        }
        let found = Candidate(
            crashes: crashes,
            metres: rows[hull.high].metres - rows[first].metres,
            start: rows[first].metres,
            firstDay: firstDay,
            first: first,
            last: hull.high,
            begin: begin,
            end: end,
            holding: hull.holding,
            score: hull.score
        )
        if best.map({ found.comes(before: $0) }) ?? true { best = found }
    }
}

/// A stretch and span that meet a condition.
struct Candidate {
    var crashes: Int
    var metres: Double
    var start: Double
    var firstDay: Int32
    /// Positions of the first and last crash in the order of search.
    var first: Int
    var last: Int
    /// First day of the span, and the first after it.
    var begin: Int32
    var end: Int32
    /// Conditions that hold, a bit each.
    var holding: UInt64
    var score: Double?

    /// Most crashes first, then the shorter, the nearer, the earlier.
    func comes(before other: Candidate) -> Bool {
        if crashes != other.crashes { return crashes > other.crashes }
        if metres != other.metres { return metres < other.metres }
        if start != other.start { return start < other.start }
        return firstDay < other.firstDay
    }
}

/// A heap of candidates, the best on top.
struct CandidateQueue {
    private var heap: [Candidate] = []

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        if heap[a].comes(before: heap[b]) { return true }
        if heap[b].comes(before: heap[a]) { return false }
        return heap[a].first < heap[b].first
    }

    mutating func push(_ candidate: Candidate) {
        heap.append(candidate)
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Candidate? {
        guard !heap.isEmpty else { return nil }
        heap.swapAt(0, heap.count - 1)
        let top = heap.removeLast()
        var parent = 0
        while true {
            var best = parent
            if 2 * parent + 1 < heap.count, isBefore(2 * parent + 1, best) { best = 2 * parent + 1 }
            if 2 * parent + 2 < heap.count, isBefore(2 * parent + 2, best) { best = 2 * parent + 2 }
            if best == parent { return top }
            heap.swapAt(parent, best)
            parent = best
        }
    }
}
