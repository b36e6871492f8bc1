import RoadIngest
import RoadModel
import Testing

@Suite("Times from bytes")
struct ByteTimeTests {
    private func parse(_ text: String, allowsSlashes: Bool = false) -> WallTime? {
        let bytes = Array(text.utf8)
        return ByteTime.parse(bytes.span, 0..<bytes.count, allowsSlashes: allowsSlashes)
    }

    @Test(
        "reads times that carry their offset",
        arguments: [
            ("2026-11-23T09:15:02.120+05:00", "2026-11-23T04:15:02.120Z"),
            ("2026-11-23T09:15:02Z", "2026-11-23T09:15:02Z"),
            ("2026-11-23 09:15:02.1234567+0600", "2026-11-23T03:15:02.123456Z"),
            ("2026-11-23t09:15z", "2026-11-23T09:15:00Z"),
            ("23.11.2026 00:30:00+05", "2026-11-22T19:30:00Z"),
            ("2026-01-01T00:00:00,5-03:30", "2026-01-01T03:30:00.500Z"),
        ]
    )
    func withOffset(text: String, utc: String) throws {
        let wall = try #require(parse(text))
        let offset = try #require(wall.offsetSeconds)
        #expect(wall.timestamp(offsetSeconds: offset).description == utc)
    }

    @Test(
        "reads local times",
        arguments: [
            ("2024-02-29 23:59:59", 2024, 2, 29, 86_399),
            ("09.03.2025 07:05", 2025, 3, 9, 25_500),
            ("31.12.1999 00:00:01", 1999, 12, 31, 1),
        ]
    )
    func local(text: String, year: Int, month: Int, day: Int, second: Int) throws {
        let wall = try #require(parse(text))
        #expect(wall.date == CivilDate(year: year, month: month, day: day))
        #expect(wall.secondOfDay == second)
        #expect(wall.offsetSeconds == nil)
        #expect(wall.hasTime)
    }

    @Test("reads a date alone and says that it has no time")
    func dateOnly() throws {
        let wall = try #require(parse("14.03.2027"))
        #expect(!wall.hasTime)
        #expect(wall.secondOfDay == 0)
    }

    @Test("reads slashes day first, and only where they are allowed")
    func slashes() throws {
        #expect(parse("24/06/2023 17:58") == nil)
        let wall = try #require(parse("24/06/2023 17:58", allowsSlashes: true))
        #expect(wall.date == CivilDate(year: 2023, month: 6, day: 24))
        #expect(parse("06/24/2023", allowsSlashes: true) == nil)
    }

    @Test(
        "refuses what is no time",
        arguments: [
            "", "2026", "2026-11-31", "2023-02-29", "2026-13-01", "2026-11-23T24:00:00",
            "2026-11-23T09:60", "2026-11-23T09:15:60", "2026-11-23T9:15", "2026-11-23T09:15:02.",
            "2026-11-23T09:15:02+5", "2026-11-23T09:15:02+05:0", "2026-11-23T09:15:02+19:00",
            "2026-11-23T09:15:02 +05:00", "2026-11-23T", "23.11-2026", "0001-01-01", "9999-01-01",
            "2026-11-23T09:15:02.0123456789Z", "2026-11-23T09:15Zx", "yyyy-mm-dd",
        ]
    )
    func refused(text: String) {
        #expect(parse(text) == nil)
    }

    @Test("a time cut at any byte never traps")
    func truncation() {
        let text = "2026-11-23T09:15:02.120+05:00"
        for length in 0...text.count { _ = parse(String(text.prefix(length))) }
        #expect(parse(String(text.prefix(19)))?.secondOfDay == 33_302)
    }
}
