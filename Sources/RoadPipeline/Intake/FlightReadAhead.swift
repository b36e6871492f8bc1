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
    private static let longestByteCount = 32 << 20

    private let paths: [String]
    private let keychains: DJIKeychains?
    private let next = Mutex(0)
    private let logs: Mutex<[Log?]>
    private let taken = Mutex(0)
    /// One for each log that may still be read before another is taken.
    private let places: DispatchSemaphore
    private let isReady: [DispatchSemaphore]

    /// Begins to read; `nil` when there is nothing to be done at the same time.
    package init?(_ paths: [String], keychains: DJIKeychains?, threads: Int) {
        guard paths.count > 1, threads > 1 else { return nil }
        self.paths = paths
        self.keychains = keychains
        logs = Mutex([Log?](repeating: nil, count: paths.count))
        places = DispatchSemaphore(value: 2 * threads)
        isReady = paths.map { _ in DispatchSemaphore(value: 0) }
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
        places.signal()
        return logs.withLock { logs in
            let log = logs[index]
            logs[index] = nil
            return log
        }
    }

    private func work() {
        while true {
            places.wait()
            let index = next.withLock { value in
                value += 1
                return value - 1
            }
            guard index < paths.count else {
                // The other threads end too.
                places.signal()
                return
            }
            let log = read(paths[index])
            logs.withLock { $0[index] = log }
            isReady[index].signal()
        }
    }

    private func read(_ path: String) -> Log? {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        guard let size, size > 0, size <= Self.longestByteCount else { return nil }
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
