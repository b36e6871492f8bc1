import RoadModel
import RoadNetwork

/// How well a road's names fit what an observation says.
struct NameLikelihood {
    private let columns: NetworkColumns
    private let parameters: PointMatcherParameters

    init(_ network: CompiledNetwork, _ parameters: PointMatcherParameters) {
        (columns, self.parameters) = (network.columns, parameters)
    }

    /// The term of a label; 0 when nothing is said.
    ///
    /// Where name and index are both given, agreement in one of them decides: a city street keeps
    /// its name while a trunk road's index passes through it. Otherwise both count, and together
    /// no more than a different name.
    func term(_ said: RoadNameEvidence, label: UInt32) -> Double {
        guard !said.isEmpty else {
            return said.isExhaustive && label != 0 ? parameters.nameIsUnexpected : 0
        }
        var name: Double?
        if !said.words.isEmpty { name = nameTerm(said.words, label) }
        var ref: Double?
        if !said.refs.isEmpty {
            ref = refTerm(said.refs, label)
        } else if refTerm(said.refsInName, label) == parameters.nameAgrees {
            ref = parameters.nameAgrees
        }
        switch (name, ref) {
        case (let name?, let ref?):
            let best = max(name, ref)
            if best >= parameters.nameIsContained { return best }
            return max(name + ref, parameters.nameDiffers)
        case (let name?, nil): return name
        case (nil, let ref?): return ref
        case (nil, nil): return 0
        }
    }

    private func nameTerm(_ words: [UInt64], _ label: UInt32) -> Double {
        let names = Int(columns.labelNameStart[label])..<Int(columns.labelNameStart[label + 1])
        guard !names.isEmpty else { return parameters.nameIsMissing }
        var best = parameters.nameDiffers
        for name in names {
            let from = Int(columns.nameTokenStart[name])
            let to = Int(columns.nameTokenStart[name + 1])
            let common = common(words, columns.nameToken, from, to)
            let term: Double
            if common == 0 {
                term = parameters.nameDiffers
            } else if common == words.count, common == to - from {
                term = parameters.nameAgrees
            } else if common == words.count || common == to - from {
                term = parameters.nameIsContained
            } else {
                term = parameters.nameOverlaps
            }
            best = max(best, term)
        }
        return best
    }

    private func refTerm(_ refs: [UInt64], _ label: UInt32) -> Double {
        let from = Int(columns.labelRefStart[label])
        let to = Int(columns.labelRefStart[label + 1])
        guard to > from else { return parameters.nameIsMissing }
        return common(refs, columns.refHash, from, to) > 0
            ? parameters.nameAgrees : parameters.nameDiffers
    }

    /// How many values two ascending lists share.
    private func common(
        _ list: [UInt64],
        _ column: Column<UInt64>,
        _ from: Int,
        _ to: Int
    ) -> Int {
        var (i, j, count) = (0, from, 0)
        while i < list.count, j < to {
            let (a, b) = (list[i], column[j])
            if a == b { count += 1 }
            if a <= b { i += 1 }
            if b <= a { j += 1 }
        }
        return count
    }
}
