import Foundation
import RoadStatistics
import TestKit
import Testing

/// Against ruptures 1.1.10, strucchange 1.5.3 and R: indices exact.
@Suite(
    "Change points against ruptures and R",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct ChangePointReferenceTests {
    private func reference(_ file: String, _ key: String) throws -> [String: Any] {
        try #require(try ReferenceTable.json("trends/ref/\(file)")[key] as? [String: Any])
    }

    private func seatbelts(_ name: String) throws -> [Double] {
        try ReferenceTable.numbers(name, ReferenceTable.csv("trends/data/seatbelts.csv"))
    }

    @Test("counts of the seat-belt years break where ruptures breaks them")
    func poisson() throws {
        for (key, column, shortest, penalty) in [
            ("VanKilled_poisson_minseg6_pen10.514991", "VanKilled", 6, 2 * log(192.0)),
            ("VanKilled_poisson_minseg6_pen15.772486", "VanKilled", 6, 3 * log(192.0)),
            ("DriversKilled_poisson_minseg12_pen3logn", "DriversKilled", 12, 3 * log(192.0)),
        ] {
            let expected = try reference("changepoint.json", key)
            let found = try ChangePoints.optimal(
                seatbelts(column),
                cost: .poisson,
                penalty: penalty,
                shortest: shortest
            )
            #expect(found.starts + [192] == expected["bkps"] as? [Int], Comment(rawValue: key))
            let objective = try #require(expected["obj"] as? Double)
            // ruptures prices every piece, the first one too.
            #expect(
                agrees(found.objective, objective, 1e-9)
                    || agrees(found.objective + penalty, objective, 1e-9),
                "\(key): \(found.objective) against \(objective)"
            )
        }
    }

    @Test("the Nile changed after 1898")
    func nile() throws {
        let volume = try ReferenceTable.numbers(
            "volume",
            ReferenceTable.csv("trends/data/nile.csv")
        )
        let penalty = try #require(
            try reference("changepoint.json", "nile_l2_pen_2s2logn")["pen"] as? Double
        )
        #expect(
            try ChangePoints.optimal(volume, cost: .squares, penalty: penalty).starts == [28]
        )
        let strucchange = try reference("changepoint_R.json", "strucchange")
        let squares = try #require((strucchange["nile"] as? [String: Any])?["rss"] as? [Double])
        let found = try ChangePoints.byNumber(volume, cost: .squares, most: 5, shortest: 15)
        #expect(found.count == 6)
        #expect(found[1].starts == [28])
        for (partition, expected) in zip(found, squares) {
            #expect(agrees(partition.cost, expected, 1e-10))
        }
    }

    @Test("the posterior of the coal disasters' change")
    func coal() throws {
        let coal = try reference("changepoint_R.json", "coal")
        let table = try ReferenceTable.csv("trends/data/coal_disasters.csv")
        let years = try ReferenceTable.numbers("year", table)
        let posterior = try ChangePoints.poissonPosterior(
            ReferenceTable.numbers("disasters", table)
        )
        for row in try #require(coal["posterior"] as? [[String: Any]]) {
            let year = try #require((row["year"] as? NSNumber)?.doubleValue)
            let place = try #require(years.firstIndex(of: year))
            #expect(agrees(posterior[place], row["p"] as? Double ?? 0, 1e-9))
        }
        let mean = compensatedSum(zip(years, posterior).map { $0 * $1 })
        #expect(agrees(mean, coal["mean_year"] as? Double ?? 0, 1e-9))
        #expect(abs(compensatedSum(posterior) - 1) < 1e-12)
    }

    @Test("the registration triangle is completed within 1e-9")
    func nowcast() throws {
        let expected = try reference("nowcast.json", "registration")
        let table = try ReferenceTable.csv("trends/data/registration_triangle.csv")
        let lags = try (0...8).map { try ReferenceTable.numbers("lag\($0)", table) }
        let triangle = (0..<12).map { row in lags.map { $0[row] } }
        let result = try Nowcast.chainLadder(triangle)
        func compare(_ values: [Double], _ key: String) throws {
            let numbers = try #require(expected[key] as? [Double])
            #expect(values.count == numbers.count)
            for (value, number) in zip(values, numbers) {
                #expect(agrees(value, number, 1e-9) || abs(value - number) < 1e-9, "\(key)")
            }
        }
        try compare(result.factors, "dev_factors")
        try compare(result.periods.map(\.seen), "observed_so_far")
        try compare(result.periods.map(\.completeness), "completeness")
        try compare(result.periods.map(\.expected), "nowcast")
        try compare(result.periods.map(\.standardError), "se_lawless")
        #expect(result.seen == expected["ytd_observed"] as? Double)
        #expect(agrees(result.expected, expected["ytd_nowcast"] as? Double ?? 0, 1e-9))
        // The truth of the last month, 189, lies inside.
        let last = try #require(result.periods.last)
        #expect(last.lower < 189 && 189 < last.upper)
    }
}

