import RoadModel

/// Checks the texts of one card.
internal struct CrashCard {
    let values: CrashValues
    let options: CrashOptions
    private(set) var isDateOnly = false
    private(set) var lacksSeverity = false
    private(set) var lacksCounts = false
    /// Whether a person's repair was used.
    private(set) var isRepaired = false

    init(values: CrashValues, options: CrashOptions) {
        (self.values, self.options) = (values, options)
    }

    mutating func crash(
        location given: GeodeticCoordinate?,
        place: SourcePlace
    ) throws(CrashFault) -> Crash {
        guard let id = values[.id] else { throw missing(.id) }
        let rawTime = try rawTime()
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
        var crash = Crash(
            place: place,
            sourceID: id,
            time: instant.time,
            zoneOffsetSeconds: instant.offsetSeconds,
            rawTime: rawTime,
            location: location,
            accuracy: accuracy.map { Metres($0) } ?? options.defaultAccuracy,
            roadText: values[.road] ?? values[.street] ?? values[.place] ?? "",
            heading: heading.map { Degrees($0) },
            severity: try severity(killed: killed, injured: injured),
            killed: killed ?? 0,
            injured: injured ?? 0,
            children: children,
            type: values[.type] ?? "",
            conditions: values[.conditions] ?? ""
        )
        crash.details = try details(hasCounts: killed != nil || injured != nil)
        return crash
    }

    private func details(hasCounts: Bool) throws(CrashFault) -> CrashDetails {
        var details = CrashDetails()
        details.source = values[.source] ?? options.source
        details.region = values[.region] ?? options.region ?? ""
        details.placeText = placeText()
        details.roadIndex = RoadIndexText.first(in: values[.road] ?? details.placeText)
        details.hasCounts = hasCounts
        details.deathWindowDays = options.deathWindowDays
        if let text = values[.register] {
            guard let flag = CrashPeopleText.flag(text) else {
                throw CrashFault(reason: .unknownCode, field: .register, expected: "yes or no")
            }
            details.isOnRegister = flag
        }
        if values[.deathWindow] != nil {
            details.deathWindowDays = try count(.deathWindow)
        }
        return details
    }

    /// The place in words: as written, else road and kilometre, else the street.
    private func placeText() -> String {
        if let place = values[.place] { return place }
        let road = values[.road] ?? ""
        if let kilometre = values[.kilometre], !road.isEmpty {
            let metres = values[.metres].map { " + \($0) м" } ?? ""
            return "\(road), \(kilometre) км\(metres)"
        }
        return values[.street] ?? road
    }

    /// 1990-01-01: no police record that is kept electronically is older.
    private static let earliest: Int64 = 631_152_000_000_000

    /// Date and time, put together where they stand in columns of their own.
    private func rawTime() throws(CrashFault) -> String {
        guard let date = values[.date] else {
            guard let time = values[.time] else { throw missing(.time) }
            return time
        }
        guard let time = values[.time] else { return date }
        // A column "time" that holds the whole instant needs no date.
        return time.utf8.count < 10 ? "\(date) \(padded(time))" : time
    }

    /// `7:05` as `07:05`.
    private func padded(_ time: String) -> String {
        let isShort = time.utf8.dropFirst().first == UInt8(ascii: ":")
        return isShort ? "0" + time : time
    }

    private mutating func instant(_ text: String) throws(CrashFault) -> Instant {
        let bytes = Array(text.utf8)
        let fault: TimeFault
        do throws(TimeFault) {
            guard let wall = ByteTime.parse(bytes.span, 0..<bytes.count, allowsSlashes: true)
            else { throw TimeFault.unreadable }
            let instant = try resolved(wall)
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
            proposal: fault.proposal,
            found: safeForMessages(text)
        )
    }

    private mutating func resolved(_ wall: WallTime) throws(TimeFault) -> Instant {
        let choices = options.repairs.intersection([.earlier, .later])
        guard wall.offsetSeconds == nil, choices.count == 1, let zone = options.zone,
            case .ambiguous(let first, let second) = zone.resolve(wall)
        else { return try Instant(wall, zone: options.zone) }
        var marked = wall
        marked.offsetSeconds = choices.contains(.earlier) ? first : second
        isRepaired = true
        return try Instant(marked, zone: zone)
    }

    private mutating func location(
        _ given: GeodeticCoordinate?
    ) throws(CrashFault) -> GeodeticCoordinate? {
        guard let pair = try pair(given) else { return nil }
        let region = (values[.region] ?? options.region).flatMap {
            options.regions?.region(named: $0)
        }
        let place = GeodeticCoordinate(latitude: Degrees(pair.north), longitude: Degrees(pair.east))
        guard
            let fault = PlaceFault(
                latitude: pair.north,
                longitude: pair.east,
                expectedExtent: options.expectedExtent,
                region: region
            )
        else { return place }
        let rules = options.repairs.filter { $0.reasons.contains(fault.reason) }
        if !rules.isEmpty {
            if let repaired = fault.repaired, !rules.isSubset(of: [.dropPlace]) {
                isRepaired = true
                return repaired
            }
            if rules.contains(.dropPlace) {
                isRepaired = true
                return nil
            }
        }
        throw CrashFault(
            reason: fault.reason,
            field: .latitude,
            expected: fault.expected,
            proposal: fault.proposal,
            found: "\(pair.north), \(pair.east)"
        )
    }

    /// Latitude and longitude in WGS 84, whatever system they were written in.
    private func pair(
        _ given: GeodeticCoordinate?
    ) throws(CrashFault) -> (north: Double, east: Double)? {
        if let given {
            let (north, east) = (given.latitude.value, given.longitude.value)
            return try options.declared.map { system throws(CrashFault) in
                try transformed(east, north, system)
            } ?? (north, east)
        }
        let written = (try angle(.latitude), try angle(.longitude))
        if written.0 == nil && written.1 == nil { return try gridPair() }
        guard let north = written.0 else { throw missing(.latitude) }
        guard let east = written.1 else { throw missing(.longitude) }
        return try options.declared.map { system throws(CrashFault) in
            try transformed(east, north, system)
        } ?? (north, east)
    }

    private func gridPair() throws(CrashFault) -> (north: Double, east: Double)? {
        guard let system = options.declared ?? options.nationalGrid else { return nil }
        guard let x = try number(.easting), let y = try number(.northing) else { return nil }
        return try transformed(x, y, system)
    }

    private func transformed(
        _ x: Double,
        _ y: Double,
        _ system: any DeclaredSystem
    ) throws(CrashFault) -> (north: Double, east: Double) {
        // "None" stays none in every system.
        if x == 0, y == 0 { return (0, 0) }
        guard let place = system.place(x: x, y: y) else {
            throw CrashFault(
                reason: .coordinateRange,
                field: .latitude,
                expected: "coordinates that the declared system has a place for",
                found: "\(x), \(y)"
            )
        }
        return (place.latitude.value, place.longitude.value)
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
        if options.repairs.contains(.severityFromCounts), let implied {
            isRepaired = true
            return implied
        }
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

    /// Degrees, also written with minutes and seconds and their signs.
    private func angle(_ field: CrashField) throws(CrashFault) -> Double? {
        if let text = values[field], let angle = SexagesimalText.degrees(text) { return angle }
        return try number(field)
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
