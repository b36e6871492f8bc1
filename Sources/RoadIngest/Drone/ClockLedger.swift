import RoadModel

/// How a vehicle's clock relates to UTC over all windows of a log.
struct ClockLedger {
    private var parts: [ClockMapping] = []
    /// Offsets left out because they lie far from the others of their window.
    private(set) var outliers = 0

    /// Adds what one window showed.
    mutating func add(_ mapping: ClockMapping?, outliers: Int) {
        if let mapping { parts.append(mapping) }
        self.outliers += outliers
    }

    /// The median of the windows' medians, each counted as often as it has samples, from the
    /// source with most samples; `nil` without any.
    var mapping: ClockMapping? {
        guard parts.count > 1 else { return parts.first }
        var samples: [String: Int] = [:]
        for part in parts { samples[part.source, default: 0] += part.samples }
        let best = samples.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let source = best?.key, let total = best?.value else { return nil }
        let own = parts.filter { $0.source == source }
            .sorted { $0.utcMicrosecondsAtZero < $1.utcMicrosecondsAtZero }
        var before = 0
        var middle = own[0]
        for part in own {
            middle = part
            before += part.samples
            if before * 2 >= total { break }
        }
        let zero = middle.utcMicrosecondsAtZero
        let spread = own.map { part in
            abs(Double(part.utcMicrosecondsAtZero &- zero)) / 1e6 + part.spreadSeconds
        }
        return ClockMapping(
            utcMicrosecondsAtZero: zero,
            spreadSeconds: spread.max() ?? 0,
            samples: total,
            source: source
        )
    }
}
