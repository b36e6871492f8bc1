import RoadModel

extension WorldBuilder {
    /// Nodes at which the town meets the other roads.
    struct RingGates {
        /// Where the highway begins.
        var east: Int
        /// Where the northern rural road begins.
        var north: Int
        /// Where the southern rural road begins, on the roundabout.
        var south: Int
    }

    /// Draws the grid of streets, the ring road and the roundabout on its south.
    mutating func drawTown() -> RingGates {
        let count = plan.gridStreets
        let avenue = count / 2
        let crossings = (0..<count).map { column in
            (0..<count).map { row in node(gridPoint(Double(column), Double(row))) }
        }
        var gates: [(from: Int, to: Int, traits: RoadTraits)] = []
        let avenues = [true, false].map { streetTraits(avenue, isColumn: $0, avenue: avenue) }
        let roundabout = drawRoundabout()
        let north = node(PlanPoint(x: 0, y: plan.ringRadius))
        let east = node(PlanPoint(x: plan.ringRadius, y: 0))
        let west = node(PlanPoint(x: -plan.ringRadius, y: 0))
        gates.append((crossings[avenue][count - 1], north, avenues[0]))
        gates.append((crossings[count - 1][avenue], east, avenues[1]))
        gates.append((crossings[0][avenue], west, avenues[1]))
        gates.append((crossings[avenue][0], roundabout.north, avenues[0]))

        var joints: [(angle: Double, node: Int)] = [
            (0, east), (.pi / 2, north), (.pi, west),
        ]
        for column in plan.extraColumns {
            let x = gridPoint(Double(column), 0).x
            let y = (plan.ringRadius * plan.ringRadius - x * x).squareRoot()
            for (row, sign) in [(count - 1, 1.0), (0, -1.0)] {
                let joint = node(PlanPoint(x: x, y: sign * y))
                joints.append((Elementary.angle(y: sign * y, x: x), joint))
                let traits = streetTraits(column, isColumn: true, avenue: avenue)
                gates.append((crossings[column][row], joint, traits))
            }
        }
        drawStreets(crossings, avenue: avenue)
        for gate in gates {
            road(line(from: gate.from, to: gate.to), gate.traits)
        }
        drawRing(joints, roundabout: (roundabout.west, roundabout.east))
        let centre = node(gridPoint(Double(avenue) - 0.5, Double(avenue) - 0.5))
        details.settlements.append(.init(node: centre, names: .town, kind: "town"))
        return RingGates(east: east, north: north, south: roundabout.south)
    }

    private static func avenueTraits(_ names: LocalNames) -> RoadTraits {
        RoadTraits(
            roadClass: .primary,
            names: names,
            limitKmh: 60,
            lanes: 4,
            isInSettlement: true
        )
    }

    /// The drawing's point at a column and a row, both real numbers: some streets bend.
    private func gridPoint(_ column: Double, _ row: Double) -> PlanPoint {
        let last = Double(plan.gridStreets - 1)
        let x = plan.blockLength * (column - last / 2)
        let y = plan.blockLength * (row - last / 2)
        let wave = 2 * Double.pi / last
        return PlanPoint(
            x: x + bend(at: column) * Elementary.sine(wave * row),
            y: y + bend(at: last - row) * 0.8 * Elementary.sine(wave * column)
        )
    }

    /// How far the street at a column swings, in metres.
    private func bend(at column: Double) -> Double {
        let centre = Double(plan.gridStreets) * 0.22
        let distance = (column - centre) / 0.9
        return 45 * Elementary.exponential(-distance * distance)
    }

