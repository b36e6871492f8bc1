import RoadIngest
import RoadModel
import Testing

@Suite("Opening a table")
struct TableOpeningTests {
    private func open(_ bytes: [UInt8]) throws -> TableOpening {
        try TableOpening(bytes.span, subject: "t.csv")
    }

    private func error(_ bytes: [UInt8]) -> IntakeError? {
        do {
            _ = try TableOpening(bytes.span, subject: "t.csv")
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "detects the separator from the header",
        arguments: [
            ("a,b,c\n", ","), ("a;b;c\n", ";"), ("a\tb\n", "\t"), ("\"x;y\",b,c\n", ","),
            ("a\n", ","), ("\n\na;b,c;d\n1,2,3,4,5\n", ";"),
        ]
    )
    func separator(text: String, expected: Character) throws {
        #expect(try open(Array(text.utf8)).separator == expected.asciiValue)
    }

    @Test("passes over a byte order mark and reports where records begin")
    func byteOrderMark() throws {
        let opening = try open([0xEF, 0xBB, 0xBF] + Array(" id ;\"na;me\"\r\n1;2".utf8))
        #expect(opening.header == ["id", "na;me"])
        #expect(opening.place == SourcePlace(line: 1, byteOffset: 3))
        #expect(opening.records.byteOffset == 17)
        #expect(opening.records.line == 2)
    }

    @Test("refuses an empty file and one of line ends")
    func empty() {
        #expect(error([])?.code == .fileEmpty)
        #expect(error(Array("\r\n\n".utf8))?.code == .fileEmpty)
    }

    @Test("refuses UTF-16 with and without its mark")
    func wide() {
        #expect(error([0xFF, 0xFE, 0x61, 0])?.code == .encoding)
        #expect(error([0xFE, 0xFF, 0, 0x61])?.code == .encoding)
        #expect(error([0x61, 0, 0x62, 0])?.code == .encoding)
    }

    @Test("refuses Windows-1251 and says at which byte and what to do")
    func singleByteEncoding() throws {
        let header = try #require(error(Array("id,".utf8) + [0xE4, 0xE0] + Array("\n1,2\n".utf8)))
        #expect(header.code == .encoding)
        #expect(header.place == SourcePlace(line: 1, byteOffset: 3))
        #expect(header.remedy.contains("UTF-8"))
        let body = try #require(error(Array("id,n\n1,a\n2,".utf8) + [0xE4, 0xE0, 10]))
        #expect(body.place == SourcePlace(line: 3, byteOffset: 11))
    }

    @Test("a header whose quote never closes is damage")
    func openQuote() {
        #expect(error(Array("id,\"name\n1,2\n".utf8))?.code == .formatDamaged)
    }

    @Test("names match across case, spaces and marks; the nearest candidate is offered")
    func header() throws {
        let wanted = [
            ColumnSpec("event_time", synonyms: ["Дата и время"], isMandatory: true),
            ColumnSpec("site_lat", isMandatory: true), ColumnSpec("lane"),
        ]
        let match = HeaderMatch(["LANE", "дата  И время", "site lat ", "x"], wanted: wanted)
        #expect(match.indices == [1, 2, 0])
        #expect(match.ignored == ["x"])
        #expect(match.ignoredNote?.text.contains("x") == true)
        let broken = HeaderMatch(["event_tme", "lane", "lane"], wanted: wanted)
        #expect(broken.missing == ["event_time", "site_lat"])
        #expect(broken.repeated == ["lane"])
        do {
            try broken.requireMandatory(subject: "t", place: SourcePlace(line: 1, byteOffset: 0))
            Issue.record("a missing column was accepted")
        } catch {
            #expect(error.code == .columnMissing)
            #expect(error.detail.contains("event_time, site_lat"))
            #expect(error.remedy.contains("event_tme → event_time"))
        }
    }

    @Test(
        "what could be a registration plate is never quoted",
        arguments: [
            ("123ABC15", "<plate>"), ("123 abc 15", "<plate>"), ("A 777 BCD", "<plate>"),
            ("х777ух", "<plate>"), ("12km", "12km"), ("2026-11-23T09:15", "2026-11-23T09:15"),
            ("fast", "fast"), ("a\nb", "a b"),
        ]
    )
    func plates(text: String, expected: String) {
        #expect(safeForMessages(text) == expected)
    }
}
