/// Lines as a compact text of letters, digits, `-` and `_`, which needs no escaping anywhere.
///
/// Each line is its number of points, then each point as the difference from the one before (the
/// first from the last point of the line before, at the start from 0, 0): x, then y. A number is
/// folded to n ≥ 0 (2n, or −2n − 1 below zero) and written in groups of five bits, lowest first;
/// a group is one character of the alphabet, plus 32 when more follow.
enum LineCodec {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    /// The text of several lines.
    static func encode(_ lines: [[LonLat]]) -> String {
        var bytes: [UInt8] = []
        var (x, y) = (0, 0)
        for line in lines {
            write(line.count, to: &bytes)
            for point in line {
                write(Int(point.x) - x, to: &bytes)
                write(Int(point.y) - y, to: &bytes)
                (x, y) = (Int(point.x), Int(point.y))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ value: Int, to bytes: inout [UInt8]) {
        var rest = value < 0 ? -2 * value - 1 : 2 * value
        repeat {
            let group = rest & 31
            rest >>= 5
            bytes.append(alphabet[rest > 0 ? group + 32 : group])
        } while rest > 0
    }
}
