package import RoadAnalysis
package import RoadModel
import RoadStatistics

/// Significant stretches of roads between junctions.
package struct KDEPlusRun: Sendable {
    /// One stretch on one section.
    package struct Found: Sendable {
        /// Its section, from 1.
        package var section: Int
        /// Length of the section in metres.
        package var sectionMetres: Double
        /// Events of the section, those at its ends left out.
        package var sectionEvents: Int
        /// The stretch.
        package var stretch: SectionKernel.Stretch
        /// The edge and offset at its middle.
        package var edge: Int
        /// See `edge`.
        package var offset: Double
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// Stretches, the strongest first.
        package var found: [Found]
        /// Sections of the network.
        package var sections: Int
        /// Sections with enough events.
        package var tested: Int
        /// Events at junctions and ends, left out.
        package var leftOut: Int
    }

    /// The method's options.
    package var kernel = SectionKernel()

    /// Plain options.
    package init() {}

    /// Tests every section of a network.
    package func run(_ network: SpatialNetwork, _ events: PlaceReader.Placed) -> Outcome {
        let graph = network.graph
        let sections = NetworkSections(graph)
        var positions = [[Double]](repeating: [], count: sections.count)
        var leftOut = 0
        for place in 0..<events.places.count {
            let edge = Int(events.places.edge[place])
            let offset = events.places.offset[place]
            let isAtEnd = offset <= 0 || offset >= graph.edgeMetres[edge]
            let node = Int(offset <= 0 ? graph.edgeStart[edge] : graph.edgeEnd[edge])
            // A crash at a junction belongs to no section.
            if isAtEnd, graph.degree(node) != 2 {
                leftOut += 1
                continue
            }
            positions[Int(sections.sectionOfEdge[edge])].append(
                sections.position(edge, offset, graph)
            )
        }
        var found: [Found] = []
        var tested = 0
        for section in 0..<sections.count where positions[section].count >= max(2, kernel.fewest) {
            tested += 1
            let stretches = kernel.stretches(
                positions[section],
                metres: sections.metres[section]
            )
            for stretch in stretches {
                let middle = sections.place(section, (stretch.from + stretch.to) / 2, graph)
                found.append(
                    Found(
                        section: section + 1,
                        sectionMetres: sections.metres[section],
                        sectionEvents: positions[section].count,
                        stretch: stretch,
                        edge: middle.edge,
                        offset: middle.offset
                    )
                )
            }
        }
        found.sort {
            (-$0.stretch.strength, $0.section, $0.stretch.from)
                < (-$1.stretch.strength, $1.section, $1.stretch.from)
        }
        return Outcome(found: found, sections: sections.count, tested: tested, leftOut: leftOut)
    }
}

/// Steps of time that events fall into.
package enum TimeStep: String, Sendable, CaseIterable {
    /// Calendar years.
    case year
    /// Quarters.
    case quarter
    /// Months.
    case month

    /// The number of a step on a running scale; `nil` for a text without a date.
    ///
    /// Reads 2024, 2024-03, 2024-03-31 with any mark between, 31.03.2024, and what follows them.
    package func number(_ text: String) -> Int? {
        var groups: [(value: Int, digits: Int)] = []
        var (value, digits) = (0, 0)
        for byte in text.utf8 {
            if byte >= 48, byte <= 57, digits < 9 {
                (value, digits) = (value * 10 + Int(byte) - 48, digits + 1)
            } else if digits > 0 {
                groups.append((value, digits))
                (value, digits) = (0, 0)
                if groups.count == 3 { break }
            }
        }
        if digits > 0, groups.count < 3 { groups.append((value, digits)) }
        guard let first = groups.first else { return nil }
        let year: Int
        let month: Int
        if first.digits == 8 {
            (year, month) = (first.value / 10_000, first.value / 100 % 100)
        } else if first.digits == 4 {
            (year, month) = (first.value, groups.count > 1 ? groups[1].value : 1)
        } else if groups.count == 3, groups[2].digits == 4 {
            (year, month) = (groups[2].value, groups[1].value)
        } else {
            return nil
        }
        guard (1900...2200).contains(year), (1...12).contains(month) else { return nil }
        switch self {
        case .year: return year
        case .quarter: return year * 4 + (month - 1) / 3
        case .month: return year * 12 + month - 1
        }
    }

    /// The name of a step.
    package func name(_ number: Int) -> String {
        switch self {
        case .year: return String(number)
        case .quarter: return "\(number / 4)-Q\(number % 4 + 1)"
        case .month:
            let month = number % 12 + 1
            return "\(number / 12)-\(month < 10 ? "0" : "")\(month)"
        }
    }
}

/// Counts of edges by steps of time.
package struct StepCounts: Sendable {
    /// Steps in order, without gaps.
    package var steps: [Int] = []
    /// Counts by step and edge.
    package var counts: [[Double]] = []
    /// Events without a readable time.
    package var undated = 0

    /// Counts events.
    ///
    /// - Throws: `.insufficient` for fewer than three steps, or more than 60.
    package init(
        _ network: SpatialNetwork,
        _ events: PlaceReader.Placed,
        by step: TimeStep,
        subject: String
    ) throws(IntakeError) {
        let numbers = events.times.map { step.number($0) }
        undated = numbers.count { $0 == nil }
        let known = numbers.compactMap { $0 }
        guard let first = known.min(), let last = known.max(), (2..<60).contains(last - first)
        else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                detail: "A trend needs 3 to 60 steps of time; there are "
                    + "\(known.isEmpty ? 0 : (known.max() ?? 0) - (known.min() ?? 0) + 1), with "
                    + "\(undated) events undated.",
                remedy: "Choose another --step, or another --time column."
            )
        }
        steps = Array(first...last)
        counts = [[Double]](
            repeating: [Double](repeating: 0, count: network.graph.edgeCount),
            count: steps.count
        )
        for (place, number) in numbers.enumerated() {
            guard let number else { continue }
            counts[number - first][Int(events.places.edge[place])] += 1
        }
    }
}
