import RoadAnalysis
import RoadModel
import Testing

@Suite("Admissibility of violations")
struct AdmissibilityTests {
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
    }

    private var sound: Admissibility.Evidence {
        var evidence = Admissibility.Evidence()
        evidence.serial = "K1"
        evidence.day = Self.day(2026, 5, 1)
        evidence.microseconds = 1_777_600_000_000_000
        evidence.offsetSeconds = 18_000
        evidence.kind = .speedInstant
        evidence.certificate = "C1"
        evidence.certificateTo = Self.day(2027, 1, 1)
        evidence.plate = "123ABC15"
        (evidence.speedKmh, evidence.limitKmh) = (112, 100)
        evidence.photos = [("a.jpg", String(repeating: "0f", count: 32))]
        return evidence
    }

    private var device: DevicePeriod {
        var period = DevicePeriod(serial: "K1")
        period.certificate = "C1"
        period.laboratory = "ТОО «Metrological Expert»"
        period.certificateFrom = Self.day(2025, 6, 1)
        period.certificateTo = Self.day(2026, 12, 31)
        period.validFrom = Self.day(2025, 1, 1)
        period.mode = "production"
        period.limitKmh = 100
        return period
    }

    private func codes(
        _ evidence: Admissibility.Evidence,
        _ register: [DevicePeriod]? = nil,
        _ revoked: [RevokedLaboratory] = [],
        _ policy: Admissibility.Policy = .init()
    ) -> [String] {
        var judge = Admissibility(register: register, revoked: revoked, policy: policy)
        return judge.findings(evidence).map(\.reason.rawValue)
    }

    @Test("a complete violation stands, with and without a register")
    func complete() {
        #expect(codes(sound).isEmpty)
        #expect(codes(sound, [device]).isEmpty)
    }

    @Test("certificates are held against the event's own day, its last one included")
    func certificates() {
        var evidence = sound
        evidence.certificateTo = evidence.day
        #expect(codes(evidence).isEmpty)
        evidence.certificateTo = Self.day(2026, 4, 30)
        #expect(codes(evidence) == ["CERTIFICATE-EXPIRED"])
        var early = device
        early.certificateFrom = Self.day(2026, 5, 2)
        #expect(codes(sound, [early]) == ["CERTIFICATE-NOT-YET-VALID"])
        var other = device
        other.certificate = "C2"
        #expect(codes(sound, [other]) == ["CERTIFICATE-MISMATCH"])
        #expect(codes(sound, []) == ["DEVICE-UNKNOWN"])
        var later = device
        later.validFrom = Self.day(2026, 6, 1)
        #expect(codes(sound, [later]) == ["DEVICE-NOT-IN-FORCE"])
    }

    @Test("a laboratory's certificates fall from the day of its loss on, whatever its name's form")
    func laboratories() {
        let name = "Metrological Expert"
        let before = RevokedLaboratory(name: name, from: Self.day(2026, 5, 2))
        let onTheDay = RevokedLaboratory(name: name, from: Self.day(2026, 5, 1))
        #expect(codes(sound, [device], [before]).isEmpty)
        #expect(codes(sound, [device], [onTheDay]) == ["LABORATORY-REVOKED"])
    }

    @Test("test mode, a reset clock, a wrong offset, the future")
    func clocks() {
        var evidence = sound
        evidence.isTest = true
        #expect(codes(evidence) == ["TEST-MODE"])
        evidence = sound
        evidence.day = Self.day(2000, 1, 1)
        evidence.certificateTo = nil
        #expect(codes(evidence).contains("CLOCK-IMPLAUSIBLE"))
        evidence = sound
        evidence.receivedMicroseconds = evidence.microseconds - 1
        #expect(codes(evidence) == ["CLOCK-IMPLAUSIBLE"])
        evidence = sound
        evidence.offsetSeconds = 21_600
        #expect(codes(evidence) == ["CLOCK-ZONE"])
        // Before 1 March 2024 most of the country kept +06.
        evidence.day = Self.day(2024, 2, 28)
        #expect(codes(evidence).isEmpty)
    }

    @Test("photos: none stated, none there, no hash, no SHA-256")
    func photos() {
        var evidence = sound
        evidence.photos = nil
        #expect(codes(evidence) == ["PHOTO-NOT-STATED"])
        #expect(AdmissibilityReason.photoNotStated.isBlocking == false)
        evidence.photos = []
        #expect(codes(evidence) == ["PHOTO-MISSING"])
        evidence.photos = [("a.jpg", "")]
        #expect(codes(evidence) == ["PHOTO-HASH-MISSING"])
        evidence.photos = [("a.jpg", "12ab")]
        #expect(codes(evidence) == ["PHOTO-HASH-BAD"])
    }

    @Test("speed: not above, below what is punished, within the error only when that is asked for")
    func speeds() {
        var evidence = sound
        evidence.speedKmh = 100
        #expect(codes(evidence) == ["SPEED-NOT-ABOVE-LIMIT"])
        evidence.speedKmh = 109.9
        #expect(codes(evidence) == ["SPEED-BELOW-THRESHOLD"])
        evidence.speedKmh = 110
        #expect(codes(evidence).isEmpty)
        evidence.speedErrorKmh = 2
        #expect(codes(evidence).isEmpty)
        var policy = Admissibility.Policy()
        policy.subtractsError = true
        #expect(codes(evidence, nil, [], policy) == ["SPEED-WITHIN-ERROR"])
        evidence.speedKmh = 320
        #expect(codes(evidence) == ["SPEED-IMPLAUSIBLE"])
        evidence = sound
        evidence.limitKmh = 90
        #expect(codes(evidence, [device]) == ["LIMIT-MISMATCH"])
    }

    @Test("a second read of one passage is a duplicate, a minute later it is another passage")
    func duplicates() {
        var judge = Admissibility(register: nil, revoked: [], policy: .init())
        var evidence = sound
        #expect(judge.findings(evidence).isEmpty)
        evidence.microseconds += 2_000_000
        #expect(judge.findings(evidence).map(\.reason) == [.duplicate])
        evidence.microseconds += 60_000_000
        #expect(judge.findings(evidence).isEmpty)
    }

    @Test("every reason has words of its own in three languages")
    func words() {
        for language in Language.allCases {
            let words = Set(AdmissibilityReason.allCases.map { $0.words(language) })
            #expect(words.count == AdmissibilityReason.allCases.count)
        }
    }

    @Test("complexes: expiring, expired, revoked, silent, never seen, without a partner")
    func devices() {
        var expiring = device
        expiring.certificateTo = Self.day(2026, 5, 20)
        expiring.laboratory = ""
        var expired = device
        (expired.serial, expired.certificateTo) = ("K2", Self.day(2026, 4, 30))
        expired.partner = "NOWHERE"
        expired.laboratory = ""
        var revoked = device
        revoked.serial = "K3"
        var activity: [String: DeviceCheck.Activity] = [:]
        for serial in ["K1", "K3", "K9"] {
            activity[serial] = .init(last: Self.day(2026, 5, 1), records: 5)
        }
        activity["K3"]?.silence = (4, 400)
        let check = DeviceCheck(
            register: [expiring, expired, revoked],
            revoked: [RevokedLaboratory(name: "metrological expert", from: Self.day(2025, 1, 30))],
            activity: activity,
            day: Self.day(2026, 5, 1),
            within: 30
        )
        #expect(
            check.findings.map { "\($0.serial) \($0.code.rawValue)" } == [
                "K1 CERTIFICATE-EXPIRING", "K2 CERTIFICATE-EXPIRED", "K2 NEVER-SEEN",
                "K2 PARTNER-MISSING", "K3 LABORATORY-REVOKED", "K3 SILENT", "K9 NOT-IN-REGISTER",
            ]
        )
    }

    @Test("a class that has to go slower than cars is held against its own limit")
    func classes() {
        func general(_ car: Double, _ heavy: Double) -> [ControlledSection.ClassLimit] {
            [(VehicleClass.car, car), (.heavyTruck, heavy)].map {
                .init(firstDay: 0, vehicle: $0.0, kmh: $0.1)
            }
        }
        let rules: [LimitedRoad: [ControlledSection.ClassLimit]] = [
            .rural: general(100, 70), .settlement: general(60, 50),
        ]
        var period = device
        period.road = .rural
        func answer(
            _ speed: Double,
            _ limit: Double,
            _ vehicle: VehicleClass,
            _ road: LimitedRoad? = .rural
        ) -> (codes: [String], limit: Admissibility.BindingLimit?) {
            period.road = road
            var evidence = sound
            (evidence.speedKmh, evidence.limitKmh, evidence.vehicle) = (speed, limit, vehicle)
            let judge = Admissibility(
                register: [period],
                revoked: [],
                policy: .init(),
                general: rules
            )
            var mutable = judge
            return (mutable.findings(evidence).map(\.reason.rawValue), judge.limit(evidence))
        }
        // 85 km/h is no excess for a car under 100, and 15 km/h for a heavy lorry under 70.
        #expect(answer(85, 100, .car).codes == ["SPEED-NOT-ABOVE-LIMIT"])
        #expect(answer(85, 100, .heavyTruck).codes.isEmpty)
        #expect(answer(85, 100, .heavyTruck).limit?.kmh == 70)
        #expect(answer(85, 100, .heavyTruck).limit?.isOfClass == true)
        #expect(answer(85, 100, .heavyTruck, nil).codes == ["SPEED-NOT-ABOVE-LIMIT"])
        #expect(answer(85, 100, .unknown).codes == ["SPEED-NOT-ABOVE-LIMIT"])
        // The record may state the class's limit where the register states the sign's.
        #expect(answer(85, 70, .heavyTruck).codes.isEmpty)
        #expect(answer(115, 70, .car).codes == ["LIMIT-MISMATCH"])
        // A sign that allows cars more than the general limit counts for them.
        period.limitKmh = 80
        #expect(answer(85, 80, .car, .settlement).codes == ["SPEED-BELOW-THRESHOLD"])
        #expect(answer(85, 80, .heavyTruck, .settlement).limit?.kmh == 50)
        // Without any sign the general limit of the class is left.
        period.limitKmh = nil
        #expect(answer(112, .nan, .car).codes.isEmpty)
        #expect(answer(112, .nan, .car).limit?.kmh == 100)
        #expect(answer(112, .nan, .unknown).codes == ["LIMIT-UNKNOWN"])
    }
}
