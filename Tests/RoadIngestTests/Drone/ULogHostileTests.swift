import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Hostile ULog files")
struct ULogHostileTests {
    /// Reads and checks what must hold of any input; an error is an answer, a trap is not.
    private func survive(_ bytes: [UInt8]) {
        guard let flights = try? FlightLogReader.read(bytes.span, name: "hostile") else { return }
        for flight in flights {
            #expect((0.0...1.0).contains(flight.completeness))
            #expect(flight.fixes.count == flight.fixes.relativeHeightMetres.count)
            #expect(flight.lost.count <= LossLedger.capacity)
            #expect(flight.lost.allSatisfy { $0.start < $0.end && $0.end <= bytes.count })
        }
        guard let log = try? ULogFile(reading: bytes.span.bytes, name: "hostile") else { return }
        #expect(log.topics.reduce(0) { $0 + $1.count * $1.stride } <= bytes.count)
        for topic in log.topics {
            for leaf in topic.leaves.prefix(40) { #expect(topic.column(leaf).count == topic.count) }
        }
    }

    @Test("20,000 logs with flipped bits, one to eight each, are read or refused")
    func flips() {
        let whole = ULogBuilder.sample(rows: 12).bytes
        var random = SeededGenerator(seed: 20_261_124)
        for round in 0..<20_000 {
            var bytes = whole
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(bytes)
        }
    }

    @Test("2,000 logs with bytes overwritten, cut out, doubled or swapped are read or refused")
    func surgery() {
        let whole = ULogBuilder.sample(rows: 12).bytes
        var random = SeededGenerator(seed: 7)
        for round in 0..<2_000 {
            var bytes = whole
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1..<200, using: &random))
            switch round % 4 {
            case 0:
                for place in start..<end {
                    bytes[place] = [0, 0xFF, 0x44, 0x7F][Int(random.next() % 4)]
                }
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            default: bytes = Array(bytes[..<16] + bytes[start...] + bytes[..<end])
            }
            survive(bytes)
        }
    }

    @Test("headers followed by noise or by one byte over and over are refused or read as damage")
    func noise() {
        let header = ULogBuilder().bytes
        var random = SeededGenerator(seed: 99)
        for byte in 0...UInt8.max {
            survive(header + [UInt8](repeating: byte, count: 3_000))
        }
        for _ in 0..<200 {
            survive(header + (0..<2_000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        }
    }

    @Test(
        "times at the ends of their range do not overflow",
        arguments: [
            0, 1, UInt64(Int64.max) - 1, UInt64(Int64.max), UInt64(Int64.max) + 1, UInt64.max,
        ]
    )
    func extremeTimes(start: UInt64) {
        for time in [0, 1, UInt64(Int64.max) - 1, UInt64(Int64.max), UInt64.max] {
            var bytes = ULogBuilder.sample(rows: 20).bytes
            bytes.replaceSubrange(8..<16, with: ULogBuilder.little(start))
            survive(bytes)
            var builder = ULogBuilder(start: start)
            builder.format(
                "vehicle_gps_position:uint64_t timestamp;uint64_t time_utc_usec;int32_t lat;"
                    + "int32_t lon;uint8_t fix_type;"
            )
            builder.format("home_position:int64_t timestamp;float alt;")
            builder.format("vehicle_local_position:uint64_t timestamp;float z;")
            for (id, name) in ["vehicle_gps_position", "home_position", "vehicle_local_position"]
                .enumerated()
            {
                builder.add(name, id: UInt16(id))
            }
            for row in 0..<40 {
                let stamp = ULogBuilder.little(row % 2 == 0 ? time : start)
                builder.record(
                    0,
                    stamp,
                    ULogBuilder.little(UInt64(1_700_000_000_000_000)),
                    ULogBuilder.little(Int32.min),
                    ULogBuilder.little(Int32.max),
                    [3]
                )
                builder.record(
                    0,
                    stamp,
                    ULogBuilder.little(UInt64(1_700_000_000_000_000)),
                    ULogBuilder.little(Int32(1)),
                    ULogBuilder.little(Int32(1)),
                    [3]
                )
                builder.record(1, stamp, ULogBuilder.little(Float.infinity))
                builder.record(2, stamp, ULogBuilder.little(-Float.infinity))
            }
            survive(builder.bytes)
        }
    }

    @Test("formats that nest, repeat and multiply cost no more than their text")
    func explodingFormats() {
        var builder = ULogBuilder()
        builder.format("f0:uint8_t a;uint8_t b;")
        for level in 1..<60 {
            builder.format("f\(level):f\(level - 1)[9] a;f\(level - 1)[9] b;")
        }
        builder.format("g:h a;h b;")
        builder.format("h:g a;g b;")
        builder.format("wide:" + (0..<3_000).map { "f3 a\($0);" }.joined())
        for (id, name) in ["f3", "f5", "f59", "g", "h", "wide"].enumerated() {
            builder.add(name, id: UInt16(id * 10_000))
            builder.record(UInt16(id * 10_000), [UInt8](repeating: 1, count: 11_664))
        }
        survive(builder.bytes)
        let log = try? ULogFile(reading: builder.bytes.span.bytes, name: "exploding")
        #expect(log?.topics.map(\.name) == ["f3"])
        #expect(log?.topicsWithoutFormat == ["f5", "f59", "g", "h", "wide"])
    }

    @Test("a log whose messages are all lost ends in few ranges")
    func manyLosses() throws {
        var builder = ULogBuilder()
        builder.format("t:uint64_t timestamp;")
        builder.add("t", id: 0)
        for row in 0..<20_000 {
            builder.record(0, ULogBuilder.little(UInt64(1_000_000 + row)))
            builder.record(9, [1])
        }
        let log = try ULogFile(reading: builder.bytes.span.bytes, name: "losses")
        #expect(log.topic("t")?.count == 20_000)
        #expect(log.recordsBroken == 20_000)
        #expect(log.lost.count == LossLedger.capacity)
        #expect(log.lost.last?.end == builder.bytes.count)
    }
}
