import RoadGeodata
import RoadLocate
import RoadModel
import RoadNetwork

/// A network with its matcher, ready for points.
struct PointSetting: Sendable {
    /// The network.
    let network: CompiledNetwork
    /// The matcher.
    let matcher: PointMatcher
    private let options: PointsRun.Options

    /// Opens a network.
    ///
    /// - Throws: `.networkImage` and what opening a file throws; `.crsUnknown`.
    init(
        network path: String,
        options: PointsRun.Options,
        columns: PointColumns
    ) throws(IntakeError) {
        self.options = options
        network = try CompiledNetwork.open(path: path)
        matcher = PointMatcher(
            network,
            parameters: options.parameters,
            traffic: options.parameters.trafficWeight > 0 ? TrafficShare(network) : .none,
            referencing: columns[.km] == nil ? nil : .build(network)
        )
    }

    /// The same setting with the silence about names judged by the table itself.
    ///
    /// - Throws: `.crsUnknown`.
    func judgingSilence(
        of reader: PointTableReader,
        _ bytes: Span<UInt8>
    ) throws(IntakeError) -> PointSetting {
        guard reader.isExhaustive, !options.ignoresNames else { return self }
        var unnamed = options
        unnamed.ignoresNames = true
        let bare = PointSetting(network, matcher, unnamed)
        var silence = PointSilence()
        var reader = reader
        var worker = try bare.worker()
        if let block = reader.next(bytes, limit: PointSilence.rows) {
            silence.add(block, worker.decide(block, 0..<block.count), matcher)
        }
        let term = max(matcher.parameters.nameIsUnexpected, silence.term)
        return PointSetting(network, matcher.judgingSilence(as: term), options)
    }

    private init(
        _ network: CompiledNetwork,
        _ matcher: PointMatcher,
        _ options: PointsRun.Options
    ) {
        (self.network, self.matcher, self.options) = (network, matcher, options)
    }

    /// Whether a row would lie in the network's extent with longitude and latitude exchanged.
    func wouldHold(_ block: PointBlock, _ row: Int) -> Bool {
        let extent = network.extent
        let (x, y) = (block.latitude[row], block.longitude[row])
        return x >= extent.west && x <= extent.east && y >= extent.south && y <= extent.north
    }

    /// A worker for one thread.
    ///
    /// - Throws: `.crsUnknown`.
    func worker() throws(IntakeError) -> PointWorker {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        return PointWorker(
            matcher,
            ProjectionPatches(transform, extent: network.extent),
            options
        )
    }
}

/// Matches rows of a block on one thread.
struct PointWorker: ~Copyable {
    private let matcher: PointMatcher
    private var patches: ProjectionPatches
    private let options: PointsRun.Options
    private var scratch = PointMatchScratch()

    init(
        _ matcher: PointMatcher,
        _ patches: consuming ProjectionPatches,
        _ options: PointsRun.Options
    ) {
        (self.matcher, self.options) = (matcher, options)
        self.patches = patches
    }

    /// Decides rows.
    mutating func decide(_ block: PointBlock, _ rows: Range<Int>) -> [PointsRun.Answer] {
        var answers: [PointsRun.Answer] = []
        answers.reserveCapacity(rows.count)
        for row in rows {
            let observation = observation(block, row)
            var answer = PointsRun.Answer()
            answer.decision = matcher.decide(observation, scratch: &scratch)
            if answer.decision.way != nil {
                (answer.longitude, answer.latitude) = patches.inverse(
                    x: answer.decision.place.x,
                    y: answer.decision.place.y,
                    nearLongitude: block.longitude[row],
                    nearLatitude: block.latitude[row]
                )
            }
            answers.append(answer)
        }
        return answers
    }

    /// Explains an observation.
    mutating func explain(_ observation: PointObservation) -> MatchExplanation {
        matcher.explain(observation, scratch: &scratch)
    }

    /// A row in the network's system, its heading turned to grid north.
    mutating func observation(_ block: PointBlock, _ row: Int) -> PointObservation {
        let image = patches.forward(
            longitude: block.longitude[row],
            latitude: block.latitude[row]
        )
        var observation = PointObservation(
            point: ProjectedPoint(x: image.x, y: image.y),
            sigma: Metres(block.sigma[row]),
            names: options.ignoresNames ? .none : block.names[row]
        )
        let heading = block.heading[row]
        let isTurned = !options.ignoresHeading && heading.isFinite
        if isTurned { observation.heading = Degrees(heading + image.north.degrees.value) }
        if !block.statements.isEmpty {
            add(block.statements[row], north: image.north, to: &observation)
        }
        return observation
    }

    private func add(
        _ said: PointStatement,
        north: Radians,
        to observation: inout PointObservation
    ) {
        if said.headingSigma > 0 { observation.headingSigma = Degrees(said.headingSigma) }
        if said.limit > 0 { observation.limitKmh = said.limit }
        var further = FurtherEvidence()
        if abs(said.level) < 100 { further.level = Int(said.level.rounded()) }
        further.covariance = said.covariance.map { $0.onGrid(north: north) }
        further.post = post(said)
        further.siteWay = said.siteWay
        further.siteRoad = said.siteRoad
        if !further.isEmpty { observation.further = further }
    }

    /// The stated kilometre; `nil` when there is none or the network lacks the stated route.
    private func post(_ said: PointStatement) -> PostStatement? {
        guard let referencing = matcher.referencing, said.kilometre.isFinite else { return nil }
        var routes: [Int] = []
        if !said.route.isEmpty {
            routes = referencing.route(ref: said.route).map { [$0] } ?? []
            if routes.isEmpty { routes = referencing.routes(named: said.route) }
            guard !routes.isEmpty else { return nil }
        }
        let metres = said.metres.isFinite ? said.metres : 0
        let sigma =
            said.postSigma > 0 ? said.postSigma : matcher.parameters.postSigmaMetres
        return PostStatement(
            routes: routes,
            value: Metres(said.kilometre * 1000 + metres),
            sigma: Metres(sigma)
        )
    }
}
