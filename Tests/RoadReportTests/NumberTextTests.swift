import RoadModel
import RoadReport
import Testing

/// Expected texts follow Unicode CLDR 44 (kk, ru, en-GB) and the domain facts of the project.
struct NumberTextTests {
    @Test(arguments: [
        (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (2579, "2\u{A0}579", "2,579"),
        (-43_250, "−43\u{A0}250", "−43,250"), (1_000_000, "1\u{A0}000\u{A0}000", "1,000,000"),
        (
            Int.min, "−9\u{A0}223\u{A0}372\u{A0}036\u{A0}854\u{A0}775\u{A0}808",
            "−9,223,372,036,854,775,808"
        ),
    ])
    func `whole numbers are grouped by three`(value: Int, ru: String, en: String) {
        #expect(NumberText(.ru).count(value) == ru)
        #expect(NumberText(.kk).count(value) == ru)
        #expect(NumberText(.en).count(value) == en)
    }

    @Test(arguments: [
        (10.5, 1, "10,5", "10.5"), (0.05, 1, "0,1", "0.1"), (-0.04, 1, "0,0", "0.0"),
        (1234.5678, 2, "1\u{A0}234,57", "1,234.57"), (-2.5, 0, "−3", "−3"),
        (.nan, 1, "–", "–"), (.infinity, 1, "–", "–"), (1e300, 1, "–", "–"),
    ])
    func `decimals are rounded half away from zero`(
        value: Double,
        decimals: Int,
        ru: String,
        en: String
    ) {
        #expect(NumberText(.ru).decimal(value, decimals: decimals) == ru)
        #expect(NumberText(.en).decimal(value, decimals: decimals) == en)
    }

    @Test func `percentages carry a space in kk and ru and none in en`() {
        #expect(NumberText(.kk).percent(10.5) == "10,5\u{A0}%")
        #expect(NumberText(.ru).percent(10.5) == "10,5\u{A0}%")
        #expect(NumberText(.en).percent(10.5) == "10.5%")
        #expect(NumberText(.ru).signedPercent(-10.0039) == "−10,0\u{A0}%")
        #expect(NumberText(.ru).signedPercent(3.24) == "+3,2\u{A0}%")
        #expect(NumberText(.ru).signedPercent(0.04) == "0,0\u{A0}%")
        #expect(NumberText(.en).share(0.975) == "97.5%")
    }

    @Test func `units stand behind a no-break space in the reader's language`() {
        #expect(NumberText(.ru).kilometres(Metres(1234)) == "1,2\u{A0}км")
        #expect(NumberText(.en).metres(Metres(1010)) == "1,010\u{A0}m")
        #expect(NumberText(.ru).duration(seconds: 3900) == "1\u{A0}ч\u{A0}5\u{A0}мин")
        #expect(NumberText(.kk).duration(seconds: 3900) == "1\u{A0}сағ\u{A0}5\u{A0}мин")
        #expect(NumberText(.en).duration(seconds: 12) == "12\u{A0}s")
        #expect(NumberText(.en).duration(seconds: .nan) == "–")
        #expect(NumberText(.ru).probability(0.00023) == "<0,001")
        #expect(NumberText(.ru).probability(0.034) == "0,034")
    }

    @Test func `dates follow each language`() {
        let day = Samples.day(2026, 11, 23)
        #expect(DateText(.kk).long(day) == "2026\u{A0}ж. 23\u{A0}қараша")
        #expect(DateText(.ru).long(day) == "23\u{A0}ноября 2026\u{A0}г.")
        #expect(DateText(.en).long(day) == "23\u{A0}November 2026")
        #expect(DateText(.kk).short(day) == "23.11.26")
        #expect(DateText(.ru).short(day) == "23.11.2026")
        #expect(DateText(.en).short(day) == "23/11/2026")
        let instant = Timestamp(date: day, secondOfDay: 14 * 3600 + 300, offsetSeconds: 18_000)
        #expect(
            DateText(.ru).shortWithTime(instant, offsetSeconds: 18_000) == "23.11.2026 14:05"
        )
    }

    @Test func `a whole year is named by its number, a part names the year once`() {
        let year = ReportPeriod(first: Samples.day(2025, 1, 1), last: Samples.day(2025, 12, 31))
        #expect(DateText(.kk).period(year) == "2025\u{A0}жыл")
        #expect(DateText(.ru).period(year) == "2025\u{A0}год")
        #expect(DateText(.en).period(year) == "2025")
        let part = ReportPeriod(first: Samples.day(2025, 1, 1), last: Samples.day(2025, 8, 31))
        #expect(DateText(.kk).period(part) == "2025\u{A0}ж. 1\u{A0}қаңтар – 31\u{A0}тамыз")
        #expect(DateText(.ru).period(part) == "1\u{A0}января – 31\u{A0}августа 2025\u{A0}г.")
        #expect(DateText(.en).period(part) == "1\u{A0}January – 31\u{A0}August 2025")
    }

    @Test(arguments: [
        (1, "1\u{A0}вылет"), (2, "2\u{A0}вылета"), (5, "5\u{A0}вылетов"), (11, "11\u{A0}вылетов"),
        (12, "12\u{A0}вылетов"), (21, "21\u{A0}вылет"), (22, "22\u{A0}вылета"),
        (111, "111\u{A0}вылетов"), (0, "0\u{A0}вылетов"), (1001, "1\u{A0}001\u{A0}вылет"),
    ])
    func `Russian nouns follow their number`(count: Int, text: String) {
        #expect(CountNoun.flight.counted(count, .ru) == text)
    }

    @Test func `Kazakh nouns stay in the singular after a number`() {
        #expect(CountNoun.flight.counted(1, .kk) == "1\u{A0}ұшу")
        #expect(CountNoun.flight.counted(22, .kk) == "22\u{A0}ұшу")
        #expect(CountNoun.flight.counted(1, .en) == "1\u{A0}flight")
        #expect(CountNoun.flight.counted(22, .en) == "22\u{A0}flights")
    }
}
