/// A road of one name or index with its chainage; parts may lie side by side on dual roads.
package struct AnalysisChain: Hashable, Sendable, Codable {
    /// Name or index, for example `KAZ98`.
    package var label: String
    /// The stretches the road consists of, in any order.
    package var parts: [AnalysisChainPart]

    /// Makes a chain.
    package init(label: String, parts: [AnalysisChainPart]) {
        (self.label, self.parts) = (label, parts)
    }
}
