import CDeflate

/// Inflates the blobs of a file into memory that is used again and again.
///
/// One per thread.
final class Inflater {
    // Sound: allocated in `init` and `reserve`, released in `deinit`, used by one thread.
    private let handle: OpaquePointer?
    private var buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    private var capacity = 1

    /// Prepares an inflater.
    init() { handle = libdeflate_alloc_decompressor() }

    deinit {
        if let handle { libdeflate_free_decompressor(handle) }
        buffer.deallocate()
    }

    /// The content of a zlib stream that must have exactly `size` bytes; `nil` when it has not.
    ///
    /// Valid until the next call.
    func inflate(
        _ packed: UnsafeBufferPointer<UInt8>,
        size: Int
    ) -> UnsafeBufferPointer<UInt8>? {
        guard let handle else { return nil }
        if size > capacity {
            buffer.deallocate()
            buffer = .allocate(capacity: size)
            capacity = size
        }
        let result = libdeflate_zlib_decompress(
            handle,
            packed.baseAddress,
            packed.count,
            buffer,
            size,
            nil
        )
        guard result == LIBDEFLATE_SUCCESS else { return nil }
        return UnsafeBufferPointer(start: buffer, count: size)
    }
}
