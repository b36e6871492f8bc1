import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Hostile DJI videos")
struct DJIVideoHostileTests {
    private func survive(_ bytes: [UInt8]) {
        _ = DJIVideoReader.format.recognises(bytes.span.bytes)
        guard let flight = try? DJIVideoReader.read(bytes.span.bytes, name: "hostile") else {
            return
        }
        #expect((0.0...1.0).contains(flight.completeness))
        #expect(flight.recordsRead <= bytes.count)
        var end = 0
        for range in flight.lost {
            #expect(range.start >= end && range.start < range.end && range.end <= bytes.count)
            end = range.end
        }
    }

    @Test("a video cut off after any byte is read or refused", arguments: [true, false])
    func truncation(isIndexFirst: Bool) {
        var builder = DJIVideoBuilder.sample()
        builder.isIndexFirst = isIndexFirst
        let whole = builder.file()
        for length in 0..<whole.count { survive(Array(whole.prefix(length))) }
    }

    @Test("samples before a cut are read when the index stands first")
    func cut() throws {
        var builder = DJIVideoBuilder.sample()
        builder.isIndexFirst = true
        let whole = builder.file()
        let bytes = Array(whole.prefix(whole.count - 200))
        let file = try DJIVideoFile(reading: bytes.span.bytes, name: "cut")
        #expect(file.frames.count == 10)
        #expect(file.framesBroken == 2)
        #expect(file.lost.map(\.reason) == [.truncatedRecord])
    }

    @Test("20,000 videos with flipped bits, one to eight each, are read or refused")
    func flips() {
        let whole = DJIVideoBuilder.sample(count: 6).file()
        var random = SeededGenerator(seed: 5)
        for round in 0..<20_000 {
            var bytes = whole
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(bytes)
        }
    }

    @Test("counts and lengths of the index at the ends of their range allocate nothing")
    func hugeCounts() {
        let whole = DJIVideoBuilder.sample(count: 6).file()
        let first = whole.count - 480
        for place in first..<whole.count - 4 {
            for value in [UInt32.max, 0x7FFF_FFFF, 0, 1] {
                var bytes = whole
                bytes.replaceSubrange(place..<place + 4, with: DJIVideoBuilder.big(value))
                survive(bytes)
            }
        }
    }

    @Test("messages nested without end cost no more than their length")
    func nesting() {
        var content: [UInt8] = []
        for _ in 0..<400 { content = DJIVideoBuilder.message(3, content) }
        var builder = DJIVideoBuilder.sample(count: 3)
        builder.samples += [content, DJIVideoBuilder.message(1, content)]
        survive(builder.file())
        survive(DJIVideoBuilder(samples: [content, content]).file())
    }
}
