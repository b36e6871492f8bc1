import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Damaged ULog files")
struct ULogDamageTests {
    private func rows(_ log: ULogFile) -> [String: Int] {
        var rows: [String: Int] = [:]
        for topic in log.topics {
            for row in 0..<topic.count {
                let record = topic.record(row)
                let content = record.map(String.init).joined(separator: ",")
                rows["\(topic.name)/\(topic.multiID)/\(content)", default: 0] += 1
            }
        }
        return rows
    }

    private func correct(_ log: ULogFile, of truth: ULogFile) -> (right: Int, wrong: Int) {
        let (found, expected) = (rows(log), rows(truth))
        let right = found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
        return (right, found.values.reduce(0, +) - right)
    }

    private func expectSoundBooks(_ log: ULogFile, byteCount: Int) {
        var end = 0
        for range in log.lost {
            #expect(range.start >= end && range.end > range.start && range.end <= byteCount)
            end = range.end
        }
        let lost = log.lost.reduce(0) { $0 + $1.end - $1.start }
        #expect(log.bytesUnderstood + lost == byteCount)
        #expect(log.lost.isEmpty == (log.recordsBroken == 0))
    }

    // `atLeast` is what pyulog 1.3.0 gets right; `wrong` what no reader can tell from right.
    @Test(
        "known damage costs no more correct rows than pyulog loses",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("cut512", 14_134, 0), ("flip100", 14_505, 79), ("insert777", 13_493, 0),
            ("trunc60", 8_717, 0),
        ]
    )
    func knownDamage(kind: String, atLeast: Int, wrong: Int) throws {
        let truth = try ULogReference.log("pyulog_sample_log_small")
        let bytes = try SharedReference.bytes(
            "\(ULogReference.folder)/damaged/pyulog_sample_log_small_\(kind).ulg"
        )
        let log = try ULogFile(reading: bytes.span.bytes, name: kind)
        let found = correct(log, of: truth)
        #expect(found.right >= atLeast)
        #expect(found.wrong <= wrong)
        expectSoundBooks(log, byteCount: bytes.count)
        #expect(log.recordsBroken > 0)
        for topic in log.topics where topic.name != "mission" {
            #expect(topic.timestamps.allSatisfy { $0 < 27_000_000 }, "\(topic.name)")
        }
    }

    @Test("a log cut off after any byte is read up to there")
    func truncation() throws {
        let builder = ULogBuilder.sample()
        let whole = try ULogFile(reading: builder.bytes.span.bytes, name: "whole")
        for length in 0..<builder.bytes.count {
            let bytes = Array(builder.bytes.prefix(length))
            let complete = builder.starts.dropFirst().filter { $0 <= length }.count
            do throws(IntakeError) {
                let log = try ULogFile(reading: bytes.span.bytes, name: "cut")
                #expect(log.recordsRead == complete, "\(length)")
                #expect(correct(log, of: whole).wrong == 0)
                expectSoundBooks(log, byteCount: length)
                let isAtBoundary = builder.starts.contains(length)
                #expect(log.recordsBroken == (isAtBoundary ? 0 : 1), "\(length)")
                if let last = log.lost.last { #expect(last.reason == .truncatedRecord) }
            } catch {
                #expect([.fileEmpty, .formatUnknown, .formatDamaged].contains(error.code))
                #expect(complete == 0, "\(length)")
            }
        }
    }

    @Test("a record that runs over a cut is dropped, and everything after it is found")
    func cut() throws {
        let builder = ULogBuilder.sample(rows: 60)
        let whole = try ULogFile(reading: builder.bytes.span.bytes, name: "whole")
        let first = try #require(builder.starts.dropFirst(30).first)
        for start in first..<first + 120 {
            for length in [1, 7, 64, 150] {
                var bytes = builder.bytes
                bytes.removeSubrange(start..<start + length)
                let log = try ULogFile(reading: bytes.span.bytes, name: "cut")
                let found = correct(log, of: whole)
                #expect(found.wrong == 0, "\(start) \(length)")
                let touched = builder.starts.filter { $0 > start - 80 && $0 < start + length }.count
                #expect(found.right >= rows(whole).values.reduce(0, +) - touched - 2)
                expectSoundBooks(log, byteCount: bytes.count)
            }
        }
    }

    @Test("foreign bytes in between cost the record they split and at most the one before")
    func insertion() throws {
        let builder = ULogBuilder.sample(rows: 60)
        let whole = try ULogFile(reading: builder.bytes.span.bytes, name: "whole")
        let total = rows(whole).values.reduce(0, +)
        let first = try #require(builder.starts.dropFirst(30).first)
        var random = SeededGenerator(seed: 4)
        for start in first..<first + 120 {
            let noise = (0..<333).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            var bytes = builder.bytes
            bytes.insert(contentsOf: noise, at: start)
            let log = try ULogFile(reading: bytes.span.bytes, name: "noise")
            let found = correct(log, of: whole)
            #expect(found.wrong == 0, "\(start)")
            // Inside a header nothing tells that the record before it is whole.
            #expect(found.right >= total - 2, "\(start)")
            expectSoundBooks(log, byteCount: bytes.count)
        }
    }

    @Test(
        "a length or a type with a flipped bit is mended from the message after it",
        arguments: [
            (0, 0x10), (1, 0x01), (2, 0x20),
        ]
    )
    func mended(place: Int, bit: Int) throws {
        let builder = ULogBuilder.sample(rows: 40)
        let whole = try ULogFile(reading: builder.bytes.span.bytes, name: "whole")
        var bytes = builder.bytes
        let record = try #require(builder.starts.dropFirst(40).first { bytes[$0 + 2] == 0x44 })
        bytes[record + place] ^= UInt8(bit)
        let log = try ULogFile(reading: bytes.span.bytes, name: "mended")
        #expect(rows(log) == rows(whole))
        #expect(log.recordsMended == 1)
        #expect(log.recordsBroken == 0)
    }

    @Test("records of a topic whose introduction is lost are counted, the others all read")
    func lostIntroduction() throws {
        var builder = ULogBuilder.sample(rows: 40)
        let introduction = try #require(
            builder.starts.first {
                builder.bytes[$0 + 2] == 0x41 && builder.bytes[$0 + 4] == 2
            }
        )
        // Another id: the records of id 2 are now strangers.
        builder.bytes[introduction + 4] = 77
        let log = try ULogFile(reading: builder.bytes.span.bytes, name: "lost")
        #expect(log.topic("vehicle_attitude") == nil)
        #expect(log.topic("vehicle_gps_position")?.count == 40)
        #expect(log.recordsBroken == 41)
        expectSoundBooks(log, byteCount: builder.bytes.count)
    }

    @Test("a time far from its neighbours' takes its record out; a stale or zero one does not")
    func strays() throws {
        var builder = ULogBuilder.sample(rows: 40)
        func time(_ row: Int) -> Int {
            builder.starts.filter {
                builder.bytes[$0 + 2] == 0x44
                    && builder.bytes[$0 + 3] == 1
            }[row] + 5
        }
        builder.bytes[time(10) + 4] ^= 0x01
        builder.bytes[time(39) + 6] ^= 0x40
        for index in 0..<8 { builder.bytes[time(20) + index] = 0 }
        let log = try ULogFile(reading: builder.bytes.span.bytes, name: "stray")
        #expect(log.topic("vehicle_gps_position")?.count == 38)
        #expect(log.topic("vehicle_gps_position")?.timestamps.filter { $0 == 0 }.count == 1)
        #expect(log.recordsBroken == 2)
        #expect(log.lost.count == 2)
        expectSoundBooks(log, byteCount: builder.bytes.count)
        #expect(log.endMicroseconds < 10_000_000)
    }

    @Test("a block of zeros costs the records it touches")
    func zeros() throws {
        let builder = ULogBuilder.sample(rows: 60)
        let whole = try ULogFile(reading: builder.bytes.span.bytes, name: "whole")
        for start in stride(from: builder.starts[40] + 1, to: builder.starts[44], by: 3) {
            var bytes = builder.bytes
            for index in start..<start + 500 { bytes[index] = 0 }
            let log = try ULogFile(reading: bytes.span.bytes, name: "zeros")
            #expect(correct(log, of: whole).wrong == 0)
            #expect(log.topic("vehicle_gps_position").map { $0.count > 45 } == true)
            expectSoundBooks(log, byteCount: bytes.count)
        }
    }
}
