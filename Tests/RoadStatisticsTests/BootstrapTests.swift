import RoadStatistics
import Testing

@Suite("Bootstrap")
struct BootstrapTests {
    private func mean(_ values: [Double]) -> ([Int]) -> Double {
        { rows in rows.reduce(0) { $0 + values[$1] } / Double(rows.count) }
    }

    @Test("the error of a mean is that of theory, and the same seed replays it")
    func mean() throws {
        var generator = ReplayableGenerator(seed: 8)
        let values = (0..<200).map { _ in 10 + 3 * generator.normal() }
        let found = try #require(Bootstrap(count: 200, draws: 4000, statistic: mean(values)))
        let average = values.reduce(0, +) / 200
        let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 200
        // s/√n with the divisor n; 4,000 draws know it to about 1 %.
        #expect(abs(found.standardError / (variance / 200).squareRoot() - 1) < 0.05)
        #expect(abs(found.estimate - average) < 1e-12)
        #expect(found.lower < average && average < found.upper)
        #expect(Bootstrap(count: 200, draws: 4000, statistic: mean(values)) == found)
        #expect(Bootstrap(count: 200, draws: 4000, seed: 2, statistic: mean(values)) != found)
    }

    @Test("observations that do not vary have no error; nothing is drawn from nothing")
    func degenerate() throws {
        let flat = try #require(
            Bootstrap(count: 9, statistic: mean([Double](repeating: 4, count: 9)))
        )
        #expect(flat.standardError == 0 && flat.lower == 4 && flat.upper == 4)
        #expect(Bootstrap(count: 0, statistic: { _ in 1 }) == nil)
        #expect(Bootstrap(count: 5, statistic: { _ in .nan }) == nil)
        #expect(Bootstrap(count: 5, draws: 3, statistic: { _ in 1 }) == nil)
        #expect(Bootstrap(count: 5, level: 1, statistic: { _ in 1 }) == nil)
    }
}
