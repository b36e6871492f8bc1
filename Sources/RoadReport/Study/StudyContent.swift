package import RoadModel

/// A page about one question: its answer first, then the evidence in order.
package struct StudyContent: Hashable, Sendable {
    /// Small line above the title.
    package var kicker: LocalizedText
    /// The question or the statement.
    package var title: LocalizedText
    /// One line below the title.
    package var subtitle: LocalizedText
    /// The answer in a few sentences, read before anything else.
    package var answer: [LocalizedText]
    /// The evidence.
    package var sections: [StudySection]
    /// How far a cause is carried: below A3 the text names none.
    package var attribution: AttributionLevel
    /// The program and its version.
    package var software: String

    /// Makes a page.
    package init(
        kicker: LocalizedText,
        title: LocalizedText,
        subtitle: LocalizedText,
        answer: [LocalizedText],
        sections: [StudySection],
        attribution: AttributionLevel,
        software: String
    ) {
        (self.kicker, self.title, self.subtitle) = (kicker, title, subtitle)
        (self.answer, self.sections) = (answer, sections)
        (self.attribution, self.software) = (attribution, software)
    }
}