    private mutating func drawStreets(_ crossings: [[Int]], avenue: Int) {
        let count = plan.gridStreets
        var avenueParts: [Int] = []
        for isColumn in [true, false] {
            for street in 0..<count {
                var indices: [Int] = []
                var middle = 0
                let bends = bend(at: isColumn ? Double(street) : Double(count - 1 - street)) > 3
                for step in 0..<count {
                    if step == avenue { middle = indices.count }
                    indices.append(isColumn ? crossings[street][step] : crossings[step][street])
                    guard bends, step + 1 < count else { continue }
                    for quarter in [0.25, 0.5, 0.75] {
                        let along = Double(step) + quarter
                        let across = Double(street)
                        indices.append(
                            node(isColumn ? gridPoint(across, along) : gridPoint(along, across))
                        )
                    }
                }
                let traits = streetTraits(street, isColumn: isColumn, avenue: avenue)
                if street == avenue {
                    // A turn restriction needs roads that end at its node.
                    avenueParts.append(road(Array(indices[...middle]), traits))
                    avenueParts.append(road(Array(indices[middle...]), traits))
                } else {
                    road(indices, traits)
                }
            }
        }
        guard avenueParts.count == 4 else { return }
        details.turns.append(
            .init(
                fromRoad: avenueParts[2],
                toRoad: avenueParts[1],
                viaNode: crossings[avenue][avenue],
                kind: "no_left_turn"
            )
        )
    }

    private func streetTraits(_ street: Int, isColumn: Bool, avenue: Int) -> RoadTraits {
        let count = plan.gridStreets
        if street == avenue { return Self.avenueTraits(LocalNames.streets[isColumn ? 0 : 1]) }
        let order = 2 + (street + (isColumn ? 0 : count)) % (LocalNames.streets.count - 2)
        let isBusy = plan.extraColumns.contains(street)
        var traits = RoadTraits(
            roadClass: isBusy ? .tertiary : .residential,
            names: LocalNames.streets[order],
            limitKmh: isBusy ? 60 : 40,
            isInSettlement: true
        )
        // One street of the grid is one-way northwards.
        traits.isOneWay = isColumn && street == avenue + 1
        return traits
    }

    private mutating func drawRoundabout() -> (north: Int, east: Int, south: Int, west: Int) {
        let circle = (0..<12).map { step in
            let angle = Double(step) * .pi / 6
            return node(
                PlanPoint(
                    x: 30 * Elementary.cosine(angle),
                    y: -plan.ringRadius + 30 * Elementary.sine(angle)
                )
            )
        }
        var traits = RoadTraits(roadClass: .primary, names: .ring, limitKmh: 40, lanes: 1)
        traits.isRoundabout = true
        road(circle + [circle[0]], traits)
        return (circle[3], circle[0], circle[9], circle[6])
    }

    /// Draws the ring anticlockwise from the roundabout's east arm to its west arm.
    private mutating func drawRing(
        _ joints: [(angle: Double, node: Int)],
        roundabout: (west: Int, east: Int)
    ) {
        let gap = 60 / plan.ringRadius
        let from = -Double.pi / 2 + gap
        let to = 1.5 * Double.pi - gap
        var stops = joints.map { joint in
            (angle: joint.angle < from ? joint.angle + 2 * .pi : joint.angle, node: joint.node)
        }
        for step in 0...plan.ringVertices {
            let angle = from + (to - from) * Double(step) / Double(plan.ringVertices)
            guard stops.allSatisfy({ abs($0.angle - angle) * plan.ringRadius > 40 }) else {
                continue
            }
            let place = PlanPoint(
                x: plan.ringRadius * Elementary.cosine(angle),
                y: plan.ringRadius * Elementary.sine(angle)
            )
            stops.append((angle, node(place)))
        }
        stops.sort { $0.angle < $1.angle }
        let traits = RoadTraits(
            roadClass: .primary,
            names: .ring,
            ref: "R-98-10",
            limitKmh: 80,
            lanes: 2
        )
        let cut = stops.firstIndex { $0.node == joints[1].node } ?? stops.count / 2
        road([roundabout.east] + stops[...cut].map(\.node), traits)
        road(stops[cut...].map(\.node) + [roundabout.west], traits)
    }
}
