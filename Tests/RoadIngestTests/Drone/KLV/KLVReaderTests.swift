import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("MISB ST 0601 KLV")
struct KLVReaderTests {
    /// A packet of given items with the right check sum.
    static func packet(_ items: [(UInt8, [UInt8])]) -> [UInt8] {
        let body = items.flatMap { [$0.0, UInt8($0.1.count)] + $0.1 }
        var bytes = KLVPacket.key + [0x81, UInt8(body.count + 4)] + body + [1, 2]
        var sum: UInt16 = 0
        for (index, byte) in bytes.enumerated() {
            sum &+= index % 2 == 0 ? UInt16(byte) << 8 : UInt16(byte)
        }
        bytes += [UInt8(sum >> 8), UInt8(sum & 255)]
        return bytes
    }

    /// Packets a second apart; the platform flies level to the east, the camera looks down 30°.
    static func sample(_ count: Int = 3) -> [UInt8] {
        (0..<count).flatMap { index -> [UInt8] in
            let time = UInt64(1_700_000_000_000_000 + index * 1_000_000)
            return packet([
                (2, (0..<8).map { UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * $0)) }),
                (10, Array("M300".utf8)), (5, [0x40, 0]), (6, [0, 0]), (7, [0, 0]),
                (13, [0x40, 0, UInt8(index >> 8), UInt8(index & 255)]), (14, [0x20, 0, 0, 0]),
                (15, [0x10, 0]),
                (18, [0, 0, 0, 0]), (19, [0xEA, 0xAA, 0xAA, 0xAB]), (56, [12]),
            ])
        }
    }

    /// The bytes inside transport packets, one payload for every `size` bytes.
    static func transport(_ klv: [UInt8], size: Int) -> [UInt8] {
        func pad(_ head: [UInt8]) -> [UInt8] {
            head + [UInt8](repeating: 0xFF, count: 188 - head.count)
        }
        var bytes = pad(
            [0x47, 0x40, 0, 0x10, 0, 0, 0xB0, 13, 0, 1, 0xC1, 0, 0, 0, 1, 0xF0, 0, 0, 0, 0, 0]
        )
        bytes += pad(
            [0x47, 0x50, 0, 0x10, 0, 2, 0xB0, 24, 0, 1, 0xC1, 0, 0, 0xE1, 1, 0xF0, 0]
                + [6, 0xE1, 1, 0xF0, 6, 5, 4] + Array("KLVA".utf8) + [0, 0, 0, 0]
        )
        var counter: UInt8 = 0
        for start in stride(from: 0, to: klv.count, by: size) {
            var rest =
                [0, 0, 1, 0xBD, 0, 0, 0x84, 0, 0] + klv[start..<min(start + size, klv.count)]
            var isFirst = true
            while !rest.isEmpty {
                let part = Array(rest.prefix(184))
                rest = Array(rest.dropFirst(184))
                let stuffing = 184 - part.count
                var head: [UInt8] = [0x47, isFirst ? 0x41 : 1, 1, 0x10 | counter]
                if stuffing > 0 {
                    head[3] |= 0x20
                    head.append(UInt8(stuffing - 1))
                    if stuffing > 1 {
                        head += [0] + [UInt8](repeating: 0xFF, count: stuffing - 2)
                    }
                }
                bytes += head + part
                (counter, isFirst) = ((counter + 1) & 15, false)
            }
        }
        return bytes
    }

    private func first(_ bytes: [UInt8]) throws -> Flight? {
        try KLVReader.read(bytes.span.bytes, name: "x").first
    }

    private func survive(_ bytes: [UInt8]) {
        _ = KLVReader.format.recognises(bytes.span.bytes)
        guard let flights = try? KLVReader.read(bytes.span.bytes, name: "hostile") else { return }
        for flight in flights {
            #expect((0.0...1.0).contains(flight.completeness))
            #expect(flight.recordsBroken > 0 || flight.lost.isEmpty)
            var end = 0
            for range in flight.lost {
                #expect(range.start >= end && range.start < range.end && range.end <= bytes.count)
                end = range.end
            }
        }
    }

    @Test("packets become fixes, attitudes and camera angles", arguments: [false, true])
    func flight(inTransport: Bool) throws {
        let klv = Self.sample()
        let bytes = inTransport ? Self.transport(klv, size: klv.count / 3) : klv
        let flight = try #require(try first(bytes))
        #expect(flight.fixes.vehicleMicroseconds == [0, 1_000_000, 2_000_000])
        #expect(flight.clock?.utcMicrosecondsAtZero == 1_700_000_000_000_000)
        let latitude: Double = 90 * Double(0x4000_0000) / Double(Int32.max)
        #expect(flight.fixes.latitudeDegrees[0] == latitude)
        let altitude: Double = -900 + 19_900 * 4096.0 / 65_535
        #expect(flight.fixes.altitudeMSLMetres[0] == altitude)
        #expect(flight.fixes.groundSpeedMetresPerSecond == [12, 12, 12])
        #expect(abs(flight.gimbal.pitchDegrees[0] - -30) < 1e-6)
        #expect(abs(flight.gimbal.yawDegrees[0] - 360 * 16_384.0 / 65_535) < 1e-9)
        #expect(flight.vehicle == "M300")
        #expect(flight.lost.isEmpty && flight.completeness == 1)
    }

    @Test("a wrong check sum loses its packet and nothing else", arguments: [false, true])
    func checkSum(inTransport: Bool) throws {
        var klv = Self.sample()
        let length = klv.count / 3
        klv[length + 40] ^= 0x10
        let bytes = inTransport ? Self.transport(klv, size: length) : klv
        let flight = try #require(try first(bytes))
        #expect(flight.fixes.vehicleMicroseconds == [0, 2_000_000])
        #expect(flight.recordsBroken == 1)
        #expect(flight.lost.map(\.reason) == [.malformedRecord])
        #expect(flight.lost.map { $0.end - $0.start } == [length])
        if !inTransport { #expect(flight.lost.first?.start == length) }
    }

    @Test("a lost transport packet loses one packet of KLV")
    func gap() throws {
        let klv = Self.sample(6)
        var bytes = Self.transport(klv, size: klv.count)
        bytes.removeSubrange(188 * 3..<188 * 4)
        let flight = try #require(try first(bytes))
        #expect(flight.fixes.count >= 1 && flight.fixes.count < 6)
        #expect(flight.warnings.contains("1 gaps in the transport stream."))
    }

    @Test(
        "mapped intervals have the examples of ST 0601",
        arguments: [
            (UInt64(104), UInt64(0x2F921E), 3, 23_456.24), (112, 0x1F40, 2, 125),
            (113, 0x05F500, 3, 2150), (114, 0x05F740, 3, 2154.5), (117, 0x3E90, 2, 1),
            (96, 0x00D92A, 3, 13_898.5),
        ]
    )
    func examples(tag: UInt64, bits: UInt64, length: Int, expected: Double) {
        let value = KLVMapping(tag: tag).number(bits, length: length)
        #expect(abs(value - expected) < 0.06)
    }

    @Test("the least signed number means out of range")
    func outOfRange() {
        #expect(KLVMapping(tag: 13).number(0x8000_0000, length: 4).isNaN)
        #expect(KLVMapping(tag: 13).number(0x8000_0001, length: 4) == -90)
    }

    @Test(
        "the 2,128 vectors of jMISB for ST 1201 are met",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func vectors() throws {
        let bytes = try SharedReference.bytes("flightlogs/klv/jmisb_st1201tests.json")
        let found = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]]
        let vectors = try #require(found)
        #expect(vectors.count == 2128)
        for vector in vectors {
            let lowest = try #require(vector["a"] as? Double)
            let highest = try #require(vector["b"] as? Double)
            let length = try #require(vector["L"] as? Int)
            let digits = try #require(vector["forwardResultHex"] as? String).dropFirst(2)
            let bits = try #require(UInt64(digits, radix: 16))
            let value = IMAPB(lowest, highest).value(bits, length: length)
            if let word = vector["reverseResult"] as? String {
                switch word {
                case "Infinity": #expect(value == .infinity)
                case "-Infinity": #expect(value == -.infinity)
                case "+QNaN": #expect(value.isNaN && value.sign == .plus)
                case "-QNaN": #expect(value.isNaN && value.sign == .minus)
                default: Issue.record("unknown word \(word)")
                }
            } else {
                let expected = try #require(vector["reverseResult"] as? Double)
                #expect(abs(value - expected) <= 1e-12 * max(1, abs(expected)))
            }
        }
    }

    /// Compares one packet with a row of a reference table; how many values were compared.
    private func compare(
        _ packet: KLVPacket,
        _ bytes: RawSpan,
        _ names: [Substring],
        _ row: [Substring]
    ) throws -> Int {
        var compared = 0
        for (name, text) in zip(names, row) where name.hasPrefix("tag") {
            let tag = try #require(UInt64(name.dropFirst(3)))
            let item = try #require(packet.items.last { $0.tag == tag })
            let hex = item.range.map { offset -> String in
                let byte = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
                return (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined()
            compared += 1
            if hex == text { continue }
            if case .text = KLVMapping(tag: tag) {
                #expect(packet.text(tag, bytes) == text)
                continue
            }
            let expected = try #require(Double(text), "tag \(tag)")
            let value = packet.number(tag, bytes)
            #expect(abs(value - expected) <= 1e-12 * max(1, abs(expected)), "tag \(tag)")
        }
        return compared
    }

    // Source: the examples that MISB ST 0601 gives with its items.
    @Test(
        "items have the values of the standard's examples",
        arguments: [
            (35, 0xA7C4, 2, 235.924), (36, 0xB2, 1, 69.803922), (37, 0xBEBA, 2, 3725.18502),
            (38, 0xCA35, 2, 14818.67994), (49, 0x3D07, 2, 1191.958495), (51, 0xD3FE, 2, -61.887874),
            (53, 0x6AF4, 2, 2088.96010), (54, 0x7670, 2, 8306.80552), (55, 0x81, 1, 50.588235),
            (57, 0xB38E_ACF1, 4, 3_506_979.0316063400), (58, 0xA45D, 2, 6420.53864),
            (64, 0xDDC5, 2, 311.868162), (69, 0x0BB3, 2, 9.44533455405508),
            (71, 0x172F, 2, 32.6024262), (76, 0x0BB3, 2, 9.44533455405508),
            (92, 0xF3AB_48EF, 4, -8.670177), (93, 0xDE17_9323, 4, -47.683),
        ] as [(UInt64, UInt64, Int, Double)]
    )
    func examples(tag: UInt64, bits: UInt64, length: Int, value: Double) {
        let found = KLVMapping(tag: tag).number(bits, length: length)
        #expect(abs(found - value) <= 1e-5 * max(1, abs(value)), "\(found)")
    }

    @Test(
        "every value of the Kitware stream is the reference's, alone and in the transport stream",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: ["kwiver_h264_klv.ts", "kwiver_h264_klv.ts.pid0101.klv"]
    )
    func kitware(name: String) throws {
        let bytes = try SharedReference.bytes("flightlogs/klv/\(name)")
        let table = String(
            decoding: try SharedReference.bytes(
                "flightlogs/klv/kwiver_h264_klv.ts.pid0101.klv.ref.csv"
            ),
            as: UTF8.self
        )
        let rows = table.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let file = try KLVFile(reading: bytes.span.bytes, name: name)
        let stream = try #require(file.streams.first)
        #expect(file.streams.count == 1 && file.lost.isEmpty)
        #expect(stream.packets.count == 30 && rows.count == 31)
        var compared = 0
        for (packet, row) in zip(stream.packets, rows.dropFirst()) {
            #expect(String(packet.range.lowerBound) == row[0])
            compared += try compare(packet, stream.bytes.span.bytes, rows[0], row)
        }
        #expect(compared == 30 * (rows[0].count - 2))
        // The lengths of the transport stream's packets by its own demultiplexer.
        let lengths =
            try JSONSerialization.jsonObject(
                with: Data(
                    try SharedReference.bytes("flightlogs/klv/kwiver_h264_klv.ts.pid0101.pts.json")
                )
            ) as? [[Any]]
        var end = 0
        for (packet, length) in zip(stream.packets, try #require(lengths)) {
            #expect(packet.range.lowerBound == end)
            end += try #require(length.last as? Int)
        }
        #expect(lengths?.count == 30 && end == stream.bytes.count)
    }

    @Test(
        "a packet with a wrong check sum can be looked at but makes no fix",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func dynamicConstant() throws {
        let name = "flightlogs/klv/klvdata_DynamicConstantMISMMSPacketData.bin"
        let bytes = try SharedReference.bytes(name)
        let table = String(decoding: try SharedReference.bytes("\(name).ref.csv"), as: UTF8.self)
        let rows = table.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let found = KLVPacket(bytes.span.bytes, at: 0)
        let packet = try #require(found)
        #expect(!packet.isIntact)
        let compared = try compare(packet, bytes.span.bytes, rows[0], rows[1])
        #expect(compared == rows[0].count - 2)
        let flight = try #require(try first(bytes))
        #expect(flight.fixes.count == 0)
        #expect(flight.lost == [LostRange(start: 0, end: 228, reason: .malformedRecord)])
    }

    @Test(
        "a transport stream without metadata is refused by name",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func withoutMetadata() throws {
        let bytes = try SharedReference.bytes("flightlogs/klv/kwiver_h264_no_klv.ts")
        let isRecognised = KLVReader.format.recognises(bytes.span.bytes)
        #expect(isRecognised)
        do throws(IntakeError) {
            _ = try KLVReader.read(bytes.span.bytes, name: "x")
            Issue.record("was read")
        } catch { #expect(error.code == .nothingAccepted) }
    }

    @Test("cut after any byte, only whole packets are read")
    func truncation() {
        let klv = Self.sample()
        let stream = Self.transport(klv, size: klv.count / 3)
        for length in 0..<klv.count { survive(Array(klv.prefix(length))) }
        for length in 0..<stream.count { survive(Array(stream.prefix(length))) }
    }

    @Test("20,000 files with flipped bits, one to eight each, are read or refused")
    func flips() {
        let klv = Self.sample()
        let stream = Self.transport(klv, size: klv.count / 3)
        var random = SeededGenerator(seed: 601)
        for round in 0..<20_000 {
            var bytes = round % 2 == 0 ? klv : stream
            for _ in 0...(round / 2 % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(bytes)
        }
    }
}
