package import RoadAnalysis
package import RoadModel
package import RoadStore

/// The workspace's own crashes as a table of equal periods.
///
/// Columns: `date` (2025, 2025-03 or 2025-03-31), `year`, `month`, `t` (periods from 1), `days`,
/// `crashes`, `killed`, `injured`, `children`, `fatal_crashes`.
package enum CrashSeriesTable {
    /// The length of a period.
    package enum Step: String, Sendable, CaseIterable {
        /// Calendar years.
        case year
        /// Calendar months.
        case month
        /// Days.
        case day
    }

    /// Whether a crash lies in an area: `lon,lat,lon,lat` is a box, anything else a part of the
    /// road's name on the card, letter case aside.
    package static func contains(_ area: String, _ crash: CrashEvent) -> Bool {
        let corners = area.split(separator: ",").compactMap { Double($0) }
        guard corners.count == 4, area.split(separator: ",").count == 4 else {
            return crash.roadText.lowercased().contains(area.lowercased())
        }
        guard let place = crash.location else { return false }
        let (x, y) = (place.longitude.value, place.latitude.value)
        return min(corners[0], corners[2]) <= x && x <= max(corners[0], corners[2])
            && min(corners[1], corners[3]) <= y && y <= max(corners[1], corners[3])
    }

    /// Makes the table of a window; periods that the window cuts are left out.
    ///
    /// - Throws: `.insufficient` without a crash in the area or without a whole period.
    package static func table(
        _ crashes: [CrashEvent],
        window: DateWindow,
        area: String?,
        step: Step
    ) throws(IntakeError) -> AnalysisTable {
        let inside = crashes.filter { crash in
            window.first <= crash.day && crash.day <= window.last
                && (area.map { contains($0, crash) } ?? true)
        }
        let periods = periods(window, step)
        guard !inside.isEmpty, !periods.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: "crashes",
                detail: inside.isEmpty
                    ? "No crash lies in the area and the period."
                    : "No whole \(step.rawValue) lies between \(window.first) and \(window.last).",
                remedy: "Widen --from and --to, or name another --area."
            )
        }
        var sums = periods.map { _ in [Int](repeating: 0, count: 5) }
        for crash in inside {
            guard let place = place(crash.day, in: periods) else { continue }
            sums[place][0] += 1
            sums[place][1] += crash.killed
            sums[place][2] += crash.injured
            sums[place][3] += crash.children ?? 0
            sums[place][4] += crash.killed > 0 ? 1 : 0
        }
        var columns = [[String]](repeating: [], count: 10)
        for (index, period) in periods.enumerated() {
            let fields =
                [
                    name(period.first, step), "\(period.first.year)", "\(period.first.month)",
                    "\(index + 1)", "\(period.days)",
                ] + sums[index].map { "\($0)" }
            for (column, field) in fields.enumerated() { columns[column].append(field) }
        }
        return AnalysisTable(
            subject: "crashes",
            header: [
                "date", "year", "month", "t", "days", "crashes", "killed", "injured", "children",
                "fatal_crashes",
            ],
            places: periods.indices.map { SourcePlace(line: $0 + 2, byteOffset: 0) },
            allowsDecimalComma: false,
            cells: columns
        )
    }

    /// The table of a window for every road by itself, with a column `area`.
    ///
    /// A located crash belongs to the road it lies on, because cards spell one road in many ways;
    /// others to the road of their card, letter case and punctuation aside, and to «–» without one.
    ///
    /// - Parameters:
    ///   - crashes: Current cards.
    ///   - known: The network's roads of located crashes.
    ///   - window: The days that are covered.
    ///   - area: Part of a road's name or a box; `nil` is everywhere.
    ///   - step: The length of a period.
    /// - Returns: One row a road and period, a period without crashes among them.
    /// - Throws: `.insufficient` without a crash in the area or without a whole period.
    package static func byRoad(
        _ crashes: [CrashEvent],
        roads known: [ObservationID: String],
        window: DateWindow,
        area: String?,
        step: Step
    ) throws(IntakeError) -> AnalysisTable {
        let whole = try table(crashes, window: window, area: area, step: step)
        let roads = Dictionary(grouping: crashes) { crash in
            let road = known[crash.id].flatMap { $0.isEmpty ? nil : $0 } ?? crash.roadText
            return road.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
        }
        var columns = [[String]](repeating: [], count: whole.header.count + 1)
        for road in roads.keys.sorted() {
            // A road without a crash inside the window has no series.
            guard let own = roads[road], let first = own.first,
                let part = try? table(own, window: window, area: area, step: step)
            else { continue }
            // The network's spelling, where one of them was located.
            let written = own.lazy.compactMap { known[$0.id] }.first ?? first.roadText
            columns[0] += [String](repeating: written.isEmpty ? "–" : written, count: part.rowCount)
            for (place, name) in part.header.enumerated() {
                columns[place + 1] += try part.texts(name)
            }
        }
        return AnalysisTable(
            subject: "crashes",
            header: ["area"] + whole.header,
            places: columns[0].indices.map { SourcePlace(line: $0 + 2, byteOffset: 0) },
            allowsDecimalComma: false,
            cells: columns
        )
    }

    private static func name(_ day: CivilDate, _ step: Step) -> String {
        switch step {
        case .year: String(day.description.prefix(4))
        case .month: String(day.description.prefix(7))
        case .day: day.description
        }
    }

    private static func place(_ day: CivilDate, in periods: [DateWindow]) -> Int? {
        var (low, high) = (0, periods.count)
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].last < day { low = middle + 1 } else { high = middle }
        }
        return low < periods.count && periods[low].first <= day ? low : nil
    }

    private static func periods(_ window: DateWindow, _ step: Step) -> [DateWindow] {
        var periods: [DateWindow] = []
        var day = window.first
        while day <= window.last {
            let first: CivilDate?
            let last: CivilDate?
            switch step {
            case .year:
                first = CivilDate(year: day.year, month: 1, day: 1)
                last = CivilDate(year: day.year, month: 12, day: 31)
            case .month:
                first = CivilDate(year: day.year, month: day.month, day: 1)
                last = CivilDate(
                    year: day.year,
                    month: day.month,
                    day: CivilDate.days(inMonth: day.month, year: day.year)
                )
            case .day: (first, last) = (day, day)
            }
            guard let first, let last, let period = DateWindow(first: first, last: last) else {
                break
            }
            if window.first <= first, last <= window.last { periods.append(period) }
            day = CivilDate(daysSinceEpoch: last.daysSinceEpoch + 1)
        }
        return periods
    }
}
