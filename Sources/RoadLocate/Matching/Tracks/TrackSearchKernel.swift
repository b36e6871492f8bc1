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
    /// How the fix's own error measures distances; bursts of multipath are round.
    var ellipse: FixEllipse

    /// The cost of a distance, by the fix's own metric and in metres: the cheaper of both laws.
    @inline(__always)
    func cost(_ squared: Double, _ plainSquared: Double) -> Double {
        min(squared * perSquare, strayCost + plainSquared * strayPerSquare)
    }

    /// The cost of a direction of travel.
    @inline(__always)
    func cost(ux: Double, uy: Double) -> Double {
        kappa == 0
            ? 0 : min(headingLimit, kappa * (1 - (ux * headingX + uy * headingY)))
    }
}

extension TrackArena {
    /// Places remembered of a track at most: 42 MB of them.
    private static let mostFeet = 1 << 20

    /// Adds the candidates of a fix; the number of them is returned.
    mutating func search(
        _ graph: TrackGraph,
        fix: Int,
        x: Double,
        y: Double,
        _ emission: TrackEmission
    ) -> Int {
        let radiusSquared = emission.radiusSquared
        findFeet(graph, fix: fix, x: x, y: y, emission.ellipse, radiusSquared: radiusSquared)
        chooseFeet(emission)
        let before = candidates.count
        let isHeaded = emission.kappa > 0
        for row in 0..<order.count {
            let foot = feet[Int(order[row])]
            let nearest = RoadPlace(graph.lines, foot, x, y, emission.ellipse)
            let forward = graph.lines.forward(Int(foot.piece))
            if forward != CompiledNetwork.none {
                add(graph, forward, nearest, .along, emission)
                if isHeaded, let place = nearest.facing(.along, graph.lines, x, y, emission) {
                    add(graph, forward, place, .along, emission)
                }
            }
            let backward = graph.lines.backward(Int(foot.piece))
            if backward != CompiledNetwork.none {
                add(graph, backward, nearest, .against, emission)
                if isHeaded, let place = nearest.facing(.against, graph.lines, x, y, emission) {
                    add(graph, backward, place, .against, emission)
                }
            }
        }
        return candidates.count - before
    }

    @inline(__always)
    private mutating func add(
        _ graph: TrackGraph,
        _ segment: UInt32,
        _ place: RoadPlace,
        _ way: RoadPlace.Way,
        _ emission: TrackEmission
    ) {
        let record = graph.forward.states[Int(segment)]
        let foot = place.foot
        let measure = foot.measure(graph.lines.measures)
        let distanceCost = place.distanceCost(emission)
        let across = way.sign * (place.vx * place.dy - place.vy * place.dx)
        var candidate = TrackCandidate(
            x: foot.x,
            y: foot.y,
            state: segment,
            measure: min(
                Float(way == .along ? measure : max(0, Double(record.length) - measure)),
                record.length
            ),
            emission: Float(distanceCost + place.headingCost(way, emission)) + record.prior,
            distanceCost: Float(distanceCost),
            ux: Float(way.sign * place.vx),
            uy: Float(way.sign * place.vy),
            across: Float(across),
            alongSquared: Float(max(0, foot.distanceSquared - across * across)),
            score: .infinity,
            previous: TrackPlace.none,
            pathStart: 0,
            pathCount: 0,
            length: 0,
            seconds: 0,
            isMinor: graph.isMinor(segment)
        )
        if candidate.isMinor { candidate.emission += minorFixCost }
        candidates.append(candidate)
        guard !graph.copiesOf.isEmpty, let copies = graph.copiesOf[segment] else { return }
        for copy in copies {
            var twin = candidate
            twin.state = copy
            candidates.append(twin)
        }
    }

    /// The distance from a fix to the nearest road within a radius, in metres.
    mutating func nearest(
        _ graph: TrackGraph,
        fix: Int,
        x: Double,
        y: Double,
        _ ellipse: FixEllipse,
        radiusSquared: Double
    ) -> Float? {
        findFeet(graph, fix: fix, x: x, y: y, ellipse, radiusSquared: radiusSquared)
        guard !own.isEmpty else { return nil }
        var least = radiusSquared
        for row in own { least = min(least, feet.base[row].distanceSquared) }
        return Float(least.squareRoot())
    }

