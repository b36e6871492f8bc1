import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Packets of telemetry logs")
struct MAVLinkStructureTests {
    private func file(_ log: MAVLinkBuilder) throws -> MAVLinkFile {
        try MAVLinkFile(reading: log.bytes.span.bytes, name: "log")
    }

    // Source: `MAVLINK_MESSAGE_CRCS` of the C headers generated from the published definitions.
    @Test(
        "the byte that joins the checksum follows from the definition",
        arguments: [
            (0, 50), (1, 124), (2, 137), (24, 24), (30, 39), (31, 246), (32, 185), (33, 104),
            (74, 20), (65, 118), (22, 220), (77, 143), (136, 1), (147, 154), (158, 134),
            (180, 52), (193, 71), (241, 90), (242, 104), (253, 83), (263, 133), (285, 137),
        ]
    )
    func extras(id: UInt32, extra: UInt8) throws {
        #expect(try #require(MAVLinkDefinitions.byID[id]).crcExtra == extra)
    }

    @Test("fields stand by size on the wire, extensions behind all others")
    func wireOrder() throws {
        let message = try #require(MAVLinkDefinitions.byID[24])
        let offsets = Dictionary(uniqueKeysWithValues: message.fields.map { ($0.name, $0.offset) })
        #expect(offsets["time_usec"] == 0)
        #expect(offsets["lat"] == 8)
        #expect(offsets["fix_type"] == 28)
        #expect(offsets["satellites_visible"] == 29)
        #expect(offsets["alt_ellipsoid"] == 30)
        #expect(message.baseByteCount == 30)
        #expect(message.byteCount == 52)
    }

    @Test("versions 1 and 2, signed ones too, carry the same values")
    func versions() throws {
        var log = MAVLinkBuilder()
        log.attitude(5, roll: 0.5, pitch: 0.25, yaw: -1)
        log.attitude(5, roll: 0.5, pitch: 0.25, yaw: -1, version: 2)
        log.packet(
            30,
            ULogBuilder.little(UInt32(5)) + ULogBuilder.little(Float(0.5)),
            version: 2,
            isSigned: true
        )
        log.heartbeat()
        let file = try file(log)
        let table = try #require(file.table("ATTITUDE"))
        #expect(table.column("roll") == .single([0.5, 0.5, 0.5]))
        #expect(table.column("yaw") == .single([-1, -1, 0]))
        #expect(table.isVersion2 == [false, true, true])
        #expect(table.isSigned == [false, false, true])
        #expect(table.sentByteCounts == [28, 16, 8])
        #expect(table.sequences == [0, 1, 2])
        #expect(table.stamps[1] - table.stamps[0] == 10_000)
        #expect(file.recordsRead == 4 && file.lost.isEmpty)
    }

    @Test("senders are told apart, and gaps in their numbers counted")
    func senders() throws {
        var log = MAVLinkBuilder.sample(rows: 5)
        let kept = log.bytes
        log.heartbeat()
        let start = log.bytes.count
        log.heartbeat()
        let bytes = kept + log.bytes[start...]
        let file = try MAVLinkFile(reading: bytes.span.bytes, name: "gap")
        #expect(file.senders.map(\.system) == [1, 255])
        #expect(file.senders.map(\.component) == [1, 190])
        #expect(file.senders.map(\.packets).reduce(0, +) == file.recordsRead)
    }

    @Test("unknown messages and other dialects are kept by their frames")
    func foreign() throws {
        var log = MAVLinkBuilder()
        log.heartbeat()
        for _ in 0..<4 {
            log.packet(60_000, [1, 2, 3], extra: 77, version: 2)
            log.packet(142, [9, 9, 9, 9, 9], extra: 113)
            log.packet(30, [1, 2, 3, 4], extra: 5)
        }
        log.heartbeat()
        let file = try file(log)
        #expect(file.recordsRead == 14 && file.recordsBroken == 0 && file.lost.isEmpty)
        #expect(file.foreign.map(\.messageID) == [60_000, 142, 30])
        #expect(file.foreign.map(\.crcExtra) == [77, 113, 5])
        #expect(file.foreign.map(\.count) == [4, 4, 4])
        #expect(Array(file.foreign[0].payloads[..<3]) == [1, 2, 3])
        #expect(file.recordsForeign == 12)
    }

    @Test("a stream without times is read too", arguments: [1, 2])
    func unstamped(version: Int) throws {
        let log = MAVLinkBuilder.sample(version: version, isStamped: false)
        let file = try file(log)
        #expect(!file.isStamped)
        #expect(file.recordsRead == log.starts.count && file.lost.isEmpty)
        let flight = try #require(try FlightLogReader.read(log.bytes.span, name: "x").first)
        #expect(flight.fixes.count == 10)
        #expect(flight.clock != nil)
    }
}
