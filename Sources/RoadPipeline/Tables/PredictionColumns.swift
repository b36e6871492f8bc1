/// Expected crashes that a table brings along, or that its columns allow to compute.
struct PredictionColumns {
    let before: String
    let after: String
    let overdispersion: String
    /// Where they come from, for the answer.
    let source: String

    /// Recognises the columns; `nil` when the table expects nothing.
    init?(_ table: AnalysisTable) {
        func first(_ names: [String]) -> String? { names.first(where: table.contains) }
        let k =
            first(["overdispersion", "k", "dispersion", "alpha"])
            ?? first(["theta", "size"]).map { "1 / \($0)" }
        if let before = first(["predicted_before", "pred_before", "expected_before", "spf_before"]),
            let after = first(["predicted_after", "pred_after", "expected_after", "spf_after"]),
            let k
        {
            (self.before, self.after, overdispersion, source) = (before, after, k, "given")
            return
        }
        // The example of the Highway Safety Manual: rural two-lane roads, lengths in miles, yearly
        // counts; base function of chapter 10 with k = 0.236 over length.
        let years = { (letter: Character) in
            table.header.count {
                $0.first == letter && $0.count > 1 && $0.dropFirst().allSatisfy(\.isWholeNumber)
            }
        }
        guard table.contains("length_mi"), table.contains("aadt_before"),
            table.contains("aadt_after"), !table.contains("treated"), years("b") > 0, years("a") > 0
        else { return nil }
        func function(_ count: Int, _ aadt: String) -> String {
            "\(count) * \(aadt) * length_mi * 365e-6 * exp(-0.312)"
        }
        before = function(years("b"), "aadt_before")
        after = function(years("a"), "aadt_after")
        overdispersion = "0.236 / length_mi"
        source = "hsm-rural-two-lane"
    }
}
