import Glibc
import Synchronization

/// Gives the pages of a large mapped file back to the system every millisecond.
///
/// Readers go through a file front to back; without this every page that was read stays counted as
/// the process's memory until the end. Pages given back too early are mapped again on the next
/// touch, from the system's file cache.
package final class PageStewardKernel: Sendable {
    /// The pause between two turns, in microseconds: at 2 GB/s a turn gives back 2 MB.
    private static let pauseMicroseconds: UInt32 = 1_000

    private let thread: pthread_t
    private let order: Order

    /// What the thread works on.
    private final class Order: Sendable {
        let isOver = Atomic(false)
        let address: UInt
        let count: Int

        init(_ address: UInt, _ count: Int) { (self.address, self.count) = (address, count) }

        func work() {
            while !isOver.load(ordering: .acquiring) {
                usleep(PageStewardKernel.pauseMicroseconds)
                // Sound: the mapping outlives the thread, which `stop` waits for; its pages are
                // read-only and private, so that dropping them loses nothing.
                madvise(UnsafeMutableRawPointer(bitPattern: address), count, MADV_DONTNEED)
            }
        }
    }

    /// Starts to serve the mapping of `count` bytes at `start`; `nil` when no thread can be had.
    init?(_ start: UnsafeMutableRawPointer, _ count: Int) {
        order = Order(UInt(bitPattern: start), count)
        var thread = pthread_t()
        // Sound: the retained order is released by the thread that takes it over.
        let passed = Unmanaged.passRetained(order)
        let failure = pthread_create(
            &thread,
            nil,
            { argument in
                if let argument {
                    Unmanaged<Order>.fromOpaque(argument).takeRetainedValue().work()
                }
                return nil
            },
            passed.toOpaque()
        )
        guard failure == 0 else {
            passed.release()
            return nil
        }
        self.thread = thread
    }

    /// Gives back what stands before a byte, at once: a reader that is done with it says so.
    package func giveBack(before byte: Int) {
        guard !order.isOver.load(ordering: .acquiring) else { return }
        let whole = min(byte, order.count) & ~4095
        guard whole > 0 else { return }
        // Sound: the mapping is there until `stop`, after which nothing is done.
        madvise(UnsafeMutableRawPointer(bitPattern: order.address), whole, MADV_DONTNEED)
    }

    /// Ends the service and waits until it has ended.
    func stop() {
        order.isOver.store(true, ordering: .releasing)
        pthread_join(thread, nil)
    }
}
