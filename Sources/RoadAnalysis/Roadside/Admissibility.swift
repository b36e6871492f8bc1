package import RoadModel

/// Holds one violation against the register and the rules of evidence.
package struct Admissibility: Sendable {
    /// What may be set; tolerances the law does not name are off.
    package struct Policy: Sendable, Hashable {
        /// Whether the device's stated error is taken off the speed.
        package var subtractsError = false
        /// The error of a device whose papers state none, km/h.
        package var usualErrorKmh = 0.0
        /// Reads of one plate at one complex within this time are one passage.
        package var duplicateSeconds = 5.0
        /// No vehicle goes faster, km/h.
        package var fastestKmh = 300.0
        /// No heavy vehicle goes faster, km/h.
        package var fastestHeavyKmh = 180.0
        /// A site further than this from the register's has moved.
        package var siteTolerance = Metres(50)
        /// Excess that the Code punishes on the violation's day, km/h.
        package var punishedFromKmh = 10.0

        /// The defaults above.
        package init() {}
    }

    /// What a record says.
    package struct Evidence: Sendable {
        /// Serial number.
        package var serial = ""
        /// The local day.
        package var day = CivilDate(daysSinceEpoch: 0)
        /// UTC microseconds.
        package var microseconds: Int64 = 0
        /// Local minus UTC, in seconds.
        package var offsetSeconds = 0
        /// When the file was received.
        package var receivedMicroseconds = Int64.max
        /// What was recorded.
        package var kind = ViolationKind.passage
        /// Names of fields that the law demands and the record leaves empty.
        package var emptyFields: [String] = []
        /// Number of the certificate as the record states it.
        package var certificate = ""
        /// Its last day as the record states it.
        package var certificateTo: CivilDate?
        /// The laboratory as the record states it.
        package var laboratory = ""
        /// Whether the record says test.
        package var isTest = false
        /// Where the record says the complex stands.
        package var site: GeodeticCoordinate?
        /// The plate in its one spelling.
        package var plate = ""
        /// Whether the plate is of a known series.
        package var isPlateKnown = true
        /// Whether the vehicle is heavy.
        package var isHeavy = false
        /// The class that limits are set for.
        package var vehicle = VehicleClass.unknown
        /// Measured speed.
        package var speedKmh = Double.nan
        /// The limit as the record states it.
        package var limitKmh = Double.nan
        /// The error of the speed as the record states it.
        package var speedErrorKmh: Double?
        /// Hashes of the photos; `nil` when the file has no column of photos.
        package var photos: [(file: String, hash: String)]?
        /// The first day on which the kind is fixed automatically.
        package var automaticFrom: CivilDate?

        /// Nothing yet.
        package init() {}
    }

    /// A reason with what it concerns.
    package struct Finding: Sendable, Hashable {
        /// The reason.
        package var reason: AdmissibilityReason
        /// The field, number or distance concerned; empty when the reason says it all.
        package var detail: String

        /// Makes a finding.
        package init(reason: AdmissibilityReason, detail: String) {
            (self.reason, self.detail) = (reason, detail)
        }
    }

    /// A limit and whether it is the class's own, below that of the place.
    package struct BindingLimit: Sendable, Hashable {
        /// The limit, km/h.
        package var kmh: Double
        /// Whether the rules set it for the class, not a sign.
        package var isOfClass: Bool
    }

    private let policy: Policy
    private let periods: [String: [DevicePeriod]]
    private let revoked: [String: CivilDate]
    private let hasRegister: Bool
    private let general: [LimitedRoad: [ControlledSection.ClassLimit]]
    private var lastRead: [String: Int64] = [:]

    /// Prepares the checks; without a register nothing is asked of it.
    ///
    /// `general` holds the rules' limits of classes by kind of road, cars included.
    package init(
        register: [DevicePeriod]?,
        revoked: [RevokedLaboratory],
        policy: Policy,
        general: [LimitedRoad: [ControlledSection.ClassLimit]] = [:]
    ) {
        (self.policy, self.general) = (policy, general)
        hasRegister = register != nil
        periods = Dictionary(grouping: register ?? [], by: \.serial)
        self.revoked = Dictionary(
            revoked.map { (RevokedLaboratory.key($0.name), $0.from) },
            uniquingKeysWith: min
        )
    }

    /// Everything that is wrong with a violation; an empty list admits it.
    package mutating func findings(_ evidence: Evidence) -> [Finding] {
        var found: [Finding] = []
        func add(_ reason: AdmissibilityReason, _ detail: String = "") {
            found.append(Finding(reason: reason, detail: detail))
        }
        for field in evidence.emptyFields { add(.fieldMissing, field) }
        let all = periods[evidence.serial] ?? []
        let period = all.last { $0.covers(evidence.day) }
        if hasRegister {
            if all.isEmpty {
                add(.deviceUnknown, evidence.serial)
            } else if period == nil {
                add(.deviceNotInForce, "\(evidence.day)")
            }
        }
        checkCertificate(evidence, period, add)
        if evidence.isTest || period?.mode == "test" { add(.testMode) }
        checkClock(evidence, add)
        checkPhotos(evidence, add)
        checkSpeed(evidence, period, add)
        if let site = evidence.site, let known = period?.site {
            let metres = Self.distance(site, known)
            if metres > policy.siteTolerance { add(.siteMoved, "\(Int(metres.value.rounded())) m") }
        }
        if let from = evidence.automaticFrom, evidence.day < from { add(.notAutomatic, "\(from)") }
        if !evidence.plate.isEmpty, !evidence.isPlateKnown { add(.plateUnreadable) }
        if !evidence.plate.isEmpty { checkRepeat(evidence, add) }
        return found
    }

    private func checkCertificate(
        _ evidence: Evidence,
        _ period: DevicePeriod?,
        _ add: (AdmissibilityReason, String) -> Void
    ) {
        let number = evidence.certificate
        if number.isEmpty, period?.certificate.isEmpty ?? true { add(.certificateMissing, "") }
        if let period, !number.isEmpty, !period.certificate.isEmpty,
            number.lowercased() != period.certificate.lowercased()
        {
            add(.certificateMismatch, "\(number) / \(period.certificate)")
        }
        // Of two dates the earlier one binds.
        let ends = [evidence.certificateTo, period?.certificateTo].compactMap { $0 }
        if let end = ends.min(), end < evidence.day { add(.certificateExpired, "\(end)") }
        if let start = period?.certificateFrom, evidence.day < start {
            add(.certificateNotYet, "\(start)")
        }
        for laboratory in Set([evidence.laboratory, period?.laboratory ?? ""])
        where !laboratory.isEmpty {
            if let from = revoked[RevokedLaboratory.key(laboratory)], evidence.day >= from {
                add(.laboratoryRevoked, "\(laboratory), \(from)")
            }
        }
    }

    private func checkClock(
        _ evidence: Evidence,
        _ add: (AdmissibilityReason, String) -> Void
    ) {
        // The first complexes were put up after 2010: an earlier year is a clock that was reset.
        if evidence.day.year < 2010 || evidence.microseconds > evidence.receivedMicroseconds {
            add(.clockImplausible, "\(evidence.day)")
        }
        // tz_history: +05 everywhere since 2024-03-01, +05 or +06 before.
        let hours = Double(evidence.offsetSeconds) / 3600
        let isUnified = evidence.day >= CivilDate(daysSinceEpoch: 19_783)
        if hours != 5, isUnified || hours != 6 {
            add(.clockZone, "UTC\(hours < 0 ? "" : "+")\(hours)")
        }
    }

    private func checkPhotos(
        _ evidence: Evidence,
        _ add: (AdmissibilityReason, String) -> Void
    ) {
        guard let photos = evidence.photos else { return add(.photoNotStated, "") }
        if photos.isEmpty { add(.photoMissing, "") }
        for photo in photos {
            if photo.hash.isEmpty {
                add(.photoHashMissing, photo.file)
            } else if photo.hash.utf8.count != 64 || !photo.hash.utf8.allSatisfy(Self.isHex) {
                add(.photoHashBad, photo.file)
            }
        }
    }

    private func checkSpeed(
        _ evidence: Evidence,
        _ period: DevicePeriod?,
        _ add: (AdmissibilityReason, String) -> Void
    ) {
        let speed = evidence.speedKmh
        let most = evidence.isHeavy ? policy.fastestHeavyKmh : policy.fastestKmh
        if speed > most { add(.speedImplausible, "\(speed)") }
        guard evidence.kind.needsSpeed, !speed.isNaN else { return }
        if let known = period?.limitKmh, !evidence.limitKmh.isNaN, known != evidence.limitKmh,
            evidence.limitKmh != classLimit(evidence, period)
        {
            add(.limitMismatch, "\(evidence.limitKmh) / \(known)")
        }
        guard let limit = limit(evidence, period)?.kmh else { return add(.limitUnknown, "") }
        let excess = ((speed - limit) * 1000).rounded() / 1000
        guard excess > 0 else { return add(.speedNotAbove, "\(excess)") }
        if policy.subtractsError {
            let error = evidence.speedErrorKmh ?? period?.speedErrorKmh ?? policy.usualErrorKmh
            if excess - error < policy.punishedFromKmh { return add(.speedWithinError, "\(error)") }
        }
        if excess < policy.punishedFromKmh { add(.speedBelowThreshold, "\(excess)") }
    }

    /// The limit that bound the vehicle where it was read.
    package func limit(_ evidence: Evidence) -> BindingLimit? {
        limit(evidence, periods[evidence.serial]?.last { $0.covers(evidence.day) })
    }

    private func limit(_ evidence: Evidence, _ period: DevicePeriod?) -> BindingLimit? {
        // Where record and register both state one, the higher limit is the driver's.
        let signs = [evidence.limitKmh, period?.limitKmh ?? .nan].filter { !$0.isNaN }
        let own = classLimit(evidence, period)
        guard let sign = signs.max() else {
            let general = own ?? period?.road.flatMap { limit(evidence, on: $0) }
            return general.map { BindingLimit(kmh: $0, isOfClass: true) }
        }
        guard let own, own < sign else { return BindingLimit(kmh: sign, isOfClass: false) }
        return BindingLimit(kmh: own, isOfClass: true)
    }

    /// The limit of a class that has to go slower than cars; signs set that of the others.
    private func classLimit(_ evidence: Evidence, _ period: DevicePeriod?) -> Double? {
        guard let road = period?.road, let own = limit(evidence, on: road) else { return nil }
        var car = evidence
        car.vehicle = .car
        guard let general = limit(car, on: road) else { return own }
        return own < general ? own : nil
    }

    private func limit(_ evidence: Evidence, on road: LimitedRoad) -> Double? {
        general[road]?.last {
            $0.vehicle == evidence.vehicle && $0.firstDay <= evidence.day.daysSinceEpoch
        }?.kmh
    }

    private mutating func checkRepeat(
        _ evidence: Evidence,
        _ add: (AdmissibilityReason, String) -> Void
    ) {
        let key = "\(evidence.serial)\u{1F}\(evidence.plate)\u{1F}\(evidence.kind.rawValue)"
        let window = Int64(policy.duplicateSeconds * 1e6)
        if let last = lastRead[key], abs(evidence.microseconds - last) <= window {
            add(.duplicate, "\(Double(evidence.microseconds - last) / 1e6) s")
            return
        }
        lastRead[key] = evidence.microseconds
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte | 0x20)
    }

    /// Distance on a plane that touches the Earth between both: sites lie close together.
    static func distance(_ a: GeodeticCoordinate, _ b: GeodeticCoordinate) -> Metres {
        let middle = Degrees((a.latitude.value + b.latitude.value) / 2).radians.value
        let north = (b.latitude.value - a.latitude.value) * 111_195
        let east = (b.longitude.value - a.longitude.value) * 111_195 * RoadsideMath.cosine(middle)
        return Metres((north * north + east * east).squareRoot())
    }
}
