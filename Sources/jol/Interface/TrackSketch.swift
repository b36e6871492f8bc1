import Foundation
import RoadModel

/// A track drawn with Braille dots: two by four a character, north up, equal scales.
enum TrackSketch {
    private static let columns = 48
    private static let rows = 14
    // Bits of the dots of a Braille character by row and column (Unicode 15, block 2800).
    private static let bits: [[UInt32]] = [
        [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
    ]

    static func text(_ fixes: FixColumns) -> String {
        let middle = (fixes.latitudeDegrees.min() ?? 0) + (fixes.latitudeDegrees.max() ?? 0)
        let shrink = cos(middle / 2 * .pi / 180)
        let x = fixes.longitudeDegrees.map { $0 * shrink }
        let y = fixes.latitudeDegrees
        guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max()
        else { return "" }
        let scale = max(
            (east - west) / Double(2 * columns - 1),
            (north - south) / Double(4 * rows - 1),
            1e-9
        )
        var cells = [UInt32](repeating: 0, count: columns * rows)
        for (px, py) in zip(x, y) {
            guard px.isFinite, py.isFinite else { continue }
            let column = min(2 * columns - 1, Int((px - west) / scale))
            let row = min(4 * rows - 1, Int((north - py) / scale))
            cells[row / 4 * columns + column / 2] |= bits[row % 4][column % 2]
        }
        let used = min(rows, Int((north - south) / scale) / 4 + 1)
        return (0..<used).map { row in
            var line = "  "
            for cell in cells[row * columns..<(row + 1) * columns] {
                line.unicodeScalars.append(Unicode.Scalar(0x2800 + cell) ?? " ")
            }
            return line
        }.joined(separator: "\n")
    }
}
