package import RoadModel

/// What is known of a violation when it is held against the Code.
package struct OffenceReport: Hashable, Sendable {
    /// The kind that was recorded.
    package var kind: ViolationKind
    /// The day of the violation where it happened.
    package var day: CivilDate
    /// Measured speed, km/h; needed for speeding.
    package var speedKmh: Double?
    /// Limit of the place and class, km/h; needed for speeding.
    package var limitKmh: Double?
    /// Part that an officer named, where the kind leaves several open.
    package var namedCode: String?
    /// Earlier offences of the same person.
    package var earlier: [Earlier]
    /// The day on which the order was delivered, when it was.
    package var deliveredOn: CivilDate?

    /// An earlier offence: its part and day.
    package struct Earlier: Hashable, Sendable {
        /// Article and part.
        package var code: String
        /// The day of the decision.
        package var day: CivilDate

        /// Makes an earlier offence.
        package init(code: String, day: CivilDate) { (self.code, self.day) = (code, day) }
    }

    /// Makes a report.
    package init(
        kind: ViolationKind,
        day: CivilDate,
        speedKmh: Double? = nil,
        limitKmh: Double? = nil,
        namedCode: String? = nil,
        earlier: [Earlier] = [],
        deliveredOn: CivilDate? = nil
    ) {
        (self.kind, self.day, self.speedKmh, self.limitKmh) = (kind, day, speedKmh, limitKmh)
        (self.namedCode, self.earlier, self.deliveredOn) = (namedCode, earlier, deliveredOn)
    }
}

/// What the Code says of a violation.
package struct OffenceClassification: Hashable, Sendable {
    /// The part; `nil` when none applies or several may.
    package var part: OffencePart?
    /// Parts that the kind leaves open, when more than one.
    package var candidates: [OffencePart]
    /// The part that the first offence would fall under, when this one is a repetition.
    package var basePart: OffencePart?
    /// Measured speed above the limit, km/h.
    package var excessKmh: Double?
    /// The monthly calculation index of the day, tenge.
    package var indexTenge: Int?
    /// The fine, tenge.
    package var fineTenge: Int?
    /// What is enough when paid in time, tenge.
    package var reducedFineTenge: Int?
    /// The last day on which the reduced fine is enough.
    package var reducedUntil: CivilDate?
    /// The day on which an undisputed order is decided.
    package var decidedOn: CivilDate?
    /// What a reader has to know.
    package var flags: [Flag]

    /// Remarks on a classification; the raw value is what machines read.
    package enum Flag: String, Sendable, Codable, CaseIterable {
        /// The excess is below the smallest one that is an offence.
        case belowThreshold = "BELOW-THRESHOLD"
        /// Speed or limit is missing.
        case speedMissing = "SPEED-MISSING"
        /// The kind leaves several parts open; an officer decides.
        case ambiguous = "AMBIGUOUS"
        /// A passage is no offence.
        case noOffence = "NO-OFFENCE"
        /// The named part did not exist on that day, or not for this kind.
        case partNotInForce = "PART-NOT-IN-FORCE"
        /// The assignment or the amount is inferred from a source, not read in it.
        case inferred = "INFERRED"
        /// The sources do not state the sanction of that day.
        case sanctionNotStated = "SANCTION-NOT-STATED"
        /// No value of the monthly calculation index is known for the day.
        case indexNotKnown = "INDEX-NOT-KNOWN"
        /// The part counts as a repetition of an earlier offence.
        case repeated = "REPEATED"
        /// Complexes did not record this kind by themselves yet on that day.
        case notAutomaticYet = "NOT-AUTOMATIC-YET"
    }
}
