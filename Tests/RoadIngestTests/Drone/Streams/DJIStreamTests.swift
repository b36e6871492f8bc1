import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("DJI records and videos read in windows")
struct DJIStreamTests {
    /// What came of reading: the flight as text, for a missing number equals no other; or the error.
    private func outcome(_ read: () throws(IntakeError) -> Flight) -> String {
        do throws(IntakeError) {
            var flight = try read()
            // Windows are ordered, and times of a damaged log may run back.
            flight.events.sort {
                ($0.vehicleMicroseconds, $0.kind.rawValue, $0.text)
                    < ($1.vehicleMicroseconds, $1.kind.rawValue, $1.text)
            }
            return "\(flight)"
        } catch { return "\(error.code)" }
    }

    private func expectSame(
        _ bytes: [UInt8],
        _ format: FlightFormat,
        windows: [Int] = [1, 60, 700],
        _ comment: Comment = ""
    ) throws {
        let stream = try #require(format.stream)
        let whole = outcome { () throws(IntakeError) -> Flight in
            try format.read(bytes.span.bytes, "x")[0]
        }
        for window in windows {
            let found = outcome { () throws(IntakeError) -> Flight in
                let collector = FlightCollector()
                try stream(bytes.span.bytes, "x", window, collector)
                return collector.all[0]
            }
            #expect(found == whole, "window \(window) \(comment)")
        }
    }

    @Test("records of every layout, cut off after any byte", arguments: [4, 8, 12] as [UInt8])
    func cutRecord(version: UInt8) throws {
        let all = DJIRecordBuilder.sample(version: version, frames: 12).finished(frames: 12)
        for length in 1...all.count {
            try expectSame(
                Array(all.prefix(length)),
                DJIRecordReader.format,
                windows: [97],
                "\(length)"
            )
        }
        try expectSame(all, DJIRecordReader.format)
    }

    @Test("records with flipped bits, zeros and foreign bytes")
    func damagedRecord() throws {
        let all = DJIRecordBuilder.sample(frames: 40).finished(frames: 40)
        var random = SeededGenerator(seed: 40)
        for round in 0..<400 {
            var bytes = all
            let place = Int.random(in: 100..<bytes.count - 500, using: &random)
            switch round % 3 {
            case 0: for offset in 0..<90 { bytes[place + offset] = 0 }
            case 1: bytes.insert(contentsOf: [UInt8](repeating: 0xFF, count: 77), at: place)
            default:
                for _ in 0...(round % 9) {
                    let place = Int.random(in: 100..<bytes.count, using: &random)
                    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
            }
            try expectSame(bytes, DJIRecordReader.format, windows: [60], "\(round)")
        }
    }

    /// Milliseconds since the start for frames that have a time.
    private static let clocks: [(String, @Sendable (Int) -> Int64?)] = [
        ("none", { _ in nil }),
        ("only the first half", { $0 < 60 ? Int64($0) * 100 : nil }),
        ("only the last frame", { $0 == 119 ? 0 : nil }),
        ("every fortieth", { $0 % 40 == 7 ? Int64($0) * 100 : nil }),
        ("a stray now and then", { Int64($0) * 100 + ($0 % 17 == 5 ? 9000 : 0) }),
        ("another day", { Int64($0) * 100 + ($0 % 11 == 5 ? 90_000_000 : 0) }),
        ("five days", { Int64($0) * 3_600_000 }),
        ("backwards over two days", { Int64(120 - $0) * 1_440_000 }),
        ("never set in the first third", { $0 < 40 ? -2_000_000_000_000 : Int64($0) * 100 }),
        ("12 h from the middle one", { Int64($0 - 60) * 720_001 }),
        ("the middle in one of two heaps", { Int64($0 % 2) * 43_200_000 + Int64($0) * 30_000 }),
    ]

    @Test("the clock of a record is that of the plain rule, in windows too")
    func clocks() throws {
        for (name, clock) in Self.clocks {
            var builder = DJIRecordBuilder()
            // What stands before the first frame belongs to it.
            builder.gimbal(pitch: -10, yaw: 5)
            builder.custom(utc: DJIRecordBuilder.start, photo: 1)
            builder.record(9, Array("before".utf8))
            for frame in 0..<120 {
                builder.osd(frame % 50 == 49 ? frame - 3 : frame)
                builder.gimbal(pitch: -900, yaw: Int16(frame))
                if frame == 30 { builder.home() }
                if let utc = clock(frame) {
                    builder.custom(utc: DJIRecordBuilder.start + utc, photo: UInt8(frame / 3 % 2))
                    builder.custom(utc: DJIRecordBuilder.start + utc + 50)
                }
                if frame % 20 == 3 { builder.record(10, Array("text \(frame)".utf8)) }
            }
            let bytes = builder.finished(frames: 120)
            let file = try DJIRecordFile(reading: bytes.span.bytes, name: "x")
            let oracle = DJIRecordOracle(file)
            let flight = DJIRecordReader.flight(of: file, byteCount: bytes.count)
            #expect(flight.attitudes.vehicleMicroseconds == oracle.times, "\(name)")
            if oracle.samples > 0 { #expect(flight.clock?.samples == oracle.samples, "\(name)") }
            #expect(
                flight.warnings.contains { $0.hasPrefix("\(oracle.strays) times of the app") }
                    == (oracle.strays > 0),
                "\(name)"
            )
            #expect(flight.gimbal.count == 121)
            try expectSame(bytes, DJIRecordReader.format, windows: [1, 60, 700, 5000], "\(name)")
        }
    }

    @Test("a record without a frame has no rows, whatever else it holds")
    func noFrames() throws {
        var builder = DJIRecordBuilder()
        for number in 0..<50 {
            builder.gimbal(pitch: 0, yaw: 0)
            builder.custom(utc: DJIRecordBuilder.start + Int64(number), photo: 1)
            builder.record(9, Array("text".utf8))
        }
        let bytes = builder.finished(frames: 0)
        let flight = try DJIRecordReader.read(bytes.span.bytes, name: "x")
        #expect(flight.gimbal.count == 0 && flight.events.isEmpty)
        try expectSame(bytes, DJIRecordReader.format)
    }

    @Test("videos whole, cut off, broken and of an unknown layout")
    func videos() throws {
        var builder = DJIVideoBuilder.sample(count: 23)
        builder.isIndexFirst = true
        let whole = builder.file()
        let windows = [1, 500, 1 << 20]
        try expectSame(whole, DJIVideoReader.format, windows: windows)
        for length in stride(from: 40, to: whole.count, by: 7) {
            let bytes = Array(whole.prefix(length))
            try expectSame(bytes, DJIVideoReader.format, windows: [500], "\(length)")
        }
        for number in stride(from: 0, to: 23, by: 2) { builder.samples[number] = [0x0A, 0xFF, 1] }
        try expectSame(builder.file(), DJIVideoReader.format, windows: windows)
        builder.samples = (0..<9).map { DJIVideoBuilder.frame($0, layout: "dvtm_new1.proto") }
        try expectSame(builder.file(), DJIVideoReader.format, windows: windows)
        builder.samples = [[0x0A, 0xFF, 1]]
        try expectSame(builder.file(), DJIVideoReader.format, windows: windows)
    }
}