@Suite("Change points, nowcast, synthesis")
struct SeriesTests {
    @Test("a step without noise is found, a level series has none")
    func step() throws {
        let step = [Double](repeating: 4, count: 20) + [Double](repeating: 9, count: 15)
        let found = try ChangePoints.optimal(step, cost: .poisson, penalty: 3)
        #expect(found.starts == [20] && found.levels == [4, 9])
        let level = try ChangePoints.optimal(
            [Double](repeating: 5, count: 30),
            cost: .squares,
            penalty: 1
        )
        #expect(level.starts.isEmpty && level.cost == 0)
    }

    @Test("a penalty of any size leaves the best partition of its number")
    func consistent() throws {
        var generator = ReplayableGenerator(seed: 31)
        let series = (0..<60).map { Double(generator.poisson(mean: $0 < 25 ? 8 : 14)) }
        let byNumber = try ChangePoints.byNumber(series, cost: .poisson, most: 6, shortest: 3)
        for penalty in [0.5, 2, 5, 20] {
            let best = try ChangePoints.optimal(
                series,
                cost: .poisson,
                penalty: penalty,
                shortest: 3
            )
            guard best.starts.count < byNumber.count else { continue }
            #expect(abs(best.cost - byNumber[best.starts.count].cost) < 1e-9)
            for (number, other) in byNumber.enumerated() {
                #expect(best.objective <= other.cost + penalty * Double(number) + 1e-9)
            }
        }
    }

