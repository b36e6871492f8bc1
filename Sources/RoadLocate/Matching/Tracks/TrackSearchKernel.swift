import Glibc
import RoadNetwork

/// What the emission of a fix depends on.
struct TrackEmission {
    /// 1 / (2 σ²) and 1 / (2 S²) of the two error laws.
    var perSquare: Double, strayPerSquare: Double
    /// What a stray costs before its distance.
    var strayCost: Double
    /// Unit vector of the heading; κ is 0 without one.
    var headingX: Double, headingY: Double, kappa: Double
    /// The greatest cost of a heading.
    var headingLimit: Double
    /// Square of the radius, and of the distance within which every piece is kept.
    var radiusSquared: Double, nearSquared: Double
    /// Pieces kept at most besides those.
    var pieces: Int

    /// The cost of a distance: the cheaper of both laws.
    @inline(__always)
    func cost(_ distanceSquared: Double) -> Double {
        min(distanceSquared * perSquare, strayCost + distanceSquared * strayPerSquare)
    }

    /// The cost of a direction of travel.
    @inline(__always)
    func cost(ux: Double, uy: Double) -> Double {
        kappa == 0
            ? 0 : min(headingLimit, kappa * (1 - (ux * headingX + uy * headingY)))
    }
}

extension TrackArena {
    /// Adds the candidates of a fix; the number of them is returned.
    mutating func search(
        _ graph: TrackGraph,
        x: Double,
        y: Double,
        _ emission: TrackEmission
    ) -> Int {
        findFeet(graph, x: x, y: y, radiusSquared: emission.radiusSquared)
        chooseFeet(emission)
        let c = graph.network.columns
        let (xs, ys) = (c.vertexX.firstRow, c.vertexY.firstRow)
        let measures = c.vertexMeasure.firstRow
        let before = candidates.count
        for row in 0..<order.count {
            let foot = feet[Int(order[row])]
            let v = Int(foot.vertex)
            let ax = xs[at: v]
            let ay = ys[at: v]
            var ux = xs[at: v + 1] - ax
            var uy = ys[at: v + 1] - ay
            let from = measures[at: v]
            let length = measures[at: v + 1] - from
            if length > 0 { (ux, uy) = (ux / length, uy / length) }
            let measure = from + length * foot.fraction
            let cost = emission.cost(foot.distanceSquared)
            let forward = c.pieceForward.firstRow[Int(foot.piece)]
            if forward != CompiledNetwork.none {
                add(graph, forward, measure, foot, cost + emission.cost(ux: ux, uy: uy))
            }
            let backward = c.pieceBackward.firstRow[Int(foot.piece)]
            if backward != CompiledNetwork.none {
                let total = Double(graph.forward.states[Int(backward)].length)
                add(
                    graph,
                    backward,
                    max(0, total - measure),
                    foot,
                    cost + emission.cost(ux: -ux, uy: -uy)
                )
            }
        }
        return candidates.count - before
    }

    @inline(__always)
    private mutating func add(
        _ graph: TrackGraph,
        _ segment: UInt32,
        _ measure: Double,
        _ foot: PieceFoot,
        _ cost: Double
    ) {
        let record = graph.forward.states[Int(segment)]
        let candidate = TrackCandidate(
            x: foot.x,
            y: foot.y,
            state: segment,
            measure: min(Float(measure), record.length),
            emission: Float(cost) + record.prior,
            score: .infinity,
            previous: TrackPlace.none,
            pathStart: 0,
            pathCount: 0,
            length: 0,
            seconds: 0
        )
        candidates.append(candidate)
        guard !graph.copiesOf.isEmpty, let copies = graph.copiesOf[segment] else { return }
        for copy in copies {
            var twin = candidate
            twin.state = copy
            candidates.append(twin)
        }
    }

    /// Keeps the nearest pieces: `order` holds their rows, nearest first.
    private mutating func chooseFeet(_ emission: TrackEmission) {
        order.truncate(to: 0)
        for row in 0..<feet.count {
            let distance = feet.base[row].distanceSquared
            if order.count >= emission.pieces, distance > emission.nearSquared,
                distance >= feet.base[Int(order[order.count - 1])].distanceSquared
            {
                continue
            }
            order.append(Int32(row))
            var at = order.count - 1
            while at > 0, feet.base[Int(order.base[at - 1])].distanceSquared > distance {
                order.base[at] = order.base[at - 1]
                at -= 1
            }
            order.base[at] = Int32(row)
            if order.count > emission.pieces,
                feet.base[Int(order[order.count - 1])].distanceSquared > emission.nearSquared
            {
                order.truncate(to: order.count - 1)
            }
        }
    }

