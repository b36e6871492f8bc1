import RoadModel

/// A log's damage as one line: each sign is an equal share of the file.
enum DamageMap {
    /// `·` is sound, `░` up to a tenth lost, `▒` up to half, `█` more.
    static func text(_ lost: [LostRange], byteCount: Int, width: Int) -> String {
        guard byteCount > 0 else { return "" }
        let share = Double(byteCount) / Double(width)
        var bytes = [Double](repeating: 0, count: width)
        for range in lost {
            let first = min(width - 1, max(0, Int(Double(range.start) / share)))
            let last = min(width - 1, max(first, Int(Double(range.end) / share)))
            for cell in first...last {
                let low = max(Double(range.start), Double(cell) * share)
                let high = min(Double(range.end), Double(cell + 1) * share)
                bytes[cell] += max(0, high - low)
            }
        }
        return bytes.map { lost in
            switch lost / share {
            case 0: "·"
            case ..<0.1: "░"
            case ..<0.5: "▒"
            default: "█"
            }
        }.joined()
    }
}
