import RoadNetwork

/// One step of the trellis.
struct TrackStep {
    /// Where the fix lies that is gone to, from the middle of the network, in metres.
    var x: Float, y: Float
    /// Middle of the network, in metres.
    var originX: Double, originY: Double
    /// Distance of the two fixes, in metres.
    var distance: Float
    /// Time between them, in seconds.
    var seconds: Float
    /// Costs in force.
    var costs: TrackCosts
    /// What errors remember over that time.
    var memory: ErrorMemory
}

/// What it costs to come to a fix otherwise than on roads; infinite when that cannot be.
struct OffNetworkArrival {
    /// From a fix off the network.
    var cost = Float.infinity
    /// From the best candidate of the fix before, leaving the network and returning in one step.
    var hopCost = Float.infinity
    /// That candidate.
    var hopFrom = TrackPlace.none

    /// The cheaper one.
    var least: Float { min(cost, hopCost) }
}

/// What stops a search.
private struct SweepBound {
    /// Labels beyond it can change nothing.
    var limit: Float = .infinity
    var bestTotal: Float = .infinity
    var unreached: Int
    let leastEmission: Float
    let targets: Range<Int>
    let slack: Float
}

extension TrackArena {
    /// Finds the best way to every candidate of a column from all candidates of the one before.
    ///
    /// Costs of a way add up along it and do not depend on where it began, so one search from all
    /// sources at once, each starting at its own score, gives the exact Viterbi step: the work
    /// does not grow with the number of candidates. Terms that do not add up (a route shorter than
    /// the distance of its fixes, or too long for the time) are charged to the winner.
    ///
    /// What was settled is kept in the log, for `findRivals`.
    ///
    /// - Returns: The cost of the cheapest hypothesis, from which the scores of the others count;
    ///   infinite when there is none.
    mutating func sweep(
        _ graph: TrackTables,
        from sources: Range<Int>,
        to column: inout TrackColumn,
        _ step: TrackStep,
        off: OffNetworkArrival
    ) -> Float {
        let targets = column.candidates
        column.logStart = UInt32(log.count)
        column.memory = step.memory
        guard !targets.isEmpty else { return finish(&column, step, off) }
        nextStamp()
        searches += 1
        heap.truncate(to: 0)
        let costs = step.costs
        var least = Float.infinity
        var reach: Float = 0
        for j in targets {
            let candidate = candidates[j]
            let label = labels.base + Int(candidate.state)
            candidates.base[j].next =
                label.pointee.targetStamp == stamp ? label.pointee.target : TrackPlace.none
            label.pointee.targetStamp = stamp
            label.pointee.target = Int32(j)
            candidates.base[j].score = .infinity
            candidates.base[j].previous = TrackPlace.none
            least = min(least, candidate.emission)
            let dx = Float(candidate.x - step.originX) - step.x
            let dy = Float(candidate.y - step.originY) - step.y
            reach = max(reach, dx * dx + dy * dy)
        }
        reach = reach.squareRoot() + 1
        var bound = SweepBound(
            bestTotal: min(column.offScore, off.least + least),
            unreached: targets.count,
            leastEmission: least,
            targets: targets,
            // Short steps have no room for another way; over long ones drivers differ more.
            slack: step.distance > 80 ? min(costs.rivalSlack, 4 + 0.012 * step.distance) : 0
        )
        bound.limit = bound.bestTotal + costs.beam - least
        let isGuided = step.distance > 120
        let longest = step.distance * costs.detourFactor + costs.detourMetres
        start(graph, sources, step, isGuided, reach, &bound)
        while heap.count > 0 {
            let (key, state) = pop()
            if key >= bound.limit { break }
            let label = labels.base[Int(state)]
            let record = graph.states[Int(state)]
            let potential =
                isGuided ? Self.potential(record.endX, record.endY, step, reach) : 0
            // A better label of the same state was served before.
            if key > label.cost + potential { continue }
            settled += 1
            log.append(SettledLabel(state: state, cost: label.cost, parent: label.parent))
            if label.length > longest { continue }
            let first = Int(record.firstExit)
            for row in first..<(first + Int(record.exitCount)) {
                let exit = graph.exits[row]
                let next = graph.states[Int(exit.state)]
                let base = label.cost + costs.turn(exit.kind)
                let old = labels.base[Int(exit.state)]
                if old.targetStamp == stamp {
                    var j = Int(old.target)
                    repeat {
                        let measure = candidates.base[j].measure
                        let known = candidates.base[j].score
                        let share = next.length > 0 ? measure / next.length : 0
                        let cost =
                            base + costs.perMetre * measure
                            + costs.perSecond * next.seconds * share
                        if cost < known - Self.tie {
                            arrive(
                                j,
                                cost,
                                label.length + measure,
                                label.seconds + next.seconds * share,
                                Int32(bitPattern: state),
                                &bound,
                                costs.beam
                            )
                        } else if cost < known + Self.tie {
                            breakTie(graph, state, target: j, next)
                        }
                        j = Int(candidates.base[j].next)
                    } while j >= 0
                }
                let cost =
                    base + costs.perMetre * next.length + costs.perSecond * next.seconds
                if old.stamp == stamp, old.cost <= cost + Self.tie {
                    if old.cost > cost - Self.tie {
                        breakTie(
                            graph,
                            state,
                            Int(exit.state),
                            next,
                            step,
                            key,
                            isGuided,
                            reach
                        )
                    }
                    continue
                }
                let ahead = isGuided ? Self.potential(next.endX, next.endY, step, reach) : 0
                if cost + ahead >= bound.limit { continue }
                let slot = labels.base + Int(exit.state)
                slot.pointee.stamp = stamp
                slot.pointee.cost = cost
                slot.pointee.length = label.length + next.length
                slot.pointee.seconds = label.seconds + next.seconds
                slot.pointee.parent = Int32(bitPattern: state)
                slot.pointee.source = label.source
                push(cost + ahead, exit.state)
            }
        }
        column.logCount = UInt32(log.count) - column.logStart
        return finish(&column, step, off)
    }

