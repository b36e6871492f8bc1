package import RoadModel

/// A phrase in generated text that puts a change down to a cause without the evidence for it.
package struct CausalFinding: Hashable, Sendable {
    /// The language of the text.
    package var language: Language
    /// The phrase as the list has it.
    package var phrase: String
    /// The words around it.
    package var context: String
}
