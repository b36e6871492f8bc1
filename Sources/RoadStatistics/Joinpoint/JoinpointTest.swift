/// The outcome of one permutation test.
package struct JoinpointTest: Sendable, Hashable, Codable {
    /// Joinpoints under the null hypothesis.
    package var null: Int
    /// Joinpoints under the alternative.
    package var alternative: Int
    /// SSE of the null over SSE of the alternative.
    package var statistic: Double
    /// Permutations drawn.
    package var permutations: Int
    /// Permutations whose statistic is at least the observed one.
    package var exceeding: Int
    /// (1 + exceeding) / (1 + permutations).
    package var p: Double
}
