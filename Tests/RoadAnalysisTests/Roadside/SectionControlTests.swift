import RoadAnalysis
import RoadModel
import Testing

@Suite("Section control")
struct SectionControlTests {
    private let section = ControlledSection(
        id: "S",
        entry: "IN",
        exit: "OUT",
        length: Metres(10_000),
        lengthError: Metres(10),
        limitKmh: 90,
        lengthSource: "given"
    )

    /// Reads as `(complex, seconds, plate)`; the clock shows UTC+5.
    private func control(
        _ rows: [(String, Double, String)],
        _ policy: SectionPolicy = SectionPolicy()
    ) -> (reads: SectionReads, control: SectionControl) {
        var reads = SectionReads(devices: ["IN", "OUT"])
        for (number, row) in rows.enumerated() {
            let plate = Array(row.2.utf8)
            let serial = Array(row.0.utf8)
            reads.add(
                time: Int64(row.1 * 1e6),
                offsetSeconds: 18_000,
                serial: serial[...],
                plate: plate[...],
                row: number
            )
        }
        return (reads, SectionControl(reads, [section], policy))
    }

    @Test("length over time, with both clocks and the length against the camera")
    func bounds() throws {
        // 10 km in 360 s are 100 km/h; (10,000 - 10) m in (360 + 0.1) s are 99.8722 km/h.
        let found = control([("IN", 0, "123ABC15"), ("OUT", 360, "123ABC15")]).control
        let way = try #require(found.transits.first)
        #expect(abs(way.speedKmh - 100) < 1e-9)
        #expect(abs(way.lowerKmh - 9990 / 360.1 * 3.6) < 1e-9)
        #expect(abs(way.upperKmh - 10_010 / 359.9 * 3.6) < 1e-9)
        #expect(found.isViolation(way))
    }

    @Test("a speed whose lower bound does not pass the limit is no violation")
    func margin() {
        // 90.05 km/h lies above the limit, its lower bound of 89.93 below.
        let seconds = 10_000 / (90.05 / 3.6)
        let found = control([("IN", 0, "123ABC15"), ("OUT", seconds, "123ABC15")]).control
        #expect(found.transits.count == 1)
        #expect(found.transits.allSatisfy { !found.isViolation($0) })
    }

    @Test("a way over local midnight is one way and says so")
    func midnight() throws {
        // 19:00 UTC is midnight at +05:00.
        let night = 19.0 * 3600
        let found = control([("IN", night - 100, "A123BCD"), ("OUT", night + 260, "A123BCD")])
        #expect(try #require(found.control.transits.first).crossesMidnight)
    }

    @Test("stops, doubled plates, missing ends and repeats come to nothing, each counted")
    func tallies() {
        let found = control([
            ("IN", 0, "STOPPED1"), ("OUT", 7200, "STOPPED1"),
            ("IN", 0, "TWOCARS1"), ("OUT", 60, "TWOCARS1"),
            ("IN", 0, "LEFT0001"), ("OUT", 500, "JOINED99"),
            ("IN", 0, "REPEAT01"), ("IN", 3, "REPEAT01"), ("OUT", 400, "REPEAT01"),
            ("OUT", 405, "REPEAT01"),
        ]).control
        let tally = found.tallies[0]
        #expect(found.transits.count == 1)
        #expect(found.transits.first?.seconds == 400)
        #expect(tally.stopped == 1 && tally.impossible == 1)
        #expect(tally.entriesAlone == 1 && tally.exitsAlone == 1)
        #expect(tally.repeats == 2)
    }

    @Test("a vehicle that comes back has two ways")
    func cameBack() {
        let found = control([
            ("IN", 0, "123ABC15"), ("OUT", 400, "123ABC15"), ("IN", 9000, "123ABC15"),
            ("OUT", 9500, "123ABC15"),
        ]).control
        #expect(found.transits.map { Int($0.seconds) } == [400, 500])
        #expect(found.transits.allSatisfy { $0.join == .exact })
    }

