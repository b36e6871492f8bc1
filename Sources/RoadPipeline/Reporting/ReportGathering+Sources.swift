import RoadModel
import RoadReport
import RoadStore

extension ReportGathering {
    /// Every received file with what became of its records.
    func sources() throws(IntakeError) -> [SourceFile] {
        let placing = Dictionary(grouping: try store.placingCounts(), by: \.receipt)
        return try store.receipts().compactMap { receipt -> SourceFile? in
            guard let kind = SourceKind(rawValue: receipt.kind.rawValue) else { return nil }
            let counts = placing[receipt.number] ?? []
            let placed = counts.filter { $0.reason == nil }.reduce(0) { $0 + $1.count }
            let unlocated = counts.compactMap { count in
                count.reason.map { SourceFile.Tally($0, count.count) }
            }
            let toPlace = counts.reduce(0) { $0 + $1.count }
            return SourceFile(
                label: receipt.name,
                kind: kind,
                sha256: receipt.sha256,
                received: receipt.recordsIn,
                accepted: receipt.accepted,
                duplicate: receipt.duplicate,
                quarantined: receipt.quarantinedByReason.sorted { $0.key < $1.key }.compactMap {
                    reason,
                    count in
                    RejectReason(rawValue: reason).map { SourceFile.Tally($0, count) }
                },
                located: kind == .flights ? nil : placed,
                unlocated: unlocated,
                // Passages without a violation are counted, not placed.
                needNoPlace: kind == .complexes ? receipt.accepted - toPlace : 0
            )
        }
    }

    /// How well violations and crashes were placed.
    func matching() throws(IntakeError) -> [MatchQuality] {
        let counts = try store.placingCounts()
        return [(SourceKind.crashes, ObservationKind.crash), (.complexes, .violation)].map {
            kind,
            observation in
            let own = counts.filter { $0.kind == observation }
            let placed = own.filter { $0.reason == nil }
            let located = placed.reduce(0) { $0 + $1.count }
            let probability = placed.reduce(0) { $0 + $1.probabilitySum }
            return MatchQuality(
                kind: kind,
                accepted: own.reduce(0) { $0 + $1.count },
                located: located,
                meanProbability: located > 0 ? probability / Double(located) : nil
            )
        }
    }

    /// Flights that began in the period, and those that know no date.
    func flights() throws(IntakeError) -> [FlightRow] {
        var rows: [FlightRow] = []
        for flight in try store.flights() {
            let offset = Self.zoneOffset
            if let start = flight.start,
                !period.contains(start.date(offsetSeconds: offset))
            {
                continue
            }
            rows.append(
                FlightRow(
                    id: "F\(flight.number)",
                    start: flight.start,
                    zoneOffsetSeconds: offset,
                    vehicle: flight.vehicle,
                    format: flight.format,
                    durationSeconds: flight.durationSeconds,
                    distance: flight.distance,
                    maxHeight: flight.maxHeight,
                    completeness: flight.completeness,
                    track: Self.thinned(try store.fixes(of: flight.number))
                )
            )
        }
        return rows
    }

    /// Kazakhstan's time since 2024-03-01; logs carry UTC and no zone.
    private static let zoneOffset = 18_000

    /// At most 300 vertices: enough for a line on a map of an oblast.
    private static func thinned(_ fixes: FixColumns) -> [GeodeticCoordinate] {
        guard fixes.count > 1 else { return [] }
        let step = max(1, (fixes.count + 298) / 299)
        var rows = Array(stride(from: 0, to: fixes.count, by: step))
        if rows.last != fixes.count - 1 { rows.append(fixes.count - 1) }
        return rows.map {
            GeodeticCoordinate(
                latitude: Degrees(fixes.latitudeDegrees[$0]),
                longitude: Degrees(fixes.longitudeDegrees[$0])
            )
        }
    }

    /// Sites of complexes with their counts in the period, one row a serial number.
    func complexes() throws(IntakeError) -> [ComplexSite] {
        let counts = try store.deviceCounts(from: period.first, to: period.last)
        var sites: [ComplexSite] = []
        let bySerial = Dictionary(grouping: try store.devices(), by: \.serial)
        for (serial, states) in bySerial.sorted(by: { $0.key < $1.key }) {
            guard let location = states.lazy.compactMap(\.location).first else { continue }
            let passages = states.reduce(0) { $0 + (counts[$1.number]?.passages ?? 0) }
            let violations = states.reduce(0) { $0 + (counts[$1.number]?.violations ?? 0) }
            let name = states.first?.name ?? ""
            sites.append(
                ComplexSite(
                    name: name.isEmpty ? serial.rawValue : "\(name) (\(serial.rawValue))",
                    location: location,
                    passages: passages,
                    violations: violations
                )
            )
        }
        return sites
    }
}
