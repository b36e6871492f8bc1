import RoadModel

extension WorldBuilder {
    /// The crossing of the rural road above the highway.
    struct Overpass {
        /// Middle of the bridge.
        var centre: PlanPoint
        /// Direction of the rural road there, southwards, of length 1.
        var southward: PlanPoint
        /// Eastbound carriageway before and after the bridge.
        var eastbound: (before: Int, after: Int)
        /// Westbound carriageway before and after the bridge, in its own direction.
        var westbound: (before: Int, after: Int)
    }

    /// Draws both carriageways, the median crossings, the service road and the posts.
    mutating func drawHighway(from gate: Int) -> Overpass {
        let end = node(centreLine(plan.highwayLength).point)
        let rampStations = [plan.overpass - plan.rampReach, plan.overpass + plan.rampReach]
        var special = plan.crossings + rampStations
        let half = plan.carriagewayGap / 2
        let westStations = stations(special)
        special += plan.serviceLinks
        let east = carriageway(stations(special), offset: half)
        let west = carriageway(westStations, offset: -half)

        drawCarriageway(east, from: gate, to: end)
        drawCarriageway(west.reversed(), from: end, to: gate)
        for station in plan.crossings {
            guard let a = find(east, station), let b = find(west, station) else { continue }
            road([a, b], linkTraits(oneWay: false))
        }
        drawServiceRoad(beside: east)
        drawPosts()

        let middle = centreLine(plan.overpass)
        let first = (find(east, rampStations[0]) ?? gate, find(east, rampStations[1]) ?? end)
        let second = (find(west, rampStations[1]) ?? end, find(west, rampStations[0]) ?? gate)
        return Overpass(
            centre: middle.point,
            southward: middle.right,
            eastbound: first,
            westbound: second
        )
    }

    /// Traits of a short connection of the highway.
    func linkTraits(oneWay: Bool) -> RoadTraits {
        var traits = RoadTraits(roadClass: .trunk, limitKmh: 60, lanes: 1)
        traits.isLink = true
        traits.isOneWay = oneWay
        return traits
    }

    private typealias Stop = (station: Double, node: Int)

    private func centreLine(_ station: Double) -> (point: PlanPoint, right: PlanPoint) {
        plan.highwayLine(at: station)
    }

    /// Regular stations and the special ones, without regular ones that come too near.
    private func stations(_ special: [Double]) -> [Double] {
        var all = special
        var station = plan.highwaySpacing
        while station < plan.highwayLength - 100 {
            if special.allSatisfy({ abs($0 - station) >= 60 }) { all.append(station) }
            station += plan.highwaySpacing
        }
        return all.sorted()
    }

    private mutating func carriageway(_ stations: [Double], offset: Double) -> [Stop] {
        stations.map { station in
            let at = centreLine(station)
            return (station, node(at.point + at.right * offset))
        }
    }

    private func find(_ stops: [Stop], _ station: Double) -> Int? {
        stops.first { $0.station == station }?.node
    }

    /// Cuts a carriageway into roads at the median crossings, as mappers do.
    ///
    /// Between the ring and the first crossing the limit is lower.
    private mutating func drawCarriageway(_ stops: [Stop], from start: Int, to end: Int) {
        var traits = RoadTraits(
            roadClass: .trunk,
            names: .highway,
            ref: "KAZ98",
            limitKmh: 110,
            lanes: 2
        )
        traits.isOneWay = true
        let firstCrossing = plan.crossings.min() ?? 0
        var part = [start]
        var isNearRing = false
        for stop in stops {
            part.append(stop.node)
            isNearRing = isNearRing || stop.station < firstCrossing
            guard plan.crossings.contains(stop.station) else { continue }
            traits.limitKmh = isNearRing ? 90 : 110
            road(part, traits)
            part = [stop.node]
            isNearRing = false
        }
        traits.limitKmh = isNearRing ? 90 : 110
        road(part + [end], traits)
    }

    private mutating func drawServiceRoad(beside east: [Stop]) {
        guard let first = plan.serviceLinks.first, let last = plan.serviceLinks.last else {
            return
        }
        var traits = RoadTraits(roadClass: .service, names: .serviceRoad, limitKmh: 60)
        let offset = plan.carriagewayGap / 2 + plan.serviceGap
        let stops = east.filter { $0.station >= first && $0.station <= last }
        let beside = carriageway(stops.map(\.station), offset: offset)
        let middle = plan.serviceLinks[plan.serviceLinks.count / 2]
        traits.lanes = 2
        road(beside.filter { $0.station <= middle }.map(\.node), traits)
        road(beside.filter { $0.station >= middle }.map(\.node), traits)
        for station in plan.serviceLinks {
            guard let a = find(east, station), let b = find(beside, station) else { continue }
            road([a, b], linkTraits(oneWay: false))
        }
    }

    private mutating func drawPosts() {
        let offset = plan.carriagewayGap / 2 + 9
        var kilometre = 0
        while let station = plan.highwayStation(atLength: Double(kilometre) * 1000) {
            let at = centreLine(station)
            let post = node(at.point + at.right * offset)
            details.posts.append(.init(node: post, kilometre: kilometre, ref: "KAZ98"))
            kilometre += 1
        }
    }
}
