import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Damaged telemetry logs")
struct MAVLinkDamageTests {
    private func rows(_ file: MAVLinkFile) -> [[UInt8]: Int] {
        var rows: [[UInt8]: Int] = [:]
        for table in file.tables {
            for row in 0..<table.count {
                // The time is not covered by the checksum.
                let packet = table.head(of: row) + table.payload(of: row)
                rows[[UInt8(table.message.id & 0xFF)] + packet, default: 0] += 1
            }
        }
        return rows
    }

    private func correct(_ file: MAVLinkFile, of truth: MAVLinkFile) -> (right: Int, wrong: Int) {
        let (found, expected) = (rows(file), rows(truth))
        let right = found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
        return (right, found.values.reduce(0, +) - right)
    }

    private func expectSoundBooks(_ file: MAVLinkFile, byteCount: Int) {
        var end = 0
        for range in file.lost {
            #expect(range.start >= end && range.end > range.start && range.end <= byteCount)
            end = range.end
        }
        let lost = file.lost.reduce(0) { $0 + $1.end - $1.start }
        #expect(file.bytesUnderstood + lost == byteCount)
        #expect(file.lost.isEmpty == (file.recordsBroken == 0))
    }

    @Test("a flipped bit anywhere costs one packet at most, and no wrong one", arguments: [1, 2])
    func flips(version: Int) throws {
        let sample = MAVLinkBuilder.sample(rows: 3, version: version)
        let truth = try MAVLinkFile(reading: sample.bytes.span.bytes, name: "sample")
        for place in 0..<sample.bytes.count {
            var bytes = sample.bytes
            bytes[place] ^= 1 << UInt8(place % 8)
            let file = try MAVLinkFile(reading: bytes.span.bytes, name: "flipped")
            let found = correct(file, of: truth)
            #expect(found.wrong == 0, "byte \(place)")
            #expect(found.right >= truth.recordsRead - 1, "byte \(place)")
            expectSoundBooks(file, byteCount: bytes.count)
        }
    }

    @Test("bytes cut out anywhere cost two packets at most", arguments: [1, 3, 8, 40])
    func cuts(length: Int) throws {
        let sample = MAVLinkBuilder.sample(rows: 3)
        let truth = try MAVLinkFile(reading: sample.bytes.span.bytes, name: "sample")
        for place in 0..<sample.bytes.count - length {
            var bytes = sample.bytes
            bytes.removeSubrange(place..<place + length)
            let file = try MAVLinkFile(reading: bytes.span.bytes, name: "cut")
            let found = correct(file, of: truth)
            #expect(found.wrong == 0)
            #expect(found.right >= truth.recordsRead - (length < 20 ? 1 : 3), "byte \(place)")
            expectSoundBooks(file, byteCount: bytes.count)
        }
    }

    @Test("a packet whose time is damaged is kept with the time before it")
    func damagedTime() throws {
        let sample = MAVLinkBuilder.sample(rows: 3)
        var bytes = sample.bytes
        bytes.removeSubrange(sample.starts[5] + 2..<sample.starts[5] + 5)
        let file = try MAVLinkFile(reading: bytes.span.bytes, name: "time")
        #expect(file.recordsRead == sample.starts.count)
        #expect(file.recordsMended == 1)
        expectSoundBooks(file, byteCount: bytes.count)
    }

    // `atLeast` is what pymavlink 2.4.50 gets right, of 75,477.
    @Test(
        "seeded damage of the reference costs fewer packets than pymavlink loses",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: MAVLinkDamage.allCases
    )
    func seeded(damage: MAVLinkDamage) throws {
        let truth = try MAVLinkReference.file()
        let bytes = damage.apply(to: try MAVLinkReference.bytes())
        let file = try MAVLinkFile(reading: bytes.span.bytes, name: "\(damage)")
        let found = correct(file, of: truth)
        #expect(found.right >= damage.rightByPymavlink)
        #expect(found.wrong == 0)
        expectSoundBooks(file, byteCount: bytes.count)
    }
}
