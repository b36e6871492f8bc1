import Foundation
package import RoadIngest
import RoadModel
package import RoadStore

/// Copies logs into the store and reads the copies on every core, ahead of the one process that
/// stores what is read, in the order of the files.
///
/// What is stored does not depend on it: the copy is the one the storing process would have made, and
/// it reads in the same windows. Read parts that wait hold a bounded share of memory.
package final class FlightReadAhead: Sendable {
    /// What came of a log before its flights are stored.
    private enum Copying: Sendable {
        case none
        case stored(ObjectStore.Stored, isRead: Bool)
        case failed(IntakeError)
    }

    private struct Log: Sendable {
        var copying = Copying.none
        var deliveries: [FlightDelivery] = []
        var isRead = false
    }

    private struct State: Sendable {
        var logs: [Log]
        /// How many logs were begun and how many were taken from the front.
        var begun = 0
        var taken = 0
        /// Read parts that wait or are being stored, in bytes as ``FlightDelivery/weight``
        /// estimates them.
        var heldByteCount = 0
        /// Those of them that are being stored.
        var storingByteCount = 0
        var hasLongOne = false
        var isStopped = false
        var workers = 0

        /// Takes the parts of a log that wait, to be stored.
        mutating func collect(_ index: Int) -> [FlightDelivery] {
            defer { logs[index].deliveries = [] }
            storingByteCount += logs[index].deliveries.reduce(0) { $0 + $1.weight }
            return logs[index].deliveries
        }

        /// What was taken is stored, or nobody wants it.
        mutating func release() {
            heldByteCount -= storingByteCount
            storingByteCount = 0
        }
    }

    /// Read parts hold so much memory at most, except for one part of the log being stored.
    private static let mostHeldBytes = 8 << 20
    /// So many logs are copied ahead at most.
    private static let mostAhead = 16

    private let paths: [String]
    private let sizes: [Int]
    private let keychains: DJIKeychains?
    private let objects: ObjectStore
    private let state: Monitor<State>

    /// Begins to read; `nil` when there is nothing to be done at the same time.
    package init?(_ paths: [String], keychains: DJIKeychains?, into store: Store, threads: Int) {
        let sizes = paths.map { path in
            let found = try? FileManager.default.attributesOfItem(atPath: path)
            return (found?[.size] as? Int) ?? 0
        }
        // Standard input can be read only once, and a short log alone is not worth a thread.
        let isLong = sizes.contains { $0 > FlightSource.windowByteCount }
        guard threads > 1, paths.count > 1 || isLong, !paths.contains(FileIntake.standardInput)
        else { return nil }
        (self.paths, self.sizes, self.keychains) = (paths, sizes, keychains)
        objects = ObjectStore(workspace: store.workspace)
        // Before the first copy: what others left half made goes, what is being made stays.
        objects.sweep()
        let workers = min(threads, paths.count)
        var state = State(logs: [Log](repeating: Log(), count: paths.count))
        state.workers = workers
        self.state = Monitor(state)
        for _ in 0..<workers { Thread.detachNewThread { self.work() } }
    }

    /// The next log, which must be the one at `path`; waits until it is copied.
    ///
    /// - Returns: The copy, and whether its flights are being read; `nil` for another path.
    /// - Throws: What kept the log from being copied.
    func take(_ path: String) throws(IntakeError) -> (stored: ObjectStore.Stored, isRead: Bool)? {
        let index = state.change { state in
            defer { state.taken += 1 }
            // What was read of the log before and not wanted.
            if (1...paths.count).contains(state.taken) { _ = state.collect(state.taken - 1) }
            state.release()
            return state.taken
        }
        guard index < paths.count, paths[index] == path else {
            stop()
            return nil
        }
        let copying = state.wait { state -> Copying? in
            if case .none = state.logs[index].copying { nil } else { state.logs[index].copying }
        }
        switch copying {
        case .stored(let stored, let isRead):
            // A failed intake of the same content may have taken the copy back.
            let isThere = FileManager.default.fileExists(atPath: stored.path)
            return isThere ? (stored, isRead) : (try objects.put(path), false)
        case .failed(let error): throw error
        case .none: return nil
        }
    }

    /// Hands the flights of the log taken last to a sink.
    ///
    /// - Throws: What the reader of its format or the sink throws.
    func hand(to sink: some FlightSink) throws(IntakeError) {
        let index = state.change { $0.taken - 1 }
        while true {
            let deliveries = state.wait { state -> [FlightDelivery]? in
                guard !state.logs[index].deliveries.isEmpty || state.logs[index].isRead
                else { return nil }
                return state.collect(index)
            }
            guard !deliveries.isEmpty else { return }
            for delivery in deliveries { try delivery.hand(to: sink) }
            state.change { $0.release() }
        }
    }

    /// Ends the work, and takes back copies that nobody has taken.
    package func stop() {
        state.change { $0.isStopped = true }
        state.wait { $0.workers == 0 ? true : nil }
        let copies = state.change { state -> [ObjectStore.Stored] in
            let waiting = state.logs.indices.dropFirst(state.taken)
            return waiting.compactMap { index in
                defer { state.logs[index].copying = .none }
                if case .stored(let stored, _) = state.logs[index].copying { return stored }
                return nil
            }
        }
        for copy in copies { objects.discard(copy) }
    }

    // MARK: What the threads do

    private func work() {
        while let index = begin() {
            copyAndRead(index)
            state.change { state in
                state.logs[index].isRead = true
                if self.isLong(index) { state.hasLongOne = false }
            }
        }
        state.change { $0.workers -= 1 }
    }

    /// Long logs are read one after another, so that only one window of theirs stands in memory.
    private func isLong(_ index: Int) -> Bool { sizes[index] > FlightSource.windowByteCount }

    private func begin() -> Int? {
        state.wait { state -> Int?? in
            let index = state.begun
            if state.isStopped || index == paths.count { return .some(nil) }
            guard index < state.taken + Self.mostAhead, !self.isLong(index) || !state.hasLongOne
            else { return nil }
            state.begun += 1
            if self.isLong(index) { state.hasLongOne = true }
            return index
        }
    }

    private func copyAndRead(_ index: Int) {
        let path = paths[index]
        do throws(IntakeError) {
            try FileIntake.requireContent(path)
            let stored = try objects.put(path)
            // What was there before was most likely received before: then nobody wants its flights.
            state.change { $0.logs[index].copying = .stored(stored, isRead: stored.isNew) }
            guard stored.isNew else { return }
            let options = try FlightReadingOptions(intakeOf: path, keychains)
            let file = try MappedFile(path: stored.path)
            let courier = FlightCourier(file.steward) { delivery in self.push(delivery, index) }
            do throws(IntakeError) {
                try file.withBytes { bytes throws(IntakeError) in
                    try FlightLogReader.stream(bytes, name: path, options, into: courier)
                }
            } catch { _ = push(.failed(error), index) }
        } catch {
            state.change { state in
                guard case .none = state.logs[index].copying else {
                    state.logs[index].deliveries.append(.failed(error))
                    return
                }
                state.logs[index].copying = .failed(error)
            }
        }
    }

    /// Waits for room and queues a delivery; `false` when nobody wants it any more.
    private func push(_ delivery: FlightDelivery, _ index: Int) -> Bool {
        state.wait { state -> Bool? in
            if state.isStopped || index < state.taken - 1 { return false }
            // Whoever stores is always given something, or all would wait for each other.
            let isNext =
                index == state.taken - 1 && state.logs[index].deliveries.isEmpty
                && state.storingByteCount == 0
            guard isNext || state.heldByteCount + delivery.weight <= Self.mostHeldBytes
            else { return nil }
            if delivery.isProgress, state.logs[index].deliveries.last?.isProgress == true {
                state.logs[index].deliveries.removeLast()
            }
            state.logs[index].deliveries.append(delivery)
            state.heldByteCount += delivery.weight
            return true
        }
    }
}
