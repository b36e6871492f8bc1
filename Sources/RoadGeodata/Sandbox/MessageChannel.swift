import Glibc

/// Sends and receives messages over two file descriptors.
struct MessageChannel {
    /// Where messages come from.
    let input: Int32
    /// Where messages go.
    let output: Int32
    private var waiting: [UInt8] = []
    private var ready: [UInt8] = []
    private var place = 0

    /// Takes two open descriptors.
    init(input: Int32, output: Int32) { (self.input, self.output) = (input, output) }

    /// Queues a message; the queue leaves when it is long, or with `flush`.
    ///
    /// - Returns: Whether the other end still takes it.
    mutating func send(_ message: ForeignMessage) -> Bool {
        withUnsafeBytes(of: UInt32(message.bytes.count + 1).littleEndian) {
            waiting.append(contentsOf: $0)
        }
        waiting.append(message.kind.rawValue)
        waiting += message.bytes
        return waiting.count < 1 << 17 || flush()
    }

    /// Sends what is queued.
    mutating func flush() -> Bool {
        var sent = 0
        while sent < waiting.count {
            // Sound: the bytes from `sent` on lie inside the array while it is borrowed.
            let count = waiting.withUnsafeBytes { raw in
                write(output, raw.baseAddress.map { $0 + sent }, raw.count - sent)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        waiting.removeAll(keepingCapacity: true)
        return true
    }

    /// The next message; `nil` at the end, or when what comes is no message.
    mutating func receive() -> ForeignMessage? {
        guard fill(5) else { return nil }
        let length = (0..<4).reduce(0) { $0 | Int(ready[place + $1]) << (8 * $1) }
        let kind = ForeignMessage.Kind(rawValue: ready[place + 4])
        guard let kind, length >= 1, length <= ForeignMessage.longest, fill(4 + length) else {
            return nil
        }
        let content = Array(ready[place + 5..<place + 4 + length])
        place += 4 + length
        return ForeignMessage(kind, content)
    }

    /// Reads until so many bytes are there; memory grows with what comes, not with what is named.
    private mutating func fill(_ count: Int) -> Bool {
        if ready.count - place >= count { return true }
        ready.removeFirst(place)
        place = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 17)
        while ready.count < count {
            let found = read(input, &chunk, chunk.count)
            if found < 0, errno == EINTR { continue }
            guard found > 0 else { return false }
            ready += chunk[..<found]
        }
        return true
    }
}
