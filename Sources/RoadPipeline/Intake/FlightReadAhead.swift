import Foundation
package import RoadIngest
import RoadModel
import Synchronization

/// Reads logs on every core ahead of the one process that stores them, in the order of the files.
///
/// What is stored does not depend on it: a log that was read ahead is used only when its bytes are
/// those of the stored copy, and one that is long or cannot be read is left to the storing process.
package final class FlightReadAhead: Sendable {
    /// The flights of a log and the SHA-256 of its bytes.
    struct Log: Sendable {
        let sha256: String
        let flights: [Flight]
    }

    /// Longer logs are read in windows by the one who stores them, so that memory stays bounded.
    private static let longestByteCount = FlightSource.windowByteCount
    /// Logs that were read and not yet stored hold so many places of so many bytes at most.
    private static let (placeCount, placeByteCount) = (12, 2 << 20)

    private let paths: [String]
    private let keychains: DJIKeychains?
    private let next = Mutex(0)
    private let logs: Mutex<[Log?]>
    private let taken = Mutex(0)
    /// Free places for logs; a log takes as many as it is long.
    private let places = DispatchSemaphore(value: 0)
    /// One thread at a time takes places, so that logs get them in their order.
    private let turn = DispatchSemaphore(value: 1)
    private let sizes: [Int]
    private let isReady: [DispatchSemaphore]

    /// Begins to read; `nil` when there is nothing to be done at the same time.
    package init?(_ paths: [String], keychains: DJIKeychains?, threads: Int) {
        guard paths.count > 1, threads > 1 else { return nil }
        self.paths = paths
        self.keychains = keychains
        logs = Mutex([Log?](repeating: nil, count: paths.count))
        sizes = paths.map { path in
            let found = try? FileManager.default.attributesOfItem(atPath: path)
            return (found?[.size] as? Int) ?? 0
        }
        isReady = paths.map { _ in DispatchSemaphore(value: 0) }
        // Given, not set from the start: a semaphore must not go with less than it began with.
        for _ in 0..<Self.placeCount { places.signal() }
        for _ in 0..<min(threads, paths.count) {
            Thread.detachNewThread { self.work() }
        }
    }

    /// The next log, which must be the one at `path`; waits for it, `nil` when it was not read.
    func take(_ path: String) -> Log? {
        let index = taken.withLock { count in
            count += 1
            return count - 1
        }
        guard index < paths.count, paths[index] == path else { return nil }
        isReady[index].wait()
        for _ in 0..<placesNeeded(index) { places.signal() }
        return logs.withLock { logs in
            let log = logs[index]
            logs[index] = nil
            return log
        }
    }

    /// Nothing for a log that is not read ahead.
    private func placesNeeded(_ index: Int) -> Int {
        let size = sizes[index]
        guard size > 0, size <= Self.longestByteCount else { return 0 }
        return 1 + size / Self.placeByteCount
    }

    private func work() {
        while true {
            turn.wait()
            let index = next.withLock { value in
                value += 1
                return value - 1
            }
            if index < paths.count {
                for _ in 0..<placesNeeded(index) { places.wait() }
            }
            turn.signal()
            guard index < paths.count else { return }
            let log = placesNeeded(index) > 0 ? read(paths[index]) : nil
            logs.withLock { $0[index] = log }
            isReady[index].signal()
        }
    }

    private func read(_ path: String) -> Log? {
        do throws(IntakeError) {
            var keys = keychains
            if keys == nil { keys = try DJIKeychains.beside(path) }
            let file = try MappedFile(path: path)
            return try file.withBytes { bytes throws(IntakeError) in
                Log(
                    sha256: ContentFingerprint.sha256(bytes),
                    flights: try FlightLogReader.read(bytes, name: path, keychains: keys)
                )
            }
        } catch {
            // Whoever stores it meets the same error and reports it.
            return nil
        }
    }
}