    @Test("series that cannot be partitioned or completed are refused")
    func refused() {
        #expect(throws: SeriesError.self) {
            try ChangePoints.optimal([1], cost: .poisson, penalty: 1)
        }
        #expect(throws: SeriesError.badValue(row: 1)) {
            try ChangePoints.optimal([1, -1, 2], cost: .poisson, penalty: 1)
        }
        #expect(throws: SeriesError.self) {
            try ChangePoints.optimal([1, 2], cost: .squares, penalty: .nan)
        }
        #expect(throws: SeriesError.self) { try ChangePoints.poissonPosterior([3]) }
        #expect(throws: SeriesError.self) { try Nowcast.chainLadder([]) }
        #expect(throws: SeriesError.badValue(row: 0)) {
            try Nowcast.chainLadder([[1, .nan, 2]])
        }
        #expect(throws: SeriesError.badOption("lag 1")) {
            try Nowcast.chainLadder([[1, .nan], [2, .nan]])
        }
    }

    @Test("BCG vaccine trials: REML, the other estimators and Cochran's Q as published")
    func metaAnalysis() throws {
        // Colditz et al. 1994: cases and healthy among vaccinated and controls.
        let trials: [[Double]] = [
            [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13536, 248, 12619],
            [33, 5036, 47, 5761], [180, 1361, 372, 1079], [8, 2537, 10, 619],
            [505, 87886, 499, 87892], [29, 7470, 45, 7232], [17, 1699, 65, 1600],
            [186, 50448, 141, 27197], [5, 2493, 3, 2338], [27, 16886, 29, 17825],
        ]
        let effects = trials.map { log($0[0] / ($0[0] + $0[1]) / ($0[2] / ($0[2] + $0[3]))) }
        let errors = trials.map {
            (1 / $0[0] - 1 / ($0[0] + $0[1]) + 1 / $0[2] - 1 / ($0[2] + $0[3])).squareRoot()
        }
        let reml = try MetaAnalysis.combine(effects: effects, errors: errors)
        #expect(abs(reml.estimate - -0.71453) < 5e-6)
        #expect(abs(reml.standardError - 0.17978) < 5e-6)
        #expect(abs(reml.tauSquared - 0.31324) < 5e-6)
        // metafor's documentation: Q(12) = 152.23, fixed −0.4303, DL τ² 0.3088, PM τ² 0.3181.
        #expect(abs(reml.q - 152.233) < 5e-4)
        let fixed = try MetaAnalysis.combine(effects: effects, errors: errors, method: .fixed)
        #expect(abs(fixed.estimate - -0.4303) < 5e-5 && fixed.tauSquared == 0)
        let moments = try MetaAnalysis.combine(
            effects: effects,
            errors: errors,
            method: .derSimonianLaird
        )
        #expect(abs(moments.tauSquared - 0.3088) < 5e-5)
        let mandel = try MetaAnalysis.combine(
            effects: effects,
            errors: errors,
            method: .pauleMandel
        )
        #expect(abs(mandel.tauSquared - 0.3181) < 5e-5)
        let knapp = try MetaAnalysis.combine(
            effects: effects,
            errors: errors,
            usesKnappHartung: true
        )
        #expect(knapp.estimate == reml.estimate && knapp.upper - knapp.lower > 0.7)
        #expect((reml.predictionLower ?? 0) < reml.lower)
    }

    @Test("studies that agree have no variance between them; broken input is refused")
    func metaEdges() throws {
        let same = try MetaAnalysis.combine(effects: [-0.2, -0.2, -0.2], errors: [0.1, 0.2, 0.3])
        #expect(same.tauSquared == 0 && same.iSquared == 0)
        #expect(abs(same.estimate - -0.2) < 1e-12)
        #expect(throws: SeriesError.self) {
            try MetaAnalysis.combine(effects: [1], errors: [1])
        }
        #expect(throws: SeriesError.badValue(row: 1)) {
            try MetaAnalysis.combine(effects: [1, 2], errors: [1, 0])
        }
    }

    @Test("contributions add up to the change, whatever the method")
    func decomposition() throws {
        var generator = ReplayableGenerator(seed: 2)
        for _ in 0..<50 {
            let before = (0..<3).map { _ in 0.1 + generator.uniform() * 5 }
            let after = (0..<3).map { _ in 0.1 + generator.uniform() * 5 }
            let change = after.reduce(1, *) - before.reduce(1, *)
            let mean = try Decomposition.logarithmicMean(before: before, after: after)
            let shapley = try Decomposition.shapley(before: before, after: after)
            #expect(abs(compensatedSum(mean) - change) < 1e-9)
            #expect(abs(compensatedSum(shapley) - change) < 1e-9)
        }
        // Two factors by hand: Δx·(y₀ + y₁)/2.
        let two = try Decomposition.shapley(before: [2, 3], after: [4, 7])
        #expect(two == [10, 12])
        #expect(try Decomposition.logarithmicMean(before: [5, 2], after: [5, 2]) == [0, 0])
        let zero = try Decomposition.logarithmicMean(before: [0, 4], after: [3, 4])
        #expect(abs(compensatedSum(zero) - 12) < 1e-9 && abs(zero[1]) < 1e-12)
        #expect(throws: SeriesError.badValue(row: 0)) {
            try Decomposition.shapley(before: [-1], after: [1])
        }
    }

    @Test("Kitagawa splits a mean rate into composition and rates")
    func kitagawa() throws {
        let split = try Decomposition.kitagawa(
            sharesBefore: [0.7, 0.3],
            sharesAfter: [0.6, 0.4],
            ratesBefore: [2, 8],
            ratesAfter: [1, 9]
        )
        // 3.8 → 4.2: composition −0.1·1.5 + 0.1·8.5, rates −0.65 + 0.35.
        #expect(abs(compensatedSum(split.composition) - 0.7) < 1e-12)
        #expect(abs(compensatedSum(split.rate) - -0.3) < 1e-12)
    }
}
