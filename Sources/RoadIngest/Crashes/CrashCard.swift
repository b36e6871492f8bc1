import RoadModel

/// Checks the texts of one card.
internal struct CrashCard {
    let values: CrashValues
    let options: CrashOptions
    private(set) var isDateOnly = false
    private(set) var lacksSeverity = false
    private(set) var lacksCounts = false

    init(values: CrashValues, options: CrashOptions) {
        (self.values, self.options) = (values, options)
    }

    mutating func crash(
        location given: GeodeticCoordinate?,
        place: SourcePlace
    ) throws(CrashFault) -> Crash {
        guard let id = values[.id] else { throw missing(.id) }
        guard let rawTime = values[.time] else { throw missing(.time) }
        let instant = try instant(rawTime)
        let location = try location(given)
        let heading = try heading()
        let accuracy = try number(.accuracy)
        if let accuracy, accuracy < 0 {
            throw CrashFault(reason: .notANumber, field: .accuracy, expected: "metres, 0 or more")
        }
        let killed = try count(.killed)
        let injured = try count(.injured)
        let children = try count(.children)
        if let children, let killed, let injured, children > killed + injured {
            throw CrashFault(
                reason: .countRange,
                field: .children,
                expected: "at most \(killed + injured) children, the number of killed and injured"
            )
        }
        return Crash(
            place: place,
            sourceID: id,
            time: instant.time,
            zoneOffsetSeconds: instant.offsetSeconds,
            rawTime: rawTime,
            location: location,
            accuracy: accuracy.map { Metres($0) } ?? options.defaultAccuracy,
            roadText: values[.road] ?? "",
            heading: heading.map { Degrees($0) },
            severity: try severity(killed: killed, injured: injured),
            killed: killed ?? 0,
            injured: injured ?? 0,
            children: children,
            type: values[.type] ?? "",
            conditions: values[.conditions] ?? ""
        )
    }

    /// 1990-01-01: no police record that is kept electronically is older.
    private static let earliest: Int64 = 631_152_000_000_000

    private mutating func instant(_ text: String) throws(CrashFault) -> Instant {
        let bytes = Array(text.utf8)
        let fault: TimeFault
        do throws(TimeFault) {
            guard let wall = ByteTime.parse(bytes.span, 0..<bytes.count, allowsSlashes: true)
            else { throw TimeFault.unreadable }
            let instant = try Instant(wall, zone: options.zone)
            if let received = options.receivedAt, instant.time > received {
                throw TimeFault(
                    reason: .futureTime,
                    expected: "no later than \(received), when the file was received"
                )
            }
            // A slip in the year would stretch every period by decades.
            guard instant.time.microseconds >= CrashCard.earliest else {
                throw TimeFault(reason: .badTime, expected: "a day from 1990-01-01 on")
            }
            isDateOnly = !wall.hasTime
            return instant
        } catch {
            fault = error
        }
        throw CrashFault(
            reason: fault.reason,
            field: .time,
            expected: fault.expected,
            proposal: fault.proposal
        )
    }

    private func location(_ given: GeodeticCoordinate?) throws(CrashFault) -> GeodeticCoordinate? {
        let latitude: Double
        let longitude: Double
        if let given {
            (latitude, longitude) = (given.latitude.value, given.longitude.value)
        } else {
            let written = (try number(.latitude), try number(.longitude))
            if written.0 == nil && written.1 == nil { return nil }
            guard let north = written.0 else { throw missing(.latitude) }
            guard let east = written.1 else { throw missing(.longitude) }
            (latitude, longitude) = (north, east)
        }
        let place = GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
        guard
            let fault = PlaceFault(
                latitude: latitude,
                longitude: longitude,
                expectedExtent: options.expectedExtent
            )
        else { return place }
        throw CrashFault(
            reason: fault.reason,
            field: .latitude,
            expected: fault.expected,
            proposal: fault.proposal,
            found: "\(latitude), \(longitude)"
        )
    }

    private func heading() throws(CrashFault) -> Double? {
        guard let value = try number(.heading) else { return nil }
        guard value >= 0, value <= 360 else {
            throw CrashFault(
                reason: .notANumber,
                field: .heading,
                expected: "degrees clockwise from north in [0, 360)"
            )
        }
        return value == 360 ? 0 : value
    }

    private mutating func severity(
        killed: Int?,
        injured: Int?
    ) throws(CrashFault) -> CrashSeverity {
        let hasCounts = killed != nil || injured != nil
        guard let text = values[.severity] else {
            lacksSeverity = !hasCounts
            if killed ?? 0 > 0 { return .fatal }
            return injured ?? 0 > 0 ? .slight : .damageOnly
        }
        guard let stated = CrashSeverity(written: text) else {
            throw CrashFault(
                reason: .unknownCode,
                field: .severity,
                expected: "fatal, serious, slight, damage_only, their Russian or Kazakh names, "
                    + "or 1, 2, 3"
            )
        }
        lacksCounts = !hasCounts
        let implied: CrashSeverity? =
            switch stated {
            case .fatal: killed == 0 ? (injured ?? 0 > 0 ? .serious : nil) : stated
            case .serious, .slight:
                killed ?? 0 > 0 ? .fatal : killed == 0 && injured == 0 ? .damageOnly : stated
            case .damageOnly:
                killed ?? 0 > 0 ? .fatal : injured ?? 0 > 0 ? .slight : stated
            }
        if implied == stated { return stated }
        throw CrashFault(
            reason: .severityMismatch,
            field: .severity,
            expected: "a severity that agrees with \(killed ?? 0) killed and "
                + "\(injured ?? 0) injured",
            proposal: implied.map { "\($0.rawValue), or correct the counts" }
                ?? "correct the counts"
        )
    }

    private func count(_ field: CrashField) throws(CrashFault) -> Int? {
        guard let text = values[field] else { return nil }
        let bytes = Array(text.utf8)
        guard let count = ByteNumber.integer(bytes.span, 0..<bytes.count) else {
            throw CrashFault(reason: .notANumber, field: field, expected: "a whole number")
        }
        // The worst road crash on record has far fewer victims; more is a shifted column.
        guard (0...999).contains(count) else {
            throw CrashFault(reason: .countRange, field: field, expected: "a number in [0, 999]")
        }
        return count
    }

    private func number(_ field: CrashField) throws(CrashFault) -> Double? {
        guard let text = values[field] else { return nil }
        let bytes = Array(text.utf8)
        guard let value = ByteNumber.decimal(bytes.span, 0..<bytes.count) else {
            throw CrashFault(
                reason: .notANumber,
                field: field,
                expected: "a decimal number such as 53.512345 or 53,512345"
            )
        }
        return value
    }

    private func missing(_ field: CrashField) -> CrashFault {
        CrashFault(reason: .missingField, field: field, expected: "a value", found: "")
    }
}
