import RoadModel

extension WorldBuilder {
    /// Draws the rural roads, the overpass with its ramps, the river bridge and the villages.
    mutating func drawCountry(gates: RingGates, overpass: Overpass) {
        let northVillage = node(plan.northVillage)
        let southVillage = node(plan.southVillage)
        let north = RoadTraits(
            roadClass: .secondary,
            names: .northRoad,
            ref: "R-98-02",
            limitKmh: 90
        )
        road(curve(from: gates.north, through: plan.northControls, to: northVillage), north)
        let ends = drawOverpass(overpass, north)
        road(curve(from: northVillage, through: plan.northEastControls, to: ends.north), north)
        road(curve(from: ends.south, through: plan.southEastControls, to: southVillage), north)

        drawSouthRoad(from: gates.south, to: southVillage)
        drawVillage(at: northVillage, names: .northVillage, firstStreet: 2, along: (1, 0))
        drawVillage(at: southVillage, names: .southVillage, firstStreet: 6, along: (1, -0.1))
    }

    /// Draws the straight road over the highway; returns its northern and southern end.
    private mutating func drawOverpass(
        _ overpass: Overpass,
        _ traits: RoadTraits
    ) -> (north: Int, south: Int) {
        let reach = plan.rampReach * 2
        let inner = plan.rampReach * 0.75
        let at = [-reach, -inner, -60, 60, inner, reach].map { distance in
            node(overpass.centre + overpass.southward * distance)
        }
        road([at[0], at[1], at[2]], traits)
        var bridge = traits
        bridge.isBridge = true
        bridge.layer = 1
        road([at[2], at[3]], bridge)
        road([at[3], at[4], at[5]], traits)

        let ramp = linkTraits(oneWay: true)
        drawRamp(overpass.eastbound.before, at[4], towards: overpass.centre, ramp)
        drawRamp(at[4], overpass.eastbound.after, towards: overpass.centre, ramp)
        drawRamp(overpass.westbound.before, at[1], towards: overpass.centre, ramp)
        drawRamp(at[1], overpass.westbound.after, towards: overpass.centre, ramp)
        return (at[0], at[5])
    }

    /// A ramp bows towards the bridge, so that it leaves the highway at a slight angle.
    private mutating func drawRamp(
        _ a: Int,
        _ b: Int,
        towards centre: PlanPoint,
        _ traits: RoadTraits
    ) {
        let chord = drawn[b] - drawn[a]
        let middle = drawn[a] + chord * 0.5
        let bowed = middle + (centre - middle).unit * (chord.length * 0.12)
        road([a, node(bowed), b], traits)
    }

    private mutating func drawSouthRoad(from gate: Int, to village: Int) {
        let traits = RoadTraits(
            roadClass: .secondary,
            names: .southRoad,
            ref: "R-98-01",
            limitKmh: 90
        )
        let x = plan.southVillage.x * 0.3
        let northBank = node(PlanPoint(x: x, y: plan.riverNorthing + 70))
        let southBank = node(PlanPoint(x: x, y: plan.riverNorthing - 70))
        road(line(from: gate, to: northBank), traits)
        var bridge = traits
        bridge.isBridge = true
        bridge.layer = 1
        road([northBank, southBank], bridge)
        road(line(from: southBank, to: village), traits)

        var river: [Int] = []
        for step in -8...8 {
            let along = Double(step) / 8
            river.append(
                node(
                    PlanPoint(
                        x: x + along * plan.riverReach,
                        y: plan.riverNorthing + 120 * Elementary.sine(along * 2 * .pi)
                    )
                )
            )
        }
        details.rivers.append(river)
    }

    private mutating func drawVillage(
        at centre: Int,
        names: LocalNames,
        firstStreet: Int,
        along: (x: Double, y: Double)
    ) {
        let main = PlanPoint(x: along.x, y: along.y).unit
        let side = main.rightward
        let reach = plan.villageReach
        let middle = drawn[centre]
        var ends: [Int] = []
        for direction in [-1.0, 1.0] {
            let corner = node(middle + side * (direction * reach / 2))
            let far = node(middle + side * (direction * reach))
            road([centre, corner, far], villageTraits(firstStreet))
            ends.append(corner)
        }
        for (order, corner) in ends.enumerated() {
            // The northern street ends here: on its other side the road from the town comes in.
            let left = order == 0 ? corner : node(drawn[corner] - main * (reach * 0.75))
            let right = node(drawn[corner] + main * (reach * 0.75))
            road([left, corner, right], villageTraits(firstStreet + 1 + order))
        }
        details.settlements.append(
            .init(node: node(middle + side * (reach / 4)), names: names, kind: "village")
        )
    }

    private func villageTraits(_ street: Int) -> RoadTraits {
        RoadTraits(
            roadClass: .residential,
            names: LocalNames.streets[street],
            limitKmh: 60,
            isInSettlement: true
        )
    }
}
