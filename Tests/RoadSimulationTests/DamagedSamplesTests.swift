import Foundation
import RoadModel
import RoadSimulation
import Testing

@Suite("Damaged samples")
struct DamagedSamplesTests {
    private struct Expectation: Decodable {
        struct Row: Decodable {
            var line: Int
            var code: String
        }
        var file: String
        var code: String?
        var lost: String?
        var rows: [Row]
    }

    @Test("They are written on request only, each with a known code")
    func expectations() throws {
        let plain = try WrittenWorld(smallOptions { $0.flights = 0 })
        #expect(!plain.summary.files.contains { $0.path.hasPrefix("damaged/") })

        let world = try WrittenWorld(
            smallOptions {
                $0.flights = 0
                $0.includesDamaged = true
            }
        )
        let paths = world.summary.files.map(\.path).filter { $0.hasPrefix("damaged/") }
        let samples = paths.filter { !$0.hasSuffix(".expected.json") }
        #expect(samples.count == 9)
        var codes: Set<String> = []
        for path in samples {
            let content = Data(try world.bytes(path + ".expected.json"))
            let expectation = try JSONDecoder().decode(Expectation.self, from: content)
            #expect("damaged/" + expectation.file == path)
            if let code = expectation.code {
                #expect(ErrorCode(rawValue: code) != nil)
                codes.insert(code)
            }
            let lines = path.hasSuffix(".csv") ? try world.lines(path).count : 0
            for row in expectation.rows {
                #expect(RejectReason(rawValue: row.code) != nil)
                #expect(row.line > 1 && row.line <= lines)
            }
            #expect(expectation.code != nil || expectation.lost != nil || !expectation.rows.isEmpty)
        }
        #expect(
            codes == [
                "file.empty", "file.damaged", "file.format_unknown", "file.column_missing",
                "file.nothing_accepted",
            ]
        )
    }

    @Test("The damage is what the expectation says")
    func damage() throws {
        let world = try WrittenWorld(smallOptions { $0.includesDamaged = true })
        #expect(try world.bytes("damaged/empty.ulg").isEmpty)
        let whole = try world.bytes("flights/flight-001.ulg")
        let cut = try world.bytes("damaged/truncated.ulg")
        #expect(cut.count < whole.count && cut.count > whole.count / 3)
        #expect(cut == Array(whole.prefix(cut.count)))
        #expect(try TakenApart(cut).leftOver == 2)
        let missing = try world.rows("damaged/missing-column.csv")
        #expect(missing.count == 1)
        #expect(missing[0].count == PassageFileTests.columns.count - 1)
        #expect(missing[0]["event_time"] == nil)
        #expect(missing[0]["event_type"] == "PASSAGE")
        let swapped = try world.rows("damaged/swapped-coordinates.csv")
        #expect(number(swapped[0], "site_lat") > 66 && number(swapped[0], "site_lon") < 49)
    }
}
