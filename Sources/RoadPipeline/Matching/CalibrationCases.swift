import Foundation
import RoadLocate
import RoadNetwork
import RoadStatistics

/// Points with their true ways, ready to be matched again and again.
struct CalibrationCases {
    /// One point.
    struct Row {
        var observation: PointObservation
        var truth: PointTruth
        var isForward: Bool
        /// How far its candidates and strays lie.
        var reach = SearchReach(candidates: 0, strays: 0)
    }

    /// How much farther than the likeliest σ asks for candidates lie: as far as σ may grow.
    private static let reserve = 1.5
    /// Factors on stated accuracies from 0.2 to 5.
    private static let scales = (0..<15).map { 0.2 * pow(25, Double($0) / 14) }

    var rows: [Row] = []
    /// A rough factor on stated accuracies, see `findReach`.
    private(set) var sigmaScale = 1.0
    var hasTruth = false
    private(set) var total = 0
    private(set) var truthMissing = 0

    mutating func add(_ block: PointBlock, _ worker: inout PointWorker) {
        total += block.count
        for row in 0..<block.count {
            let truth =
                block.truth.isEmpty ? PointTruth(way: 0, from: 0, to: 0) : block.truth[row]
            rows.append(
                Row(
                    observation: worker.observation(block, row),
                    truth: truth,
                    isForward: true
                )
            )
        }
    }

    /// Finds the direction of each true line and leaves points out whose line is not there.
    mutating func findTruth(in network: CompiledNetwork) {
        guard hasTruth else { return }
        var directions: [PointTruth: Bool] = [:]
        let wanted = Set(rows.map(\.truth.way))
        let c = network.columns
        for piece in 0..<UInt32(network.pieceCount) where wanted.contains(c.pieceWay[piece]) {
            let vertices = network.vertices(piece: piece)
            for v in vertices.dropLast() {
                let (a, b) = (c.vertexNode[v], c.vertexNode[v + 1])
                let way = c.pieceWay[piece]
                directions[PointTruth(way: way, from: a, to: b)] = true
                let back = PointTruth(way: way, from: b, to: a)
                if directions[back] == nil { directions[back] = false }
            }
        }
        let before = rows.count
        rows = rows.compactMap { row in
            guard let isForward = directions[row.truth] else { return nil }
            var found = row
            found.isForward = isForward
            return found
        }
        truthMissing = before - rows.count
    }

    /// Keeps every n-th point.
    mutating func thin(to limit: Int) {
        let step = max(1, (rows.count + limit - 1) / limit)
        rows = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    }

    /// Finds how far the candidates of each point lie, whatever constants are tried, and leaves out
    /// points without a road so near.
    ///
    /// One reach for all constants: with a radius that moves with σ the truth would drop in and
    /// out of the candidates, and points with large errors would be missing where σ is small.
    mutating func findReach(_ setting: PointSetting) {
        sigmaScale = likeliestScale(setting)
        setReach(setting, sigmaScale: sigmaScale)
        var scratch = PointMatchScratch()
        rows = rows.filter {
            setting.matcher.appraise(
                $0.observation,
                way: 0,
                isForward: true,
                reach: $0.reach,
                scratch: &scratch
            ) != nil
        }
    }

    /// Lets strays lie within the radius of a factor on stated accuracies, and candidates farther.
    mutating func setReach(_ setting: PointSetting, sigmaScale: Double) {
        var constants = setting.matcher.parameters
        constants.sigmaScale = sigmaScale
        let near = setting.matcher.with(constants)
        constants.sigmaScale *= Self.reserve
        let far = setting.matcher.with(constants)
        for row in rows.indices {
            rows[row].reach = SearchReach(
                candidates: far.radius(of: rows[row].observation),
                strays: near.radius(of: rows[row].observation)
            )
        }
    }

