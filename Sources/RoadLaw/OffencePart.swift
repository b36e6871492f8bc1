package import RoadModel

/// One part of an article of the Administrative Code in one wording.
///
/// A part that was amended stands twice, each wording with its days of force.
package struct OffencePart: Hashable, Sendable {
    /// Article and part, for example `592-3-1`.
    package var code: String
    /// First day of force; `nil` when the sources do not say.
    package var validFrom: CivilDate?
    /// First day on which the wording was no longer in force; `nil` while it is.
    package var validTo: CivilDate?
    /// Fine for an individual in monthly calculation indices; `nil` where the part has none.
    package var fineIndices: Int?
    /// What else may or must be imposed.
    package var sanction: Sanction
    /// Parts whose repetition within a year this part punishes.
    package var repeatOf: [String]
    /// How the offence is usually recorded.
    package var fixation: Fixation
    /// First day on which complexes record it by themselves, where that is younger than the part.
    package var automaticFrom: CivilDate?
    /// Smallest excess over the limit, km/h, for speeding; the border itself belongs to the part.
    package var excessFromKmh: Double?
    /// Excess from which the next part applies, km/h; `nil` without an upper border.
    package var excessToKmh: Double?
    /// How sure wording and amount are.
    package var certainty: Certainty
    /// What the part forbids, in short.
    package var text: Text
    /// Who says so.
    package var source: String
    /// What a reader should know beside it; empty when nothing.
    package var note: String

    /// How sure a row of a rule pack is.
    package enum Certainty: String, Sendable, Codable {
        /// Read in the source.
        case stated
        /// Follows from a source, for example a day of force counted from another day.
        case inferred
        /// The sources at hand do not say.
        case notStated = "not-stated"
    }

    /// How an offence is recorded.
    package enum Fixation: String, Sendable, Codable {
        /// By an officer.
        case officer = ""
        /// By a complex, on its photograph.
        case photo
        /// By a drone, with a patrol that stops the vehicle.
        case drone
    }

    /// A text in the three languages; Kazakh may be a translation of the project's.
    package struct Text: Hashable, Sendable {
        /// Kazakh, Russian, English.
        package var kk, ru, en: String
        /// Whether the Kazakh wording is the law's own.
        package var isKazakhOfficial: Bool

        /// Makes a text.
        package init(kk: String, ru: String, en: String, isKazakhOfficial: Bool) {
            (self.kk, self.ru, self.en) = (kk, ru, en)
            self.isKazakhOfficial = isKazakhOfficial
        }

        /// The text in a language.
        package subscript(language: Language) -> String {
            switch language {
            case .kk: kk
            case .ru: ru
            case .en: en
            }
        }
    }

    /// Makes a part.
    package init(
        code: String,
        validFrom: CivilDate? = nil,
        validTo: CivilDate? = nil,
        fineIndices: Int? = nil,
        sanction: Sanction = Sanction(),
        repeatOf: [String] = [],
        fixation: Fixation = .officer,
        automaticFrom: CivilDate? = nil,
        excessFromKmh: Double? = nil,
        excessToKmh: Double? = nil,
        certainty: Certainty = .stated,
        text: Text,
        source: String,
        note: String = ""
    ) {
        (self.code, self.validFrom, self.validTo) = (code, validFrom, validTo)
        (self.fineIndices, self.sanction, self.repeatOf) = (fineIndices, sanction, repeatOf)
        (self.fixation, self.automaticFrom) = (fixation, automaticFrom)
        (self.excessFromKmh, self.excessToKmh) = (excessFromKmh, excessToKmh)
        (self.certainty, self.text, self.source, self.note) = (certainty, text, source, note)
    }

    /// Whether the wording was in force on a day.
    package func isInForce(on day: CivilDate) -> Bool {
        (validFrom.map { day >= $0 } ?? true) && (validTo.map { day < $0 } ?? true)
    }

    /// Whether an excess over the limit falls into the part; `false` for parts without a band.
    package func covers(excessKmh: Double) -> Bool {
        guard let excessFromKmh else { return false }
        return excessKmh >= excessFromKmh && (excessToKmh.map { excessKmh < $0 } ?? true)
    }
}
