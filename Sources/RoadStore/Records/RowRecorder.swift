import Crypto
import RoadModel

/// The digest of rows while they are inserted, byte for byte what `RowHash` finds when it reads them
/// again: a second pass over hundreds of thousands of rows is spared.
///
/// Only for a table whose columns are bound in the order of its evidence, after its own number.
final class RowRecorder {
    private var hash = SHA256()
    private var values: [UInt8] = []
    private var rows: [UInt8] = []
    private var first: Int64 = 0
    private var last: Int64 = 0
    private var count = 0

    func addNull() { values.append(0) }

    func add(_ number: Int64) {
        values.append(1)
        Self.append(UInt64(bitPattern: number), to: &values)
    }

    func add(_ number: Double) {
        values.append(2)
        Self.append(number.bitPattern, to: &values)
    }

    func add(text: some Collection<UInt8>) { add(3, text) }
    func add(blob: some Collection<UInt8>) { add(4, blob) }

    private func add(_ type: UInt8, _ bytes: some Collection<UInt8>) {
        values.append(type)
        let count = UInt32(truncatingIfNeeded: bytes.count)
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            values.append(UInt8(truncatingIfNeeded: count >> shift))
        }
        values.append(contentsOf: bytes)
    }

    /// The bound row was stored under a number, or not at all.
    func finish(storedAs number: Int64?) {
        defer { values.removeAll(keepingCapacity: true) }
        guard let number else { return }
        if count == 0 { first = number }
        last = number
        count += 1
        rows.append(1)
        Self.append(UInt64(bitPattern: number), to: &rows)
        rows.append(contentsOf: values)
        guard rows.count >= 1 << 16 else { return }
        hash.update(data: rows)
        rows.removeAll(keepingCapacity: true)
    }

    /// The digest of all rows stored; `nil` without any.
    func digest(_ table: EvidenceTable) -> RowDigest? {
        guard count > 0 else { return nil }
        var whole = hash
        whole.update(data: rows)
        return RowDigest(
            table: table,
            first: first,
            last: last,
            rows: count,
            sha256: LedgerHash(whole.finalize()).hex
        )
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
