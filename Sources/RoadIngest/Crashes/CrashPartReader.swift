import RoadModel

/// The columns of a table of vehicles or people that belong to cards of another file.
internal enum CrashPartColumns {
    /// What a table holds.
    enum Kind {
        case vehicles
        case participants
    }

    static let card = ColumnSpec(
        "id",
        synonyms: CrashField.id.synonyms + ["crash", "accident_id"],
        isMandatory: true
    )
    static let source = ColumnSpec("source", synonyms: CrashField.source.synonyms)
    static let vehicle = ColumnSpec(
        "vehicle_reference",
        synonyms: ["vehicle_number", "vehicle", "n_ts", "номер ТС", "КҚ нөмірі"]
    )
    static let kind = ColumnSpec(
        "vehicle_type",
        synonyms: ["vehicle_kind", "t_ts", "тип ТС", "КҚ түрі"]
    )
    static let make = ColumnSpec(
        "make",
        synonyms: ["generic_make_model", "brand", "marka_ts", "марка", "маркасы"]
    )
    static let model = ColumnSpec("model", synonyms: ["m_ts", "модель", "үлгісі"])
    static let year = ColumnSpec("year", synonyms: ["g_v", "год выпуска", "шыққан жылы"])
    static let person = ColumnSpec(
        "casualty_reference",
        synonyms: [
            "participant", "participant_number", "person", "N_UCH", "номер участника",
            "қатысушы нөмірі",
        ]
    )
    static let role = ColumnSpec(
        "role",
        synonyms: ["casualty_class", "K_UCH", "роль", "участник", "рөлі"]
    )
    static let injury = ColumnSpec(
        "injury",
        synonyms: [
            "casualty_severity", "health_status", "S_T", "outcome", "исход", "тяжесть травм",
            "жарақат",
        ]
    )
    static let age = ColumnSpec(
        "age",
        synonyms: ["age_of_casualty", "возраст", "жасы"]
    )
    static let sex = ColumnSpec(
        "sex",
        synonyms: ["sex_of_casualty", "gender", "POL", "пол", "жынысы"]
    )
    static let died = ColumnSpec(
        "died_after_days",
        synonyms: ["days_to_death", "скончался через, суток", "қаза болған тәулігі"]
    )
    /// All of them, in the order of their indices.
    static let all = [
        card, source, vehicle, kind, make, model, year, person, role, injury, age, sex, died,
    ]

    /// What a header is of; `nil` for a table of crashes.
    static func kind(of header: [String]) -> Kind? {
        let match = HeaderMatch(header, wanted: all)
        func has(_ column: ColumnSpec) -> Bool {
            all.firstIndex(of: column).flatMap { match.indices[$0] } != nil
        }
        let times = HeaderMatch(header, wanted: [CrashField.time.spec, CrashField.date.spec])
        guard has(card), times.indices.allSatisfy({ $0 == nil }) else { return nil }
        if has(injury) || has(person) || has(role) { return .participants }
        return has(vehicle) || has(kind) || has(make) ? .vehicles : nil
    }
}

/// Reads a table of vehicles or people that belong to cards of another file.
internal enum CrashPartReader {
    static func read(
        _ bytes: Span<UInt8>,
        _ opening: TableOpening,
        _ kind: CrashPartColumns.Kind,
        options: CrashOptions,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake {
        let match = HeaderMatch(opening.header, wanted: CrashPartColumns.all)
        try match.requireMandatory(subject: options.subject, place: opening.place)
        var intake = CrashIntake(format: kind == .vehicles ? .vehicles : .participants)
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            try intake.passOn(take)
            let expected = opening.header.count
            if let fault = CrashTableReader.shapeFault(bytes, fields, expected: expected) {
                intake.append(.rejected(fault))
                continue
            }
            func text(_ column: ColumnSpec) -> String {
                guard let place = CrashPartColumns.all.firstIndex(of: column),
                    let index = match.indices[place]
                else { return "" }
                let text = trimmed(fields.text(index, in: bytes))
                return text == "-1" || text.uppercased() == "NULL" ? "" : text
            }
            do throws(CrashFault) {
                let card = text(CrashPartColumns.card)
                guard !card.isEmpty else {
                    throw CrashFault(reason: .missingField, expected: "a value", found: "")
                }
                let source = text(CrashPartColumns.source)
                intake.append(
                    CrashPart(
                        place: fields.place,
                        sourceID: card,
                        source: source.isEmpty ? options.source : source,
                        body: kind == .vehicles
                            ? .vehicle(vehicle(text, row: intake.recordsSeen))
                            : .participant(
                                try person(text, row: intake.recordsSeen, options.repairs)
                            )
                    )
                )
            } catch {
                intake.append(
                    .rejected(
                        Reject(
                            place: fields.place,
                            reason: error.reason,
                            field: error.reason == .ageRange ? "age" : "id",
                            found: safeForMessages(error.found ?? ""),
                            expected: error.expected,
                            proposal: error.proposal
                        )
                    )
                )
            }
        }
        intake.notes = [match.ignoredNote, match.repeatedNote].compactMap { $0 }
        return intake
    }

    private static func vehicle(_ text: (ColumnSpec) -> String, row: Int) -> CrashVehicle {
        var vehicle = CrashVehicle(number: Int(text(CrashPartColumns.vehicle)) ?? row + 1)
        vehicle.kind = text(CrashPartColumns.kind)
        vehicle.make = text(CrashPartColumns.make)
        vehicle.model = text(CrashPartColumns.model)
        vehicle.year = Int(text(CrashPartColumns.year))
        return vehicle
    }

    private static func person(
        _ text: (ColumnSpec) -> String,
        row: Int,
        _ repairs: Set<RepairRule>
    ) throws(CrashFault) -> CrashParticipant {
        var person = CrashParticipant(number: Int(text(CrashPartColumns.person)) ?? row + 1)
        person.vehicle = Int(text(CrashPartColumns.vehicle))
        person.role = CrashPeopleText.role(text(CrashPartColumns.role))
        person.injuryText = text(CrashPartColumns.injury)
        person.injury = CrashPeopleText.injury(person.injuryText)
        person.sex = CrashPeopleText.sex(text(CrashPartColumns.sex))
        let died = text(CrashPartColumns.died)
        person.diedAfterDays = Int(died) ?? CrashPeopleText.daysUntilDeath(person.injuryText)
        if let days = person.diedAfterDays, !(0...3650).contains(days) {
            throw CrashFault(
                reason: .countRange,
                expected: "days from the crash to the death, 0 to 3650",
                found: died
            )
        }
        do throws(AgeFault) {
            person.age = try CrashPeopleText.age(text(CrashPartColumns.age))
        } catch {
            guard repairs.contains(.dropAge) else {
                throw CrashFault(
                    reason: .ageRange,
                    expected: "whole years in [0, 122]",
                    proposal: "take the person without the age",
                    found: error.text
                )
            }
        }
        return person
    }
}
