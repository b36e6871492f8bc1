import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Damaged DJI flight records")
struct DJIRecordDamageTests {
    private func read(_ bytes: [UInt8]) throws -> DJIRecordFile {
        try DJIRecordFile(reading: bytes.span.bytes, name: "log")
    }

    /// All content of a log, without places in the file, and how often each row occurs.
    private func rows(_ file: DJIRecordFile) -> [String: Int] {
        var rows: [String: Int] = [:]
        for var row in file.osd { row.offset = 0; rows["\(row)", default: 0] += 1 }
        for var row in file.homes { row.offset = 0; rows["\(row)", default: 0] += 1 }
        for var row in file.gimbal { row.offset = 0; rows["\(row)", default: 0] += 1 }
        for var row in file.custom { row.offset = 0; rows["\(row)", default: 0] += 1 }
        for var row in file.texts { row.offset = 0; rows["\(row)", default: 0] += 1 }
        return rows
    }

    private func correct(_ file: DJIRecordFile, of truth: DJIRecordFile) -> (right: Int, wrong: Int)
    {
        let (found, expected) = (rows(file), rows(truth))
        let right = found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
        return (right, found.values.reduce(0, +) - right)
    }

    private func expectSoundBooks(_ file: DJIRecordFile, byteCount: Int) {
        var end = 0
        for range in file.lost {
            #expect(range.start >= end && range.end > range.start && range.end <= byteCount)
            end = range.end
        }
        let lost = file.lost.reduce(0) { $0 + $1.end - $1.start }
        #expect(file.bytesUnderstood + lost == byteCount)
        #expect(file.lost.isEmpty == (file.recordsBroken == 0))
    }

    // The whole log has 24,142 decoded rows. `wrong` are flips inside values, which no reader can
    // tell from right.
    @Test(
        "known damage costs the records it touches",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("IgorKilipenk_flip100", 24_111, 31), ("IgorKilipenk_trunc60", 16_992, 0),
            ("IgorKilipenk_zero1k", 24_124, 0),
        ]
    )
    func knownDamage(name: String, atLeast: Int, wrong: Int) throws {
        let truth = try DJIRecordReference.file(DJIRecordReference.names[2])
        let bytes = try SharedReference.bytes("\(DJIRecordReference.folder)/damaged/\(name).txt")
        let file = try read(bytes)
        let found = correct(file, of: truth)
        #expect(found.right >= atLeast)
        #expect(found.wrong <= wrong)
        expectSoundBooks(file, byteCount: bytes.count)
        #expect(file.recordsBroken > 0)
        let flight = try DJIRecordReader.read(bytes.span.bytes, name: name)
        #expect(flight.completeness < 1 && flight.completeness > 0.99)
        #expect(flight.fixes.latitudeDegrees.allSatisfy { abs($0 - 54.93) < 0.02 })
        #expect(flight.fixes.longitudeDegrees.allSatisfy { abs($0 - 82.93) < 0.02 })
        #expect(flight.fixes.vehicleMicroseconds.allSatisfy { (0...797_200_000).contains($0) })
    }

    @Test("a log cut off after any byte is read up to there", arguments: [4, 8, 12] as [UInt8])
    func truncation(version: UInt8) throws {
        let builder = DJIRecordBuilder.sample(version: version)
        let all = builder.finished(frames: 20)
        let whole = try read(all)
        #expect(whole.osd.count == 20)
        #expect(whole.lost.isEmpty)
        #expect(whole.bytesUnderstood == all.count)
        for length in 0..<all.count {
            let bytes = Array(all.prefix(length))
            let complete = zip(builder.starts, builder.starts.dropFirst()).filter { $1 <= length }
                .count
            do throws(IntakeError) {
                let file = try DJIRecordFile(reading: bytes.span.bytes, name: "cut")
                #expect(file.counts.reduce(0, +) >= complete, "\(length)")
                #expect(correct(file, of: whole).wrong == 0, "\(length)")
                expectSoundBooks(file, byteCount: length)
                _ = DJIRecordReader.flight(of: file, byteCount: length)
            } catch {
                #expect([.fileEmpty, .formatUnknown, .formatDamaged].contains(error.code))
                #expect(complete == 0, "\(length)")
            }
        }
    }

    @Test("a damaged length, terminator, type, first byte or check is mended")
    func mended() throws {
        let builder = DJIRecordBuilder.sample(frames: 40)
        let all = builder.finished(frames: 40)
        let whole = try read(all)
        let frame = try #require(builder.starts.filter { all[$0] == 1 }.dropFirst(20).first)
        let end = frame + 2 + Int(all[frame + 1])
        for (place, bit) in [
            (frame, 0x20), (frame + 1, 1), (frame + 1, 0x40), (frame + 2, 4), (end - 1, 0x10),
            (end, 2),
        ] as [(Int, UInt8)] {
            var bytes = all
            bytes[place] ^= bit
            let file = try read(bytes)
            #expect(file.recordsMended == 1, "\(place - frame) \(bit)")
            #expect(correct(file, of: whole).wrong == 0)
            #expect(rows(file) == rows(whole), "\(place - frame) \(bit)")
            #expect(file.lost.isEmpty)
        }
    }

    @Test(
        "a cut, foreign bytes or zeros cost the records they touch",
        arguments: [4, 8] as [UInt8]
    )
    func surgery(version: UInt8) throws {
        let builder = DJIRecordBuilder.sample(version: version, frames: 60)
        let all = builder.finished(frames: 60)
        let whole = try read(all)
        let total = rows(whole).values.reduce(0, +)
        var random = SeededGenerator(seed: 11)
        let first = builder.starts[90]
        for start in stride(from: first, to: first + 130, by: 3) {
            for kind in 0..<3 {
                var bytes = all
                var touched = 2
                switch kind {
                case 0: bytes.removeSubrange(start..<start + 90)
                case 1:
                    bytes.insert(
                        contentsOf: (0..<333).map { _ in UInt8(truncatingIfNeeded: random.next()) },
                        at: start
                    )
                default: for index in start..<start + 90 { bytes[index] = 0 }
                }
                if kind != 1 {
                    touched += builder.starts.filter { $0 > start - 60 && $0 < start + 90 }.count
                }
                let file = try read(bytes)
                let found = correct(file, of: whole)
                // Without a check a record that runs over a cut can look whole.
                #expect(found.wrong <= (version < 7 ? 2 : 0), "\(start) \(kind)")
                #expect(found.right >= total - touched - (version < 7 ? 4 : 0), "\(start) \(kind)")
                if version >= 7 { expectSoundBooks(file, byteCount: bytes.count) }
            }
        }
    }

    @Test("a header that points nowhere costs nothing")
    func header() throws {
        let builder = DJIRecordBuilder.sample(frames: 30)
        for offset in [0, 99, 700, 1 << 30] as [UInt64] {
            var bytes = builder.finished(frames: 30)
            bytes.replaceSubrange(0..<8, with: DJIRecordBuilder.little(offset))
            let file = try read(bytes)
            #expect(file.osd.count == 30, "\(offset)")
            #expect(file.details?.frameCount == 30)
            #expect(file.lost.isEmpty)
        }
    }
}