    /// The factor on stated accuracies under which the places of some points are likeliest, to a
    /// fifth, without what they say of heading and name.
    private func likeliestScale(_ setting: PointSetting) -> Double {
        let step = max(1, rows.count / 400)
        var some = self
        some.hasTruth = false
        var constants = PointMatcherParameters()
        constants.mapSigmaMetres = setting.matcher.parameters.mapSigmaMetres
        // Without strays a single one decides.
        constants.strayShare = 0.02
        constants.sigmaScale = Self.scales.last ?? 1
        let widest = setting.matcher.with(constants)
        some.rows = stride(from: 0, to: rows.count, by: step).map {
            var row = rows[$0]
            row.observation.heading = nil
            row.observation.names = .none
            let radius = widest.radius(of: row.observation)
            row.reach = SearchReach(candidates: radius, strays: radius)
            return row
        }
        let likelihoods = Self.scales.map { scale in
            constants.sigmaScale = scale
            return some.logLikelihoods(setting.matcher.with(constants)).reduce(0, +)
        }
        let best = Self.scales.indices.max { likelihoods[$0] < likelihoods[$1] }
        return best.map { Self.scales[$0] } ?? 1
    }

    /// One of two halves: points alternate in runs of 50, so that those of one journey mostly stay
    /// together.
    func half(_ number: Int) -> CalibrationCases {
        var part = self
        part.rows = rows.indices.filter { ($0 / 50) % 2 == number }.map { rows[$0] }
        return part
    }

    /// The log likelihood of every point, its candidates within its own reach.
    func logLikelihoods(_ matcher: PointMatcher) -> [Double] {
        var scratch = PointMatchScratch()
        return rows.map { row in
            let outcome = matcher.appraise(
                row.observation,
                way: row.truth.way,
                isForward: row.isForward,
                reach: row.reach,
                scratch: &scratch
            )
            return Self.logLikelihood(outcome ?? .lost, hasTruth: hasTruth)
        }
    }

    /// The points as `match points` would answer them.
    func appraisals(_ matcher: PointMatcher) -> [PointAppraisal] {
        var scratch = PointMatchScratch()
        return rows.map {
            matcher.appraise(
                $0.observation,
                way: $0.truth.way,
                isForward: $0.isForward,
                scratch: &scratch
            ) ?? .lost
        }
    }

    private static func logLikelihood(_ outcome: PointAppraisal, hasTruth: Bool) -> Double {
        // A truth beyond the radius must not outweigh all others.
        hasTruth ? log(max(1e-6, outcome.truthProbability)) : max(-40, outcome.logDensity)
    }

    static func quality(_ outcomes: [PointAppraisal], hasTruth: Bool) -> PointCalibration.Quality {
        let total = Double(max(1, outcomes.count))
        let likelihood = outcomes.reduce(0) { $0 + logLikelihood($1, hasTruth: hasTruth) }
        var quality = PointCalibration.Quality(
            logLikelihood: likelihood,
            perPoint: likelihood / total,
            accuracy: nil,
            calibrationError: nil,
            bins: []
        )
        guard hasTruth else { return quality }
        // A point that no road is near to has no answer that could be right.
        let answered = Double(max(1, outcomes.count { $0.confidence > 0 }))
        quality.accuracy = Double(outcomes.count(where: \.isRight)) / answered
        var error = 0.0
        for number in 0..<10 {
            let own = outcomes.filter {
                $0.confidence > 0 && min(9, Int($0.confidence * 10)) == number
            }
            guard !own.isEmpty else { continue }
            let right = own.count(where: \.isRight)
            let said = own.reduce(0) { $0 + $1.confidence }
            error += abs(said - Double(right))
            let interval = wilsonInterval(successes: right, trials: own.count, level: 0.95)
            quality.bins.append(
                PointCalibration.Bin(
                    from: Double(number) / 10,
                    to: Double(number + 1) / 10,
                    count: own.count,
                    said: said / Double(own.count),
                    right: Double(right) / Double(own.count),
                    low: interval?.lower ?? 0,
                    high: interval?.upper ?? 1
                )
            )
        }
        quality.calibrationError = error / answered
        return quality
    }
}
