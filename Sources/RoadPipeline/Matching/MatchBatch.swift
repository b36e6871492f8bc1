import Foundation
import RoadGeodata
import RoadLocate
import RoadModel
import RoadNetwork
import RoadStore
import Synchronization

/// Puts one batch of observations on the network with all cores; the answer does not depend on
/// how many there are.
struct MatchBatch: Sendable {
    let network: CompiledNetwork
    let threads: Int
    private let matcher: PointMatcher
    private let junctions: JunctionRule
    /// Observations matched by one task: enough to outweigh its start by far.
    private static let chunk = 4096

    init(network: CompiledNetwork, parameters: PointMatcherParameters, threads: Int) {
        (self.network, self.threads) = (network, threads)
        var wide = parameters
        // A junction may have many arms, each with two directions.
        wide.reportedCandidates = max(16, parameters.reportedCandidates)
        matcher = PointMatcher(
            network,
            parameters: wide,
            traffic: wide.trafficWeight > 0 ? TrafficShare(network) : .none,
            referencing: network.columns.postNode.count > 0 ? .build(network) : nil
        )
        junctions = JunctionRule(network: network, threshold: parameters.roadThreshold)
    }

    /// Matches rows in their own order.
    func match(_ rows: [LocatableRow]) throws(IntakeError) -> [LocatedRow] {
        let observations = try observations(of: rows)
        let chunks = (rows.count + Self.chunk - 1) / Self.chunk
        let parts = Mutex([[LocatedRow]](repeating: [], count: chunks))
        let work: @Sendable (Int) -> Void = { index in
            var scratch = PointMatchScratch()
            let range = index * Self.chunk..<min(rows.count, (index + 1) * Self.chunk)
            let part = range.map { locate(rows[$0], observations[$0], &scratch) }
            parts.withLock { $0[index] = part }
        }
        if threads > 1, chunks > 1 {
            DispatchQueue.concurrentPerform(iterations: chunks, execute: work)
        } else {
            for index in 0..<chunks { work(index) }
        }
        var located = parts.withLock { Array($0.joined()) }
        try addPlaces(to: &located)
        return located
    }

    /// Observations in the network's system; `nil` without usable coordinates.
    ///
    /// Headings count from true north, the network from grid north: a second point a little to the
    /// north of each observation shows the angle between them.
    func observations(of rows: [LocatableRow]) throws(IntakeError) -> [PointObservation?] {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        let step = 1e-4
        let latitudes = rows.map { $0.location?.latitude.value ?? .nan }
        let longitudes = rows.map { $0.location?.longitude.value ?? .nan }
        let here = transform.forward(latitudes: latitudes, longitudes: longitudes)
        let north = transform.forward(
            latitudes: latitudes.map { $0 + step },
            longitudes: longitudes
        )
        var names: [String: RoadNameEvidence] = [:]
        var posts: [String: PostStatement?] = [:]
        return rows.indices.map { row in
            guard here.x[row].isFinite, here.y[row].isFinite else { return nil }
            let text = rows[row].roadText
            let evidence = names[text] ?? RoadNameEvidence(name: text)
            names[text] = evidence
            let post = posts[text] ?? self.post(text)
            posts[text] = .some(post)
            var further: FurtherEvidence?
            if let post {
                further = FurtherEvidence()
                further?.post = post
            }
            let turn = atan2(north.x[row] - here.x[row], north.y[row] - here.y[row]) * 180 / .pi
            return PointObservation(
                point: ProjectedPoint(x: here.x[row], y: here.y[row]),
                sigma: rows[row].accuracy ?? MatchRun.unstatedAccuracy,
                heading: rows[row].heading.map { heading in
                    let grid = (heading.value + turn).truncatingRemainder(dividingBy: 360)
                    return Degrees(grid < 0 ? grid + 360 : grid)
                },
                names: evidence,
                limitKmh: rows[row].limit?.kilometresPerHour,
                further: further
            )
        }
    }

