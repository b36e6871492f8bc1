import Glibc
import RoadModel

/// Cuts chains into sections and finds the section of a place.
struct SectionCutter {
    /// A stretch of a piece laid along a chain.
    private struct Laid {
        var piece: Int
        /// The stretch in the piece's own direction, in metres.
        var from: Double, to: Double
        /// Chainage at the end nearer the chain's origin, in metres.
        var chainage: Double
        /// Whether chainage falls along the piece.
        var isAgainst: Bool

        var end: Double { chainage + (to - from) }

        func chainage(at metres: Double) -> Double {
            chainage + (isAgainst ? to - metres : metres - from)
        }
    }

    /// A stretch together with the rows of its chain's sections, for looking places up.
    private struct Lookup {
        var laid: Laid
        var sections: Range<Int>
    }

    /// Chainages closer than this are one place: sums of lengths differ in their last digits.
    private static let tolerance = 1e-6
    /// A hole in a chain up to this long is no hole.
    private static let smallestHole = 1.0

    /// Chainages beyond a million kilometres are damaged; adding a metre would change nothing.
    private static let longestRoad = 1e9

    /// The sections, without crashes.
    private(set) var units: [HotspotUnitInput] = []
    private var starts: [Double] = []
    private var ends: [Double] = []
    private var lookup: [Int: [Lookup]] = [:]

    init(_ pieces: RoadPieces, _ chains: [AnalysisChain], _ length: Double, _ years: Double) {
        guard length > 0, length.isFinite else { return }
        let roads = chains.map { (label: $0.label, parts: SectionCutter.lay($0, pieces)) }
            .filter { !$0.parts.isEmpty }
            .sorted {
                ($0.label, $0.parts[0].chainage, $0.parts[0].piece)
                    < ($1.label, $1.parts[0].chainage, $1.parts[0].piece)
            }
        var names: [String: Int] = [:]
        for road in roads {
            let first = units.count
            for run in SectionCutter.runs(road.parts) {
                for (start, end) in SectionCutter.cut(run, length) {
                    let covered = road.parts.filter {
                        $0.chainage < end - Self.tolerance && $0.end > start + Self.tolerance
                    }
                    append(covered, road.label, start, end, pieces, years, &names)
                }
            }
            for part in road.parts {
                lookup[part.piece, default: []].append(
                    Lookup(laid: part, sections: first..<units.count)
                )
            }
        }
    }

    /// The row of the section that holds a place; `nil` when no chain passes there.
    func unit(at place: RoadPieces.Place) -> Int? {
        for entry in lookup[place.piece] ?? [] {
            let laid = entry.laid
            guard place.metres >= laid.from - Self.tolerance,
                place.metres <= laid.to + Self.tolerance
            else { continue }
            let chainage = laid.chainage(at: place.metres)
            // The last section that has begun; what lies on a border has begun the later one.
            if let row = lastBegun(in: entry.sections, at: chainage + Self.tolerance),
                chainage <= ends[row] + Self.smallestHole
            {
                return row
            }
        }
        return nil
    }

    /// The last section of a chain that begins at or before a chainage.
    private func lastBegun(in sections: Range<Int>, at chainage: Double) -> Int? {
        var (low, high) = (sections.lowerBound, sections.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= chainage { low = middle + 1 } else { high = middle }
        }
        return low > sections.lowerBound ? low - 1 : nil
    }

    /// A chain's stretches in order of chainage; impossible ones are left out.
    private static func lay(_ chain: AnalysisChain, _ pieces: RoadPieces) -> [Laid] {
        var parts: [Laid] = []
        for part in chain.parts {
            let stretch = part.part
            guard stretch.from < stretch.to, abs(part.startChainage.value) < longestRoad,
                let a = pieces.place(stretch.segment, stretch.from),
                let b = pieces.place(stretch.segment, stretch.to), a.metres != b.metres
            else { continue }
            let isReverse = a.metres > b.metres
            parts.append(
                Laid(
                    piece: a.piece,
                    from: min(a.metres, b.metres),
                    to: max(a.metres, b.metres),
                    chainage: part.startChainage.value,
                    isAgainst: part.isAgainst != isReverse
                )
            )
        }
        return parts.sorted { ($0.chainage, $0.piece, $0.from) < ($1.chainage, $1.piece, $1.from) }
    }

    /// The stretches of chainage without holes.
    private static func runs(_ parts: [Laid]) -> [(start: Double, end: Double)] {
        var runs: [(start: Double, end: Double)] = []
        for part in parts {
            if let last = runs.last, part.chainage <= last.end + smallestHole {
                runs[runs.count - 1].end = max(last.end, part.end)
            } else {
                runs.append((part.chainage, part.end))
            }
        }
        return runs
    }

    /// Cuts at whole multiples of `length`; a short first or last section joins its neighbour.
    private static func cut(
        _ run: (start: Double, end: Double),
        _ length: Double
    ) -> [(Double, Double)] {
        var cuts: [Double] = []
        let first = (run.start / length).rounded(.down) + 1
        // A million sections would be a million kilometres: the chainage is damaged.
        if (run.end - run.start) / length < 1e6 {
            var border = first * length
            while border < run.end - tolerance {
                if border > run.start + tolerance { cuts.append(border) }
                border += length
            }
        }
        let half = length / 2 - tolerance
        if let border = cuts.first, border - run.start < half { cuts.removeFirst() }
        if let border = cuts.last, run.end - border < half { cuts.removeLast() }
        let borders = [run.start] + cuts + [run.end]
        return Array(zip(borders, borders.dropFirst()))
    }

    private mutating func append(
        _ covered: [Laid],
        _ label: String,
        _ start: Double,
        _ end: Double,
        _ pieces: RoadPieces,
        _ years: Double,
        _ names: inout [String: Int]
    ) {
        var parts: [HotspotPart] = []
        var classMetres: [UInt8: Double] = [:]
        for laid in covered {
            let low = max(start, laid.chainage) - laid.chainage
            let high = min(end, laid.end) - laid.chainage
            let from = laid.isAgainst ? laid.to - high : laid.from + low
            let to = laid.isAgainst ? laid.to - low : laid.from + high
            parts += pieces.parts(laid.piece, from, to)
            classMetres[pieces.pieces[laid.piece].roadClass.rawValue, default: 0] += to - from
        }
        // The class of most metres; of equals the more important one.
        let roadClass =
            classMetres.max { ($0.value, $1.key) < ($1.value, $0.key) }
            .flatMap { RoadClass(rawValue: $0.key) } ?? .unknown
        let road = label.isEmpty ? roadClass.name : label
        let name = "\(road):\(kilometres(start))-\(kilometres(end))"
        let uses = names[name, default: 0] + 1
        names[name] = uses
        starts.append(start)
        ends.append(end)
        units.append(
            HotspotUnitInput(
                id: uses == 1 ? name : "\(name)#\(uses)",
                kind: .section,
                road: road,
                roadClass: roadClass,
                fromKilometre: start / 1000,
                toKilometre: end / 1000,
                length: Metres(end - start),
                parts: parts,
                years: years
            )
        )
    }

    /// Kilometres with as many of three decimals as are not zero.
    private func kilometres(_ metres: Double) -> String {
        let whole = Int(clamping: Int64(max(-1e15, min(1e15, metres)).rounded()))
        let sign = whole < 0 ? "-" : ""
        let rest = abs(whole % 1000)
        guard rest > 0 else { return "\(sign)\(abs(whole / 1000))" }
        var decimals = zeroPadded(rest, 3)
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(sign)\(abs(whole / 1000)).\(decimals)"
    }
}
