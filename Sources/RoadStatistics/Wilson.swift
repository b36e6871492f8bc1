/// Wilson's score interval of a proportion (Wilson 1927).
///
/// `nil` when the counts contradict each other, `trials` is 0 or `level` is outside `(0, 1)`.
package func wilsonInterval(successes: Int, trials: Int, level: Double) -> Interval? {
    guard trials > 0, successes >= 0, successes <= trials, level > 0, level < 1 else { return nil }
    let n = Double(trials)
    let p = Double(successes) / n
    let z = NormalDistribution.criticalValue(level: level)
    let denominator = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / denominator
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / denominator
    return Interval(
        lower: successes == 0 ? 0 : max(0, centre - half),
        upper: successes == trials ? 1 : min(1, centre + half)
    )
}
