import RoadIngest
import RoadModel
import Testing

@Suite("ULog files made by hand")
struct ULogStructureTests {
    private func read(_ log: ULogBuilder) throws -> ULogFile {
        try ULogFile(reading: log.bytes.span.bytes, name: "hand.ulg")
    }

    private func code(_ bytes: [UInt8]) -> ErrorCode? {
        do {
            _ = try ULogFile(reading: bytes.span.bytes, name: "hand.ulg")
            return nil
        } catch { return error.code }
    }

    @Test("every kind of message is understood, to the last byte")
    func complete() throws {
        let builder = ULogBuilder.sample()
        let log = try read(builder)
        #expect(log.bytesUnderstood == builder.bytes.count)
        #expect(log.recordsRead == builder.starts.count)
        #expect(log.recordsBroken == 0 && log.lost.isEmpty)
        #expect(log.infos["sys_name"] == .text("PX4"))
        #expect(log.infos["ver_sw_release"] == .unsigned(7))
        #expect(log.infoLists["boot"] == [[.text("ab"), .text("cd")], [.text("ef")]])
        #expect(log.parameters.map(\.value) == [.single(12.5), .signed(-3)])
        #expect(log.parameterDefaults.map(\.scope) == [1])
        #expect(log.parameterChanges.map(\.parameter.value) == [.signed(5)])
        #expect(log.parameterChanges.map(\.vehicleMicroseconds) == [2_805_000])
        #expect(log.dropouts.map(\.vehicleMicroseconds) == [2_805_000])
        #expect(log.dropouts.map(\.milliseconds) == [30])
        #expect(log.texts.map(\.level) == [6])
    }

