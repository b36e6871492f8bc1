import Glibc
import RoadLocate
import RoadModel
import RoadNetwork
import TestKit

/// A number of a standard normal law.
func standardNormal(_ random: inout SeededGenerator) -> Double {
    let u = Double.random(in: 1e-12..<1, using: &random)
    return (-2 * log(u)).squareRoot() * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
}

/// The error of a receiver, which has a memory of some ten seconds: AR(1), ρ = 0.92 a second.
struct DriftingError {
    /// One sigma across each axis, in metres.
    let sigma: Double
    private(set) var x = 0.0, y = 0.0

    init(sigma: Double) { self.sigma = sigma }

    /// Goes on by a second.
    mutating func drift(_ random: inout SeededGenerator) {
        let step = sigma * (1 - 0.92 * 0.92).squareRoot()
        x = 0.92 * x + step * standardNormal(&random)
        y = 0.92 * y + step * standardNormal(&random)
    }
}

extension RoadSketch {
    /// Fixes along the straight lines between marks, one every so many metres and five seconds.
    func fixes(_ marks: String, every metres: Double, noise: Double) -> TrackFixes {
        var random = SeededGenerator(seed: 7)
        var fixes = TrackFixes()
        let places = marks.map { self[$0] }
        for (a, b) in zip(places, places.dropFirst()) {
            let length = hypot(b.x - a.x, b.y - a.y)
            var along = 0.0
            while along < length {
                let share = along / length
                fixes.append(
                    seconds: Double(5 * fixes.count),
                    x: a.x + (b.x - a.x) * share + noise * standardNormal(&random),
                    y: a.y + (b.y - a.y) * share + noise * standardNormal(&random)
                )
                along += metres
            }
        }
        if let last = places.last {
            fixes.append(seconds: Double(5 * fixes.count), x: last.x, y: last.y)
        }
        return fixes
    }

    func match(
        _ fixes: TrackFixes,
        parameters: TrackMatcherParameters = TrackMatcherParameters()
    ) throws -> TrackMatch {
        let graph = TrackGraph(try network(), parameters: parameters)
        var scratch = TrackScratch(graph)
        return TrackMatcher(graph, parameters: parameters).match(fixes, scratch: &scratch)
    }

    func match(
        _ marks: String,
        every metres: Double,
        noise: Double
    ) throws -> TrackMatch {
        try match(fixes(marks, every: metres, noise: noise))
    }

    /// Matches a track of fixes exactly at marks.
    func match(places: [(String, Double)]) throws -> TrackMatch {
        var fixes = TrackFixes()
        for (mark, second) in places {
            let place = self[Character(mark)]
            fixes.append(seconds: second, x: place.x, y: place.y)
        }
        return try match(fixes)
    }

    /// Ways driven with their direction, each once in a row; a touched end of no length left out.
    func ways(_ match: TrackMatch) throws -> [String] {
        let network = try network()
        var names: [String] = []
        for part in match.parts {
            for (row, id) in part.segments.enumerated() {
                let segment = network.segment(id)
                let from = row == 0 ? part.startMeasure : 0
                let to = row == part.segments.count - 1 ? part.endMeasure : segment.length.value
                let name = "\(segment.way)\(segment.isForward ? "+" : "-")"
                if to - from > 1, names.last != name { names.append(name) }
            }
        }
        return names
    }
}

extension RoadSketch {
    /// A straight road with a way beside it that leaves and joins it by two turns each.
    static func besides(
        metres: Int,
        approach: Int = 80,
        beside: RoadClass = .primary
    ) -> Self {
        let side = String(repeating: "-", count: metres / 10)
        let lead = String(repeating: "-", count: approach / 10 - 1)
        let gap = String(repeating: " ", count: approach / 10)
        var sketch = RoadSketch(
            metresPerCell: 10,
            "\(gap)B\(side)C\nA\(lead)a\(side)c\(lead)D"
        )
        sketch.way(1, "Aa")
        sketch.way(2, "ac")
        sketch.way(3, "aB")
        sketch.way(4, "BC", roadClass: beside)
        sketch.way(5, "Cc")
        sketch.way(6, "cD")
        return sketch
    }

    /// A drive whose fixes between the junctions all lie so far from the straight road.
    func driveBeside(off metres: Double) -> TrackFixes {
        var fixes = fixes("AD", every: 50, noise: 0)
        let (first, last) = (self["a"].x, self["c"].x)
        for i in 0..<fixes.count where fixes.x[i] > first + 5 && fixes.x[i] < last - 5 {
            fixes.y[i] += metres
        }
        return fixes
    }
}

extension TrackMatcherParameters {
    /// The defaults for fixes told to be of 10 m, for which places and bounds of some tests were drawn.
    static var ofTenMetres: Self {
        var parameters = Self()
        parameters.take(toldSigma: 10)
        return parameters
    }
}
