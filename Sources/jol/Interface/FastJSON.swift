/// Writes trees as JSON with sorted names; hundreds of groups would keep the general encoder busy.
enum FastJSON {
    /// The text of a tree, indented by two spaces a level.
    static func text(_ tree: AnalysisTree) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 << 16)
        write(tree, to: &bytes, depth: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ tree: AnalysisTree, to bytes: inout [UInt8], depth: Int) {
        switch tree {
        case .null: bytes += "null".utf8
        case .flag(let value): bytes += (value ? "true" : "false").utf8
        case .count(let value): bytes += "\(value)".utf8
        case .number(let value) where value.isFinite:
            // A whole number has no point, as the general encoder writes it.
            if value == value.rounded(), abs(value) < 1e15 {
                bytes += "\(Int(value))".utf8
            } else {
                bytes += "\(value)".utf8
            }
        case .number: bytes += "null".utf8
        case .text(let value): write(value, to: &bytes)
        case .list(let values):
            guard !values.isEmpty else { return bytes += "[]".utf8 }
            bytes.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                newLine(&bytes, depth + 1, isFirst: place == 0)
                write(value, to: &bytes, depth: depth + 1)
            }
            newLine(&bytes, depth, isFirst: true)
            bytes.append(UInt8(ascii: "]"))
        case .object(let values):
            guard !values.isEmpty else { return bytes += "{}".utf8 }
            bytes.append(UInt8(ascii: "{"))
            let sorted = values.sorted { $0.key < $1.key }
            for (place, entry) in sorted.enumerated() {
                newLine(&bytes, depth + 1, isFirst: place == 0)
                write(entry.key, to: &bytes)
                bytes += " : ".utf8
                write(entry.value, to: &bytes, depth: depth + 1)
            }
            newLine(&bytes, depth, isFirst: true)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func newLine(_ bytes: inout [UInt8], _ depth: Int, isFirst: Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { bytes += "  ".utf8 }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += "\\\"".utf8
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            case 0..<32:
                let digits = Array("0123456789abcdef".utf8)
                bytes += "\\u00".utf8
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
