import RoadModel

/// What is known of a flight beside its rows while it is read window by window; the same for every
/// autopilot.
struct FlightBooks {
    /// Fixes so far, and records left out because they had no fix or are no place on Earth.
    private(set) var fixCount = 0, withoutFix = 0, impossible = 0
    /// The height above the sea of the first fix.
    private(set) var firstHeight: Double?
    /// Whether relative heights count from the first fix, for want of a home.
    private var countsFromFirstFix = false
    private var lastMode: String?
    private var span: ClosedRange<Int64>?

    /// First and last microsecond so far.
    var vehicleSpan: ClosedRange<Int64> { span ?? 0...0 }

    /// Counts the fixes of a window.
    mutating func add(
        _ fixes: FixColumns,
        withoutFix missing: Int,
        impossible wrong: Int,
        countsFromFirstFix isFromFirst: Bool
    ) {
        withoutFix += missing
        impossible += wrong
        fixCount += fixes.count
        guard fixes.count > 0 else { return }
        countsFromFirstFix = countsFromFirstFix || isFromFirst
        firstHeight = firstHeight ?? fixes.altitudeMSLMetres.first(where: \.isFinite)
    }

    /// Takes out the first mode of a window when the one before ended with it.
    mutating func joinModes(_ events: inout [FlightEvent]) {
        if let first = events.firstIndex(where: { $0.kind == .mode }),
            events[first].text == lastMode
        {
            events.remove(at: first)
        }
        lastMode = events.last { $0.kind == .mode }?.text ?? lastMode
    }

    /// Takes times into account.
    mutating func widen(_ times: [Int64]) {
        guard let first = times.min(), let last = times.max() else { return }
        span = min(first, span?.lowerBound ?? first)...max(last, span?.upperBound ?? last)
    }

    /// What a person should know of the positions.
    ///
    /// - Parameters:
    ///   - estimate: The vehicle's own estimate that they come from; `nil` when a receiver's.
    ///   - records: What the format calls a record of a position, in the plural.
    /// - Returns: Sentences.
    func positionWarnings(estimate: String?, records: String) -> [String] {
        var warnings: [String] = []
        if fixCount == 0 {
            warnings.append("The log holds no position.")
        } else if let estimate {
            warnings.append(
                "No receiver was logged: positions are the vehicle's own estimate (\(estimate))."
            )
        }
        if withoutFix > 0 {
            warnings.append("\(withoutFix) \(records) were left out: they had no fix.")
        }
        if impossible > 0 {
            warnings.append("\(impossible) \(records) were left out: not a place on Earth.")
        }
        if countsFromFirstFix {
            warnings.append(
                "No home position was logged: relative heights count from the first fix."
            )
        }
        return warnings
    }
}

extension ClockLedger {
    /// What a person should know of the times.
    ///
    /// - Parameter teller: Who told UTC, for example `receiver`.
    /// - Returns: Sentences.
    func warnings(teller: String) -> [String] {
        guard mapping != nil else {
            return ["The log holds no UTC: its times count from the vehicle's start only."]
        }
        guard outliers > 0 else { return [] }
        return ["\(outliers) times of the \(teller) differ from the others by over 0.5 s."]
    }
}
