import RoadModel

/// Finds the other carriageway of dual roads and the main road beside service roads.
///
/// A piece must see its neighbour straight beside its middle, within 15° of parallel, and, when it is
/// longer than 60 m, one beside a quarter of it too.
///
/// - *Other carriageway*: both one-way, driven against each other, at most 60 m apart, of one name
///   or index, or, without any, both of one class down to tertiary.
/// - *Main road*: of a higher class and at least tertiary, at most 40 m away; the piece has no name
///   or index of its own, or shares one.
struct RoadNeighbours {
    private static let widestMedian = 60.0
    private static let widestVerge = 40.0
    /// Below it two lines are one road drawn twice, not two beside each other.
    private static let nearest = 3.0
    /// Cosine of 15°.
    private static let parallel = 0.966
    private static let shortest = 20.0

    /// The runs of lines under the tree, as the layout numbers them.
    struct Runs {
        /// Piece of each run.
        var piece: [UInt32] = []
        /// First vertex row of each run in `SourceLines`.
        var first: [UInt32] = []
        /// Lines of each run.
        var lines: [UInt8] = []
    }

    /// What is asked of a way thousands of times: read once.
    private struct Way {
        /// Rank of the class; the greatest number on links and roundabouts, which are nobody's neighbour.
        var rank: UInt8
        var isOneWay: Bool
        /// Number of the name and of the index; 0 for none.
        var name: UInt32 = 0, ref: UInt32 = 0

        var isNameless: Bool { name == 0 && ref == 0 }
        var isMain: Bool { rank <= RoadClass.tertiary.rawValue }

        func sharesLabel(with other: Way) -> Bool {
            name != 0 && name == other.name || ref != 0 && ref == other.ref
        }
    }

    /// The runs of the roads of one sort, and the tree over them: most roads are nobody's neighbour.
    private struct Index {
        var runs = Runs()
        var tree = TreePacking()

        init(_ runs: Runs, _ tree: TreePacking, where isWanted: (_ piece: UInt32) -> Bool) {
            for row in runs.piece.indices where isWanted(runs.piece[row]) {
                self.runs.piece.append(runs.piece[row])
                self.runs.first.append(runs.first[row])
                self.runs.lines.append(runs.lines[row])
                self.tree.begin(as: row, of: tree)
            }
            self.tree.pack()
        }
    }

    private let ways: [Way]
    private let lines: SourceLines
    private let pieces: [SplitPieces.Piece]
    private let oneWay: Index
    private let main: Index
    private var found: [UInt32] = []
    private var stack: [(node: Int, level: Int)] = []

    /// Prepares to look over the runs of a tree.
    init(
        _ source: RoadSource,
        _ lines: SourceLines,
        _ pieces: [SplitPieces.Piece],
        _ runs: Runs,
        _ tree: TreePacking
    ) {
        (self.lines, self.pieces) = (lines, pieces)
        let ways = Self.ways(source)
        oneWay = Index(runs, tree) { piece in
            let way = ways[Int(pieces[Int(piece)].way)]
            return way.isOneWay && way.rank != .max
        }
        main = Index(runs, tree) { ways[Int(pieces[Int($0)].way)].isMain }
        self.ways = ways
    }

    private static func ways(_ source: RoadSource) -> [Way] {
        let apart: SegmentFlags = [.link, .roundabout]
        var numbers: [ArraySlice<UInt8>: UInt32] = [:]
        func number(_ column: TextColumn, _ way: Int) -> UInt32 {
            guard !column.isEmpty(at: way) else { return 0 }
            let next = UInt32(numbers.count + 1)
            let text = column.utf8(at: way)
            if let known = numbers[text] { return known }
            numbers[text] = next
            return next
        }
        return source.flags.indices.map { way in
            let flags = source.flags[way]
            return Way(
                rank: flags.isDisjoint(with: apart) ? source.roadClass[way].rawValue : .max,
                isOneWay: flags.contains(.oneWay),
                name: number(source.name, way),
                ref: number(source.ref, way)
            )
        }
    }

