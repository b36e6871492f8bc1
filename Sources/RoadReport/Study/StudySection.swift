/// A part of a study with a heading.
package struct StudySection: Hashable, Sendable {
    /// A name unique in the page, of letters only.
    package var anchor: String
    /// The heading.
    package var title: LocalizedText
    /// What the section holds, in order.
    package var blocks: [StudyBlock]

    /// Makes a section.
    package init(anchor: String, title: LocalizedText, blocks: [StudyBlock]) {
        (self.anchor, self.title, self.blocks) = (anchor, title, blocks)
    }
}
