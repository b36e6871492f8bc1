import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Hostile telemetry logs")
struct MAVLinkHostileTests {
    /// Reads and checks what must hold of any input; an error is an answer, a trap is not.
    private func survive(_ bytes: [UInt8]) {
        guard let file = try? MAVLinkFile(reading: bytes.span.bytes, name: "hostile") else {
            return
        }
        for flight in MAVLinkReader.flights(of: file, byteCount: bytes.count) {
            #expect((0.0...1.0).contains(flight.completeness))
            #expect(flight.fixes.count == flight.fixes.relativeHeightMetres.count)
            #expect(flight.lost.count <= LossLedger.capacity)
            #expect(flight.lost.allSatisfy { $0.start < $0.end && $0.end <= bytes.count })
        }
        for table in file.tables {
            for field in table.message.fields { _ = table.column(field) }
        }
    }

    @Test("a log cut off at any byte is read or refused", arguments: [1, 2])
    func truncation(version: Int) {
        let whole = MAVLinkBuilder.sample(rows: 4, version: version).bytes
        for length in 0...whole.count { survive(Array(whole[..<length])) }
    }

    @Test("20,000 logs with flipped bits, one to eight each, are read or refused")
    func flips() {
        let logs = [1, 2].map { MAVLinkBuilder.sample(rows: 6, version: $0).bytes }
        var random = SeededGenerator(seed: 20_261_124)
        for round in 0..<20_000 {
            var bytes = logs[round % 2]
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(bytes)
        }
    }

    @Test("2,000 logs with bytes overwritten, cut out, doubled or swapped are read or refused")
    func surgery() {
        let whole = MAVLinkBuilder.sample(rows: 12, version: 2).bytes
        var random = SeededGenerator(seed: 7)
        for round in 0..<2_000 {
            var bytes = whole
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1..<200, using: &random))
            switch round % 4 {
            case 0:
                for place in start..<end {
                    bytes[place] = [0, 0xFF, 0xFE, 0xFD][Int(random.next() % 4)]
                }
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            default: bytes = Array(bytes[..<60] + bytes[start...] + bytes[..<end])
            }
            survive(bytes)
        }
    }

    @Test("noise and one byte over and over behind a sound packet are lost in one range")
    func noise() throws {
        var log = MAVLinkBuilder()
        log.heartbeat()
        log.heartbeat()
        for byte in 0...UInt8.max {
            survive(log.bytes + [UInt8](repeating: byte, count: 2_000))
        }
        let bytes = log.bytes + [UInt8](repeating: 0xFE, count: 50_000)
        let file = try MAVLinkFile(reading: bytes.span.bytes, name: "noise")
        #expect(file.recordsRead == 2 && file.lost.count == 1)
    }

    @Test(
        "times at the ends of their range do not overflow",
        arguments: [0, UInt64(Int64.max), UInt64(Int64.max) + 1, UInt64.max]
    )
    func extremeTimes(time: UInt64) {
        for version in [1, 2] {
            var log = MAVLinkBuilder()
            log.heartbeat(version: version)
            for row in 0..<60 {
                log.stamp = row % 3 == 0 ? min(time, UInt64.max - 100_000) : 1_000_000
                log.attitude(row % 5 < 3 ? UInt32.max : 7, roll: .nan, pitch: .infinity, yaw: 1)
                log.gps(time, latitude: Int32.min, version: version)
                log.gps(time, version: version)
                log.systemTime(unix: time, boot: UInt32.max, version: version)
                log.position(UInt32.max, relative: Int32.min, version: version)
                log.heartbeat(mode: UInt32.max, version: version)
            }
            survive(log.bytes)
        }
    }
}
