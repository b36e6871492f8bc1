package import RoadModel

/// What is wrong with complexes on a day, or will soon be.
package struct DeviceCheck: Sendable {
    /// A kind of finding; the raw value is the stable code that users see.
    package enum Code: String, Sendable, CaseIterable {
        case expired = "CERTIFICATE-EXPIRED"
        case expiring = "CERTIFICATE-EXPIRING"
        case noCertificate = "CERTIFICATE-MISSING"
        case laboratoryRevoked = "LABORATORY-REVOKED"
        case testMode = "TEST-MODE"
        case unregistered = "NOT-IN-REGISTER"
        case neverSeen = "NEVER-SEEN"
        case silent = "SILENT"
        case speedDrift = "SPEED-DRIFT"
        case readDrift = "READ-RATE-DRIFT"
        case siteMoved = "SITE-MOVED"
        case partnerMissing = "PARTNER-MISSING"
    }

    /// One finding.
    package struct Finding: Sendable, Hashable {
        /// Serial number.
        package var serial: String
        /// What is wrong.
        package var code: Code
        /// Numbers and days behind it.
        package var detail: String
    }

    /// What the data say of a complex.
    package struct Activity: Sendable {
        /// The last event.
        package var last: CivilDate
        /// Records.
        package var records: Int
        /// Days of silence at the end, and records to expect in them.
        package var silence: (days: Int, expected: Double)?
        /// Where the latest records say that it stands.
        package var site: GeodeticCoordinate?
        /// By day: mean speed and share of records with a plate; empty where speeds are absent.
        package var daily: [(day: Int, records: Int, meanKmh: Double?, plateShare: Double)] = []

        /// What is known of a complex.
        package init(last: CivilDate, records: Int) { (self.last, self.records) = (last, records) }
    }

    /// A site further than this from the register's has moved.
    package static let siteTolerance = Metres(50)

    /// Findings by serial number and code.
    package private(set) var findings: [Finding] = []

    /// Checks the register and the data.
    ///
    /// - Parameters:
    ///   - register: Rows that count.
    ///   - revoked: Laboratories without accreditation.
    ///   - activity: By serial number; `nil` when there are no data to hold the register against.
    ///   - day: The day that counts.
    ///   - within: Days before the end of a certificate that are worth a warning.
    package init(
        register: [DevicePeriod],
        revoked: [RevokedLaboratory],
        activity: [String: Activity]?,
        day: CivilDate,
        within: Int
    ) {
        let withdrawn = Dictionary(
            revoked.map { (RevokedLaboratory.key($0.name), $0.from) },
            uniquingKeysWith: min
        )
        let serials = Set(register.map(\.serial))
        for (serial, rows) in Dictionary(grouping: register, by: \.serial) {
            guard let row = rows.last(where: { $0.covers(day) }) else { continue }
            checkCertificate(row, withdrawn, day, within)
            if row.mode == "test" { add(serial, .testMode, "") }
            if !row.partner.isEmpty, !serials.contains(row.partner) {
                add(serial, .partnerMissing, row.partner)
            }
            if let activity, activity[serial] == nil { add(serial, .neverSeen, "") }
            if let site = row.site, let seen = activity?[serial]?.site {
                let metres = Admissibility.distance(site, seen)
                if metres > Self.siteTolerance {
                    add(serial, .siteMoved, "\(Int(metres.value.rounded())) m")
                }
            }
        }
        for (serial, seen) in activity ?? [:] {
            if !register.isEmpty, !serials.contains(serial) {
                add(serial, .unregistered, "\(seen.records)")
            }
            if let silence = seen.silence {
                add(
                    serial,
                    .silent,
                    "\(seen.last), \(silence.days) d, ≈ \(Int(silence.expected.rounded()))"
                )
            }
            checkDrift(serial, seen)
        }
        findings.sort { ($0.serial, $0.code.rawValue) < ($1.serial, $1.code.rawValue) }
    }

    private mutating func add(_ serial: String, _ code: Code, _ detail: String) {
        findings.append(Finding(serial: serial, code: code, detail: detail))
    }

    private mutating func checkCertificate(
        _ row: DevicePeriod,
        _ withdrawn: [String: CivilDate],
        _ day: CivilDate,
        _ within: Int
    ) {
        if row.certificate.isEmpty { add(row.serial, .noCertificate, "") }
        if let end = row.certificateTo {
            let left = end.daysSinceEpoch - day.daysSinceEpoch
            if left < 0 {
                add(row.serial, .expired, "\(row.certificate), \(end)")
            } else if left <= within {
                add(row.serial, .expiring, "\(row.certificate), \(end), \(left) d")
            }
        }
        if let from = withdrawn[RevokedLaboratory.key(row.laboratory)], !row.laboratory.isEmpty,
            from <= day
        {
            add(row.serial, .laboratoryRevoked, "\(row.laboratory), \(from)")
        }
    }

    /// Whether the last fortnight differs from the days before by more than those differ among
    /// themselves: four robust standard deviations of a fortnight's median.
    private mutating func checkDrift(_ serial: String, _ seen: Activity) {
        let days = seen.daily.filter { $0.records >= 20 }.sorted { $0.day < $1.day }
        guard days.count >= 28 else { return }
        func judge(_ values: [Double], least: Double) -> (before: Double, after: Double)? {
            guard values.count >= 28 else { return nil }
            let before = values.dropLast(14).sorted()
            let after = values.suffix(14).sorted()
            let (middle, new) = (before[before.count / 2], after[7])
            let deviations = before.map { abs($0 - middle) }.sorted()
            // 1.4826 times the median deviation estimates a standard deviation; a median of 14
            // days varies 1.25/√14 of it.
            let error = max(1.4826 * deviations[deviations.count / 2] * 0.335, least / 8)
            return abs(new - middle) > max(4 * error, least) ? (middle, new) : nil
        }
        if let change = judge(days.compactMap(\.meanKmh), least: 2) {
            add(
                serial,
                .speedDrift,
                "\(Self.short(change.before)) → \(Self.short(change.after)) km/h"
            )
        }
        if let change = judge(days.map(\.plateShare), least: 0.05) {
            add(
                serial,
                .readDrift,
                "\(Self.short(100 * change.before)) → \(Self.short(100 * change.after)) %"
            )
        }
    }

    private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
