import Glibc
import RoadStatistics

/// A randomised roll-out: which unit gets the measure when, and what that can find.
///
/// Units of like size form blocks, and chance alone spreads each block over the waves. The effect is
/// that of a model of log rates with constants for units and periods (a stepped wedge where the
/// last wave is treated too, else two or more arms).
package struct RolloutDesign: Sendable {
    /// A unit that may get the measure.
    package struct Unit: Sendable, Hashable {
        /// Its name.
        package var name: String
        /// Events a period, on average.
        package var mean: Double

        /// Makes a unit.
        package init(name: String, mean: Double) { (self.name, self.mean) = (name, mean) }
    }

    /// How the roll-out is made.
    package struct Options: Sendable, Hashable {
        /// Waves; in the first period all wait.
        package var waves = 2
        /// Periods before the first wave.
        package var periodsBefore = 4
        /// Periods between waves, and after the last.
        package var periodsBetween = 4
        /// Whether the last wave stays without the measure to the end.
        package var keepsControl = true
        /// The effect that is to be found, as a ratio.
        package var ratio = 0.8
        /// Variance factor of counts.
        package var phi = 1.0
        /// Standard deviation of a unit's log rate from period to period beyond chance.
        package var noise = 0.1
        /// Seed of the allocation.
        package var seed: UInt64 = 1
        /// Level of the two-sided test.
        package var alpha = 0.05
        /// Power that the detectable effect is given for.
        package var power = 0.8

        /// The usual options.
        package init() {}
    }

    /// A unit with its wave.
    package struct Allocation: Sendable, Hashable {
        /// The unit.
        package var unit: Unit
        /// Its block of units of like size, from 1.
        package var block: Int
        /// Its wave, from 1; the last is the control where one is kept.
        package var wave: Int
        /// First period with the measure, from 1; `nil` is never.
        package var firstPeriod: Int?
    }

    /// Units in the order of their blocks.
    package let allocation: [Allocation]
    /// Periods of the whole roll-out.
    package let periods: Int
    /// Standard error of the log ratio.
    package let standardError: Double
    /// Probability of finding the effect.
    package let power: Double
    /// The smallest fall found with the power asked for, in percent, positive; `nil` when not even
    /// the end of all events would be found.
    package let detectableFallPercent: Double?
    /// Units of this size that the power asked for takes; `nil` beyond a million.
    package let unitsNeeded: Int?

    /// Draws the allocation and computes its power.
    ///
    /// - Returns: `nil` for fewer units than waves or numbers that cannot be.
    package init?(_ units: [Unit], _ options: Options = Options()) {
        let o = options
        guard o.waves >= 2, units.count >= o.waves, o.periodsBefore >= 1, o.periodsBetween >= 1,
            o.periodsBefore + o.waves * o.periodsBetween <= 2000,
            units.allSatisfy({ $0.mean > 0 && $0.mean.isFinite }), o.ratio > 0, o.ratio != 1,
            o.phi > 0, o.noise >= 0, o.alpha > 0, o.alpha < 1, o.power > 0, o.power < 1
        else { return nil }
        let steps = o.keepsControl ? o.waves - 1 : o.waves
        periods = o.periodsBefore + steps * o.periodsBetween
        allocation = Self.allocate(units, o)
        let total = periods
        let schedule = allocation.map { place in
            (1...total).map { period in
                place.firstPeriod.map { period >= $0 ? 1.0 : 0 } ?? 0
            }
        }
        let variance = allocation.map { place in
            [Double](
                repeating: o.phi / place.unit.mean + o.noise * o.noise,
                count: total
            )
        }
        let information = TwoWayInformation.about(schedule: schedule, variance: variance)
        guard information > 0 else { return nil }
        standardError = (1 / information).squareRoot()
        let z = NormalDistribution.criticalValue(level: 1 - o.alpha)
        let shift = abs(log(o.ratio)) / standardError
        power = NormalDistribution.below(shift - z) + NormalDistribution.below(-shift - z)
        let needed = z + NormalDistribution.quantile(o.power)
        detectableFallPercent = -100 * expm1(-needed * standardError)
        // Information grows with the number of units of this size.
        let each = information / Double(units.count)
        let count = (needed / log(o.ratio)) * (needed / log(o.ratio)) / each
        unitsNeeded = count < 1e6 ? Int(count.rounded(.up)) : nil
    }

    private static func allocate(_ units: [Unit], _ options: Options) -> [Allocation] {
        var generator = ReplayableGenerator(seed: options.seed)
        // Equal sizes are told apart by name, so that the order of rows decides nothing.
        let sorted = units.sorted { ($0.mean, $1.name) > ($1.mean, $0.name) }
        var allocation: [Allocation] = []
        var start = 0
        while start < sorted.count {
            let block = sorted[start..<min(sorted.count, start + options.waves)]
            var waves = Array(1...options.waves)
            generator.shuffle(&waves)
            for (unit, wave) in zip(block, waves) {
                let isControl = options.keepsControl && wave == options.waves
                allocation.append(
                    Allocation(
                        unit: unit,
                        block: start / options.waves + 1,
                        wave: wave,
                        firstPeriod: isControl
                            ? nil
                            : options.periodsBefore + 1 + (wave - 1) * options.periodsBetween
                    )
                )
            }
            start += options.waves
        }
        return allocation
    }
}
