import Dispatch

/// Computes parts of a result on several threads and hands them out in order.
enum ParallelParts {
    /// The parts `0 ..< count`.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - threads: Threads to use; thread `t` computes parts `t`, `t + threads`, …
    ///   - make: Computes one part; gets its number and that of the thread.
    /// - Returns: The parts in order.
    static func make<Part: Sendable>(
        _ count: Int,
        threads: Int,
        _ make: @Sendable (_ part: Int, _ thread: Int) -> Part
    ) -> [Part] {
        guard threads > 1, count > 1 else { return (0..<count).map { make($0, 0) } }
        return [Part](unsafeUninitializedCapacity: count) { buffer, initialized in
            // Sound: each part is written once, by one thread, before the call returns.
            nonisolated(unsafe) let parts = buffer
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for part in stride(from: thread, to: count, by: threads) {
                    parts.initializeElement(at: part, to: make(part, thread))
                }
            }
            initialized = count
        }
    }
}
