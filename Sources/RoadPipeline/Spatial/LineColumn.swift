import RoadIngest

/// Geometries written as well-known text, part after part.
struct LineColumn {
    /// x of every vertex.
    private(set) var x: [Double] = []
    /// y of every vertex.
    private(set) var y: [Double] = []
    /// Where each part ends among the vertices.
    private(set) var ends: [Int] = []
    /// The row of each part.
    private(set) var rowOfPart: [Int] = []
    private var rows = 0

    /// Reads one geometry; one without numbers has no part.
    ///
    /// Every bracket that holds numbers is a part, of which the first two of each place count, so
    /// that POINT, LINESTRING and MULTILINESTRING, with Z and M or without, read alike.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        defer { rows += 1 }
        let start = x.count
        var first = x.count
        var axis = 0
        var isInside = false
        var index = range.lowerBound
        func isNumber(_ byte: UInt8) -> Bool {
            (byte >= 48 && byte <= 57) || byte == 43 || byte == 45 || byte == 46 || byte == 101
                || byte == 69
        }
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "(") {
                (isInside, axis) = (true, 0)
            } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: ",") {
                if axis == 1 { x.removeLast() }
                axis = 0
                if byte == UInt8(ascii: ")"), x.count > first {
                    ends.append(x.count)
                    rowOfPart.append(rows)
                    first = x.count
                }
            } else if isInside, isNumber(byte) {
                var end = index
                while end < range.upperBound, isNumber(bytes[end]) { end += 1 }
                let value = ByteNumber.decimal(bytes, index..<end) ?? .nan
                if axis == 0 { x.append(value) } else if axis == 1 { y.append(value) }
                axis += 1
                index = end
                continue
            }
            index += 1
        }
        if x.count > y.count { x.removeLast(x.count - y.count) }
        // A bracket that never closed says nothing.
        if x.count > first {
            x.removeLast(x.count - max(start, first))
            y.removeLast(y.count - max(start, first))
        }
    }
}