    /// The kilometre in the words of a card, for example `KAZ-03, 315 км + 200 м`.
    private func post(_ text: String) -> PostStatement? {
        guard let referencing = matcher.referencing, let written = WrittenPlace(text) else {
            return nil
        }
        let routes = written.routes(in: referencing).rows
        guard !routes.isEmpty else { return nil }
        let value = Double(written.reading.kilometre) * 1000 + written.reading.metres
        // "The 315th kilometre" is anywhere on it.
        return PostStatement(
            routes: routes,
            value: Metres(written.isOrdinal ? value + 500 : value),
            sigma: Metres(written.isOrdinal ? 350 : matcher.parameters.postSigmaMetres)
        )
    }

    private func locate(
        _ row: LocatableRow,
        _ observation: PointObservation?,
        _ scratch: inout PointMatchScratch
    ) -> LocatedRow {
        guard let observation else { return unlocated(row, .noCoordinates, nil) }
        switch matcher.match(observation, scratch: &scratch) {
        case .located(let point):
            return LocatedRow(
                kind: row.kind,
                id: row.id,
                reference: point.best.reference,
                probability: point.best.probability,
                roadProbability: point.roadProbability,
                runnerUp: point.runnerUp?.reference.segment,
                runnerUpProbability: point.runnerUp?.probability,
                place: nil,
                reason: nil,
                junction: junction(row, observation, point)?.junction
            )
        case .unlocated(let point):
            if row.kind == .crash, point.reason == .ambiguous,
                let place = junctions.place(point.candidates, sigma: observation.sigma)
            {
                return LocatedRow(
                    kind: row.kind,
                    id: row.id,
                    reference: place.candidate.reference,
                    probability: place.candidate.probability,
                    roadProbability: place.probability,
                    runnerUp: place.runnerUp?.reference.segment,
                    runnerUpProbability: place.runnerUp?.probability,
                    place: nil,
                    reason: nil,
                    junction: place.junction
                )
            }
            return unlocated(row, point.reason, point)
        }
    }

    /// What the matcher says of one observation, and the junction that is certain, if any.
    func explain(
        _ row: LocatableRow,
        _ observation: PointObservation
    ) -> (match: PointMatch, junction: JunctionPlace?) {
        var scratch = PointMatchScratch()
        let match = matcher.match(observation, scratch: &scratch)
        switch match {
        case .located(let point): return (match, junction(row, observation, point))
        case .unlocated(let point):
            guard row.kind == .crash, point.reason == .ambiguous else { return (match, nil) }
            return (match, junctions.place(point.candidates, sigma: observation.sigma))
        }
    }

    /// The junction on which a crash of a certain road lies.
    private func junction(
        _ row: LocatableRow,
        _ observation: PointObservation,
        _ point: LocatedPoint
    ) -> JunctionPlace? {
        guard row.kind == .crash else { return nil }
        return junctions.place(of: point, at: observation.point, sigma: observation.sigma)
    }

    private func unlocated(
        _ row: LocatableRow,
        _ reason: UnlocatedReason,
        _ point: UnlocatedPoint?
    ) -> LocatedRow {
        LocatedRow(
            kind: row.kind,
            id: row.id,
            reference: nil,
            probability: point?.candidates.first?.probability,
            roadProbability: point?.roadProbability,
            runnerUp: nil,
            runnerUpProbability: nil,
            place: nil,
            reason: reason
        )
    }

    /// Fills in where on the line each located row lies, in WGS 84.
    private func addPlaces(to rows: inout [LocatedRow]) throws(IntakeError) {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        var x: [Double] = []
        var y: [Double] = []
        for row in rows {
            var reference = row.reference
            reference?.offset = Metres(0)
            let point = reference.flatMap(network.point)
            x.append(point?.x ?? .nan)
            y.append(point?.y ?? .nan)
        }
        transform.inverse(x: &x, y: &y)
        for index in rows.indices where x[index].isFinite && rows[index].reference != nil {
            rows[index].place = GeodeticCoordinate(
                latitude: Degrees(y[index]),
                longitude: Degrees(x[index])
            )
        }
    }
}
