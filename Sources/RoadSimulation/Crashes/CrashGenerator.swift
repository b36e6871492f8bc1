import RoadModel

/// Draws the crashes of three years from the true rates.
struct CrashGenerator {
    private let world: SimulatedWorld
    private let options: SimulationOptions
    private let model: RiskModel

    /// Prepares to draw.
    init(world: SimulatedWorld, options: SimulationOptions, model: RiskModel) {
        (self.world, self.options, self.model) = (world, options, model)
    }

    /// All crashes in time order, numbered within their year.
    ///
    /// Counts follow the Poisson law on every piece and year; where a complex begins to work
    /// within the year, each part of the year has its own mean.
    func crashes() -> [SimulatedCrash] {
        var crashes: [SimulatedCrash] = []
        for year in Simulator.firstYear...Simulator.lastYear {
            let level = model.yearLevels[year] ?? 1
            for risk in model.risks {
                var random = SeededStream(
                    seed: options.seed,
                    part: "crash \(year)",
                    index: risk.piece
                )
                for period in periods(of: year, risk) {
                    let mean =
                        risk.expectedPerYear(length: world.pieces[risk.piece].length) * level
                        * period.share * period.factor
                    for _ in 0..<random.poisson(mean: mean) {
                        crashes.append(draw(risk, year, period.days, &random))
                    }
                }
            }
        }
        crashes.sort { a, b in
            (a.microseconds, a.piece, a.measure) < (b.microseconds, b.piece, b.measure)
        }
        var numbers: [Int: Int] = [:]
        for index in crashes.indices {
            let year = crashes[index].year
            let number = numbers[year, default: 0] + 1
            numbers[year] = number
            crashes[index].id =
                year == Simulator.lastYear
                ? "\(year)\(zeroPadded(number, 6))" : "KD\(year % 100)-\(zeroPadded(number, 6))"
        }
        return crashes
    }

    private typealias Period = (days: Range<Int>, share: Double, factor: Double)

    private func periods(of year: Int, _ risk: PieceRisk) -> [Period] {
        let first = LocalCalendar.firstDay(year: year, month: 1)
        let end = LocalCalendar.firstDay(year: year, month: 13)
        let length = Double(end - first)
        guard let from = risk.effectFrom else { return [(first..<end, 1, 1)] }
        var change = first
        while change < end, LocalCalendar.start(ofDay: change) < from { change += 1 }
        var periods: [Period] = []
        if change > first {
            periods.append((first..<change, Double(change - first) / length, 1))
        }
        if change < end {
            let share = Double(end - change) / length
            periods.append((change..<end, share, options.enforcementEffect))
        }
        return periods
    }

    private func draw(
        _ risk: PieceRisk,
        _ year: Int,
        _ days: Range<Int>,
        _ random: inout SeededStream
    ) -> SimulatedCrash {
        let piece = world.pieces[risk.piece]
        let traits = world.traits(of: piece)
        let measure = drawMeasure(risk, piece.length, &random)
        let isForward = traits.isDirected || random.below(2) == 0
        let place = piece.place(at: measure)
        let observed = place.moved(
            east: options.accuracyMetres * random.normal(),
            north: options.accuracyMetres * random.normal()
        )
        let course = place.headingDegrees + (isForward ? 0 : 180)
        let heading = course + options.headingSigmaDegrees * random.normal()
        let hasHeading = random.uniform() >= options.headingMissingShare

        let day = days.lowerBound + random.below(days.count)
        let share = DayProfile.crashes.share(quantile: random.uniform())
        let instant = LocalCalendar.instant(day: day, share: share)
        let harm = drawHarm(traits, &random)
        let type = drawType(traits, &random)
        let conditions = CrashLexicon.conditions(
            hour: Int(share * 24),
            month: CivilDate(daysSinceEpoch: day).month,
            isLit: traits.isInSettlement,
            &random
        )
        let inHotspot = risk.hotspot.map { measure >= $0.from && measure <= $0.to } ?? false
        return SimulatedCrash(
            microseconds: instant / 60_000_000 * 60_000_000,
            year: year,
            piece: risk.piece,
            measure: measure,
            isForward: isForward,
            place: place,
            observed: observed,
            heading: hasHeading ? Double(Elementary.tenths(ofHeading: heading)) / 10 : nil,
            killed: harm.killed,
            injured: harm.injured,
            children: harm.children,
            severity: harm.severity,
            type: type,
            conditions: conditions,
            roadText: roadText(traits, &random),
            rate: risk.rate(at: measure),
            hotspot: inHotspot ? risk.hotspot?.id ?? "" : ""
        )
    }

    private func drawMeasure(
        _ risk: PieceRisk,
        _ length: Double,
        _ random: inout SeededStream
    ) -> Double {
        let clearance = options.junctionClearanceMetres
        var low = clearance
        var high = length - clearance
        if let hotspot = risk.hotspot {
            let inside = hotspot.factor * (hotspot.to - hotspot.from)
            let outside = length - (hotspot.to - hotspot.from)
            if random.uniform() * (inside + outside) < inside {
                low = max(low, hotspot.from)
                high = min(high, hotspot.to)
            } else {
                // Outside the stretch: draw on what is left and step over it.
                let left = max(0, hotspot.from - clearance)
                let right = max(0, length - clearance - hotspot.to)
                let along = random.uniform() * (left + right)
                return along < left ? clearance + along : hotspot.to + along - left
            }
        }
        return low + max(0, high - low) * random.uniform()
    }

    private func drawHarm(
        _ traits: RoadTraits,
        _ random: inout SeededStream
    ) -> (severity: CrashSeverity, killed: Int, injured: Int, children: Int) {
        let fatalShare = traits.isInSettlement ? 0.06 : 0.17
        let draw = random.uniform()
        let isFatal = draw < fatalShare
        // A fatal crash kills 1.28 people on average: one, and a geometric tail of mean 0.28.
        let killed = isFatal ? 1 + random.geometric(mean: 0.28) : 0
        let injured = (isFatal ? 0 : 1) + random.geometric(mean: isFatal ? 0.9 : 0.35)
        var children = 0
        for _ in 0..<(killed + injured) where random.uniform() < 0.08 { children += 1 }
        let severity: CrashSeverity =
            isFatal ? .fatal : draw < fatalShare + 0.3 ? .serious : .slight
        return (severity, killed, injured, children)
    }

    private func drawType(_ traits: RoadTraits, _ random: inout SeededStream) -> Int {
        let types = CrashLexicon.types
        var sum = 0.0
        let cumulated = types.map { type in
            // Pedestrians are met in settlements, rollovers outside.
            let isOdd = type.code == (traits.isInSettlement ? "rollover" : "pedestrian")
            sum += isOdd ? type.weight * 0.2 : type.weight
            return sum
        }
        return random.index(cumulated: cumulated)
    }

    private func roadText(_ traits: RoadTraits, _ random: inout SeededStream) -> String {
        let draws = (random.below(3), random.uniform())
        var options: [String] = []
        if let names = traits.names { options += [names.kk, names.ru] }
        if let ref = traits.ref { options.append(ref) }
        guard !options.isEmpty else { return "" }
        let name = options[draws.0 % options.count]
        guard draws.1 < self.options.misspeltShare else { return name }
        return CrashLexicon.misspelt(name, &random)
    }
}
