import RoadModel

/// Vehicles and people of a card in JSON.
internal struct CrashPeopleJSON {
    private(set) var vehicles: [CrashVehicle] = []
    private(set) var participants: [CrashParticipant] = []
    private let takesAge: Bool

    /// Reads the members `vehicles[].participants[]` and `participants[]` of dtp-stat.
    ///
    /// - Parameters:
    ///   - card: The card's members.
    ///   - dropsAge: Whether an impossible age is left out instead of refused.
    /// - Throws: The first impossible age.
    init(openCard card: [String: JSONValue], dropsAge: Bool) throws(AgeFault) {
        takesAge = !dropsAge
        for (row, value) in list(card["vehicles"]).enumerated() {
            var vehicle = CrashVehicle(number: row + 1)
            vehicle.kind = text(value, "category")
            vehicle.make = text(value, "brand")
            vehicle.model = text(value, "model")
            vehicle.year = value["year"]?.number.flatMap { Int(exactly: $0) }
            vehicles.append(vehicle)
            for person in list(value["participants"]) { try addOpen(person, row + 1) }
        }
        for person in list(card["participants"]) { try addOpen(person, nil) }
    }

    /// Reads `infoDtp.ts_info[].ts_uch[]` and `infoDtp.uchInfo[]` of the road police.
    init(policeCard card: JSONValue, dropsAge: Bool) throws(AgeFault) {
        takesAge = !dropsAge
        let body = card["infoDtp"] ?? card
        for (row, value) in list(body["ts_info"]).enumerated() {
            var vehicle = CrashVehicle(number: Int(text(value, "n_ts")) ?? row + 1)
            vehicle.kind = text(value, "t_ts")
            vehicle.make = text(value, "marka_ts")
            vehicle.model = text(value, "m_ts")
            vehicle.year = Int(text(value, "g_v"))
            vehicles.append(vehicle)
            for person in list(value["ts_uch"]) { try addPolice(person, vehicle.number) }
        }
        for person in list(body["uchInfo"]) { try addPolice(person, nil) }
    }

    private mutating func addOpen(_ value: JSONValue, _ vehicle: Int?) throws(AgeFault) {
        try add(
            vehicle,
            role: text(value, "role"),
            injury: text(value, "health_status"),
            sex: text(value, "gender"),
            age: value["age"]?.plainText
        )
    }

    private mutating func addPolice(_ value: JSONValue, _ vehicle: Int?) throws(AgeFault) {
        try add(
            vehicle,
            role: text(value, "K_UCH"),
            injury: text(value, "S_T"),
            sex: text(value, "POL"),
            // The road police publish years at the wheel (V_ST), not ages.
            age: (value["AGE"] ?? value["VOZR"])?.plainText
        )
    }

    private mutating func add(
        _ vehicle: Int?,
        role: String,
        injury: String,
        sex: String,
        age: String?
    ) throws(AgeFault) {
        var person = CrashParticipant(number: participants.count + 1, vehicle: vehicle)
        person.role = CrashPeopleText.role(role)
        person.injury = CrashPeopleText.injury(injury)
        person.injuryText = injury
        person.sex = CrashPeopleText.sex(sex)
        person.diedAfterDays = CrashPeopleText.daysUntilDeath(injury)
        do throws(AgeFault) {
            person.age = try CrashPeopleText.age(age)
        } catch {
            if takesAge { throw error }
        }
        participants.append(person)
    }

    private func list(_ value: JSONValue?) -> [JSONValue] {
        guard case .list(let values)? = value else { return [] }
        return values
    }

    private func text(_ value: JSONValue, _ name: String) -> String {
        trimmed(value[name]?.plainText ?? "")
    }
}
