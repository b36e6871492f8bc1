import RoadModel
import RoadStatistics

/// Average rates of the network and of its road classes, with the spread of true rates.
struct PeerRates {
    /// How true rates of peers scatter: a gamma law by moments, in crashes per kilometre and year.
    struct Spread {
        /// Shape of the gamma law.
        var shape: Double
        /// Rate parameter of the gamma law, in kilometre-years per crash.
        var rate: Double
    }

    /// The averages, the whole network first, then classes with enough units.
    let averages: [PeerAverage]
    /// Whether some class is held against the whole network.
    let hasPooledClasses: Bool
    /// Whether any group of peers scatters more than chance.
    let hasSpread: Bool
    private let network: Spread?
    private let spreads: [RoadClass: Spread]
    private let rates: [RoadClass: Double]
    private let networkRate: Double

    /// A group whose spread is not above chance gets this shape: true rates within some 5 %.
    static let flatShape = 400.0

    init(_ units: [HotspotUnitInput], fewest: Int, level: Double) {
        let groups = Dictionary(grouping: units, by: \.roadClass)
        let all = PeerRates.average(nil, units, level)
        networkRate = all.rate.value ?? 0
        let whole = PeerRates.spread(units)
        network = whole?.spread
        var scatters = whole?.isAboveChance ?? false
        var averages = [all]
        var spreads: [RoadClass: Spread] = [:]
        var rates: [RoadClass: Double] = [:]
        var isPooled = false
        for roadClass in groups.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            let members = groups[roadClass] ?? []
            guard members.count >= max(1, fewest) else {
                isPooled = true
                continue
            }
            let average = PeerRates.average(roadClass, members, level)
            averages.append(average)
            rates[roadClass] = average.rate.value ?? 0
            if let own = PeerRates.spread(members) {
                spreads[roadClass] = own.spread
                scatters = scatters || own.isAboveChance
            }
        }
        self.averages = averages
        self.spreads = spreads
        self.rates = rates
        hasPooledClasses = isPooled
        hasSpread = scatters
    }

    /// The pooled rate that units of a class are held against, per kilometre and year.
    func rate(for roadClass: RoadClass) -> Double { rates[roadClass] ?? networkRate }

    /// The law of true rates of a class; `nil` when the network has no crash at all.
    func spread(for roadClass: RoadClass) -> Spread? { spreads[roadClass] ?? network }

    /// Crashes per kilometre and year with Garwood limits.
    static func estimate(crashes: Int, kilometreYears: Double, level: Double) -> Estimate {
        // Without exposure there is no rate and no limit, not a division by zero.
        let limits = kilometreYears > 0 ? PoissonMean.garwood(count: crashes, level: level) : nil
        return Estimate(
            value: kilometreYears > 0 ? Double(crashes) / kilometreYears : nil,
            lower: limits.map { $0.lower / kilometreYears },
            upper: limits.map { $0.upper / kilometreYears },
            level: level,
            base: crashes,
            method: "garwood"
        )
    }

    private static func average(
        _ roadClass: RoadClass?,
        _ units: [HotspotUnitInput],
        _ level: Double
    ) -> PeerAverage {
        let crashes = units.reduce(0) { $0 + $1.crashes.count }
        let exposure = compensatedSum(units.lazy.map(\.kilometreYears))
        return PeerAverage(
            roadClass: roadClass,
            units: units.count,
            crashes: crashes,
            kilometreYears: exposure,
            rate: estimate(crashes: crashes, kilometreYears: exposure, level: level)
        )
    }

    /// Moments of rates with unequal exposures (Böhning 2000, after DerSimonian & Laird 1986).
    ///
    /// With Q = Σ e·(n/e − m)² and E Q = (N − 1)·m + V·(Σe − Σe²/Σe), V is the variance of the
    /// true rates. `nil` without crashes.
    private static func spread(
        _ units: [HotspotUnitInput]
    ) -> (spread: Spread, isAboveChance: Bool)? {
        let exposure = compensatedSum(units.lazy.map(\.kilometreYears))
        let crashes = units.reduce(0) { $0 + $1.crashes.count }
        guard crashes > 0, exposure > 0 else { return nil }
        let mean = Double(crashes) / exposure
        let scatter = compensatedSum(
            units.lazy.map { unit in
                let difference = Double(unit.crashes.count) / unit.kilometreYears - mean
                return unit.kilometreYears * difference * difference
            }
        )
        let squares = compensatedSum(units.lazy.map { $0.kilometreYears * $0.kilometreYears })
        let room = exposure - squares / exposure
        let variance = room > 0 ? (scatter - Double(units.count - 1) * mean) / room : 0
        let flat = mean * mean / flatShape
        let shape = mean * mean / max(variance, flat)
        return (Spread(shape: shape, rate: shape / mean), variance > flat)
    }
}
