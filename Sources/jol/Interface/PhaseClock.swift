import Foundation

/// CPU time of the phases of a command, told on standard error where `--timings` asks for it.
struct PhaseClock {
    private let isWanted: Bool
    private var last: Double
    private var laps: [(phase: String, seconds: Double)] = []

    /// Starts the clock.
    init(_ isWanted: Bool) {
        self.isWanted = isWanted
        last = isWanted ? PhaseClock.seconds : 0
        // What went before, loading the program and reading its arguments, is a phase of its own.
        if isWanted { laps.append(("start", last)) }
    }

    /// Ends a phase.
    mutating func lap(_ phase: String) {
        guard isWanted else { return }
        let now = PhaseClock.seconds
        laps.append((phase, now - last))
        last = now
    }

    /// Ends the last phase and prints all, in milliseconds of CPU time.
    mutating func finish(_ phase: String) {
        lap(phase)
        guard isWanted else { return }
        let parts = laps.map { "\($0.phase) \(String(format: "%.2f", 1000 * $0.seconds))" }
        Console.note("timings (CPU ms): " + parts.joined(separator: ", "))
    }

    /// CPU seconds of this process so far, all threads.
    private static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
