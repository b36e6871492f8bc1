import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Values that cannot be right by their neighbours")
struct RawTableDoubtsTests {
    private func doubts(_ values: [Double]) -> [Int] {
        let table = RawTable(name: "t", rowCount: values.count, columnNames: ["v"]) { _ in
            .double(values)
        }
        return RawTableDoubts.find(in: table).map(\.row)
    }

    private var wave: [Double] { (0..<3000).map { 3 + 0.01 * Double($0 * 37 % 11) } }

    @Test("noise, a ramp, a step and an angle that turns over are not doubted")
    func sound() {
        #expect(doubts(wave).isEmpty)
        #expect(doubts((0..<500).map { Double($0) * 1e5 }).isEmpty)
        #expect(doubts((0..<500).map { $0 < 200 ? 1 : 900 }).isEmpty)
        #expect(doubts((0..<500).map { $0 == 250 ? 0.1 : 359.9 }).isEmpty)
        #expect(doubts([1, 2, 9e9, 3]).isEmpty)
    }

    @Test(
        "a single value far from both neighbours is, and one that is no number",
        arguments: [
            9e30, -5, 1, .nan, .infinity,
        ]
    )
    func spike(value: Double) {
        var values = wave
        values[222] = value
        #expect(doubts(values) == [223])
    }

    @Test("in a short column only what is out of all proportion is")
    func short() {
        var values = Array(wave.prefix(200))
        values[20] = 50
        #expect(doubts(values).isEmpty)
        values[20] = -3e12
        #expect(doubts(values) == [21])
    }

    @Test("what stands still is doubted once, what pulses is not")
    func still() {
        var values = [Double](repeating: 4, count: 2000)
        values[100] = 4100
        #expect(doubts(values) == [101])
        for row in stride(from: 10, to: 2000, by: 10) { values[row] = 4100 }
        #expect(doubts(values).isEmpty)
    }

    @Test(
        "nothing is doubted in sound logs, and in damaged ones only what is damaged",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func references() throws {
        let sound = [
            "ulog/pyulog_sample_log_small.ulg", "ulog/px4ulogrs_quadrotor_local.ulg",
            "ulog/pyulog_sample.ulg", "dataflash/dronekit_la_log171.bin",
            "dji-txt/IgorKilipenko_DJIFlightRecord_2018-10-03_[13-23-50].txt",
        ]
        for name in sound {
            let bytes = try SharedReference.bytes("flightlogs/\(name)")
            #expect(try RawTables.doubts(bytes.span, name: name) == [], "\(name)")
        }
        let flipped = "ulog/damaged/pyulog_sample_log_small_flip100.ulg"
        let bytes = try SharedReference.bytes("flightlogs/\(flipped)")
        let found = try #require(try RawTables.doubts(bytes.span, name: flipped))
        #expect(found.count >= 10)
        #expect(found.contains { $0.table == "vehicle_attitude_0" && $0.field == "q[1]" })
    }
}
