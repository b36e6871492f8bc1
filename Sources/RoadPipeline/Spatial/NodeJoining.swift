/// Gives one number to ends of lines that lie within a tolerance of each other.
///
/// Closeness is transitive; nodes are numbered by first appearance.
struct NodeJoining {
    private struct Cell: Hashable {
        var x: Int64
        var y: Int64
    }

    /// The node of each point, and their number.
    static func join(x: [Double], y: [Double], tolerance: Double) -> (node: [Int32], count: Int) {
        var parent = Array(x.indices)
        func root(_ i: Int) -> Int {
            var i = i
            while parent[i] != i {
                parent[i] = parent[parent[i]]
                i = parent[i]
            }
            return i
        }
        // Cells as wide as the tolerance: close points lie in the same or in neighbouring ones.
        let size = max(tolerance, 1e-9)
        var firstInCell: [Cell: Int] = [:]
        firstInCell.reserveCapacity(x.count)
        var next = [Int](repeating: -1, count: x.count)
        for i in x.indices {
            let cell = Cell(
                x: Int64((x[i] / size).rounded(.down)),
                y: Int64((y[i] / size).rounded(.down))
            )
            for dx in Int64(-1)...1 {
                for dy in Int64(-1)...1 {
                    var other = firstInCell[Cell(x: cell.x + dx, y: cell.y + dy)] ?? -1
                    while other >= 0 {
                        let (ex, ey) = (x[other] - x[i], y[other] - y[i])
                        if ex * ex + ey * ey <= tolerance * tolerance {
                            let (a, b) = (root(i), root(other))
                            if a < b { parent[b] = a } else if b < a { parent[a] = b }
                            if ex == 0, ey == 0 { break }
                        }
                        other = next[other]
                    }
                }
            }
            // A point that stands where another does needs no entry of its own.
            if let head = firstInCell[cell] {
                if x[head] == x[i], y[head] == y[i] { continue }
                next[i] = head
            }
            firstInCell[cell] = i
        }
        var number = [Int32](repeating: -1, count: x.count)
        var count: Int32 = 0
        for i in x.indices {
            let r = root(i)
            if number[r] < 0 {
                number[r] = count
                count += 1
            }
            number[i] = number[r]
        }
        return (number, Int(count))
    }
}
