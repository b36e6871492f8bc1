import RoadModel

// Where the network is left is told by an attempt that doubts it everywhere: errors count as if they
// hardly knew of each other, and fixes are chosen closer together. What was driven between the drives
// off it is then told as on any other track, or one missing road would cost accuracy everywhere.
extension TrackMatcher {
    /// Notes where the network is left on the best way of an attempt.
    func tell(_ fixes: TrackFixes, _ arena: inout TrackArena) {
        // The rarer the fixes, the less likely is the next one off the network as well.
        let edge =
            parameters.offNetworkEdgeCost
            + parameters.offNetworkEdgeCostPerSecond * min(20, fixes.medianStepSeconds)
        var start = 0
        while start < arena.columns.count {
            let chain = start..<arena.endOfChain(start)
            arena.traceChain(chain)
            arena.widenOff(chain, besideStep: Float(parameters.offNetworkStepEdgeCost)) {
                offFixCost(fixes, $0, edge)
            }
            for row in chain {
                let kind = kind(row, start, arena)
                arena.verdicts.append(FixVerdict(fix: arena.columns[row].fix, kind: kind))
            }
            start = chain.upperBound
        }
    }

    private func kind(
        _ row: Int,
        _ chainStart: Int,
        _ arena: borrowing TrackArena
    ) -> FixVerdict.Kind {
        let isOff = arena.chain[row - chainStart] < 0
        guard row > chainStart else { return isOff ? .beginsOff : .begins }
        if isOff { return .off }
        let wasOff = arena.chain[row - chainStart - 1] < 0
        return wasOff || arena.isHop(row, chainStart) ? .back : .driven
    }

    /// Chooses the fixes to match: those off the network as they were told, the others anew.
    func choose(_ fixes: TrackFixes, _ sigma: Double, _ arena: inout TrackArena) {
        let count = arena.verdicts.count
        guard count > 0 else { return thin(fixes, 0..<fixes.count, sigma, &arena) }
        var row = 0
        while row < count {
            let first = arena.verdicts[row]
            var last = first.fix
            row += 1
            if first.kind.isOff {
                arena.kept.append(first.fix)
            } else {
                while row < count, arena.verdicts[row].kind == .driven {
                    last = arena.verdicts[row].fix
                    row += 1
                }
                let end = row < count ? Int(last) + 1 : fixes.count
                thin(fixes, Int(first.fix)..<end, sigma, &arena)
                // The road is driven as far as it was told to be.
                if arena.kept[arena.kept.count - 1] < last { arena.kept.append(last) }
            }
            arena.keptKinds.append(first.kind)
            while arena.keptKinds.count < arena.kept.count { arena.keptKinds.append(.driven) }
        }
    }
}
