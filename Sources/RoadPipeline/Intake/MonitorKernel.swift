import Foundation

/// A state that several threads change and wait for, one at a time.
///
/// Made of the system's own lock and condition, whose order of events race detectors know.
final class Monitor<State: Sendable>: @unchecked Sendable {
    // Sound: `state` is touched only between `lock` and `unlock` of the condition.
    private let condition = NSCondition()
    private var state: State

    /// Guards a state.
    init(_ state: State) { self.state = state }

    /// Changes the state and wakes whoever waits for that.
    @discardableResult
    func change<Result>(_ body: (inout State) -> Result) -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return body(&state)
    }

    /// Waits until `body` gives a result; only then may it change the state.
    @discardableResult
    func wait<Result>(_ body: (inout State) -> Result?) -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        while true {
            if let result = body(&state) { return result }
            condition.wait()
        }
    }
}
