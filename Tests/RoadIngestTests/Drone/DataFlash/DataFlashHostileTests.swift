import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Hostile DataFlash logs")
struct DataFlashHostileTests {
    /// Reads and checks what must hold of any input; an error is an answer, a trap is not.
    private func survive(_ bytes: [UInt8]) {
        guard let file = try? DataFlashFile(reading: bytes.span.bytes, name: "hostile") else {
            return
        }
        for flight in DataFlashReader.flights(of: file, byteCount: bytes.count) {
            #expect((0.0...1.0).contains(flight.completeness))
            #expect(flight.fixes.count == flight.fixes.relativeHeightMetres.count)
            #expect(flight.lost.count <= LossLedger.capacity)
            #expect(flight.lost.allSatisfy { $0.start < $0.end && $0.end <= bytes.count })
        }
        #expect(file.tables.reduce(0) { $0 + $1.records.count } <= bytes.count)
        for table in file.tables where table.count > 0 {
            #expect(table.timestamps().count == table.count)
            for index in table.format.columns.indices {
                #expect(table.column(at: index).count == table.count)
            }
        }
    }

    @Test("a log cut off at any byte is read or refused")
    func truncation() {
        let whole = DataFlashBuilder.sample(rows: 6).bytes
        for length in 0...whole.count { survive(Array(whole[..<length])) }
    }

    @Test("20,000 logs with flipped bits, one to eight each, are read or refused")
    func flips() {
        let whole = DataFlashBuilder.sample(rows: 6).bytes
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
        let whole = DataFlashBuilder.sample(rows: 12).bytes
        var random = SeededGenerator(seed: 7)
        for round in 0..<2_000 {
            var bytes = whole
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1..<200, using: &random))
            switch round % 4 {
            case 0:
                for place in start..<end {
                    bytes[place] = [0, 0xFF, 0xA3, 0x95][Int(random.next() % 4)]
                }
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            default: bytes = Array(bytes[..<89] + bytes[start...] + bytes[..<end])
            }
            survive(bytes)
        }
    }

    @Test("5,000 damaged text logs are read or refused")
    func text() {
        let whole = Array(
            """
            FMT, 128, 89, FMT, BBnNZ, Type,Length,Name,Format,Columns
            FMT, 1, 30, GPS, QBIHLLe, TimeUS,Status,GMS,GWk,Lat,Lng,Alt
            FMT, 2, 75, MSG, QZ, TimeUS,Message
            FMT, 3, 15, MODE, QMBB, TimeUS,Mode,ModeNum,Rsn
            GPS, 1000000, 3, 100000, 2300, 43.25, 76.9, 800.5
            MSG, 1000100, ArduCopter V4.5.1, stable
            MODE, 1000200, Auto, 3, 1
            GPS, 1200000, 3, 100200, 2300, 43.25, 76.9, 801.5
            """.utf8
        )
        survive(whole)
        var random = SeededGenerator(seed: 3)
        for round in 0..<5_000 {
            var bytes = whole
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] =
                    round % 2 == 0
                    ? UInt8.random(in: 0...255, using: &random)
                    : Array("0987654321,,-.eE\nN\0".utf8)[Int(random.next() % 19)]
            }
            survive(bytes)
        }
    }

    @Test("declarations that contradict themselves or repeat without end cost no memory")
    func declarations() throws {
        var log = DataFlashBuilder()
        log.format(0x80, 89, "FMT", "BBnNZ", "Type,Length,Name,Format,Columns")
        for round in 0..<20_000 {
            log.format(
                UInt8(truncatingIfNeeded: round),
                UInt8(truncatingIfNeeded: round / 256),
                "A\(round % 999)",
                round % 3 == 0 ? "Q" : "BB",
                "TimeUS,\(round)"
            )
        }
        survive(log.bytes)
        let file = try DataFlashFile(reading: log.bytes.span.bytes, name: "many")
        #expect(file.tables.count <= 4096)
    }

    @Test(
        "times at the ends of their range do not overflow",
        arguments: [0, UInt64(Int64.max), UInt64(Int64.max) + 1, UInt64.max]
    )
    func extremeTimes(time: UInt64) {
        var log = DataFlashBuilder()
        log.formats()
        for row in 0..<100 {
            let stamp = row % 5 < 3 ? time : 1_000_000
            log.gps(stamp, week: UInt16.max, millisecond: UInt32.max, latitude: Int32.min)
            log.gps(stamp, week: 2300, millisecond: 5, centimetres: Int32.min)
            log.attitude(stamp, roll: Int16.min, pitch: Int16.max, yaw: UInt16.max)
        }
        survive(log.bytes)
    }
}