    /// Keeps the nearest pieces where there are too many: `order` holds their rows.
    private mutating func chooseFeet(_ emission: TrackEmission) {
        order.truncate(to: 0)
        guard own.count > emission.pieces else {
            for row in own { order.append(Int32(row)) }
            return
        }
        for row in own {
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

    /// Sets `own` to the nearest places of a fix on every piece within the radius.
    ///
    /// They are remembered for the track: its accuracy is told from some of them before it is
    /// matched, and now and then it is matched again with another.
    private mutating func findFeet(
        _ graph: TrackGraph,
        fix: Int,
        x: Double,
        y: Double,
        _ ellipse: FixEllipse,
        radiusSquared: Double
    ) {
        if fix >= searched.count { searched.resize(to: fix + 1, filling: SearchedFix()) }
        let known = searched.base[fix]
        if known.track == track, known.radiusSquared == radiusSquared {
            own = Int(known.first)..<Int(known.end)
            return
        }
        // A track without end must not fill the memory: what is behind that is not remembered.
        let first = min(feet.count, Self.mostFeet)
        feet.truncate(to: first)
        let radius = ellipse.searchRadius(radiusSquared.squareRoot())
        graph.runs.find(x: x, y: y, radius: radius, along: &neighbourhood, into: &hits)
        let (xs, ys) = (graph.lines.xs, graph.lines.ys)
        var at = 0
        while at < hits.count {
            let piece = graph.runs.runs[Int(hits[at])].piece
            var bend = LineBend()
            var end = at
            // Runs of a piece follow each other.
            while end < hits.count, graph.runs.runs[Int(hits[end])].piece == piece {
                let run = graph.runs.runs[Int(hits[end])]
                if ellipse.isRound { scan(run, after: first, xs, ys, x, y, radiusSquared, &bend) }
                end += 1
            }
            if !ellipse.isRound {
                let own = radiusSquared * ellipse.squeeze * ellipse.squeeze
                findPlaces(graph, at..<end, x, y, ellipse, (radius * radius, own))
            } else if bend.isBent {
                findLimbs(graph, at..<end, x, y, radiusSquared)
            }
            at = end
        }
        if !graph.continuations.isEmpty { dropContinued(graph, after: first) }
        own = first..<feet.count
        guard feet.count <= Self.mostFeet else { return }
        searched.base[fix] = SearchedFix(
            radiusSquared: radiusSquared,
            track: track,
            first: Int32(truncatingIfNeeded: first),
            end: Int32(truncatingIfNeeded: feet.count)
        )
    }

    /// Projects a point on the lines of a run, and keeps the nearest place on their piece.
    @inline(__always)
    private mutating func scan(
        _ run: RunRow,
        after start: Int,
        _ xs: FixedRows,
        _ ys: FixedRows,
        _ x: Double,
        _ y: Double,
        _ radiusSquared: Double,
        _ bend: inout LineBend
    ) {
        let first = Int(run.vertex)
        var (nearest, rival, least) = (-1, -1, radiusSquared)
        var a = (x: xs[at: first], y: ys[at: first])
        var (ax, ay) = (x - a.x, y - a.y)
        var atStart = ax * ax + ay * ay
        // Only the nearest line is projected: its distance alone takes half the work.
        for v in first..<(first + Int(run.lines)) {
            let b = (x: xs[at: v + 1], y: ys[at: v + 1])
            let (dx, dy) = (b.x - a.x, b.y - a.y)
            let (bx, by) = (x - b.x, y - b.y)
            let atEnd = bx * bx + by * by
            let squared = dx * dx + dy * dy
            let along = ax * dx + ay * dy
            let across = ax * dy - ay * dx
            let beside = across * across / squared
            let distance = along <= 0 ? atStart : along >= squared ? atEnd : beside
            if distance <= radiusSquared {
                bend.pass(dx, dy, squared)
                if distance <= least {
                    rival = distance == least ? nearest : -1
                    (nearest, least) = (v, distance)
                }
            }
            (a, ax, ay, atStart) = (b, bx, by, atEnd)
        }
        guard nearest >= 0 else { return }
        if rival >= 0, Self.isRather(rival, than: nearest, xs, ys, x, y) { nearest = rival }
        let best = PieceFoot(
            piece: run.piece,
            vertex: nearest,
            a: (xs[at: nearest], ys[at: nearest]),
            b: (xs[at: nearest + 1], ys[at: nearest + 1]),
            x: x,
            y: y,
            RoundMetric()
        )
        let last = feet.count - 1
        guard last >= start, feet.base[last].piece == run.piece else { return feet.append(best) }
        let old = feet.base[last]
        if best.distanceSquared < old.distanceSquared
            || best.distanceSquared == old.distanceSquared
                && Self.isRather(Int(best.vertex), than: Int(old.vertex), xs, ys, x, y)
        {
            feet.base[last] = best
        }
    }

    /// Whether a point lies rather beside one line than beside another whose end is as near.
    ///
    /// At a bend the nearest place is the vertex of both. Whichever was drawn first must not count:
    /// a road drawn backwards is the same road.
    @inline(never)
    static func isRather(
        _ v: Int,
        than w: Int,
        _ xs: FixedRows,
        _ ys: FixedRows,
        _ x: Double,
        _ y: Double
    ) -> Bool {
        func share(_ v: Int) -> Double {
            let (ax, ay) = (xs[at: v], ys[at: v])
            let (dx, dy) = (xs[at: v + 1] - ax, ys[at: v + 1] - ay)
            let across = dx * (y - ay) - dy * (x - ax)
            let squared = dx * dx + dy * dy
            return squared > 0 ? across * across / squared : 0
        }
        return share(v) > share(w)
    }
}
