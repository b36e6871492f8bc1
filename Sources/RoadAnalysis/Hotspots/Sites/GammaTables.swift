import Glibc
import RoadStatistics

/// Quantile tables of the standard gamma law: a draw is one look-up instead of a rejection loop.
///
/// Between 1/64 and 63/64 the quantile function is cut into 1,024 pieces, each tail into 256 more;
/// inside a piece it is taken as straight (relative error below 2e-4), and the outermost piece of
/// either side is computed exactly. Up to 1,024 different shapes have tables of their own; beyond
/// that tables stand 1/128 apart in ln(shape) and a draw is interpolated between two.
struct GammaTables {
    static let centre = 1024
    static let tail = 256
    private static let stride = centre + 2 * tail + 3

    /// The tables one after the other.
    private(set) var quantiles: [Float] = []
    /// First entry of each site's table, and how far it lies towards the next table.
    private(set) var table: [Int32] = []
    private(set) var share: [Float] = []
    /// Whether tables are interpolated.
    let isGrid: Bool

    private static let step = 1.0 / 128

    init(shapes: [Double]) {
        var distinct: [Double: Int32] = [:]
        table.reserveCapacity(shapes.count)
        for shape in shapes where distinct[shape] == nil {
            distinct[shape] = Int32(distinct.count)
            if distinct.count > 1024 { break }
        }
        isGrid = distinct.count > 1024
        guard isGrid else {
            var ordered = [Double](repeating: 1, count: distinct.count)
            for (shape, row) in distinct { ordered[Int(row)] = shape }
            for shape in ordered { append(shape) }
            table = shapes.map { (distinct[$0] ?? 0) * Int32(Self.stride) }
            return
        }
        let logs = shapes.map { log(max(1e-6, min(1e12, $0))) }
        let low = ((logs.min() ?? 0) / Self.step).rounded(.down)
        let high = ((logs.max() ?? 0) / Self.step).rounded(.down) + 1
        let count = Int(high - low) + 1
        var used = [Bool](repeating: false, count: count)
        share.reserveCapacity(shapes.count)
        for value in logs {
            let place = value / Self.step - low
            let row = Int(place)
            table.append(Int32(row))
            share.append(Float(place - Double(row)))
            used[row] = true
            used[row + 1] = true
        }
        var start = [Int32](repeating: -1, count: count)
        for row in 0..<count where used[row] {
            start[row] = Int32(quantiles.count)
            append(exp((low + Double(row)) * Self.step))
        }
        // A table's right neighbour follows it directly: both are used.
        for site in table.indices { table[site] = start[Int(table[site])] }
    }

    /// Index distance from a table to its right neighbour.
    static var neighbour: Int { stride }

    private mutating func append(_ shape: Double) {
        let law = GammaDistribution(shape: shape, rate: 1)
        for cell in 0...Self.tail { lower(law, Double(cell) / Double(64 * Self.tail)) }
        for cell in 0...Self.centre {
            lower(law, (1 + 62 * Double(cell) / Double(Self.centre)) / 64)
        }
        for cell in 0...Self.tail {
            // Counted from the outermost piece inwards.
            let q = Double(cell) / Double(64 * Self.tail)
            quantiles.append(Float(cell == 0 ? law.upperQuantile(q + 1e-9) : law.upperQuantile(q)))
        }
    }

    private mutating func lower(_ law: GammaDistribution, _ p: Double) {
        quantiles.append(Float(p <= 0 ? 0 : law.quantile(p)))
    }
}