    @Test("nested formats and arrays are taken apart by name; padding at the end may be absent")
    func nested() throws {
        let topic = try #require(try read(.sample()).topic("route"))
        #expect(
            topic.leaves.map(\.path) == [
                "timestamp", "at[0].x", "at[0].y", "at[0].kind", "at[1].x", "at[1].y", "at[1].kind",
            ]
        )
        #expect(topic.stride == 32)
        #expect(topic.column("at[1].x") == .single([0, 5]))
        #expect(topic.column("at[1].kind") == .unsigned([9, 9]))
        #expect(topic.column("at[2].x") == nil)
        #expect(topic.column("at[0]._padding0[0]") == nil)
    }

    @Test("a record with its padding and one without it give the same row")
    func padding() throws {
        var builder = ULogBuilder()
        builder.format("t:uint64_t timestamp;int16_t v;uint8_t[6] _padding0;")
        builder.add("t", id: 0)
        builder.record(0, ULogBuilder.little(UInt64(1_000_001)), [0xFE, 0xFF])
        builder.record(
            0,
            ULogBuilder.little(UInt64(1_000_002)),
            [0xFE, 0xFF],
            [UInt8](repeating: 7, count: 6)
        )
        let log = try read(builder)
        #expect(log.topic("t")?.column("v") == .signed([-2, -2]))
        #expect(log.topic("t")?.timestamps == [1_000_001, 1_000_002])
        #expect(log.recordsBroken == 0)
    }

    @Test("formats may use formats that are defined after them, even after their topic is added")
    func lateFormats() throws {
        var builder = ULogBuilder()
        builder.format("t:uint64_t timestamp;inner v;")
        builder.add("t", id: 0)
        builder.format("inner:int8_t a;")
        builder.record(0, ULogBuilder.little(UInt64(1_000_001)), [0xFF])
        #expect(try read(builder).topic("t")?.column("v.a") == .signed([-1]))
    }

    @Test(
        "every scalar type is decoded exactly",
        arguments: [
            ("int8_t", [0x80], ULogColumn.signed([-128])),
            ("uint8_t", [0x80], .unsigned([128])),
            ("bool", [1], .unsigned([1])),
            ("char", [0x41], .unsigned([65])),
            ("int16_t", [0, 0x80], .signed([-32768])),
            ("uint16_t", [0, 0x80], .unsigned([32768])),
            ("int32_t", [0, 0, 0, 0x80], .signed([-2_147_483_648])),
            ("uint32_t", [0, 0, 0, 0x80], .unsigned([2_147_483_648])),
            ("int64_t", [0, 0, 0, 0, 0, 0, 0, 0x80], .signed([Int64.min])),
            ("uint64_t", [0, 0, 0, 0, 0, 0, 0, 0x80], .unsigned([1 << 63])),
            ("float", [0, 0, 0xC0, 0xBF], .single([-1.5])),
            ("double", [0, 0, 0, 0, 0, 0, 0xF8, 0xBF], .double([-1.5])),
        ]
    )
    func scalars(type: String, value: [UInt8], expected: ULogColumn) throws {
        var builder = ULogBuilder()
        builder.format("t:uint64_t timestamp;\(type) v;")
        builder.add("t", id: 500)
        builder.record(500, ULogBuilder.little(UInt64(1_000_001)), value)
        #expect(try read(builder).topic("t")?.column("v") == expected)
    }

    @Test("formats without end, without fields or larger than a message give no records")
    func impossibleFormats() throws {
        for text in [
            "t:uint64_t timestamp;t again;", "t:uint64_t timestamp;uint64_t[65535] v;",
            "t:uint64_t timestamp;absent v;", "t:uint64_t timestamp;a[60000] v;",
        ] {
            var builder = ULogBuilder()
            builder.format("a:uint64_t[60000] v;")
            builder.format(text)
            builder.add("t", id: 0)
            builder.record(0, ULogBuilder.little(UInt64(1_000_001)), [1])
            let log = try read(builder)
            #expect(log.topics.isEmpty)
            #expect(log.topicsWithoutFormat == ["t"])
            #expect(log.recordsBroken == 1)
        }
    }

    @Test("appended sections are read, and the message cut off before them is counted")
    func appended() throws {
        var builder = ULogBuilder()
        builder.flags(incompatible: [1], appended: [300, 340])
        builder.format("t:uint64_t timestamp;uint8_t v;")
        builder.add("t", id: 0)
        while builder.bytes.count < 300 {
            builder.record(0, ULogBuilder.little(UInt64(1_000_001)), [1])
        }
        let whole = builder.starts.count - 1
        builder.bytes.removeSubrange(300...)
        let cut = try #require(builder.starts.last)
        builder.infoList("char[20] crash", Array("12345678901234567890".utf8), continued: false)
        builder.bytes += [UInt8](repeating: 0, count: 340 - builder.bytes.count)
        builder.info("char[2] last", Array("ok".utf8))
        let log = try read(builder)
        #expect(log.hasAppendedData)
        #expect(log.topic("t")?.count == whole - 3)
        #expect(log.infoLists["crash"] == [[.text("12345678901234567890")]])
        #expect(log.infos["last"] == .text("ok"))
        #expect(log.lost.first == LostRange(start: cut, end: 300, reason: .truncatedRecord))
    }

    @Test("what is no log, an empty one, and one of a later kind are refused with the right code")
    func refusals() {
        #expect(code([]) == .fileEmpty)
        #expect(code(Array("hello, this is no log".utf8)) == .formatUnknown)
        #expect(code(Array(ULogBuilder().bytes.prefix(9))) == .formatDamaged)
        #expect(code(ULogBuilder().bytes) == .formatDamaged)
        #expect(code(ULogBuilder().bytes + [UInt8](repeating: 0, count: 500)) == .formatDamaged)
        var later = ULogBuilder()
        later.flags(incompatible: [2])
        #expect(code(later.bytes) == .formatVersion)
        later = ULogBuilder()
        later.flags(incompatible: [1, 0, 0, 0, 0, 0, 0, 0x80], appended: [17])
        #expect(code(later.bytes) == .formatVersion)
    }

    @Test("only wanted topics keep their records, all are counted")
    func wanted() throws {
        let bytes = ULogBuilder.sample().bytes
        let all = try ULogFile(reading: bytes.span.bytes, name: "a")
        let some = try ULogFile(reading: bytes.span.bytes, name: "a") { $0 == "route" }
        #expect(some.topics.map(\.name) == ["route"])
        #expect(some.recordsRead == all.recordsRead)
        #expect(some.bytesUnderstood == all.bytesUnderstood)
    }
}
