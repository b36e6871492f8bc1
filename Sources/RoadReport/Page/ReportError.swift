/// Why no page was made.
package enum ReportError: Error, Hashable, Sendable {
    /// Totals in different tables disagree.
    case disagreement([Discrepancy])
    /// The generated text puts a change down to a cause without the evidence for it.
    case causalLanguage([CausalFinding])
}
