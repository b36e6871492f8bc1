import RoadAnalysis
import RoadModel
import RoadStatistics
import Testing

@Suite("Complexes that drift")
struct DeviceDriftTests {
    private static let day = CivilDate(daysSinceEpoch: 20_574)

    /// 60 days of records whose means vary by `spread`; the last fortnight is shifted.
    private func codes(
        speedShift: Double = 0,
        plateShift: Double = 0,
        spread: Double = 1.5,
        days: Int = 60,
        seed: UInt64 = 5
    ) -> [String] {
        var random = ReplayableGenerator(seed: seed)
        var activity = DeviceCheck.Activity(last: Self.day, records: days * 100)
        for row in 0..<days {
            let isLate = row >= days - 14
            activity.daily.append(
                (
                    20_500 + row, 100, 72 + spread * random.normal() + (isLate ? speedShift : 0),
                    min(1, 0.93 + 0.01 * random.normal() + (isLate ? plateShift : 0))
                )
            )
        }
        return DeviceCheck(
            register: [],
            revoked: [],
            activity: ["K1": activity],
            day: Self.day,
            within: 30
        ).findings.map(\.code.rawValue)
    }

    @Test("a shift of mean speed or of the share of read plates in the last fortnight is named")
    func drift() {
        #expect(codes(speedShift: 6) == ["SPEED-DRIFT"])
        #expect(codes(speedShift: -6) == ["SPEED-DRIFT"])
        #expect(codes(plateShift: -0.2) == ["READ-RATE-DRIFT"])
        #expect(codes(speedShift: 6, plateShift: -0.2).count == 2)
    }

    @Test("days that vary as usual are no drift, nor is a shift within the spread or too few days")
    func steady() {
        let alarms = (0..<200).reduce(0) { $0 + codes(seed: UInt64($1)).count }
        #expect(alarms <= 2)
        #expect(codes(speedShift: 1).isEmpty)
        #expect(codes(speedShift: 5, spread: 12).isEmpty)
        #expect(codes(speedShift: 6, days: 27).isEmpty)
    }

    @Test("a complex that stands elsewhere than the register says has moved")
    func moved() {
        var row = DevicePeriod(serial: "K1")
        row.certificate = "C"
        row.site = GeodeticCoordinate(latitude: Degrees(51.1), longitude: Degrees(71.4))
        func codes(_ longitude: Double) -> [String] {
            var activity = DeviceCheck.Activity(last: Self.day, records: 5)
            activity.site = GeodeticCoordinate(
                latitude: Degrees(51.1),
                longitude: Degrees(longitude)
            )
            return DeviceCheck(
                register: [row],
                revoked: [],
                activity: ["K1": activity],
                day: Self.day,
                within: 30
            ).findings.map { "\($0.code.rawValue) \($0.detail)" }
        }
        #expect(codes(71.4005).isEmpty)
        #expect(codes(71.402) == ["SITE-MOVED 140 m"])
    }
}