    @Test("one misread character is mended when just one pair fits, and never when two do")
    func misreads() throws {
        let one = control([("IN", 0, "123ABC15"), ("OUT", 360, "123A8C15")]).control
        #expect(one.transits.map(\.join) == [.mended])
        let lost = control([("IN", 0, "123ABC15"), ("OUT", 360, "123AC15")]).control
        #expect(lost.transits.map(\.join) == [.mended])
        let two = control([
            ("IN", 0, "123ABC15"), ("IN", 5, "123AEC15"), ("OUT", 360, "123A8C15"),
        ]).control
        #expect(two.transits.isEmpty && two.tallies[0].ambiguous > 0)
        var exact = SectionPolicy()
        exact.mendsMisreads = false
        #expect(
            control([("IN", 0, "123ABC15"), ("OUT", 360, "123A8C15")], exact).control.transits
                .isEmpty
        )
    }

    @Test("a second read that competes makes a way doubtful, which is never a violation")
    func competing() throws {
        let entries = control([
            ("IN", 0, "123ABC15"), ("IN", 100, "123ABC15"), ("OUT", 420, "123ABC15"),
        ]).control
        #expect(entries.transits.map(\.join) == [.ambiguous])
        #expect(entries.transits.allSatisfy { !entries.isViolation($0) })
        let exits = control([
            ("IN", 0, "123ABC15"), ("OUT", 330, "123ABC15"), ("OUT", 420, "123ABC15"),
        ]).control
        #expect(exits.transits.map(\.join) == [.ambiguous])
    }

    @Test("the order of reads in the file changes nothing")
    func order() {
        let rows: [(String, Double, String)] = (0..<500).flatMap { number in
            let plate = "\(100 + number)ABC15"
            return [("IN", Double(number) * 7, plate), ("OUT", Double(number) * 7 + 380, plate)]
        }
        let forward = control(rows)
        let backward = control(rows.reversed())
        func ways(_ found: (reads: SectionReads, control: SectionControl)) -> [Int64] {
            found.control.transits.map { found.reads.microseconds[$0.entry] }
        }
        #expect(forward.control.transits.count == 500)
        #expect(ways(forward) == ways(backward))
    }

    @Test("a class's own limit binds from its day on, and of two classes the higher limit counts")
    func classLimits() throws {
        var limited = section
        limited.classLimits = [
            .init(firstDay: 1, vehicle: .heavyTruck, kmh: 70),
            .init(firstDay: 1, vehicle: .truck, kmh: 85),
        ]
        func control(_ entry: VehicleClass, _ exit: VehicleClass, day: Int) -> SectionControl {
            var reads = SectionReads(devices: ["IN", "OUT"])
            let plate = Array("123ABC02".utf8)
            // 10 km in 450 s are 80 km/h.
            for (serial, seconds, vehicle) in [("IN", 0.0, entry), ("OUT", 450, exit)] {
                let serial = Array(serial.utf8)
                reads.add(
                    time: Int64(day) * 86_400_000_000 + Int64(seconds * 1e6),
                    offsetSeconds: 18_000,
                    serial: serial[...],
                    plate: plate[...],
                    vehicle: vehicle,
                    row: 0
                )
            }
            return SectionControl(reads, [limited], SectionPolicy())
        }
        func found(_ control: SectionControl) throws -> (limit: Double, breaks: Bool) {
            let way = try #require(control.transits.first)
            return (way.limitKmh, control.isViolation(way))
        }
        let heavy = try found(control(.heavyTruck, .heavyTruck, day: 1))
        #expect(heavy.limit == 70 && heavy.breaks)
        let before = try found(control(.heavyTruck, .heavyTruck, day: 0))
        #expect(before.limit == 90 && !before.breaks)
        let unsure = try found(control(.heavyTruck, .truck, day: 1))
        #expect(unsure.limit == 85 && !unsure.breaks)
        let half = try found(control(.unknown, .heavyTruck, day: 1))
        #expect(half.limit == 70 && half.breaks)
        let car = try found(control(.car, .unknown, day: 1))
        #expect(car.limit == 90 && !car.breaks)
    }
}