    /// Collects the nearest place on every piece within the radius in `feet`.
    private mutating func findFeet(
        _ graph: TrackGraph,
        x: Double,
        y: Double,
        radiusSquared: Double
    ) {
        feet.truncate(to: 0)
        searchStamp &+= 1
        if searchStamp == 0 {
            for i in 0..<pieceStamp.count { pieceStamp[i] = 0 }
            searchStamp = 1
        }
        let c = graph.network.columns
        let levels = c.treeLevels.count
        guard levels > 0 else { return }
        let boxes = c.treeBoxes.firstRow
        let ends = c.treeLevels.firstRow
        stack.truncate(to: 0)
        let root = UInt64(ends[levels - 1]) - 1
        stack.append(root << 8 | UInt64(levels - 1))
        while stack.count > 0 {
            let entry = stack.removeLast()
            let (position, level) = (Int(entry >> 8), Int(entry & 255))
            guard level > 0 else {
                scan(graph, run: Int(c.treeItems.firstRow[position]), x, y, radiusSquared)
                continue
            }
            // Children of a node stand in a row on the level below; see `PackedRTree`.
            let own = Int(ends[level - 1])
            let below = level > 1 ? Int(ends[level - 2]) : 0
            let first = below + (position - own) * 16
            let end = min(first + 16, own)
            for child in first..<end {
                guard boxes.squaredDistance(child, x, y) <= radiusSquared else { continue }
                if level == 1 {
                    scan(graph, run: Int(c.treeItems.firstRow[child]), x, y, radiusSquared)
                } else {
                    stack.append(UInt64(child) << 8 | UInt64(level - 1))
                }
            }
        }
    }

    /// Projects a point on the lines of a run.
    @inline(__always)
    private mutating func scan(
        _ graph: TrackGraph,
        run: Int,
        _ x: Double,
        _ y: Double,
        _ radiusSquared: Double
    ) {
        let c = graph.network.columns
        let (xs, ys) = (c.vertexX.firstRow, c.vertexY.firstRow)
        let piece = c.runPiece.firstRow[run]
        let first = Int(c.runVertex.firstRow[run])
        var best = PieceFoot(
            piece: piece,
            vertex: 0,
            distanceSquared: radiusSquared,
            fraction: 0,
            x: 0,
            y: 0
        )
        var isFound = false
        var ax = xs[at: first]
        var ay = ys[at: first]
        for v in first..<(first + Int(c.runLines.firstRow[run])) {
            let bx = xs[at: v + 1]
            let by = ys[at: v + 1]
            let dx = bx - ax
            let dy = by - ay
            let squared = dx * dx + dy * dy
            var share = squared > 0 ? ((x - ax) * dx + (y - ay) * dy) / squared : 0
            share = share > 0 ? (share < 1 ? share : 1) : 0
            // Ends exactly: a result lies on the network's own vertices.
            let fx = share == 1 ? bx : ax + dx * share
            let fy = share == 1 ? by : ay + dy * share
            let distance = (x - fx) * (x - fx) + (y - fy) * (y - fy)
            if distance <= best.distanceSquared {
                best.vertex = Int32(v)
                best.distanceSquared = distance
                best.fraction = share
                (best.x, best.y) = (fx, fy)
                isFound = true
            }
            (ax, ay) = (bx, by)
        }
        guard isFound else { return }
        if pieceStamp.base[Int(piece)] != searchStamp {
            pieceStamp.base[Int(piece)] = searchStamp
            pieceRow.base[Int(piece)] = UInt32(feet.count)
            feet.append(best)
        } else {
            let row = Int(pieceRow.base[Int(piece)])
            let old = feet.base[row]
            // The tree's order must not decide between equally near places.
            if best.distanceSquared < old.distanceSquared
                || best.distanceSquared == old.distanceSquared && best.vertex < old.vertex
            {
                feet.base[row] = best
            }
        }
    }
}
