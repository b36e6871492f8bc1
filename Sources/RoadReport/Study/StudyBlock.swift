package import RoadModel

/// A piece of a section.
package enum StudyBlock: Hashable, Sendable {
    /// A paragraph.
    case paragraph(LocalizedText)
    /// A paragraph in smaller type.
    case note(LocalizedText)
    /// A verdict with its badge.
    case verdict(VerdictCode, LocalizedText)
    /// A list.
    case list([LocalizedText], isOrdered: Bool)
    /// A table.
    case table(StudyTable)
    /// Estimates with their intervals around no change, in percent.
    case forest([StudyEstimate])
    /// Yearly counts with chance's limits; breaks as dashed lines.
    case years([StudyYear], breaks: [Double])
    /// The steps of attribution, each with whether it is reached.
    case ladder([StudyStep])
    /// Where figures come from: names of sources, not translated.
    case sources([String])
}
