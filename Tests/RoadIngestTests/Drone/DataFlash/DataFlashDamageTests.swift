import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Damaged DataFlash logs")
struct DataFlashDamageTests {
    private func rows(_ file: DataFlashFile) -> [[UInt8]: Int] {
        var rows: [[UInt8]: Int] = [:]
        for table in file.tables {
            let length = table.format.byteCount
            for row in 0..<table.count {
                let record = table.records[row * length..<(row + 1) * length]
                rows[[table.format.type] + record, default: 0] += 1
            }
        }
        return rows
    }

    private func correct(
        _ file: DataFlashFile,
        of truth: DataFlashFile
    ) -> (right: Int, wrong: Int) {
        let (found, expected) = (rows(file), rows(truth))
        let right = found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
        return (right, found.values.reduce(0, +) - right)
    }

    private func expectSoundBooks(_ file: DataFlashFile, byteCount: Int) {
        var end = 0
        for range in file.lost {
            #expect(range.start >= end && range.end > range.start && range.end <= byteCount)
            end = range.end
        }
        let lost = file.lost.reduce(0) { $0 + $1.end - $1.start }
        #expect(file.bytesUnderstood + lost == byteCount)
        #expect(file.lost.isEmpty == (file.recordsBroken == 0))
    }

    // `atLeast` is what pymavlink 2.4.50 gets right.
    @Test(
        "known damage costs no more correct rows than pymavlink loses",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [("rand4k", 91_405), ("trunc60", 55_157), ("zero1k", 91_500)]
    )
    func knownDamage(kind: String, atLeast: Int) throws {
        let truth = try DataFlashReference.file("dronekit_la_log171.bin")
        let bytes = try SharedReference.bytes(
            "\(DataFlashReference.folder)/damaged/dronekit_la_log171_\(kind).bin"
        )
        let file = try DataFlashFile(reading: bytes.span.bytes, name: kind)
        let found = correct(file, of: truth)
        #expect(found.right >= atLeast)
        #expect(found.wrong == 0)
        #expect(file.segments.count == 1)
        expectSoundBooks(file, byteCount: bytes.count)
    }

    @Test("a flipped bit in a record's first two bytes is mended, in its type costs one record")
    func flippedHead() throws {
        let sample = DataFlashBuilder.sample()
        let truth = try DataFlashFile(reading: sample.bytes.span.bytes, name: "sample")
        for (number, start) in sample.starts.enumerated().dropFirst(9).dropLast(1) {
            for byte in 0..<3 {
                var bytes = sample.bytes
                bytes[start + byte] ^= 0x40
                let file = try DataFlashFile(reading: bytes.span.bytes, name: "flipped")
                let found = correct(file, of: truth)
                #expect(found.wrong == 0)
                let lost = truth.recordsRead - found.right
                #expect(lost <= (byte == 2 ? 2 : 0), "record \(number), byte \(byte)")
                #expect(file.recordsMended == (byte == 2 ? 0 : 1))
                expectSoundBooks(file, byteCount: bytes.count)
            }
        }
    }

    @Test("bytes cut out cost the record they were in, not its neighbours")
    func cut() throws {
        let sample = DataFlashBuilder.sample()
        let truth = try DataFlashFile(reading: sample.bytes.span.bytes, name: "sample")
        for start in sample.starts.dropFirst(9).dropLast(3) {
            var bytes = sample.bytes
            bytes.removeSubrange(start + 5..<start + 9)
            let file = try DataFlashFile(reading: bytes.span.bytes, name: "cut")
            let found = correct(file, of: truth)
            #expect(found.wrong == 0)
            #expect(found.right == truth.recordsRead - 1)
            expectSoundBooks(file, byteCount: bytes.count)
        }
    }

    @Test("filling at the end is no damage", arguments: [UInt8(0), 0xFF])
    func filling(byte: UInt8) throws {
        let sample = DataFlashBuilder.sample()
        let bytes = sample.bytes + [UInt8](repeating: byte, count: 4096)
        let file = try DataFlashFile(reading: bytes.span.bytes, name: "filled")
        #expect(file.recordsRead == sample.starts.count)
        #expect(file.lost.isEmpty)
        #expect(file.bytesUnderstood == bytes.count)
    }

    @Test("a zeroed stretch leaves the records around it")
    func zeroed() throws {
        let sample = DataFlashBuilder.sample(rows: 40)
        let truth = try DataFlashFile(reading: sample.bytes.span.bytes, name: "sample")
        var bytes = sample.bytes
        let (first, last) = (sample.starts[60], sample.starts[70])
        for place in first..<last { bytes[place] = 0 }
        let file = try DataFlashFile(reading: bytes.span.bytes, name: "zeroed")
        let found = correct(file, of: truth)
        #expect(found.wrong == 0)
        // The record before may end in a zero of its own: then it is in doubt.
        #expect(found.right >= truth.recordsRead - 11)
        expectSoundBooks(file, byteCount: bytes.count)
    }

    @Test("a line that follows no format is lost by itself")
    func brokenLines() throws {
        let text = """
            FMT, 128, 89, FMT, BBnNZ, Type,Length,Name,Format,Columns\r
            FMT, 1, 75, MSG, QZ, TimeUS,Message\r
            MSG, 1000, one, two,three\r
            garbage\r
            MSG, 2000\r

            MSG, 3000, end
            """
        let bytes = Array(text.utf8)
        let file = try DataFlashFile(reading: bytes.span.bytes, name: "text")
        #expect(file.table("MSG")?.column("Message")?.texts == ["one, two,three", "end"])
        #expect(file.table("MSG")?.timestamps() == [1000, 3000])
        #expect(file.recordsBroken == 2)
        expectSoundBooks(file, byteCount: bytes.count)
    }
}
