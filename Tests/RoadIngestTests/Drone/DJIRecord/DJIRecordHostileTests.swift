import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Hostile DJI flight records")
struct DJIRecordHostileTests {
    /// Reads and checks what must hold of any input; an error is an answer, a trap is not.
    private func survive(_ bytes: [UInt8]) {
        _ = DJIRecordReader.format.recognises(bytes.span.bytes)
        guard let file = try? DJIRecordFile(reading: bytes.span.bytes, name: "hostile")
        else { return }
        let flight = DJIRecordReader.flight(of: file, byteCount: bytes.count)
        let lost = file.lost.reduce(0) { $0 + $1.end - $1.start }
        #expect(file.bytesUnderstood + lost == bytes.count)
        #expect((0.0...1.0).contains(flight.completeness))
        #expect(flight.fixes.count == flight.fixes.altitudeUnverifiedMetres.count)
        #expect(flight.lost.allSatisfy { $0.start < $0.end && $0.end <= bytes.count })
        #expect(flight.gimbal.count == flight.gimbal.yawDegrees.count)
        #expect(flight.gimbal.count <= bytes.count)
    }

    @Test("24,000 logs with flipped bits, one to eight each", arguments: [4, 8, 12] as [UInt8])
    func flips(version: UInt8) {
        let whole = DJIRecordBuilder.sample(version: version, frames: 8).finished(frames: 8)
        var random = SeededGenerator(seed: UInt64(version))
        for round in 0..<8_000 {
            var bytes = whole
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(bytes)
        }
    }

    @Test("2,000 logs with bytes overwritten, cut out or doubled")
    func surgery() {
        let whole = DJIRecordBuilder.sample(frames: 12).finished(frames: 12)
        var random = SeededGenerator(seed: 7)
        for round in 0..<2_000 {
            var bytes = whole
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1..<200, using: &random))
            switch round % 3 {
            case 0:
                for place in start..<end {
                    bytes[place] = [0, 0xFF, 0xD8, 1][Int(random.next() % 4)]
                }
            case 1: bytes.removeSubrange(start..<end)
            default: bytes.insert(contentsOf: bytes[start..<end], at: start)
            }
            survive(bytes)
        }
    }

    @Test("headers followed by noise, by one byte over and over, or by unfinished pictures")
    func noise() {
        let header = DJIRecordBuilder().bytes
        let begin = DJIRecordBuilder.sample(frames: 2).bytes
        var random = SeededGenerator(seed: 99)
        for byte in 0...UInt8.max {
            survive(header + [UInt8](repeating: byte, count: 3_000))
            survive(begin + [UInt8](repeating: byte, count: 3_000))
        }
        for _ in 0..<200 {
            survive(begin + (0..<2_000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        }
        // Half a megabyte each: more than linear time would show.
        for pattern in [
            [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xE0], [0xFF, 0xE0, 0, 4, 0xFF, 0xD8],
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 6, 0xFF, 0xD8, 0xFF, 0xE0], [0x39, 0x30, 0, 0, 0xFF, 0xD8],
        ] as [[UInt8]] {
            survive(begin + [[UInt8]](repeating: pattern, count: 500_000 / pattern.count).joined())
        }
    }

    @Test("times, heights and places at the ends of their ranges do not overflow")
    func extremes() {
        for utc in [Int64.min, -1, 0, Int64.max] {
            for number in [Double.nan, .infinity, -.infinity, 1e308, -0.0] {
                var builder = DJIRecordBuilder()
                for frame in 0..<12 {
                    builder.osd(frame % 3 == 1 ? 32_767 : frame, latitude: number, longitude: 1)
                    builder.osd(frame, latitude: 0.5, longitude: number)
                    builder.home(altitude: Float(number))
                    builder.custom(utc: frame % 2 == 0 ? utc : DJIRecordBuilder.start)
                    builder.gimbal(pitch: .min, yaw: .max)
                }
                survive(builder.finished(frames: .min))
                survive(builder.finished(frames: .max))
            }
        }
    }

    @Test(
        "a version that only the maker's key opens is refused with ways out",
        arguments: [13, 14]
    )
    func encrypted(version: UInt8) throws {
        var bytes = DJIRecordBuilder().bytes + [0, 20, 0] + [UInt8](repeating: 7, count: 20)
        bytes += [1, 3, 0, 1, 0, 3] + [UInt8](repeating: 9, count: 600)
        bytes[10] = version
        let isRecognised = DJIRecordReader.format.recognises(bytes.span.bytes)
        #expect(isRecognised)
        do throws(IntakeError) {
            _ = try DJIRecordReader.read(bytes.span.bytes, name: "v\(version).txt")
            Issue.record("read without a key")
        } catch {
            #expect(error.code == .formatVersion)
            #expect(error.detail.contains("version \(version)"))
            for way in ["djmd", ".SRT", "CSV"] { #expect(error.remedy.contains(way)) }
        }
    }

    @Test("other files are not taken for flight records")
    func strangers() {
        for bytes in [
            [], [1], Array("Date,Time,Latitude\n2025-01-01,10:00,51\n".utf8),
            [UInt8](repeating: 0, count: 2_000), [UInt8](repeating: 0xFF, count: 2_000),
            [0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35, 1] + [UInt8](repeating: 1, count: 1_000),
        ] as [[UInt8]] {
            let isRecognised = DJIRecordReader.format.recognises(bytes.span.bytes)
            #expect(!isRecognised)
        }
    }
}
