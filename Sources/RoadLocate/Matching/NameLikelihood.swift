import Glibc
import RoadModel
import RoadNetwork

extension PointMatcher {
    /// How well a road's names fit what an observation says, as a factor.
    func nameFactor(
        _ said: RoadNameEvidence,
        _ label: UInt32,
        _ memory: inout NameMemory
    ) -> Double {
        memory.factor(said.statement, label) { exp(nameTerm(said, label, &$0)) }
    }

    /// The term of a label; 0 when nothing is said.
    ///
    /// Where name and index are both given, agreement in one of them is nearly enough: a city street
    /// keeps its name while a trunk road's index passes through it. The other one counts for a part,
    /// for two streets of one index. Where neither agrees both count, and together no more than a
    /// different name.
    private func nameTerm(
        _ evidence: RoadNameEvidence,
        _ label: UInt32,
        _ memory: inout NameMemory
    ) -> Double {
        let said = evidence.statement
        guard !evidence.isEmpty else {
            return said.isExhaustive && isNamed(label) ? parameters.nameIsUnexpected : 0
        }
        var name: Double?
        if !said.name.words.isEmpty { name = nameTerm(said.name, label, &memory) }
        var ref: Double?
        if !said.refs.isEmpty {
            ref = refTerm(said.refs, label)
        } else if said.isRef {
            // "Трасса М36": the index, or a road that is called so.
            return max(name ?? parameters.nameDiffers, refTerm(said.refsInName, label))
        } else if refTerm(said.refsInName, label) == parameters.nameAgrees {
            ref = parameters.nameAgrees
        }
        switch (name, ref) {
        case (let name?, let ref?):
            let (best, other) = (max(name, ref), min(name, ref))
            if best >= parameters.nameIsContained {
                return best + parameters.nameOtherShare * other
            }
            return max(name + ref, parameters.nameDiffers)
        case (let name?, nil): return name
        case (nil, let ref?): return ref
        case (nil, nil): return 0
        }
    }

    /// Whether a label has a name or an index of its own; one in another language alone is none
    /// that a source in the map's language would state.
    package func isNamed(_ label: UInt32) -> Bool {
        columns.labelName[label] != 0 || columns.labelRef[label] != 0
    }

    private func nameTerm(
        _ said: ComparableName,
        _ label: UInt32,
        _ memory: inout NameMemory
    ) -> Double {
        let names = memory.names(of: label) {
            let label = network.label(label)
            return ([label.name] + label.otherNames.split(separator: ";").map(String.init))
                .map(ComparableName.init).filter { !$0.words.isEmpty }
        }
        let all = names.map {
            (agreement: said.agreement(with: $0), hasOtherKind: said.hasOtherKind($0))
        }
        guard
            let best = all.max(by: {
                ($0.agreement.rawValue, $1.hasOtherKind ? 1 : 0)
                    < ($1.agreement.rawValue, $0.hasOtherKind ? 1 : 0)
            })
        else { return parameters.nameIsMissing }
        func kind(_ best: (agreement: ComparableName.Agreement, hasOtherKind: Bool)) -> Double {
            best.hasOtherKind ? parameters.nameKindDiffers : 0
        }
        switch best.agreement {
        case .identical: return parameters.nameAgrees
        case .all: return parameters.nameIsWrittenDifferently + kind(best)
        case .misspelt: return parameters.nameIsMisspelt + kind(best)
        case .contained: return parameters.nameIsContained + kind(best)
        case .some: return parameters.nameOverlaps
        case .none: return parameters.nameDiffers
        }
    }

    private func refTerm(_ refs: [UInt64], _ label: UInt32) -> Double {
        let from = Int(columns.labelRefStart[label])
        let to = Int(columns.labelRefStart[label + 1])
        guard to > from else { return parameters.nameIsMissing }
        for row in from..<to where refs.contains(columns.refHash[row]) {
            return parameters.nameAgrees
        }
        return parameters.nameDiffers
    }
}