    /// Puts every source at the end of its own state, and serves targets on it.
    @inline(__always)
    private mutating func start(
        _ graph: TrackTables,
        _ sources: Range<Int>,
        _ step: TrackStep,
        _ isGuided: Bool,
        _ reach: Float,
        _ bound: inout SweepBound
    ) {
        let costs = step.costs
        for i in sources {
            let source = candidates[i]
            guard source.score <= costs.beam else { continue }
            let state = Int(source.state)
            let record = graph.states[state]
            let perMetre =
                costs.perMetre
                + (record.length > 0 ? costs.perSecond * record.seconds / record.length : 0)
            var j = labels.base[state].targetStamp == stamp ? Int(labels.base[state].target) : -1
            while j >= 0 {
                let ahead = candidates.base[j].measure - source.measure
                let isBackward = ahead < 0
                let cost =
                    source.score
                    + (isBackward ? -costs.backwardPerMetre : perMetre) * ahead
                if cost < candidates.base[j].score, -ahead <= costs.backwardLimit {
                    let share = isBackward || record.length == 0 ? 0 : ahead / record.length
                    arrive(
                        j,
                        cost,
                        max(0, ahead),
                        record.seconds * share,
                        Int32(-1 - i),
                        &bound,
                        costs.beam
                    )
                }
                j = Int(candidates.base[j].next)
            }
            let rest = max(0, record.length - source.measure)
            let cost = source.score + perMetre * rest
            if labels.base[state].stamp == stamp, labels.base[state].cost <= cost { continue }
            let ahead =
                isGuided ? Self.potential(record.endX, record.endY, step, reach) : 0
            let slot = labels.base + state
            slot.pointee.stamp = stamp
            slot.pointee.cost = cost
            slot.pointee.length = rest
            slot.pointee.seconds = record.length > 0 ? record.seconds * rest / record.length : 0
            slot.pointee.parent = Int32(-1 - i)
            slot.pointee.source = Int32(i)
            push(cost + ahead, source.state)
        }
    }

    /// A lower bound of the cost from a point to any target.
    @inline(__always)
    static func potential(
        _ x: Float,
        _ y: Float,
        _ step: TrackStep,
        _ reach: Float
    ) -> Float {
        let dx = x - step.x
        let dy = y - step.y
        return max(0, (dx * dx + dy * dy).squareRoot() - reach) * step.costs.leastPerMetre
    }

