/// A block of plain values that grows by doubling and is reused from track to track.
///
/// Access is unchecked outside of debug builds: only kernels use it, with indices they made.
struct FlatBuffer<Element: BitwiseCopyable>: ~Copyable {
    // Sound: owned by this value alone, allocated in `init` and `grow`, released in `deinit`.
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    private(set) var count = 0

    /// Room for some values.
    init(capacity: Int) {
        self.capacity = max(16, capacity)
        base = .allocate(capacity: self.capacity)
    }

    /// As many copies of a value.
    init(repeating value: Element, count: Int) {
        self.init(capacity: count)
        base.initialize(repeating: value, count: count)
        self.count = count
    }

    deinit { base.deallocate() }

    /// The value of a row in `[0, count)`.
    subscript(row: Int) -> Element {
        @inline(__always) get {
            assert(row >= 0 && row < count)
            return base[row]
        }
        @inline(__always) set {
            assert(row >= 0 && row < count)
            base[row] = newValue
        }
    }

    /// Adds a value at the end.
    @inline(__always)
    mutating func append(_ value: Element) {
        if count == capacity { grow(to: count + 1) }
        base[count] = value
        count += 1
    }

    /// Forgets all values from a row on.
    @inline(__always)
    mutating func truncate(to rows: Int) { count = min(count, max(0, rows)) }

    /// Makes the count exactly `rows`; new rows hold `value`.
    mutating func resize(to rows: Int, filling value: Element) {
        if rows > capacity { grow(to: rows) }
        if rows > count { (base + count).initialize(repeating: value, count: rows - count) }
        count = max(0, rows)
    }

    /// Removes and returns the last value; the buffer must not be empty.
    @inline(__always)
    mutating func removeLast() -> Element {
        assert(count > 0)
        count -= 1
        return base[count]
    }

    private mutating func grow(to rows: Int) {
        let size = max(rows, 2 * capacity)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: size)
        larger.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (larger, size)
    }
}

extension FlatBuffer where Element: Comparable {
    /// Puts the values in ascending order.
    mutating func sort() {
        var rows = UnsafeMutableBufferPointer(start: base, count: count)
        rows.sort()
    }
}

extension FlatBuffer where Element == Int32 {
    /// The first row whose value is not less; the values must ascend.
    func firstRow(from value: Int) -> Int {
        var row = 0
        while row < count, base[row] < value { row += 1 }
        return row
    }
}
