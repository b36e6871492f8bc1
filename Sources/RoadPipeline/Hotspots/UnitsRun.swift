import RoadAnalysis
package import RoadModel

/// Cuts roads into units of analysis and counts crashes on them.
package struct UnitsRun: Sendable {
    /// What units are made.
    package enum Kind: String, Sendable, CaseIterable {
        /// Sections at whole multiples, with the rule for the last partial one.
        case section
        /// Every road as one unit.
        case segment
        /// Short sections of one length; a last one from half of it on stands alone.
        case lixel
        /// Windows of one width moved by a step.
        case window
        /// Windows that grow until one is precise enough.
        case peak
        /// Junctions with their area of influence.
        case junction
    }

    /// Sizes and the model of peaks.
    package struct Options: Sendable {
        /// Width of sections and windows, metres.
        package var length = 1000.0
        /// Step of windows, metres.
        package var step = 100.0
        /// Shortest last section that stands alone, metres.
        package var shortest = 500.0
        /// Influence of junctions, metres.
        package var radius = 50.0
        /// Predicted crashes a kilometre in the period, for peaks; `nil` takes the average.
        package var perKilometre: Double?
        /// Dispersion of a window, for peaks.
        package var dispersion = 0.4
        /// Largest coefficient of variation of a peak.
        package var limit = 0.5

        /// The usual sizes.
        package init() {}
    }

    /// The units as a table.
    package private(set) var table = ResultTable(rows: 0)
    /// Crashes counted, of those that the table has.
    package private(set) var counted = 0
    /// Whether units are junctions.
    private let isJunction: Bool
    /// Crashes of no unit.
    package private(set) var outside = 0
    /// Mean distance of crashes to the junction they were given to, metres.
    package private(set) var meanSnap: Double?

    /// Makes units; roads reach to their last crash unless `lengths` says more, in metres.
    package init(
        _ kind: Kind,
        _ events: RuleEvents,
        _ options: Options,
        lengths: [String: Double],
        junctions: [(name: String, road: String, metres: Double)] = []
    ) throws(IntakeError) {
        isJunction = kind == .junction
        let crashes = events.crashes
        var roads: [Int32: [Double]] = [:]
        for row in 0..<crashes.count {
            roads[crashes.road[row], default: []].append(crashes.metres[row])
        }
        for road in roads.keys { roads[road]?.sort() }
        if kind == .junction {
            makeJunctions(events, roads, options, junctions)
            return
        }
        // A road without a crash is a unit too: a model of crashed roads alone would be biased.
        var names = events.roads
        for road in Set(lengths.keys).subtracting(names).sorted() {
            roads[Int32(names.count)] = []
            names.append(road)
        }
        let total = roads.reduce(0.0) { sum, entry in
            sum + max(lengths[names[Int(entry.key)]] ?? 0, entry.value.last ?? 0)
        }
        let average = total > 0 ? Double(crashes.count) / total : 0
        var rows: [Row] = []
        for road in roads.keys.sorted() {
            let name = names[Int(road)]
            let places = roads[road] ?? []
            let (start, end) = (
                min(0, places.first ?? 0), max(lengths[name] ?? 0, places.last ?? 0)
            )
            switch kind {
            case .segment:
                let whole = RoadCutter.Cut(start: start, end: end)
                rows.append(Row(name, whole, places.count))
            case .section, .lixel:
                let cuts = RoadCutter.sections(
                    from: start,
                    to: end,
                    length: options.length,
                    shortest: kind == .lixel ? options.length / 2 : options.shortest
                )
                rows += zip(cuts, RoadCutter.count(places, in: cuts)).map { Row(name, $0, $1) }
            case .window:
                let cuts = RoadCutter.windows(
                    from: start,
                    to: end,
                    width: options.length,
                    step: options.step
                )
                rows += cuts.map { cut in
                    Row(name, cut, RoadCutter.count(places, in: [cut])[0])
                }
            case .peak, .junction:
                let search = PeakSearch(
                    places: places,
                    from: start,
                    to: end,
                    width: options.length,
                    perMetre: options.perKilometre.map { $0 / 1000 } ?? average,
                    dispersion: options.dispersion,
                    limit: options.limit
                )
                rows += search.windows.map { window in
                    var row = Row(name, window.cut, window.observed)
                    (row.expected, row.variation) = (window.expected, window.variation)
                    row.isAccepted = window.isAccepted
                    row.isPeak = window == search.peak
                    return row
                }
            }
        }
        counted =
            [.section, .lixel].contains(kind) ? rows.reduce(0) { $0 + $1.crashes } : crashes.count
        outside = crashes.count - counted
        write(rows, kind)
    }

    /// Adds what is known of the road, or junction, of each unit: traffic, class and the like.
    package mutating func add(_ attributes: [(name: String, values: [String: String])]) {
        guard
            case .texts(let keys)? = table.columns.first(where: {
                $0.name == (isJunction ? "id" : "road")
            })?.column
        else { return }
        for attribute in attributes
        where !table.columns.contains(where: { $0.name == attribute.name }) {
            table.add(attribute.name, .texts(keys.map { $0.flatMap { attribute.values[$0] } }))
        }
    }

    private struct Row {
        var road: String
        var cut: RoadCutter.Cut
        var crashes: Int
        var expected = Double.nan
        var variation = Double.nan
        var isAccepted = false
        var isPeak = false

        init(_ road: String, _ cut: RoadCutter.Cut, _ crashes: Int) {
            (self.road, self.cut, self.crashes) = (road, cut, crashes)
        }
    }

    private mutating func write(_ rows: [Row], _ kind: Kind) {
        func metres(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
        func label(_ value: Double) -> String {
            let rounded = metres(value)
            let isWhole = rounded == rounded.rounded() && abs(rounded) < 1e9
            return isWhole ? "\(Int(rounded))" : "\(rounded)"
        }
        table = ResultTable(rows: rows.count)
        table.add(
            "id",
            .texts(rows.map { "\($0.road):\(label($0.cut.start))-\(label($0.cut.end))" })
        )
        table.add("road", .texts(rows.map(\.road)))
        table.add("from_m", rows.map { metres($0.cut.start) })
        table.add("to_m", rows.map { metres($0.cut.end) })
        table.add("length_km", rows.map { ($0.cut.end - $0.cut.start) / 1000 })
        table.add("crashes", .counts(rows.map(\.crashes)))
        guard kind == .peak else { return }
        table.add("expected", rows.map(\.expected))
        table.add("cv", rows.map(\.variation))
        table.add("accepted", .flags(rows.map(\.isAccepted)))
        table.add("peak", .flags(rows.map(\.isPeak)))
    }

    /// Every crash within the radius goes to the nearest junction of its road, of equals the first.
    private mutating func makeJunctions(
        _ events: RuleEvents,
        _ roads: [Int32: [Double]],
        _ options: Options,
        _ junctions: [(name: String, road: String, metres: Double)]
    ) {
        var counts = [Int](repeating: 0, count: junctions.count)
        var byRoad: [String: [Int]] = [:]
        for place in junctions.indices { byRoad[junctions[place].road, default: []].append(place) }
        for road in byRoad.keys {
            byRoad[road]?.sort { junctions[$0].metres < junctions[$1].metres }
        }
        var distances = 0.0
        for (road, places) in roads.sorted(by: { $0.key < $1.key }) {
            let own = byRoad[events.roads[Int(road)]] ?? []
            for place in places {
                let nearest = own.min {
                    abs(junctions[$0].metres - place) < abs(junctions[$1].metres - place)
                }
                if let nearest, abs(junctions[nearest].metres - place) <= options.radius + 1e-6 {
                    counts[nearest] += 1
                    counted += 1
                    distances += abs(junctions[nearest].metres - place)
                } else {
                    outside += 1
                }
            }
        }
        meanSnap = counted > 0 ? distances / Double(counted) : nil
        table = ResultTable(rows: junctions.count)
        table.add("id", .texts(junctions.map(\.name)))
        table.add("road", .texts(junctions.map(\.road)))
        table.add("at_m", junctions.map(\.metres))
        table.add("radius_m", junctions.map { _ in options.radius })
        table.add("crashes", .counts(counts.map { $0 }))
    }
}