    /// Takes a way to a target.
    @inline(__always)
    private mutating func arrive(
        _ j: Int,
        _ cost: Float,
        _ length: Float,
        _ seconds: Float,
        _ parent: Int32,
        _ bound: inout SweepBound,
        _ beam: Float
    ) {
        let slot = candidates.base + j
        if slot.pointee.score == .infinity { bound.unreached -= 1 }
        slot.pointee.score = cost
        slot.pointee.length = length
        slot.pointee.seconds = seconds
        slot.pointee.previous = parent
        bound.bestTotal = min(bound.bestTotal, cost + slot.pointee.emission)
        bound.limit = bound.bestTotal + beam - bound.leastEmission
        guard bound.unreached == 0 else { return }
        var worst: Float = 0
        for k in bound.targets { worst = max(worst, candidates.base[k].score) }
        bound.limit = min(bound.limit, worst + bound.slack)
    }

    /// Adds emissions, gives up what is hopeless and writes down the ways of the rest.
    private mutating func finish(
        _ column: inout TrackColumn,
        _ step: TrackStep,
        _ off: OffNetworkArrival
    ) -> Float {
        let costs = step.costs
        var best = column.offScore
        for j in column.candidates {
            let slot = candidates.base + j
            if slot.pointee.score < .infinity {
                let shortfall = max(0, step.distance - slot.pointee.length)
                let haste = max(
                    0,
                    slot.pointee.seconds * costs.leastTimeShare - step.seconds - 2
                )
                slot.pointee.score +=
                    slot.pointee.emission + shortfall * costs.shortfallPerMetre
                    + min(20, haste * costs.hastePerSecond)
                if slot.pointee.isMinor, !candidates.base[source(of: j)].isMinor {
                    slot.pointee.score -= costs.minorRelief
                }
                slot.pointee.memory = 0
                // What is beyond the beam whatever came before need not be asked.
                if step.memory.share > 0,
                    slot.pointee.score - slot.pointee.distanceCost < best + costs.beam + 1
                {
                    slot.pointee.memory = step.memory.change(
                        slot.pointee,
                        after: candidates.base[source(of: j)]
                    )
                    slot.pointee.score += slot.pointee.memory
                }
            }
            let returning = off.least + slot.pointee.emission
            if returning < slot.pointee.score {
                let isHop = off.hopCost < off.cost
                slot.pointee.score = returning
                slot.pointee.previous = isHop ? off.hopFrom : TrackPlace.offNetwork
                slot.pointee.pathStart = TrackPlace.noPath
                slot.pointee.memory = 0
                slot.pointee.length = 0
                slot.pointee.seconds = 0
            } else {
                slot.pointee.pathStart = 0
            }
            best = min(best, slot.pointee.score)
        }
        guard best < .infinity else { return .infinity }
        column.offScore -= best
        for j in column.candidates {
            let slot = candidates.base + j
            slot.pointee.score -= best
            guard slot.pointee.score <= costs.beam else {
                slot.pointee.score = .infinity
                continue
            }
            if slot.pointee.pathStart == TrackPlace.noPath {
                slot.pointee.pathCount = 0
            } else {
                writePath(j)
            }
        }
        return best
    }

    /// The candidate from which a target was reached, while its search stands.
    @inline(__always)
    private func source(of j: Int) -> Int {
        let before = candidates.base[j].previous
        return Int(before < 0 ? -1 - before : labels.base[Int(before)].source)
    }

    /// Turns the chain of labels behind a target into a path and finds its source.
    @inline(__always)
    private mutating func writePath(_ j: Int) {
        let first = paths.count
        var at = candidates.base[j].previous
        candidates.base[j].pathStart = UInt32(first)
        if at >= 0 {
            // The state of the source itself is the end of the path before.
            paths.append(candidates.base[j].state)
            while true {
                let parent = labels.base[Int(at)].parent
                if parent < 0 {
                    at = parent
                    break
                }
                paths.append(UInt32(bitPattern: at))
                at = parent
            }
            var (low, high) = (first, paths.count - 1)
            while low < high {
                (paths.base[low], paths.base[high]) = (paths.base[high], paths.base[low])
                low += 1
                high -= 1
            }
        }
        candidates.base[j].pathCount = UInt32(paths.count - first)
        candidates.base[j].previous = -1 - at
    }
}
