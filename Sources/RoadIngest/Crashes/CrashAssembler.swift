package import RoadModel

/// Turns the texts of one card into a crash or a reject, whatever file they come from.
package struct CrashAssembler: Sendable {
    private let options: CrashOptions
    /// For each field the normalised names under which a dictionary may hold it.
    private let keys: [CrashField: [[String]]]
    private var keyOfName: [String: String] = [:]
    /// Cards whose time is a date only; their time is local midnight.
    package private(set) var datesOnly = 0
    /// Cards that state neither a severity nor a count of people.
    package private(set) var withoutSeverity = 0
    /// Cards with a severity and without counts of people.
    package private(set) var withoutCounts = 0
    /// Accepted cards without a place.
    package private(set) var withoutPlace = 0
    /// Cards whose place is written as minutes and seconds might be: four decimals below 60.
    private var likeMinutes = 0
    /// Cards with a place.
    private var withPlace = 0
    /// Cards whose people do not add up to the counts.
    private var differingCounts = 0
    /// Cards whose region is not among the borders.
    private var unknownRegions = 0

    /// Prepares the mapping.
    package init(options: CrashOptions) {
        self.options = options
        var keys = Self.usualKeys
        for (field, columns) in options.columns.sources {
            keys[field] = [columns.map(HeaderMatch.key)]
        }
        self.keys = keys
    }

    /// The names of fields that no one has mapped.
    private static let usualKeys = Dictionary(
        uniqueKeysWithValues: CrashField.allCases.map { field in
            (field, ([field.rawValue] + field.synonyms).map { [HeaderMatch.key($0)] })
        }
    )

    /// Builds a crash from named attributes, for example of a point layer.
    ///
    /// - Parameters:
    ///   - fields: Attribute texts by the source's own names.
    ///   - location: The record's point in WGS 84; `nil` takes the mapped latitude and longitude.
    ///   - place: Where the record stands in its file.
    ///   - fallbackID: The card's number when no attribute holds one, for example the layer's own
    ///     feature number; `nil` sets such cards aside.
    /// - Returns: The crash, or the reject that says why it is none.
    package mutating func make(
        fields: [String: String],
        location: GeodeticCoordinate?,
        place: SourcePlace,
        fallbackID: String? = nil
    ) -> CrashOutcome {
        var values = values(fields)
        if values[.id] == nil { values[.id] = fallbackID }
        return make(values, location: location, place: place)
    }

    /// Texts by field from texts by the source's own names.
    ///
    /// Of two names that differ only in case or marks the one that sorts first counts.
    internal mutating func values(_ fields: [String: String]) -> CrashValues {
        var byKey: [String: (name: String, text: String)] = [:]
        for (name, text) in fields {
            let key = key(name)
            if let known = byKey[key], known.name < name { continue }
            byKey[key] = (name, text)
        }
        var values = CrashValues()
        for field in CrashField.allCases {
            for columns in keys[field] ?? [] where values[field] == nil {
                let texts = columns.compactMap { byKey[$0]?.text }
                if texts.count == columns.count { values[field] = texts.joined(separator: " ") }
            }
        }
        return values
    }

    /// The normalised form of a source's name; records repeat the same names over and over.
    private mutating func key(_ name: String) -> String {
        if let known = keyOfName[name] { return known }
        let key = HeaderMatch.key(name)
        // A source that invents names for every record must not fill the memory.
        if keyOfName.count < 1024 { keyOfName[name] = key }
        return key
    }

    internal mutating func make(
        _ values: CrashValues,
        location given: GeodeticCoordinate?,
        place: SourcePlace,
        people: CrashPeopleJSON? = nil
    ) -> CrashOutcome {
        var card = CrashCard(values: values, options: options)
        do throws(CrashFault) {
            var crash = try card.crash(location: given, place: place)
            if let people { try take(people, into: &crash) }
            note(crash)
            if card.isDateOnly { datesOnly += 1 }
            if card.lacksSeverity { withoutSeverity += 1 }
            if card.lacksCounts { withoutCounts += 1 }
            if crash.location == nil { withoutPlace += 1 }
            return .accepted(crash)
        } catch {
            return .rejected(
                Reject(
                    place: place,
                    reason: error.reason,
                    field: error.field.map(nameInFile) ?? "",
                    found: error.found ?? safeForMessages(error.field.flatMap { values[$0] } ?? ""),
                    expected: error.expected,
                    proposal: error.proposal
                )
            )
        }
    }

    /// Adds vehicles and people to a card and holds them against its counts.
    private mutating func take(
        _ people: CrashPeopleJSON,
        into crash: inout Crash
    ) throws(CrashFault) {
        crash.vehicles = people.vehicles
        crash.participants = people.participants
        let killed = people.participants.count { $0.injury == .killed }
        let injured = people.participants.count { $0.injury.isInjured }
        let known = people.participants.count { $0.injury != .unknown }
        if crash.details.hasCounts, known == people.participants.count, known > 0,
            (killed, injured) != (crash.killed, crash.injured)
        {
            differingCounts += 1
        }
        if crash.children == nil, people.participants.contains(where: { $0.age != nil }) {
            crash.children = people.participants.count {
                $0.age ?? 18 < 18 && $0.injury != .unhurt
            }
        }
        if let children = crash.children, crash.details.hasCounts,
            children > crash.killed + crash.injured
        {
            crash.children = crash.killed + crash.injured
        }
    }

    private mutating func note(_ crash: Crash) {
        if let place = crash.location {
            withPlace += 1
            if couldBeMinutes(place.latitude.value), couldBeMinutes(place.longitude.value) {
                likeMinutes += 1
            }
        }
        let region = crash.details.region
        if let regions = options.regions, !region.isEmpty, regions.region(named: region) == nil {
            unknownRegions += 1
        }
    }

    /// Whether a number has at most four decimals, of which both pairs are below 60.
    private func couldBeMinutes(_ value: Double) -> Bool {
        guard value.magnitude < 1000 else { return false }
        let packed = (value.magnitude * 10_000).rounded()
        guard (value.magnitude * 10_000 - packed).magnitude < 1e-6 else { return false }
        return Int(packed) % 100 < 60 && Int(packed) / 100 % 100 < 60
    }

    /// What a person should know about the cards made so far.
    package var notes: [IntakeNote] {
        var notes: [IntakeNote] = []
        func add(_ code: String, _ count: Int, _ text: String) {
            if count > 0 { notes.append(IntakeNote(code: code, count: count, text: text)) }
        }
        add(
            "time.date_only",
            datesOnly,
            "\(datesOnly) crashes have a date without a time; local midnight is taken."
        )
        add(
            "severity.absent",
            withoutSeverity,
            "\(withoutSeverity) crashes state neither severity nor victims and count as "
                + "damage only."
        )
        add(
            "counts.absent",
            withoutCounts,
            "\(withoutCounts) crashes state a severity but no counts of killed or injured; both "
                + "count as 0."
        )
        add(
            "place.absent",
            withoutPlace,
            "\(withoutPlace) crashes have no coordinates and cannot be located."
        )
        add(
            "people.differ",
            differingCounts,
            "\(differingCounts) crashes list people whose fates do not add up to the killed and "
                + "injured that the card states; the stated counts are taken."
        )
        add(
            "region.unknown",
            unknownRegions,
            "\(unknownRegions) crashes name a region that is not among the borders taken in; it "
                + "was not checked."
        )
        // By chance one coordinate in three hundred looks so in all four decimals.
        if withPlace >= 20, likeMinutes * 10 >= withPlace * 9 {
            add(
                "place.like_minutes",
                likeMinutes,
                "\(likeMinutes) of \(withPlace) places are written as degrees.minutes-seconds "
                    + "might be (43.4010 for 43°40′10″): no pair of decimals reaches 60. Ask the "
                    + "sender."
            )
        }
        return notes
    }

    /// Whether impossible ages are left out instead of refused.
    internal var dropsAges: Bool { options.repairs.contains(.dropAge) }

    /// The reject of a card with an impossible age.
    internal func reject(_ fault: AgeFault, at place: SourcePlace) -> CrashOutcome {
        .rejected(
            Reject(
                place: place,
                reason: .ageRange,
                field: "age",
                found: safeForMessages(fault.text),
                expected: "whole years in [0, 122]",
                proposal: "take the card without this age"
            )
        )
    }

    private func nameInFile(_ field: CrashField) -> String {
        options.columns.sources[field]?.joined(separator: "+") ?? field.rawValue
    }
}
