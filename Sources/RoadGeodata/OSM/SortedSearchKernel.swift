/// Searches and sorts of node ids.
enum SortedSearch {
    /// The row of an id in an ascending table, or of a neighbour when it is absent.
    ///
    /// Starts at the row found last: neighbours in a file mostly have neighbouring ids, so the
    /// search doubles its step from there.
    ///
    /// - Precondition: `table` is not empty and `start` is one of its rows.
    @inline(__always)
    static func row(of id: Int64, in table: UnsafeBufferPointer<Int64>, from start: Int) -> Int {
        // Sound: every row that is read lies in `0 ..< table.count`.
        var low = start
        var high = start
        var step = 1
        if table[start] < id {
            while high + step < table.count, table[high + step] < id {
                high += step
                step *= 2
            }
            low = high
            high = min(high + step, table.count - 1)
        } else {
            if table[start] == id { return start }
            while low >= step, table[low - step] >= id {
                low -= step
                step *= 2
            }
            high = low
            low = low >= step ? low - step : 0
        }
        while low < high {
            let middle = (low + high) / 2
            if table[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Sorts ids and drops repeated ones, in time linear in their number.
    static func sortedUnique(_ ids: [Int64]) -> [Int64] {
        var source = ids
        guard source.count > 1 else { return source }
        // The sign bit flipped, so that negative ids of editors come first.
        let sign = Int64.min
        var varying: Int64 = 0
        for id in source { varying |= id ^ source[0] }
        var target = [Int64](repeating: 0, count: source.count)
        for shift in stride(from: 0, to: 64, by: 8) where (varying >> Int64(shift)) & 0xFF != 0 {
            var starts = [Int](repeating: 0, count: 257)
            for id in source { starts[Int(((id ^ sign) >> Int64(shift)) & 0xFF) + 1] += 1 }
            for digit in 0..<256 { starts[digit + 1] += starts[digit] }
            source.withUnsafeBufferPointer { source in
                target.withUnsafeMutableBufferPointer { target in
                    starts.withUnsafeMutableBufferPointer { starts in
                        // Sound: `starts` sums up to `source.count`, which is `target.count`.
                        for id in source {
                            let digit = Int(((id ^ sign) >> Int64(shift)) & 0xFF)
                            target[starts[digit]] = id
                            starts[digit] += 1
                        }
                    }
                }
            }
            swap(&source, &target)
        }
        var unique = 1
        for i in 1..<source.count where source[i] != source[unique - 1] {
            source[unique] = source[i]
            unique += 1
        }
        source.removeLast(source.count - unique)
        return source
    }
}
