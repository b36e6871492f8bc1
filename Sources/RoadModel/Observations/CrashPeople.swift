/// What somebody was in a crash.
package enum RoadUserRole: String, Sendable, Codable, CaseIterable {
    /// Drove a vehicle or rode a motorcycle.
    case driver
    /// Was carried by a vehicle.
    case passenger
    /// Was on foot.
    case pedestrian
    /// Rode a bicycle.
    case cyclist
    /// Anything else, or not stated.
    case other
}

/// What became of somebody in a crash.
package enum Injury: String, Sendable, Codable, CaseIterable {
    /// Died, at once or later.
    case killed
    /// Was seriously hurt.
    case serious
    /// Was slightly hurt.
    case slight
    /// Was hurt, how badly is not stated.
    case injured
    /// Was not hurt.
    case unhurt
    /// Not stated.
    case unknown

    /// Whether the person was hurt and lived.
    package var isInjured: Bool { self == .serious || self == .slight || self == .injured }
}

/// A vehicle of a crash card.
package struct CrashVehicle: Sendable, Hashable, Codable {
    /// Its number within the card, from 1.
    package var number: Int
    /// Kind of vehicle as written.
    package var kind = ""
    /// Make as written.
    package var make = ""
    /// Model as written.
    package var model = ""
    /// Year of make.
    package var year: Int?

    /// An undescribed vehicle.
    package init(number: Int) { self.number = number }
}

/// A person of a crash card; names are never read.
package struct CrashParticipant: Sendable, Hashable, Codable {
    /// The number within the card, from 1.
    package var number: Int
    /// The vehicle of the person; `nil` for those outside vehicles.
    package var vehicle: Int?
    /// What the person was.
    package var role = RoadUserRole.other
    /// What became of the person.
    package var injury = Injury.unknown
    /// The same as written.
    package var injuryText = ""
    /// Whole years.
    package var age: Int?
    /// `m`, `f` or empty.
    package var sex = ""
    /// Days from the crash to the death; 0 at the place.
    package var diedAfterDays: Int?

    /// An undescribed person.
    package init(number: Int, vehicle: Int? = nil) {
        (self.number, self.vehicle) = (number, vehicle)
    }
}

/// What a card says beside the crash itself.
package struct CrashDetails: Sendable, Hashable, Codable {
    /// The source whose numbers the card's number is one of; empty when there is only one.
    package var source = ""
    /// Region as written.
    package var region = ""
    /// Road and kilometre, or street, as written or put together from the card's fields.
    package var placeText = ""
    /// The road's index in Latin capitals, for example `KAZ03`; empty without one.
    package var roadIndex = ""
    /// Whether the crash stands on the special register; `nil` when not stated.
    package var isOnRegister: Bool?
    /// Days within which a death counts in the source; `nil` when not stated.
    package var deathWindowDays: Int?
    /// Whether the card itself counts killed or injured; otherwise its participants do.
    package var hasCounts = true

    /// Nothing stated.
    package init() {}
}

/// A vehicle or a person that came in a table of its own.
package struct CrashPart: Sendable, Hashable {
    /// What it is.
    package enum Body: Sendable, Hashable {
        /// A vehicle.
        case vehicle(CrashVehicle)
        /// A person.
        case participant(CrashParticipant)
    }

    /// Where it stands in its file.
    package var place: SourcePlace
    /// The card it belongs to.
    package var sourceID: String
    /// The source whose number that is.
    package var source: String
    /// The vehicle or person.
    package var body: Body

    /// Makes a part.
    package init(place: SourcePlace, sourceID: String, source: String, body: Body) {
        (self.place, self.sourceID, self.source, self.body) = (place, sourceID, source, body)
    }
}
