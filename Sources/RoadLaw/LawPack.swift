package import RoadModel

/// The law of road offences as dated data: what was forbidden on a day, and at what price.
///
/// A report made again later gives the old answer, because every question names its day.
package struct LawPack: Sendable {
    /// All wordings, in the order of the Code.
    package let parts: [OffencePart]
    /// Values of the monthly calculation index, the youngest last.
    package let indices: [MonthlyIndex]
    /// Which parts a kind of violation may fall under.
    package let kinds: [KindRule]
    /// Times and shares of the procedure.
    package let procedure: FineProcedure

    /// The value of one monthly calculation index from a day on.
    package struct MonthlyIndex: Hashable, Sendable {
        /// First day of the value.
        package var validFrom: CivilDate
        /// Tenge.
        package var tenge: Int
        /// Who says so.
        package var source: String

        /// Makes a value.
        package init(validFrom: CivilDate, tenge: Int, source: String) {
            (self.validFrom, self.tenge, self.source) = (validFrom, tenge, source)
        }
    }

    /// A kind of violation and a part that it may fall under.
    package struct KindRule: Hashable, Sendable {
        /// The kind that complexes report.
        package var kind: ViolationKind
        /// The part.
        package var code: String
        /// How sure the assignment is.
        package var certainty: OffencePart.Certainty
        /// Who says so.
        package var source: String

        /// Makes a rule.
        package init(
            kind: ViolationKind,
            code: String,
            certainty: OffencePart.Certainty,
            source: String
        ) {
            (self.kind, self.code) = (kind, code)
            (self.certainty, self.source) = (certainty, source)
        }
    }

    /// Makes a pack.
    package init(
        parts: [OffencePart],
        indices: [MonthlyIndex],
        kinds: [KindRule],
        procedure: FineProcedure
    ) {
        self.parts = parts
        self.indices = indices.sorted { $0.validFrom < $1.validFrom }
        self.kinds = kinds
        self.procedure = procedure
    }

    /// The wordings in force on a day.
    package func parts(on day: CivilDate) -> [OffencePart] {
        parts.filter { $0.isInForce(on: day) }
    }

    /// The wording of a part on a day; `nil` when there was none.
    package func part(_ code: String, on day: CivilDate) -> OffencePart? {
        parts.first { $0.code == code && $0.isInForce(on: day) }
    }

    /// The monthly calculation index on a day; `nil` before the first one known.
    package func index(on day: CivilDate) -> MonthlyIndex? {
        indices.last { $0.validFrom <= day }
    }
}

/// Times and shares of the procedure after automatic recording.
package struct FineProcedure: Hashable, Sendable {
    /// Days after delivery within which half is enough.
    package var halfDays: Int
    /// The share that is enough, in percent.
    package var halfSharePercent: Int
    /// Days after delivery on which an undisputed order is decided.
    package var decidedDays: Int
    /// Months within which an offence counts as repeated.
    package var repeatMonths: Int

    /// Makes a procedure.
    package init(halfDays: Int, halfSharePercent: Int, decidedDays: Int, repeatMonths: Int) {
        (self.halfDays, self.halfSharePercent) = (halfDays, halfSharePercent)
        (self.decidedDays, self.repeatMonths) = (decidedDays, repeatMonths)
    }
}