    /// The links of all pieces, in their order.
    mutating func links(lengths: [Double]) -> [RoadLink] {
        var links: [RoadLink] = []
        for piece in pieces.indices where lengths[piece] >= Self.shortest {
            let way = ways[Int(pieces[piece].way)]
            guard way.rank != .max else { continue }
            if way.isOneWay, way.isMain || !way.isNameless,
                let other = neighbour(of: piece, .carriageway, lengths[piece])
            {
                links.append(RoadLink(piece: UInt32(piece), other: other, kind: .carriageway))
            }
            if !way.isMain, way.rank <= RoadClass.service.rawValue,
                let other = neighbour(of: piece, .mainRoad, lengths[piece])
            {
                links.append(RoadLink(piece: UInt32(piece), other: other, kind: .mainRoad))
            }
        }
        return links
    }

    private mutating func neighbour(
        of piece: Int,
        _ kind: RoadLink.Kind,
        _ length: Double
    ) -> UInt32? {
        guard let other = beside(piece, at: length / 2, kind) else { return nil }
        guard length > 60 else { return other }
        let isSeenAgain =
            beside(piece, at: length / 4, kind) != nil
            || beside(piece, at: 3 * length / 4, kind) != nil
        return isSeenAgain ? other : nil
    }

    /// The nearest fitting piece beside a place of a piece.
    private mutating func beside(
        _ piece: Int,
        at measure: Double,
        _ kind: RoadLink.Kind
    ) -> UInt32? {
        guard let (x, y, ux, uy) = place(pieces[piece], measure) else { return nil }
        let reach = kind == .carriageway ? Self.widestMedian : Self.widestVerge
        let grid = lines.grid
        let index = kind == .carriageway ? oneWay : main
        index.tree.search(
            grid.stepsEast(x),
            grid.stepsNorth(y),
            radius: Int((reach / grid.unit).rounded(.up)),
            stack: &stack,
            into: &found
        )
        var best: (distance: Double, piece: UInt32)?
        for run in found {
            let other = index.runs.piece[Int(run)]
            guard Int(other) != piece, fits(piece, Int(other), kind) else { continue }
            let first = Int(index.runs.first[Int(run)])
            for v in first..<(first + Int(index.runs.lines[Int(run)])) {
                let (ax, ay) = (lines.x(v), lines.y(v))
                let (dx, dy) = (lines.x(v + 1) - ax, lines.y(v + 1) - ay)
                let squared = dx * dx + dy * dy
                guard squared > 0 else { continue }
                let cosine = (dx * ux + dy * uy) / squared.squareRoot()
                let isAlong =
                    kind == .carriageway ? cosine < -Self.parallel : abs(cosine) > Self.parallel
                let share = ((x - ax) * dx + (y - ay) * dy) / squared
                guard isAlong, share >= 0, share <= 1 else { continue }
                let (ex, ey) = (ax + share * dx - x, ay + share * dy - y)
                let distance = (ex * ex + ey * ey).squareRoot()
                guard distance >= Self.nearest, distance <= reach else { continue }
                if let best, (best.distance, best.piece) <= (distance, other) { continue }
                best = (distance, other)
            }
        }
        return best?.piece
    }

    private func fits(_ piece: Int, _ other: Int, _ kind: RoadLink.Kind) -> Bool {
        let (a, b) = (pieces[piece].way, pieces[other].way)
        guard a != b else { return false }
        let (here, there) = (ways[Int(a)], ways[Int(b)])
        switch kind {
        case .carriageway:
            return here.sharesLabel(with: there)
                || here.rank == there.rank && here.isNameless && there.isNameless
        case .mainRoad:
            return there.rank < here.rank && (here.isNameless || here.sharesLabel(with: there))
        }
    }

    /// The place at a distance from a piece's start, with the unit direction there.
    private func place(
        _ piece: SplitPieces.Piece,
        _ measure: Double
    ) -> (x: Double, y: Double, ux: Double, uy: Double)? {
        var rest = measure
        for v in Int(piece.first)..<Int(piece.last) {
            let (dx, dy) = (lines.x(v + 1) - lines.x(v), lines.y(v + 1) - lines.y(v))
            let length = (dx * dx + dy * dy).squareRoot()
            if rest <= length, length > 0 {
                let (ux, uy) = (dx / length, dy / length)
                return (lines.x(v) + ux * rest, lines.y(v) + uy * rest, ux, uy)
            }
            rest -= length
        }
        return nil
    }
}
