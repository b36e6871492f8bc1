/// What progress is counted in.
package enum ProgressUnit: Sendable {
    /// Bytes of input.
    case bytes
    /// Records.
    case records
}

/// Somebody who wants to know how far a long step has come.
package protocol ProgressSink: AnyObject {
    /// Reports progress; called a few times a second at most by design of the caller's batches.
    func advance(to done: Int, of total: Int, unit: ProgressUnit)
}

/// A sink that shows nothing.
package final class SilentProgress: ProgressSink {
    /// Makes a silent sink.
    package init() {}
    package func advance(to done: Int, of total: Int, unit: ProgressUnit) {}
}
