import Dispatch
import Synchronization

/// Independent pieces of work on several cores, answers in the order of the pieces.
enum ChunkedWork {
    /// Does `count` pieces; the answers do not depend on `threads`.
    static func map<Answer: Sendable>(
        _ count: Int,
        threads: Int,
        _ work: @escaping @Sendable (Int) -> Answer
    ) -> [Answer] {
        guard threads > 1, count > 1 else { return (0..<count).map(work) }
        let answers = Mutex([Answer?](repeating: nil, count: count))
        let lanes = min(threads, count)
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            for index in stride(from: lane, to: count, by: lanes) {
                let answer = work(index)
                answers.withLock { $0[index] = answer }
            }
        }
        return answers.withLock { $0.compactMap { $0 } }
    }
}
