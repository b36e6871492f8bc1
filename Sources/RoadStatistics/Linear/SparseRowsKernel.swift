/// The rows of a design with their cells that are not 0, one row after the other.
///
/// Categories make most cells of a design 0; products of rows then cost what is there.
struct SparseRows: Sendable {
    /// Where each row begins; one more than there are rows.
    private var starts: [Int32]
    /// The column of each cell.
    private var places: [Int32]
    /// The cells.
    private var cells: [Double]
    /// The number of columns.
    let width: Int

    /// The number of rows.
    var count: Int { starts.count - 1 }

    /// Takes columns of equal length, shifted and scaled: (x − shift) / scale.
    init(_ columns: [[Double]], count: Int, shifts: [Double], scales: [Double]) {
        width = columns.count
        var sizes = [Int32](repeating: 0, count: count + 1)
        for (index, column) in columns.enumerated() {
            let shift = shifts[index]
            for row in 0..<count where column[row] != shift { sizes[row + 1] += 1 }
        }
        for row in 0..<count { sizes[row + 1] += sizes[row] }
        starts = sizes
        let total = Int(sizes[count])
        places = [Int32](repeating: 0, count: total)
        cells = [Double](repeating: 0, count: total)
        var next = sizes
        for (index, column) in columns.enumerated() {
            let (shift, scale) = (shifts[index], scales[index])
            for row in 0..<count where column[row] != shift {
                let place = Int(next[row])
                places[place] = Int32(index)
                cells[place] = (column[row] - shift) / scale
                next[row] += 1
            }
        }
    }

    /// Adds X'WX to the lower triangle of `gram` (row by row) and X's to `right`.
    func accumulate(
        weights: [Double],
        scores: [Double],
        gram: inout [Double],
        right: inout [Double]
    ) {
        let width = self.width
        // Sound: buffers live for the closure; places are below `width` and ascend in a row.
        starts.withUnsafeBufferPointer { starts in
            places.withUnsafeBufferPointer { places in
                cells.withUnsafeBufferPointer { cells in
                    gram.withUnsafeMutableBufferPointer { gram in
                        right.withUnsafeMutableBufferPointer { right in
                            for row in 0..<starts.count - 1 {
                                let (from, to) = (Int(starts[row]), Int(starts[row + 1]))
                                let (weight, score) = (weights[row], scores[row])
                                for a in from..<to {
                                    let place = Int(places[a])
                                    right[place] += cells[a] * score
                                    let product = cells[a] * weight
                                    let line = place * width
                                    for b in from...a {
                                        gram[line + Int(places[b])] += product * cells[b]
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// X'v.
    func transposedProduct(_ vector: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: width)
        for row in 0..<count {
            let value = vector[row]
            for cell in Int(starts[row])..<Int(starts[row + 1]) {
                sums[Int(places[cell])] += cells[cell] * value
            }
        }
        return sums
    }

    /// base + X·coefficients.
    func predictor(_ coefficients: [Double], base: [Double]) -> [Double] {
        var sums = base
        for row in 0..<count {
            var sum = 0.0
            for cell in Int(starts[row])..<Int(starts[row + 1]) {
                sum += cells[cell] * coefficients[Int(places[cell])]
            }
            sums[row] += sum
        }
        return sums
    }

    /// Calls `body` with each cell of a row.
    @inline(__always)
    func forEachCell(of row: Int, _ body: (_ place: Int, _ cell: Double) -> Void) {
        for cell in Int(starts[row])..<Int(starts[row + 1]) {
            body(Int(places[cell]), cells[cell])
        }
    }
}
