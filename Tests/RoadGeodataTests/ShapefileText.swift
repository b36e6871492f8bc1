/// A shapefile of polylines, written byte by byte after the ESRI white paper of July 1998.
enum ShapefileText {
    /// The `.shp` and `.shx` of lines; each line is a list of parts of (x, y) points.
    static func polylines(_ lines: [[[(Double, Double)]]]) -> (shp: [UInt8], shx: [UInt8]) {
        var records: [UInt8] = []
        var index: [UInt8] = []
        for (row, parts) in lines.enumerated() {
            var content = little(Int32(3)) + box(parts.flatMap { $0 })
            content += little(Int32(parts.count)) + little(Int32(parts.map(\.count).reduce(0, +)))
            var start: Int32 = 0
            for part in parts {
                content += little(start)
                start += Int32(part.count)
            }
            for point in parts.flatMap({ $0 }) { content += little(point.0) + little(point.1) }
            // Offsets and lengths count 16-bit words, big-endian; the header has 50 of them.
            index += big(Int32(50 + records.count / 2)) + big(Int32(content.count / 2))
            records += big(Int32(row + 1)) + big(Int32(content.count / 2)) + content
        }
        let points = lines.flatMap { $0.flatMap { $0 } }
        return (header(records.count, points) + records, header(index.count, points) + index)
    }

    private static func header(_ bodyBytes: Int, _ points: [(Double, Double)]) -> [UInt8] {
        var bytes = big(Int32(9994)) + [UInt8](repeating: 0, count: 20)
        bytes += big(Int32((100 + bodyBytes) / 2)) + little(Int32(1000)) + little(Int32(3))
        return bytes + box(points) + [UInt8](repeating: 0, count: 32)
    }

    private static func box(_ points: [(Double, Double)]) -> [UInt8] {
        little(points.map(\.0).min() ?? 0) + little(points.map(\.1).min() ?? 0)
            + little(points.map(\.0).max() ?? 0) + little(points.map(\.1).max() ?? 0)
    }

    private static func little(_ value: Int32) -> [UInt8] { [UInt8](big(value).reversed()) }

    private static func big(_ value: Int32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    private static func little(_ value: Double) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
    }
}
