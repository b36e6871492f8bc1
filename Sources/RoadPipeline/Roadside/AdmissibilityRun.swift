import Foundation
package import RoadAnalysis
import RoadIngest
import RoadLaw
package import RoadModel

/// Holds every violation of files against the register and the rules of evidence.
package struct AdmissibilityRun: Sendable {
    /// One violation with what is wrong with it.
    package struct Row: Sendable {
        /// The file.
        package var file: String
        /// Where the record stands.
        package var place: SourcePlace
        /// Serial number.
        package var serial: String
        /// The time as written.
        package var rawTime: String
        /// UTC.
        package var time: Timestamp
        /// Kind.
        package var kind: ViolationKind
        /// The Code's part, where it is sure.
        package var code: String?
        /// The limit that bound the vehicle there.
        package var limit: Admissibility.BindingLimit?
        /// What is wrong.
        package var findings: [Admissibility.Finding]

        /// Whether nothing keeps the violation from standing.
        package var isAdmissible: Bool { !findings.contains { $0.reason.isBlocking } }
    }

    /// What a run found in all.
    package struct Outcome: Sendable {
        /// Violations.
        package var violations = 0
        /// Those that may stand.
        package var admissible = 0
        /// Violations by reason; one may have several.
        package var byReason: [AdmissibilityReason: Int] = [:]
        /// Records in the files.
        package var seen = 0
        /// Records that could not be read.
        package var rejected = 0
    }

    /// The register; `nil` asks nothing of it.
    package var register: [DevicePeriod]?
    /// Laboratories without accreditation.
    package var revoked: [RevokedLaboratory]
    /// What may be set.
    package var policy: Admissibility.Policy
    /// A folder with the photos, to hash them anew.
    package var photoFolder: String?

    /// Makes a run.
    package init(
        register: [DevicePeriod]?,
        revoked: [RevokedLaboratory],
        policy: Admissibility.Policy,
        photoFolder: String? = nil
    ) {
        (self.register, self.revoked, self.policy) = (register, revoked, policy)
        self.photoFolder = photoFolder
    }

    /// Judges the violations of files in their order.
    package func run(
        _ files: [PassageFile],
        _ take: (Row) throws(IntakeError) -> Void
    ) throws(IntakeError) -> Outcome {
        let law = try LawPackReader.read(RulePacks())
        let classes = try LawPackReader.classLimits(RulePacks())
        var general: [LimitedRoad: [ControlledSection.ClassLimit]] = [:]
        for road in LimitedRoad.allCases {
            general[road] = classes.limits(on: road).map { row in
                .init(firstDay: row.from.daysSinceEpoch, vehicle: row.vehicle, kmh: row.kmh)
            }
        }
        var judge = Admissibility(
            register: register,
            revoked: revoked,
            policy: policy,
            general: general
        )
        var outcome = Outcome()
        for file in files {
            let summary = try file.read { batch, _ throws(IntakeError) in
                for index in 0..<batch.count {
                    let kind = ViolationKind(rawValue: batch.eventType[index]) ?? .passage
                    guard kind.isViolation else { continue }
                    let row = row(batch, index, kind, file, law, &judge)
                    outcome.violations += 1
                    if row.isAdmissible { outcome.admissible += 1 }
                    for reason in Set(row.findings.map(\.reason)) {
                        outcome.byReason[reason, default: 0] += 1
                    }
                    try take(row)
                }
            }
            outcome.seen += summary.seen
            outcome.rejected += summary.seen - summary.accepted
        }
        return outcome
    }

    private func row(
        _ batch: PassageBatch,
        _ index: Int,
        _ kind: ViolationKind,
        _ file: PassageFile,
        _ law: LawPack,
        _ judge: inout Admissibility
    ) -> Row {
        var evidence = Admissibility.Evidence()
        evidence.serial = batch.deviceSerial[index]
        evidence.microseconds = batch.utcMicroseconds[index]
        evidence.offsetSeconds = Int(batch.zoneOffsetSeconds[index])
        evidence.receivedMicroseconds = file.received.microseconds
        let hour = HourlyVolumes.localHour(
            microseconds: evidence.microseconds,
            offsetSeconds: Int32(evidence.offsetSeconds)
        )
        evidence.day = CivilDate(daysSinceEpoch: HourlyVolumes.day(hour))
        evidence.kind = kind
        evidence.emptyFields = Self.emptyFields(batch, index)
        evidence.certificate = batch.certificate[index]
        evidence.certificateTo = AnalysisSeries.date(batch.certificateValidUntil[index])
        evidence.laboratory = batch.laboratory[index]
        evidence.isTest = batch.deviceMode[index] == "test"
        if !batch.latitudeDegrees[index].isNaN {
            evidence.site = GeodeticCoordinate(
                latitude: Degrees(batch.latitudeDegrees[index]),
                longitude: Degrees(batch.longitudeDegrees[index])
            )
        }
        evidence.plate = batch.plate[index]
        evidence.isPlateKnown =
            evidence.plate.isEmpty || PlateGrammar.series(of: evidence.plate) != .unknown
        evidence.isHeavy = VehicleWeight.isHeavy(batch.vehicleKind[index]) ?? false
        evidence.vehicle = VehicleWeight.vehicleClass(batch.vehicleKind[index])
        (evidence.speedKmh, evidence.limitKmh) = (batch.speedKmh[index], batch.limitKmh[index])
        let error = batch.speedErrorKmh[index]
        evidence.speedErrorKmh = error.isNaN ? nil : error
        let (photos, mismatched) = photos(batch, index)
        evidence.photos = photos
        var report = OffenceReport(kind: kind, day: evidence.day)
        if !evidence.speedKmh.isNaN { report.speedKmh = evidence.speedKmh }
        let limit = judge.limit(evidence)
        report.limitKmh = limit?.kmh
        let answer = law.classify(report)
        evidence.automaticFrom = answer.part?.automaticFrom
        var findings = judge.findings(evidence)
        findings += mismatched.map { .init(reason: .photoHashMismatch, detail: $0) }
        return Row(
            file: file.subject,
            place: batch.places[index],
            serial: evidence.serial,
            rawTime: batch.rawTime[index],
            time: Timestamp(microseconds: evidence.microseconds),
            kind: kind,
            code: answer.part?.code,
            limit: limit,
            findings: findings
        )
    }

    /// What order 971 and the note to article 31 demand and the record leaves empty.
    private static func emptyFields(_ batch: PassageBatch, _ index: Int) -> [String] {
        var names: [String] = []
        func ask(_ name: String, _ isEmpty: Bool) { if isEmpty { names.append(name) } }
        ask("device_name", batch.deviceName.isEmpty(at: index))
        ask("direction", batch.direction.isEmpty(at: index))
        ask("site_lat", batch.latitudeDegrees[index].isNaN)
        ask("place_text", batch.placeText.isEmpty(at: index))
        ask("cert_no", batch.certificate.isEmpty(at: index))
        ask("cert_valid_until", batch.certificateValidUntil.isEmpty(at: index))
        ask("vehicle_kind", batch.vehicleKind.isEmpty(at: index))
        ask("vehicle_make", batch.vehicleMake.isEmpty(at: index))
        ask("plate", batch.plate.isEmpty(at: index))
        ask("device_mode", batch.deviceMode.isEmpty(at: index))
        return names
    }

    /// Photos with their hashes, and the files that are not what was hashed.
    private func photos(
        _ batch: PassageBatch,
        _ index: Int
    ) -> (photos: [(file: String, hash: String)]?, mismatched: [String]) {
        let isEmpty = batch.photoFiles.isEmpty(at: index)
        guard batch.statesPhotos || !isEmpty else { return (nil, []) }
        func parts(_ text: String) -> [String] {
            text.split(whereSeparator: { ";|, ".contains($0) }).map(String.init)
        }
        let files = parts(batch.photoFiles[index])
        let hashes = parts(batch.photoHashes[index])
        var mismatched: [String] = []
        let list = files.enumerated().map { place, name in
            // A name may carry its hash: «front.jpg#9f86…».
            let own = name.split(separator: "#", maxSplits: 1).map(String.init)
            let hash = own.count == 2 ? own[1] : place < hashes.count ? hashes[place] : ""
            if let photoFolder, !hash.isEmpty {
                let path = "\(photoFolder)/\(own[0])"
                let found = FileManager.default.contents(atPath: path)
                    .map { ContentFingerprint.sha256([UInt8]($0).span) }
                if found != hash.lowercased() { mismatched.append(own[0]) }
            }
            return (file: own[0], hash: hash)
        }
        return (list, mismatched)
    }
}
